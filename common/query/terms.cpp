#include "common/query/terms.hpp"

#include <algorithm>
#include <bit>
#include <unordered_map>
#include <utility>

#include "common/text/tokens.hpp"

namespace watchword::query {

namespace {

// Bits per entry of the filter, at least: one lookup in eight of words that nobody asks for gets past it.
constexpr std::size_t filter_bits = 8;

// The first characters of a key, all of them when there are fewer; and how many they are.
std::pair<std::string_view, std::uint32_t> head_of(std::string_view key, std::uint32_t characters_max) {
    std::size_t at = 0;
    std::uint32_t characters = 0;
    while (at < key.size() && characters < characters_max) {
        do ++at;
        while (at < key.size() && (static_cast<unsigned char>(key[at]) & 0xC0) == 0x80);
        ++characters;
    }
    return {key.substr(0, at), characters};
}

std::uint32_t tag_of(std::uint64_t hash) {
    return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

Terms::Tables::Tables(std::string_view language) : guessed(language.empty()) {
    if (guessed) {
        for (std::size_t table = 0; table < forms::table_count(); ++table)
            all.push_back(static_cast<forms::TableId>(table));
    } else if (forms::TableId table = forms::table_of(language); table != forms::no_table) {
        all.push_back(table);
    }
}

std::uint64_t Terms::interned_hash(std::string_view key, WordKind kind, bool fold) {
    return text::hash_key(key) ^ (static_cast<std::uint64_t>(kind) * 2 + (fold ? 1 : 0)) * 0xD6E8FEB86659FD93u;
}

std::uint64_t Terms::prefix_hash(std::string_view bytes) {
    return text::hash_key(bytes) ^ 0x94D049BB133111EBu;
}

std::size_t Terms::interned_slot(std::string_view key, WordKind kind, bool fold, std::uint64_t hash) const {
    std::size_t mask = interned_.size() - 1;
    std::size_t at = hash & mask;
    for (; interned_[at].term != none; at = (at + 1) & mask) {
        auto [term, tag] = interned_[at];
        if (tag != tag_of(hash)) continue;
        if (terms_[term].kind == kind && terms_[term].fold == fold && this->key(term) == key) break;
    }
    return at;
}

std::uint32_t Terms::intern(std::string_view key, WordKind kind, bool fold) {
    if ((terms_.size() + 1) * 2 > interned_.size()) grow();
    std::uint64_t hash = interned_hash(key, kind, fold);
    Interned& slot = interned_[interned_slot(key, kind, fold, hash)];
    if (slot.term != none) return slot.term;
    slot = {size(), tag_of(hash)};
    terms_.push_back({static_cast<std::uint32_t>(keys_.size()), static_cast<std::uint16_t>(key.size()), kind, fold});
    keys_ += key;
    return slot.term;
}

void Terms::grow() {
    interned_.assign(std::max<std::size_t>(16, interned_.size() * 2), {});
    std::size_t mask = interned_.size() - 1;
    for (std::uint32_t term = 0; term < size(); ++term) {
        std::uint64_t hash = interned_hash(key(term), terms_[term].kind, terms_[term].fold);
        std::size_t at = hash & mask;
        while (interned_[at].term != none) at = (at + 1) & mask;
        interned_[at] = {term, tag_of(hash)};
    }
}

std::uint32_t Terms::following_number(const std::vector<forms::Following>& following) {
    auto fresh = static_cast<std::uint32_t>(numbers_of_followings_.size());
    auto [known, is_fresh] = numbers_of_followings_.try_emplace(following, fresh);
    if (!is_fresh) return known->second;
    followings_.resize((fresh + 1) * tables_, no_endings);
    guesses_.push_back(forms::no_table);
    for (const forms::Following& one : following) {
        followings_[fresh * tables_ + one.table] = one.endings;
        if (one.guessed) guesses_[fresh] = one.table;
    }
    return fresh;
}

std::vector<forms::Following> Terms::following(std::uint32_t number) const {
    std::vector<forms::Following> result;
    for (std::size_t table = 0; table < tables_; ++table) {
        std::uint16_t endings = followings_[number * tables_ + table];
        auto id = static_cast<forms::TableId>(table);
        if (endings != no_endings) result.push_back({id, guesses_[number] == id, endings});
    }
    return result;
}

void Terms::take_over(const Terms& known, std::vector<bool>& done, std::vector<Entry>& entries) {
    std::vector<std::uint32_t> renumbered(known.size(), none);
    for (std::uint32_t term = 0; term < known.size(); ++term) {
        const Word& word = known.terms_[term];
        if (word.kind == WordKind::prefix) continue;  // gates cannot be taken over
        std::uint64_t hash = interned_hash(known.key(term), word.kind, word.fold);
        std::uint32_t own = interned_[interned_slot(known.key(term), word.kind, word.fold, hash)].term;
        if (own == none || done[own]) continue;
        done[own] = true;
        renumbered[term] = own;
    }
    std::vector<std::uint32_t> numbers(known.guesses_.size(), none);
    for (const Entry& entry : known.entries_) {
        if (entry.term == none || entry.following == gate || renumbered[entry.term] == none) continue;
        std::uint32_t following = entry.following;
        if (following < gate) {
            std::uint32_t& number = numbers[following];
            if (number == none) number = following_number(known.following(following));
            following = number;
        }
        entries.push_back({entry.hash, renumbered[entry.term], following, entry.own});
    }
}

void Terms::work_out(std::uint32_t term, std::vector<Entry>& entries) {
    const Word& word = terms_[term];
    std::string_view key = this->key(term);
    auto add = [&](std::uint64_t hash, std::uint32_t following, bool own = false) {
        entries.push_back({salted(hash, word.fold), term, following, own});
    };
    if (word.kind == WordKind::prefix) return add(prefix_hash(head_of(key, prefix_characters_max).first), prefix);
    add(text::hash_key(key), whole);
    if (word.kind != WordKind::forms) return;
    for (const forms::Stem& stem : forms::stems(key))
        add(text::hash_key(stem.text), following_number(stem.following), stem.text == key);
}

void Terms::add_gates(std::vector<Entry>& entries) {
    std::unordered_map<std::uint64_t, std::uint32_t> gates;  // by hash: the lengths behind it
    for (std::uint32_t term = 0; term < size(); ++term) {
        if (terms_[term].kind != WordKind::prefix) continue;
        std::uint32_t characters = head_of(key(term), prefix_characters_max).second;
        auto [head, length] = head_of(key(term), gate_characters);
        short_prefixes_ |= 1u << length;
        if (characters > length) gates[salted(prefix_hash(head), terms_[term].fold)] |= 1u << characters;
    }
    for (auto [hash, lengths] : gates) entries.push_back({hash, lengths, gate, 0});
}

void Terms::seal(std::span<const Terms* const> known) {
    tables_ = forms::table_count();
    std::vector<Entry> entries;
    entries.reserve(terms_.size());
    std::vector<bool> done(terms_.size());
    for (const Terms* other : known) {
        if (size() > 0) take_over(*other, done, entries);
    }
    for (std::uint32_t term = 0; term < size(); ++term) {
        if (!done[term]) work_out(term, entries);
        folds_ |= terms_[term].fold;
        forms_ |= terms_[term].kind == WordKind::forms;
    }
    add_gates(entries);

    filter_.assign(std::max<std::size_t>(1, std::bit_ceil(entries.size() * filter_bits) / 64), 0);
    entries_.assign(entries.size() * 4 / 3 + 1, Entry{0, none, 0, 0});
    for (const Entry& entry : entries) {
        filter_[filter_word(entry.hash)] |= filter_bit(entry.hash);
        std::size_t at = slot_of(entry.hash);
        while (entries_[at].term != none) at = at + 1 == entries_.size() ? 0 : at + 1;
        entries_[at] = entry;
    }
    interned_ = {};
    numbers_of_followings_ = {};
    terms_.shrink_to_fit();
    keys_.shrink_to_fit();
}

}  // namespace watchword::query
