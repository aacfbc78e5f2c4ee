#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/query/compiled.hpp"
#include "common/query/page.hpp"
#include "common/query/query.hpp"
#include "common/query/terms.hpp"

namespace watchword::query {

struct Entry {
    std::uint64_t key;
    Query query;
};

// Which of the words that queries look for stand where on a page. Nothing that is as large as the segment is
// cleared between two pages: the bits of the terms met before are taken back, queries are stamped with the
// page's number.
struct Findings {
    static constexpr std::uint32_t none = UINT32_MAX;
    struct Occurrence {
        std::uint32_t position;
        std::uint32_t next;
    };

    std::uint32_t stamp = 0;
    std::vector<std::uint64_t>
        present;  // by term of the segment, a bit: small enough to stay in the nearest cache
    std::vector<std::uint32_t> firsts;    // by term that is present: into occurrences
    std::vector<std::uint32_t> exact_at;  // by position: the exact term there, or none
    std::vector<Occurrence> occurrences;  // each term's in ascending order of position
    std::vector<std::uint32_t> met;       // the terms that stand on the page
    std::vector<std::uint32_t> asked;     // by query of the segment: the stamp when it was answered

    bool is_present(std::uint32_t term) const { return (present[term >> 6] >> (term & 63) & 1) != 0; }
    std::uint32_t first(std::uint32_t term) const { return is_present(term) ? firsts[term] : none; }
};

// A query filed under a term. Most queries need a second term as well: when that is missing, the query
// itself, far away in memory, is not looked at.
struct Filed {
    static constexpr std::uint32_t nothing_more = UINT32_MAX;  // verify without a further look
    static constexpr std::uint32_t certain =
        UINT32_MAX - 1;  // the term in title, lead or body is the whole match

    std::uint32_t entry;
    std::uint32_t also;  // a term, or one of the above
};

// An immutable set of queries with the index that finds the few among them worth verifying on a page.
class Segment {
  public:
    explicit Segment(std::vector<Entry> entries);

    const std::vector<Entry>& entries() const { return entries_; }  // ascending by key
    std::optional<std::uint32_t> find(std::uint64_t key) const;

    // Appends the keys of the queries that match and are not `dead`, in any order.
    void match(const Page& page, Findings& findings, const std::vector<bool>& dead,
               std::vector<std::uint64_t>& matches) const;

    // Finds the words on the page without asking for queries: what evaluation of one query needs.
    void look_up(const Page& page, Findings& findings) const;

    std::span<const std::uint32_t> terms_of(std::uint32_t entry) const {
        return std::span(query_terms_)
            .subspan(terms_begin_[entry], terms_begin_[entry + 1] - terms_begin_[entry]);
    }
    const Terms& terms() const { return terms_; }

    // The words under which one query is filed; empty when it must be verified on every page.
    std::vector<std::uint32_t> filed_under(std::uint32_t entry) const;

  private:
    void intern_terms();
    void file();

    std::vector<Entry> entries_;
    Terms terms_;
    std::vector<std::uint32_t> terms_begin_;  // by entry, into query_terms_
    std::vector<std::uint32_t> query_terms_;  // term of each word of each query
    std::vector<std::uint32_t> uses_;         // by term: how many queries look for it
    std::vector<std::uint32_t> filed_begin_;  // by term, into filed_
    std::vector<Filed> filed_;
    std::vector<std::uint32_t> always_;  // entries without a word to file them under
};

}  // namespace watchword::query
