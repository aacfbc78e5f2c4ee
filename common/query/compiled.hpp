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
    // Leaves.
    words,     // `word_count` words
    cased,     // the same, spelled as spellings[number] says
    raw,       // as cased, with the signs between and around; without any word a search for its characters
    regex,     // regexes[number] on the sections of its scope and, by `on_source`, the source
    source,    // the source is spellings[number] or below it
    language,  // the language is spellings[number]
    // What joins them.
    all,
    any,
    none,
    near,
    sentence,
    paragraph,
    at_least,
};

enum class WordKind : std::uint8_t { exact, prefix, forms };

// One word of a leaf, folded as the documents are.
struct LookedFor {
    std::string_view key;
    WordKind kind;
    bool fold;
};

// The words of all leaves of a query, leaf after leaf: each its kind, its size and its bytes.
class Words {
  public:
    void add(const LookedFor& word);
    void shrink_to_fit() { bytes_.shrink_to_fit(); }
    std::vector<LookedFor> list() const;  // views of the bytes kept here
    bool operator==(const Words&) const = default;

  private:
    std::string bytes_;
};

// Where the leaves of a query stand in its text, or in a list's, in a few bytes each.
class Places {
  public:
    void add(const Place& place);
    void shrink_to_fit() { bytes_.shrink_to_fit(); }
    Place at(std::size_t leaf) const;

  private:
    std::string bytes_;  // numbers of seven bits a byte, the last one below 128
};

// A node of the program. The nodes stand in preorder: the first child of node i is i + 1, and where a node
// ends stands the next sibling. A segment keeps all its queries' nodes in a row, so they are small and free
// of pointers; indexes count from the query's own beginning.
struct Node {
    Op op;
    bool ordered : 1 = false;
    bool negated : 1 = false;
    bool on_source : 1 = false;
    std::uint16_t scope = 0;       // Compiled::scope
    std::uint16_t word_count = 0;  // of a leaf
    std::uint16_t pivot = 0;       // of a leaf: its longest word, likely the rarest
    std::uint32_t number = 0;
    std::uint32_t extent = 0;  // of a leaf its first word; else the index after its last descendant

    bool is_leaf() const { return op <= Op::language; }
};

// Where the node after `at` and all below it stands.
inline std::uint32_t end_of(const Node* nodes, std::uint32_t at) {
    return nodes[at].is_leaf() ? at + 1 : nodes[at].extent;
}

// Refused: longer words and phrases than these.
constexpr std::size_t key_bytes_max = 1'000;
constexpr std::size_t phrase_words_max = 1'000;

// One query among 100,000 takes about a kilobyte; what only few queries have stands apart.
struct Query::Compiled {
    struct Rare {
        std::vector<std::string> lists;  // texts of the lists it names, in the order of Place::source
        std::vector<Fault> warnings;
        std::vector<Scope> scopes;
        std::vector<std::string> spellings;
        std::vector<std::unique_ptr<re2::RE2>> regexes;
    };

    std::string text;
    std::vector<Node> nodes;
    Places places;
    Words words;
    std::unique_ptr<Rare> rare;  // nullptr: nothing of that
    bool watches_edits = false;

    // Scopes are numbered from 1; 0 is title, lead and body, which most leaves look at.
    const Scope& scope(const Node& node) const {
        static constexpr Scope everywhere;
        return node.scope == 0 ? everywhere : rare->scopes[node.scope - 1u];
    }
    std::uint32_t end(std::uint32_t at) const { return end_of(nodes.data(), at); }
    std::string_view spelling(const Node& node) const { return rare->spellings[node.number]; }
    // The text of a leaf as its author wrote it.
    std::string_view written(std::uint32_t leaf) const;
};

// Interprets what was read: pushes scopes and spelling down to the leaves, and refuses what cannot be looked
// for. Adds to `faults`; nullptr when one of them is more than a warning.
std::shared_ptr<const Query::Compiled> compile(const Expression& root, const std::vector<std::string>& sources,
                                               const Options& options, std::vector<Fault>& faults);

}  // namespace watchword::query
