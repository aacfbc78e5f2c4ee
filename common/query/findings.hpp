#pragma once

#include <cstdint>
#include <vector>

#include "common/query/page.hpp"
#include "common/query/terms.hpp"

namespace watchword::query {

// Which words of a page are which terms of a segment. Nothing that is as large as the segment is cleared
// between two pages: the bits of the terms met before are taken back, queries are stamped with the page's
// number.
class Findings {
  public:
    static constexpr std::uint32_t none = UINT32_MAX;

    void find(const Terms& terms, const Page& page);

    const std::vector<std::uint32_t>& met() const { return met_; }  // the terms that stand on the page
    bool is_present(std::uint32_t term) const { return (present_[term >> 6] >> (term & 63) & 1) != 0; }

    bool is_in_text(std::uint32_t term) const { return (in_text_[term >> 6] >> (term & 63) & 1) != 0; }

    // Whether a word of the page is the term.
    bool is(std::uint32_t term, std::uint32_t word) const {
        for (std::uint32_t i = terms_begin_[word]; i < terms_begin_[word + 1]; ++i) {
            if (terms_[i] == term) return true;
        }
        return false;
    }

    // Calls visit(word) for each word of the page that is the term; `visit` returns false to stop. Returns
    // whether it came to the end.
    template <class Visit>
    bool visit_words(std::uint32_t term, Visit visit) const {
        if (!is_present(term)) return true;
        for (std::uint32_t at = firsts_[term]; at != none; at = next_[at]) {
            if (!visit(words_[at])) return false;
        }
        return true;
    }

    // Which queries of the segment are decided on this page: expect() before the first.
    void expect(std::size_t queries);
    bool is_decided(std::uint32_t query) const { return decided_[query] == stamp_; }
    // Whether it was open.
    bool decide(std::uint32_t query) {
        if (is_decided(query)) return false;
        decided_[query] = stamp_;
        return true;
    }

    // A query that may match, and its node that tells.
    struct Candidate {
        std::uint32_t query;
        std::uint32_t node;
    };
    // Room for the queries of the segment that match, and for those that may: kept to save allocations.
    std::vector<std::uint32_t> matches;
    std::vector<Candidate> candidates;

  private:
    void begin(const Terms& terms);
    void add(std::uint32_t term, std::uint32_t word, bool in_text);

    std::vector<std::uint64_t> present_;      // by term a bit: small enough to stay in a near cache
    std::vector<std::uint64_t> in_text_;      // the same, of what stands in title, lead or body
    std::vector<std::uint32_t> firsts_;       // by term that is present: into the three below
    std::vector<std::uint32_t> terms_;        // word by word
    std::vector<std::uint32_t> words_;        // the word of each of these
    std::vector<std::uint32_t> next_;         // the next one of the same term
    std::vector<std::uint32_t> terms_begin_;  // by word
    std::vector<std::uint32_t> met_;
    std::vector<std::uint32_t> decided_;  // by query of the segment: the stamp when it was decided
    std::uint32_t stamp_ = 0;
};

}  // namespace watchword::query
