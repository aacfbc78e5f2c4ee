#include "common/query/findings.hpp"

#include <algorithm>

#include "common/text/tokens.hpp"

namespace watchword::query {

void Findings::begin(const Terms& terms) {
    for (std::uint32_t term : met_) present_[term >> 6] = in_text_[term >> 6] = 0;
    if (firsts_.size() < terms.size()) {
        firsts_.resize(terms.size());
        present_.resize(terms.size() / 64 + 1);
        in_text_.resize(terms.size() / 64 + 1);
    }
    met_.clear();
    terms_.clear();
    words_.clear();
    next_.clear();
    terms_begin_.clear();
}

void Findings::add(std::uint32_t term, std::uint32_t word, bool in_text) {
    bool first = !is_present(term);
    std::uint64_t bit = std::uint64_t{1} << (term & 63);
    present_[term >> 6] |= bit;
    if (in_text) in_text_[term >> 6] |= bit;
    if (first) met_.push_back(term);
    next_.push_back(first ? none : firsts_[term]);
    firsts_[term] = static_cast<std::uint32_t>(terms_.size());
    terms_.push_back(term);
    words_.push_back(word);
}

void Findings::find(const Terms& terms, const Page& page) {
    constexpr std::uint32_t ahead = 8;
    begin(terms);
    Terms::Tables tables(page.language());
    for (std::uint32_t word = 0; word < page.vocabulary_size(); ++word) {
        if (word + ahead < page.vocabulary_size()) terms.prefetch(page.hash(word + ahead));
        // Title, lead and body come first on a page: the first position tells whether the word is in them.
        bool in_text = (page.part_at(page.first_position(word)).section & default_sections) != 0;
        terms_begin_.push_back(static_cast<std::uint32_t>(terms_.size()));
        auto found = [&](std::uint32_t term) { add(term, word, in_text); };
        terms.find(page.key(word), page.hash(word), false, tables, found);
        if (!terms.folds()) continue;
        std::string_view folded = page.folded_key(word);
        terms.find(folded, text::hash_key(folded), true, tables, found);
    }
    terms_begin_.push_back(static_cast<std::uint32_t>(terms_.size()));
}

void Findings::expect(std::size_t queries) {
    if (decided_.size() < queries) decided_.resize(queries);
    if (++stamp_ == 0) {
        std::ranges::fill(decided_, 0u);
        stamp_ = 1;
    }
}

}  // namespace watchword::query
