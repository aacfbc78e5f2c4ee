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

bool is_class(char32_t c) {
    return U'A' <= c && c <= U'Z';
}

bool is_of_class(const Table& table, char32_t letter, char32_t name) {
    return letter < Table::code_points && (table.classes_of[letter] >> (name - U'A') & 1) != 0;
}

std::vector<std::string> words_of(std::istream& line) {
    std::vector<std::string> words;
    for (std::string word; line >> word && word != "#";) words.push_back(word);
    return words;
}

std::uint32_t slot_number(const std::vector<std::string>& names, const std::string& name) {
    auto found = std::ranges::find(names, name);
    if (found == names.end()) throw std::invalid_argument("no slot " + name);
    return static_cast<std::uint32_t>(found - names.begin());
}

std::uint16_t set_number(Table& table, EndingSet set) {
    auto known = std::ranges::find(table.ending_sets, set);
    auto number = static_cast<std::uint16_t>(known - table.ending_sets.begin());
    if (known == table.ending_sets.end()) table.ending_sets.push_back(std::move(set));
    return number;
}

Rule parse_rule(const std::string& line, const std::vector<std::string>& slot_names, Table& table) {
    std::size_t arrow = line.find('>');
    std::size_t colon = line.find(':');
    if (arrow == std::string::npos || colon == std::string::npos || colon < arrow) {
        throw std::invalid_argument("not a rule: " + line);
    }
    auto trimmed = [](const std::string& text) {
        std::istringstream words(text);
        std::string word;
        words >> word;
        return letters_of(word);
    };
    EndingSet set;
    std::istringstream endings(line.substr(colon + 1));
    for (std::string& ending : words_of(endings)) {
        if (ending.starts_with('+')) {
            set.chain.push_back(slot_number(slot_names, ending.substr(1)));
        } else {
            set.closed.push_back(ending == "-" ? std::string() : std::move(ending));
        }
    }
    return {trimmed(line.substr(0, arrow)), trimmed(line.substr(arrow + 1, colon - arrow - 1)),
            set_number(table, std::move(set))};
}

// Another line for the same stem adds to the endings of the first.
void add_rule(Table& table, Rule rule) {
    auto same = std::ranges::find_if(table.rules,
                                     [&](const Rule& other) { return other.from == rule.from && other.to == rule.to; });
    if (same == table.rules.end()) {
        table.rules.push_back(std::move(rule));
        return;
    }
    EndingSet both = table.ending_sets[same->endings];
    EndingSet more = table.ending_sets[rule.endings];
    both.closed.insert(both.closed.end(), more.closed.begin(), more.closed.end());
    both.chain.insert(both.chain.end(), more.chain.begin(), more.chain.end());
    same->endings = set_number(table, std::move(both));
}

void index_rules(Table& table) {
    table.rules_by_last.resize(Table::code_points);
    for (std::uint16_t i = 0; i < table.rules.size(); ++i) {
        if (table.rules[i].from.empty()) throw std::invalid_argument("a rule without an ending");
        char32_t last = table.rules[i].from.back();
        for (char32_t letter = 0; letter < Table::code_points; ++letter) {
            if (is_class(last) ? is_of_class(table, letter, last) : letter == last)
                table.rules_by_last[letter].push_back(i);
        }
    }
}

void add_class(Table& table, const std::string& name, const std::string& letters) {
    char32_t c = letters_of(name).at(0);
    if (!is_class(c)) throw std::invalid_argument("not a class: " + name);
    for (char32_t letter : letters_of(letters)) table.classes_of.at(letter) |= 1u << (c - U'A');
}

void add_respelling(Table& table, const std::string& pair) {
    std::size_t equals = pair.find('=');
    std::array<std::u32string, 2> sides{letters_of(pair.substr(0, equals)), letters_of(pair.substr(equals + 1))};
    for (std::size_t back : {0u, 1u}) {
        const std::u32string& from = sides[back];
        if (from.empty()) continue;
        table.respellings[back].resize(Table::code_points);
        std::vector<Table::Respelling>& all = table.respellings[back].at(from.front());
        auto shorter = std::ranges::find_if(all, [&](const auto& one) { return one.from.size() < from.size(); });
        all.insert(shorter, {from, sides[1 - back]});
    }
}

