#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/query/compiled.hpp"
#include "common/query/findings.hpp"
#include "common/query/page.hpp"
#include "common/query/query.hpp"
#include "common/query/terms.hpp"

namespace watchword::query {

struct Entry {
    std::uint64_t key;
    Query query;
};

// A query filed under a term. Most queries need a second term as well: when that is missing, the query
// itself, far away in memory, is not looked at.
struct Filed {
    static constexpr std::uint32_t nothing_more = UINT32_MAX;  // verify without a further look
    static constexpr std::uint32_t certain = UINT32_MAX - 1;   // the term in title, lead or body is the whole match

    std::uint32_t entry;
    std::uint32_t also;  // a term, or one of the above
    std::uint32_t node;  // what to verify: the whole query (0), or the branch of an OR that has the term
};

// An immutable set of queries with the index that finds the few among them worth verifying on a page.
class Segment {
  public:
    // `before`: segments that held some of these queries; what they know of words need not be worked out again.
    explicit Segment(std::vector<Entry> entries, std::span<const std::shared_ptr<const Segment>> before = {});

    const std::vector<Entry>& entries() const { return entries_; }  // ascending by key
    std::optional<std::uint32_t> find(std::uint64_t key) const;

    // Appends the keys of the queries that match and are not `dead`, ascending.
    void match(const Page& page, Findings& findings, const std::vector<bool>& dead,
               std::vector<std::uint64_t>& matches) const;

    // Finds the words on the page without asking for queries: what evaluation of one query needs.
    void look_up(const Page& page, Findings& findings) const;

    const Node* nodes_of(std::uint32_t entry) const { return nodes_.data() + begins_[entry].nodes; }
    const std::uint32_t* terms_of(std::uint32_t entry) const { return query_terms_.data() + begins_[entry].terms; }
    const Terms& terms() const { return terms_; }

    // The words under which one query is filed; empty when it must be verified on every page.
    std::vector<std::uint32_t> filed_under(std::uint32_t entry) const;

  private:
    std::vector<std::uint32_t> take_in(
        std::span<const std::shared_ptr<const Segment>> before);  // by term: how many queries look for it
    void file(const std::vector<std::uint32_t>& uses);
    // Fills Findings::matches and Findings::candidates with entries.
    void choose(Findings& findings) const;

    std::vector<Entry> entries_;
    Terms terms_;
    // The programs and terms of all queries in a row: verifying one reads a line or two of memory.
    struct Begin {
        std::uint32_t nodes;
        std::uint32_t terms;
    };
    std::vector<Begin> begins_;  // by entry
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> query_terms_;  // term of each word of each query
    std::vector<std::uint32_t> filed_begin_;  // by term, into filed_
    std::vector<Filed> filed_;
    std::vector<std::uint32_t> always_;  // entries without a word to file them under
};

}  // namespace watchword::query
