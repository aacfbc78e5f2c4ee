#include "common/query/page.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "common/query/fold.hpp"
#include "common/query/sentences.hpp"

namespace watchword::query {

namespace {

constexpr std::size_t parts_max = std::numeric_limits<std::uint16_t>::max();

}  // namespace

void Page::read(const Subject& subject) {
    parts_.clear();
    tokens_.clear();
    part_of_.clear();
    spelled_.clear();
    folded_.clear();
    sentences_.clear();
    paragraphs_.clear();
    source_ = subject.source;
    language_ = subject.language;
    add(title_section, Field::title, subject.title);
    add(standfirst_section, Field::standfirst, subject.standfirst);
    add(body_section, Field::body, subject.body);
    for (std::string_view author : subject.authors) add(author_section, Field::author, author);
    for (std::string_view tag : subject.tags) add(tag_section, Field::tag, tag);
    for (std::string_view feed : subject.feeds) add(feed_section, Field::feed, feed);
    add(url_section, Field::url, subject.url);
    add(appeared_section, Field::body, subject.appeared);
    add(removed_section, Field::body, subject.removed);
    collect_vocabulary();
}

void Page::add(Section section, Field field, std::string_view text) {
    if (text.empty() || parts_.size() == parts_max) return;
    auto first = static_cast<std::uint32_t>(tokens_.list.size());
    text::tokenize(text, tokens_);
    auto last = static_cast<std::uint32_t>(tokens_.list.size());
    part_of_.resize(last, static_cast<std::uint16_t>(parts_.size()));
    parts_.push_back({section, field, text, first, last});
}

std::string_view Page::spelled(std::uint32_t position) const {
    if (spelled_.list.empty()) {
        for (const Part& part : parts_) text::tokenize(part.text, spelled_, text::Letters::as_written);
    }
    return spelled_.key(spelled_.list[position]);
}

// A page's words repeat: what is looked up once for each word instead of each position takes half the time.
void Page::collect_vocabulary() {
    word_at_.resize(size());
    next_positions_.assign(size(), none);
    first_positions_.clear();
    last_positions_.clear();
    slots_.assign(std::bit_ceil(static_cast<std::size_t>(size()) * 2 + 1), none);
    std::size_t mask = slots_.size() - 1;
    for (std::uint32_t position = 0; position < size(); ++position) {
        const text::Token& token = tokens_.list[position];
        std::size_t at = token.hash & mask;
        while (slots_[at] != none && (hash(slots_[at]) != token.hash || key(slots_[at]) != tokens_.key(token))) {
            at = (at + 1) & mask;
        }
        if (slots_[at] == none) {
            slots_[at] = vocabulary_size();
            first_positions_.push_back(position);
            last_positions_.push_back(position);
        } else {
            next_positions_[last_positions_[slots_[at]]] = position;
            last_positions_[slots_[at]] = position;
        }
        word_at_[position] = slots_[at];
    }
}

std::string_view Page::folded_key(std::uint32_t word) const {
    if (folded_.empty()) {
        for (std::uint32_t i = 0; i < vocabulary_size(); ++i) folded_.push_back(without_accents(key(i)));
    }
    return folded_[word];
}

std::uint32_t Page::sentence(std::uint32_t position) const {
    if (sentences_.empty()) number_units();
    return sentences_[position];
}

std::uint32_t Page::paragraph(std::uint32_t position) const {
    if (paragraphs_.empty()) number_units();
    return paragraphs_[position];
}

void Page::number_units() const {
    sentences_.assign(size(), 0);
    paragraphs_.assign(size(), 0);
    std::uint32_t sentence = 0;
    std::uint32_t paragraph = 0;
    for (const Part& part : parts_) {
        std::vector<std::uint32_t> starts = sentence_starts(part.text, language_);
        std::size_t next_start = 0;
        ++sentence;
        ++paragraph;
        std::uint32_t gap_begin = 0;
        for (std::uint32_t position = part.first; position < part.last; ++position) {
            const text::Token& word = token(position);
            std::string_view gap = part.text.substr(gap_begin, std::max(word.begin, gap_begin) - gap_begin);
            if (gap.find('\n') != std::string_view::npos) {
                ++paragraph;
                ++sentence;
            }
            while (next_start < starts.size() && starts[next_start] <= word.begin) {
                ++sentence;
                ++next_start;
            }
            sentences_[position] = sentence;
            paragraphs_[position] = paragraph;
            gap_begin = word.end;
        }
    }
}

}  // namespace watchword::query
