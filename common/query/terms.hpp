#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/forms/forms.hpp"
#include "common/query/compiled.hpp"
#include "common/query/page.hpp"

namespace watchword::query {

// The words, prefixes and word forms that the queries of a segment look for, each with a number. First filled
// by intern(), then sealed, then asked which of them a word of a page is.
class Terms {
  public:
    static constexpr std::uint32_t none = UINT32_MAX;

    std::uint32_t intern(std::string_view key, WordKind kind, bool fold);
    // What one of `known`, which are sealed, has worked out is taken over: a word's stems cost more than all else.
    void seal(std::span<const Terms* const> known = {});

    std::uint32_t size() const { return static_cast<std::uint32_t>(terms_.size()); }
    std::string_view key(std::uint32_t term) const {
        return std::string_view(keys_).substr(terms_[term].key_begin, terms_[term].key_size);
    }
    WordKind kind(std::uint32_t term) const { return terms_[term].kind; }
    bool folds() const { return folds_; }

    // Calls found(term) for each term that looks for such a word: `tables` are those of the page's language,
    // or of all languages when it is unknown; `hash` is that of the key.
    struct Tables {
        std::vector<forms::TableId> all;
        bool guessed = false;

        explicit Tables(std::string_view language);
    };
    template <class Found>
    void find(std::string_view key, std::uint64_t hash, bool fold, const Tables& tables, Found found) const;

    // Tells the processor that the word with this hash will be looked for shortly.
    void prefetch(std::uint64_t hash) const {
        __builtin_prefetch(&filter_[filter_word(hash)]);
        __builtin_prefetch(&entries_[slot_of(hash)]);
    }

  private:
    // Bytes of keys_.
    struct Word {
        std::uint32_t key_begin;
        std::uint16_t key_size;
        WordKind kind;
        bool fold;
    };
    // A term under the hash of a word, stem or prefix: exact words and words with forms stand under themselves, the
    // latter under their stems too, prefixes under themselves up to `prefix_characters_max`. A longer prefix is only
    // looked for where the gate at its first characters says that there are some of its length. Equal hashes are taken
    // for equal words: of 64 bits two differing ones agree by chance once in 10^19 pairs.
    struct Entry {
        std::uint64_t hash;
        std::uint32_t term;            // none: an empty slot; of a gate bits: there are prefixes of so many characters
        std::uint32_t following : 31;  // what may follow the stem, see followings_; or one of those below
        std::uint32_t own : 1;         // the stem is the word itself
    };
    static constexpr std::uint32_t whole = UINT32_MAX >> 1;  // the word itself
    static constexpr std::uint32_t prefix = whole - 1;
    static constexpr std::uint32_t gate = whole - 2;

    static constexpr std::uint32_t gate_characters = 4;
    static constexpr std::uint32_t prefix_characters_max = 30;

    static std::uint64_t salted(std::uint64_t hash, bool fold) { return fold ? hash ^ 0xA24BAED4963EE407u : hash; }
    static std::uint64_t interned_hash(std::string_view key, WordKind kind, bool fold);
    static std::uint64_t prefix_hash(std::string_view bytes);

    std::size_t slot_of(std::uint64_t hash) const { return (hash >> 32) * entries_.size() >> 32; }
    std::uint64_t filter_bit(std::uint64_t hash) const { return std::uint64_t{1} << (hash & 63); }
    std::size_t filter_word(std::uint64_t hash) const { return (hash >> 6) & (filter_.size() - 1); }
    template <class Visit>
    void visit(std::uint64_t hash, Visit visit) const;
    bool may_follow(std::uint32_t following, forms::TableId table, bool guessed, forms::Endings::State state) const;
    template <class Found>
    void find_forms(std::string_view key, std::uint64_t hash, bool fold, const Tables& tables, Found found) const;
    template <class Found>
    void find_prefixes(std::string_view key, bool fold, Found found) const;

