#include "common/forms/table.hpp"

#include <algorithm>
#include <optional>
#include <sstream>
#include <stdexcept>

#include <unicode/utf8.h>

namespace watchword::forms {

namespace {

constexpr std::size_t word_letters_min = 3;
constexpr std::size_t stem_letters_min = 2;

std::u32string decode(std::string_view text) {
    std::u32string result;
    auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c;
        U8_NEXT(text.data(), at, size, c);
        result += c < 0 ? U'\uFFFD' : static_cast<char32_t>(c);
    }
    return result;
}

std::string encode(std::u32string_view text) {
    std::string result;
    for (char32_t c : text) {
        char bytes[U8_MAX_LENGTH];
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(c));
        result.append(bytes, static_cast<std::size_t>(length));
    }
    return result;
}

bool is_class(char32_t c) {
    return U'A' <= c && c <= U'Z';
}

std::vector<std::string> words_of(std::istream& line) {
    std::vector<std::string> words;
    for (std::string word; line >> word && word != "#";) words.push_back(word);
    return words;
}

std::vector<std::uint32_t> slot_numbers(const std::vector<std::string>& names, const std::string& name) {
    auto found = std::ranges::find(names, name);
    if (found == names.end()) throw std::invalid_argument("no slot " + name);
    return {static_cast<std::uint32_t>(found - names.begin())};
}

Rule parse_rule(const std::string& line, const std::vector<std::string>& slot_names) {
    std::size_t arrow = line.find('>');
    std::size_t colon = line.find(':');
    if (arrow == std::string::npos || colon == std::string::npos || colon < arrow) {
        throw std::invalid_argument("not a rule: " + line);
    }
    auto trimmed = [](const std::string& text) {
        std::istringstream words(text);
        std::string word;
        words >> word;
        return decode(word);
    };
    Rule rule{trimmed(line.substr(0, arrow)), trimmed(line.substr(arrow + 1, colon - arrow - 1)), {}, {}};
    std::istringstream endings(line.substr(colon + 1));
    for (std::string& ending : words_of(endings)) {
        if (ending.starts_with('+')) {
            for (std::uint32_t slot : slot_numbers(slot_names, ending.substr(1))) rule.chain.push_back(slot);
        } else {
            rule.endings.push_back(ending == "-" ? std::string() : std::move(ending));
        }
    }
    return rule;
}

// The letters that the classes of `from` stood for, when the word ends so.
std::optional<std::u32string> fit(const Table& table, const Rule& rule, std::u32string_view word) {
    if (word.size() < rule.from.size()) return std::nullopt;
    std::u32string_view end = word.substr(word.size() - rule.from.size());
    std::u32string letters;
    for (std::size_t i = 0; i < end.size(); ++i) {
        if (!is_class(rule.from[i])) {
            if (rule.from[i] != end[i]) return std::nullopt;
            continue;
        }
        if (table.classes.at(rule.from[i]).find(end[i]) == std::u32string::npos) return std::nullopt;
        letters += end[i];
    }
    return letters;
}

bool follows_chain(const Table& table, const std::vector<std::uint32_t>& chain, std::size_t at,
                   std::string_view rest) {
    if (rest.empty()) return true;
    for (; at < chain.size(); ++at) {
        for (const std::string& ending : table.slots[chain[at]]) {
            if (rest.starts_with(ending) && follows_chain(table, chain, at + 1, rest.substr(ending.size()))) {
                return true;
            }
        }
    }
    return false;
}

// Every letter replaced, the longest spelling first; nothing when the word has a letter without one.
std::optional<std::string> respelled(const std::vector<std::pair<std::string, std::string>>& spellings,
                                     std::string_view word, bool back) {
    std::string result;
    while (!word.empty()) {
        const std::string* from = nullptr;
        const std::string* to = nullptr;
        for (const auto& [one, other] : spellings) {
            const std::string& here = back ? other : one;
            if (here.empty() || !word.starts_with(here) || (from && from->size() >= here.size())) continue;
            from = &here;
            to = back ? &one : &other;
        }
        if (from == nullptr) return std::nullopt;
        result += *to;
        word.remove_prefix(from->size());
    }
    return result;
}

}  // namespace

Table parse_table(std::string_view text) {
    Table table;
    std::vector<std::string> slot_names;
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string first;
        if (!(words >> first) || first.starts_with('#')) continue;
        if (first == "language") {
            table.languages = words_of(words);
        } else if (first == "class") {
            std::string name;
            std::string letters;
            words >> name >> letters;
            table.classes[decode(name).at(0)] += decode(letters);
        } else if (first == "slot") {
            std::string name;
            words >> name;
            slot_names.push_back(name);
            table.slots.push_back(words_of(words));
        } else if (first == "spelled") {
            for (const std::string& pair : words_of(words)) {
                std::size_t equals = pair.find('=');
                table.spellings.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
            }
        } else {
            table.rules.push_back(parse_rule(line, slot_names));
        }
    }
    return table;
}

std::vector<Stem> stems(const Table& table, std::string_view word) {
    std::vector<Stem> result;
    std::u32string letters = decode(word);
    if (letters.size() < word_letters_min) return result;
    const std::u32string* deciding = nullptr;
    for (const Rule& rule : table.rules) {
        if (deciding != nullptr && *deciding != rule.from) continue;
        auto stood_for = fit(table, rule, letters);
        if (!stood_for) continue;
        deciding = &rule.from;
        std::u32string stem = letters.substr(0, letters.size() - rule.from.size());
        std::size_t next = 0;
        for (char32_t c : rule.to) stem += is_class(c) ? (*stood_for)[next++] : c;
        if (stem.size() >= stem_letters_min) result.push_back({encode(stem), &rule});
    }
    return result;
}

bool may_follow(const Table& table, const Rule& rule, std::string_view rest) {
    return std::ranges::find(rule.endings, rest) != rule.endings.end() ||
           (!rule.chain.empty() && follows_chain(table, rule.chain, 0, rest));
}

std::vector<std::string> other_spellings(const Table& table, std::string_view word) {
    std::vector<std::string> result;
    if (table.spellings.empty()) return result;
    for (bool back : {false, true}) {
        auto spelling = respelled(table.spellings, word, back);
        if (spelling && *spelling != word) result.push_back(std::move(*spelling));
    }
    return result;
}

}  // namespace watchword::forms
