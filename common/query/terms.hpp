#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/query/compiled.hpp"
#include "common/query/page.hpp"

namespace watchword::query {

// The words, prefixes and word forms that the queries of a segment look for, each with a number. First filled
// by intern(), then sealed, then asked.
class Terms {
  public:
    static constexpr std::uint32_t none = UINT32_MAX;

    std::uint32_t intern(std::string_view key, WordKind kind, bool fold);
    void seal();

    std::uint32_t size() const { return static_cast<std::uint32_t>(terms_.size()); }
    std::string_view key(std::uint32_t term) const {
        return std::string_view(keys_).substr(terms_[term].key_begin, terms_[term].key_size);
    }
    WordKind kind(std::uint32_t term) const { return terms_[term].kind; }
    bool fold(std::uint32_t term) const { return terms_[term].fold; }
    bool folds() const { return folds_; }

    // The exact word with this key, or none.
    std::uint32_t find(std::string_view key, std::uint64_t hash, WordKind kind = WordKind::exact,
                       bool fold = false) const;

    // Calls found(term) for each prefix and word form that `key` satisfies.
    template <class Found>
    void find_beginnings(std::string_view key, bool fold, std::string_view language, Found found) const;

    // Whether the word of the page at the position is the term.
    bool is(std::uint32_t term, const Page& page, std::uint32_t position) const;

  private:
    struct Slot {
        std::uint32_t tag = 0;  // high half of the hash
        std::uint32_t term = none;
    };
    // The prefixes and forms that share their first characters.
    struct Bucket {
        std::uint64_t hash = 0;
        std::uint32_t begin = 0;
        std::uint32_t end = 0;
    };

    static std::uint64_t salted(std::uint64_t hash, WordKind kind, bool fold) {
        return hash ^ (static_cast<std::uint64_t>(kind) * 2 + (fold ? 1 : 0)) * 0xD6E8FEB86659FD93u;
    }
    static std::uint64_t bucket_hash(std::string_view head, bool fold);
    static bool passes(const std::vector<std::uint64_t>& filter, std::uint64_t hash) {
        return (filter[(hash >> 6) & (filter.size() - 1)] >> (hash & 63) & 1) != 0;
    }
    void grow();
    const Bucket* bucket(std::uint64_t hash) const;
    bool satisfies(std::string_view key, std::uint32_t term, std::string_view language) const;

    std::vector<Word> terms_;
    std::string keys_;
    std::vector<Slot> slots_;
    std::vector<std::uint64_t> word_filter_;  // bits of the hashes of exact words
    std::vector<Bucket> buckets_;
    std::vector<std::uint64_t> bucket_filter_;
    std::vector<std::uint32_t> beginnings_;  // terms, bucket by bucket
    std::uint32_t head_lengths_ = 0;         // bit n: there are buckets of n characters
    bool folds_ = false;
};

constexpr std::uint32_t head_characters_max = 6;

// Bytes of the first `characters` characters, or of all when there are fewer.
inline std::size_t head_bytes(std::string_view key, std::uint32_t characters) {
    std::size_t at = 0;
    while (at < key.size() && characters > 0) {
        ++at;
        while (at < key.size() && (static_cast<unsigned char>(key[at]) & 0xC0) == 0x80) ++at;
        --characters;
    }
    return at;
}

template <class Found>
void Terms::find_beginnings(std::string_view key, bool fold, std::string_view language, Found found) const {
    std::size_t bytes = 0;
    for (std::uint32_t length = 1; length <= head_characters_max; ++length) {
        if (bytes == key.size()) return;
        bytes += head_bytes(key.substr(bytes), 1);
        if ((head_lengths_ >> length & 1) == 0) continue;
        std::uint64_t hash = bucket_hash(key.substr(0, bytes), fold);
        if (!passes(bucket_filter_, hash)) continue;
        const Bucket* in = bucket(hash);
        if (in == nullptr) continue;
        for (std::uint32_t i = in->begin; i < in->end; ++i) {
            std::uint32_t term = beginnings_[i];
            if (fold == terms_[term].fold && satisfies(key, term, language)) found(term);
        }
    }
}

}  // namespace watchword::query
