#include "common/query/page.hpp"

#include <algorithm>
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

const text::Tokens& Page::folded() const {
    if (folded_.list.empty()) {
        for (const text::Token& token : tokens_.list) {
            std::string key = without_accents(tokens_.key(token));
            auto begin = static_cast<std::uint32_t>(folded_.keys.size());
            folded_.keys += key;
            folded_.list.push_back({text::hash_key(key), token.begin, token.end, begin,
                                    static_cast<std::uint32_t>(folded_.keys.size())});
        }
    }
    return folded_;
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
