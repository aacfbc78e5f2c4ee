#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "common/query/query.hpp"

namespace watchword::query {

// Which of many queries match a subject. Holds up to 100,000 queries and more; see the room's README for how.
// One writer thread changes it; any number of threads match against snapshots.
class Matcher {
  public:
    Matcher();
    ~Matcher();
    // A copy shares what there is with the original and changes apart from it.
    Matcher(const Matcher& other);
    Matcher(Matcher&&) noexcept;
    Matcher& operator=(Matcher&&) noexcept;

    // `key` is the caller's name for the query and not in use yet. At most 50 us on average.
    void add(std::uint64_t key, Query query);
    void remove(std::uint64_t key);

    class Snapshot;
    // An immutable view of the present queries, to be used on any thread while the matcher changes.
    std::shared_ptr<const Snapshot> snapshot() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

class Matcher::Snapshot {
  public:
    virtual ~Snapshot() = default;
    // The keys of the queries that match, ascending.
    virtual std::vector<std::uint64_t> match(const Subject& subject) const = 0;
    // The hits of one query on a subject it matches, in the order of fields, then of places.
    virtual std::vector<Hit> hits(std::uint64_t key, const Subject& subject) const = 0;
};

}  // namespace watchword::query
