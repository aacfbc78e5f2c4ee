#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <re2/re2.h>

#include "common/query/expression.hpp"
#include "common/query/query.hpp"

namespace watchword::query {

// The parts of a subject that have words, as bits.
enum Section : std::uint16_t {
    title_section = 1,
    standfirst_section = 2,
    body_section = 4,
    author_section = 8,
    tag_section = 16,
    feed_section = 32,
    url_section = 64,
    appeared_section = 128,
    removed_section = 256,
};

constexpr std::uint16_t default_sections = title_section | standfirst_section | body_section;

// Where the words of a leaf may stand: in these sections, and in the body only among the first `first_words`.
struct Scope {
    std::uint16_t sections = default_sections;
    std::uint32_t first_words = std::numeric_limits<std::uint32_t>::max();
    bool operator==(const Scope&) const = default;
};

enum class Op : std::uint8_t {
    words,     // `word_count` words from `first_word`
    cased,     // the same, spelled as spellings[number] says
    raw,       // as cased, with the signs between and around; without any word a search for its characters
    regex,     // regexes[number] on the sections of its scope and, by `on_source`, the source
    source,    // the source is spellings[number] or below it
    language,  // the language is spellings[number]
    all,
    any,
    none,
    near,
    sentence,
    paragraph,
    at_least,
};

enum class WordKind : std::uint8_t { exact, prefix, forms };

// One word of a leaf: bytes of Compiled::keys, folded as the documents are.
struct Word {
    std::uint32_t key_begin;
    std::uint16_t key_size;
    WordKind kind;
    bool fold;
};

// A node of the program. The nodes stand in preorder; `end` is the index after the node's last descendant, so
// that the first child of node i is i + 1 and the next sibling of a child c is its end.
struct Node {
    Op op;
    bool ordered = false;
    bool negated = false;
    bool on_source = false;
    std::uint16_t scope = 0;
    std::uint16_t word_count = 0;
    std::uint32_t end = 0;
    std::uint32_t number = 0;
    std::uint32_t first_word = 0;
    Place place;  // the part as its author wrote it
};

// Refused: longer words and phrases than these.
constexpr std::size_t key_bytes_max = 1'000;
constexpr std::size_t phrase_words_max = 1'000;

struct Query::Compiled {
    std::string text;
    std::vector<std::string> lists;  // texts of the lists it names, in the order of Place::source
    std::vector<Fault> warnings;
    std::vector<Node> nodes;
    std::vector<Scope> scopes;
    std::vector<Word> words;
    std::string keys;
    std::vector<std::string> spellings;
    std::vector<std::unique_ptr<re2::RE2>> regexes;
    bool watches_edits = false;

    std::string_view key(const Word& word) const {
        return std::string_view(keys).substr(word.key_begin, word.key_size);
    }
    std::string_view written(const Place& place) const {
        std::string_view source =
            place.source == 0 ? std::string_view(text) : std::string_view(lists[place.source - 1]);
        return source.substr(place.begin, place.end - place.begin);
    }
};

// Interprets what was read: pushes scopes and spelling down to the leaves, and refuses what cannot be looked
// for. Adds to `faults`; nullptr when one of them is more than a warning.
std::shared_ptr<const Query::Compiled> compile(const Expression& root,
                                               const std::vector<std::string>& sources,
                                               const Options& options, std::vector<Fault>& faults);

}  // namespace watchword::query