    // Where it stands in interned_, or would.
    std::size_t interned_slot(std::string_view key, WordKind kind, bool fold, std::uint64_t hash) const;
    void work_out(std::uint32_t term, std::vector<Entry>& entries);
    void add_gates(std::vector<Entry>& entries);
    // The entries of the terms that `known` has too and that are not `done` yet.
    void take_over(const Terms& known, std::vector<bool>& done, std::vector<Entry>& entries);
    std::vector<forms::Following> following(std::uint32_t number) const;
    std::uint32_t following_number(const std::vector<forms::Following>& following);
    void grow();

    std::vector<Word> terms_;
    std::string keys_;
    struct Interned {
        std::uint32_t term = none;  // none: an empty slot
        std::uint32_t tag = 0;      // of its hash: most other words are told apart without a look at them
    };
    std::vector<Interned> interned_;  // by interned_hash, open addressing; gone once sealed

    std::vector<Entry> entries_;         // by hash, open addressing
    std::vector<std::uint64_t> filter_;  // bits of the hashes: most words of a page are looked for by nobody
    std::uint32_t short_prefixes_ = 0;   // bit n: there are prefixes or gates of n characters, at most gate_characters
    bool forms_ = false;
    bool folds_ = false;

    // Many stems share what may follow them. By number and table: the set of endings, or no_endings.
    static constexpr std::uint16_t no_endings = UINT16_MAX;
    std::map<std::vector<forms::Following>, std::uint32_t> numbers_of_followings_;  // gone once sealed
    std::vector<std::uint16_t> followings_;
    std::vector<forms::TableId> guesses_;  // by number: the table for texts of unknown language
    std::size_t tables_ = 0;
};

inline bool Terms::may_follow(std::uint32_t following, forms::TableId table, bool guessed,
                              forms::Endings::State state) const {
    std::uint16_t endings = followings_[following * tables_ + table];
    return endings != no_endings && (!guessed || guesses_[following] == table) &&
           forms::endings_of(table).allow(state, endings);
}

template <class Visit>
void Terms::visit(std::uint64_t hash, Visit visit) const {
    if ((filter_[filter_word(hash)] & filter_bit(hash)) == 0) return;
    for (std::size_t at = slot_of(hash); entries_[at].term != none; at = at + 1 == entries_.size() ? 0 : at + 1) {
        if (entries_[at].hash == hash) visit(entries_[at]);
    }
}

template <class Found>
void Terms::find(std::string_view key, std::uint64_t hash, bool fold, const Tables& tables, Found found) const {
    visit(salted(hash, fold), [&](const Entry& entry) {
        if (entry.following == whole) found(entry.term);
    });
    if (forms_) find_forms(key, hash, fold, tables, found);
    if (short_prefixes_ != 0) find_prefixes(key, fold, found);
}

template <class Found>
void Terms::find_forms(std::string_view key, std::uint64_t hash, bool fold, const Tables& tables, Found found) const {
    for (forms::TableId table : tables.all) {
        forms::endings_of(table).cut(key, [&](std::size_t begin, forms::Endings::State state) {
            if (begin == 0) return;
            bool bare = begin == key.size();
            visit(salted(bare ? hash : text::hash_key(key.substr(0, begin)), fold), [&](const Entry& entry) {
                if (entry.following < gate && !(bare && entry.own) &&
                    may_follow(entry.following, table, tables.guessed, state)) {
                    found(entry.term);
                }
            });
        });
    }
}

template <class Found>
void Terms::find_prefixes(std::string_view key, bool fold, Found found) const {
    std::uint32_t lengths = short_prefixes_;
    std::size_t bytes = 0;
    for (std::uint32_t length = 1; lengths >> length != 0 && bytes < key.size(); ++length) {
        do ++bytes;
        while (bytes < key.size() && (static_cast<unsigned char>(key[bytes]) & 0xC0) == 0x80);
        if ((lengths >> length & 1) == 0) continue;
        visit(salted(prefix_hash(key.substr(0, bytes)), fold), [&](const Entry& entry) {
            if (entry.following == gate) {
                lengths |= entry.term;
            } else if (entry.following == prefix &&
                       (length < prefix_characters_max || key.starts_with(this->key(entry.term)))) {
                found(entry.term);
            }
        });
    }
}

}  // namespace watchword::query
