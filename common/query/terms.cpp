#include "common/query/terms.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "common/forms/forms.hpp"
#include "common/text/tokens.hpp"

namespace watchword::query {

namespace {

// Bits per entry of a filter: at sixteen, one lookup in sixteen of words that nobody asks for gets past it.
constexpr std::size_t filter_bits = 16;

std::vector<std::uint64_t> make_filter(std::size_t entries) {
    return std::vector<std::uint64_t>(std::max<std::size_t>(1, std::bit_ceil(entries * filter_bits) / 64));
}

void put(std::vector<std::uint64_t>& filter, std::uint64_t hash) {
    filter[(hash >> 6) & (filter.size() - 1)] |= std::uint64_t{1} << (hash & 63);
}

std::size_t characters_of(std::string_view key) {
    return static_cast<std::size_t>(
        std::ranges::count_if(key, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Few lengths of heads: each costs a lookup for every word of a page.
std::uint32_t head_length(std::size_t characters) {
    return characters >= 6 ? 6 : characters >= 4 ? 4 : static_cast<std::uint32_t>(characters);
}

// The characters by which a prefix or a word form is found before the rest is compared.
std::vector<std::string> heads_of(std::string_view key, WordKind kind) {
    std::vector<std::string> heads =
        kind == WordKind::forms ? forms::beginnings(key) : std::vector<std::string>{std::string(key)};
    for (std::string& head : heads) head.resize(head_bytes(head, head_length(characters_of(head))));
    // What begins with another head is found under that one.
    std::ranges::sort(heads);
    std::vector<std::string> shortest;
    for (std::string& head : heads) {
        if (shortest.empty() || !head.starts_with(shortest.back())) shortest.push_back(std::move(head));
    }
    return shortest;
}

}  // namespace

std::uint64_t Terms::bucket_hash(std::string_view head, bool fold) {
    return text::hash_key(head) ^ (fold ? 0xA24BAED4963EE407u : 0);
}

std::uint32_t Terms::find(std::string_view key, std::uint64_t hash, WordKind kind, bool fold) const {
    hash = salted(hash, kind, fold);
    if (!word_filter_.empty() && !passes(word_filter_, hash)) return none;
    if (slots_.empty()) return none;
    auto tag = static_cast<std::uint32_t>(hash >> 32);
    std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask; slots_[at].term != none; at = (at + 1) & mask) {
        if (slots_[at].tag != tag) continue;
        const Word& word = terms_[slots_[at].term];
        if (word.kind == kind && word.fold == fold && this->key(slots_[at].term) == key)
            return slots_[at].term;
    }
    return none;
}

std::uint32_t Terms::intern(std::string_view key, WordKind kind, bool fold) {
    std::uint64_t hash = text::hash_key(key);
    std::uint32_t known = find(key, hash, kind, fold);
    if (known != none) return known;
    if ((terms_.size() + 1) * 2 > slots_.size()) grow();
    auto term = static_cast<std::uint32_t>(terms_.size());
    terms_.push_back(
        {static_cast<std::uint32_t>(keys_.size()), static_cast<std::uint16_t>(key.size()), kind, fold});
    keys_ += key;
    hash = salted(hash, kind, fold);
    std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].term != none) at = (at + 1) & mask;
    slots_[at] = {static_cast<std::uint32_t>(hash >> 32), term};
    return term;
}

void Terms::grow() {
    slots_.assign(std::max<std::size_t>(16, slots_.size() * 2), Slot{});
    std::size_t mask = slots_.size() - 1;
    for (std::uint32_t term = 0; term < terms_.size(); ++term) {
        std::uint64_t hash = salted(text::hash_key(key(term)), terms_[term].kind, terms_[term].fold);
        std::size_t at = hash & mask;
        while (slots_[at].term != none) at = (at + 1) & mask;
        slots_[at] = {static_cast<std::uint32_t>(hash >> 32), term};
    }
}

void Terms::seal() {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> heads;
    word_filter_ = make_filter(terms_.size());
    for (std::uint32_t term = 0; term < terms_.size(); ++term) {
        folds_ |= terms_[term].fold;
        put(word_filter_, salted(text::hash_key(key(term)), terms_[term].kind, terms_[term].fold));
        if (terms_[term].kind == WordKind::exact) continue;
        for (const std::string& head : heads_of(key(term), terms_[term].kind)) {
            head_lengths_ |= 1u << characters_of(head);
            heads.emplace_back(bucket_hash(head, terms_[term].fold), term);
        }
    }
    std::ranges::sort(heads);
    bucket_filter_ = make_filter(heads.size());
    buckets_.assign(std::bit_ceil(heads.size() * 2 + 1), Bucket{});
    for (std::size_t first = 0; first < heads.size();) {
        std::uint64_t hash = heads[first].first;
        Bucket fresh{hash, static_cast<std::uint32_t>(beginnings_.size()), 0};
        for (; first < heads.size() && heads[first].first == hash; ++first)
            beginnings_.push_back(heads[first].second);
        fresh.end = static_cast<std::uint32_t>(beginnings_.size());
        put(bucket_filter_, hash);
        std::size_t at = hash & (buckets_.size() - 1);
        while (buckets_[at].end != 0) at = (at + 1) & (buckets_.size() - 1);
        buckets_[at] = fresh;
    }
}

const Terms::Bucket* Terms::bucket(std::uint64_t hash) const {
    std::size_t mask = buckets_.size() - 1;
    for (std::size_t at = hash & mask; buckets_[at].end != 0; at = (at + 1) & mask) {
        if (buckets_[at].hash == hash) return &buckets_[at];
    }
    return nullptr;
}

bool Terms::satisfies(std::string_view word, std::uint32_t term, std::string_view language) const {
    return terms_[term].kind == WordKind::prefix ? word.starts_with(key(term))
                                                 : forms::is_form(key(term), word, language);
}

bool Terms::is(std::uint32_t term, const Page& page, std::uint32_t position) const {
    std::string_view word =
        terms_[term].fold ? page.folded().key(page.folded().list[position]) : page.key(position);
    return terms_[term].kind == WordKind::exact ? word == key(term) : satisfies(word, term, page.language());
}

}  // namespace watchword::query