bool fits(const Table& table, const Rule& rule, std::u32string_view word) {
    if (word.size() < rule.from.size()) return false;
    std::u32string_view end = word.substr(word.size() - rule.from.size());
    for (std::size_t i = end.size(); i-- > 0;) {
        char32_t wanted = rule.from[i];
        if (is_class(wanted) ? !is_of_class(table, end[i], wanted) : wanted != end[i]) return false;
    }
    return true;
}

// What is left of a word that the rule fits, with the letters that its classes stand for.
void put_stem(const Rule& rule, std::u32string_view word, std::u32string& stem) {
    std::size_t kept = word.size() - rule.from.size();
    stem = word.substr(0, kept);
    std::size_t at = 0;
    for (char32_t c : rule.to) {
        if (is_class(c)) {
            while (!is_class(rule.from[at])) ++at;
            stem += word[kept + at++];
        } else {
            stem += c;
        }
    }
}

// Every letter replaced, the longest spelling first; nothing when the word has a letter without one.
std::optional<std::u32string> respelled(const Table::Respellings& respellings, std::u32string_view word) {
    std::u32string result;
    while (!word.empty()) {
        if (word.front() >= respellings.size()) return std::nullopt;
        const std::vector<Table::Respelling>& known = respellings[word.front()];
        auto longest = std::ranges::find_if(known, [&](const auto& one) { return word.starts_with(one.from); });
        if (longest == known.end()) return std::nullopt;
        result += longest->to;
        word.remove_prefix(longest->from.size());
    }
    return result;
}

}  // namespace

Table parse_table(std::string_view text) {
    Table table;
    table.itself = set_number(table, {{""}, {}});
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
            add_class(table, name, letters);
        } else if (first == "slot") {
            std::string name;
            words >> name;
            slot_names.push_back(name);
            table.slots.push_back(words_of(words));
        } else if (first == "spelled") {
            for (const std::string& pair : words_of(words)) add_respelling(table, pair);
        } else {
            add_rule(table, parse_rule(line, slot_names, table));
        }
    }
    index_rules(table);
    return table;
}

std::u32string letters_of(std::string_view word) {
    std::u32string result;
    result.reserve(word.size());
    auto size = static_cast<std::int32_t>(word.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c;
        U8_NEXT(word.data(), at, size, c);
        result += c < 0 ? U'\uFFFD' : static_cast<char32_t>(c);
    }
    return result;
}

std::string bytes_of(std::u32string_view letters) {
    std::string result;
    for (char32_t c : letters) {
        char bytes[U8_MAX_LENGTH];
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes, length, static_cast<UChar32>(c));
        result.append(bytes, static_cast<std::size_t>(length));
    }
    return result;
}

void cut(const Table& table, std::u32string_view letters,
         const std::function<void(std::u32string_view stem, std::uint16_t endings)>& found) {
    if (letters.size() < word_letters_min || letters.back() >= Table::code_points) return;
    const std::u32string* deciding = nullptr;
    std::u32string stem;
    for (std::uint16_t number : table.rules_by_last[letters.back()]) {
        const Rule& rule = table.rules[number];
        if (deciding != nullptr ? *deciding != rule.from : !fits(table, rule, letters)) continue;
        deciding = &rule.from;
        put_stem(rule, letters, stem);
        if (stem.size() >= stem_letters_min) found(stem, rule.endings);
    }
}

std::vector<std::u32string> other_spellings(const Table& table, std::u32string_view word) {
    std::vector<std::u32string> result;
    for (const Table::Respellings& respellings : table.respellings) {
        auto spelling = respelled(respellings, word);
        if (spelling && *spelling != word) result.push_back(std::move(*spelling));
    }
    return result;
}

}  // namespace watchword::forms
