#include "common/forms/forms.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "common/forms/table.hpp"

namespace watchword::forms {

// languages/*.forms, embedded by the build: name and content.
std::vector<std::pair<std::string_view, std::string_view>> language_files();

namespace {

struct Tables {
    std::vector<Table> all;
    std::map<std::string, const Table*, std::less<>> by_language;
};

const Tables& tables() {
    static const Tables instance = [] {
        Tables loaded;
        for (auto [name, content] : language_files()) loaded.all.push_back(parse_table(content));
        for (const Table& table : loaded.all) {
            for (const std::string& language : table.languages) loaded.by_language[language] = &table;
        }
        return loaded;
    }();
    return instance;
}

const Table* table_of(std::string_view word, std::string_view language) {
    auto& by_language = tables().by_language;
    auto found = language.empty() ? by_language.find(guess_language(word))
                                  : by_language.find(language.substr(0, language.find('-')));
    return found == by_language.end() ? nullptr : found->second;
}

// The word as given and in the other script of the language.
std::vector<std::string> spellings(const Table& table, std::string_view word) {
    std::vector<std::string> result = other_spellings(table, word);
    result.emplace(result.begin(), word);
    return result;
}

// A cheap look before the rules: no rule takes more than four letters off a word, of two bytes at most.
bool may_share_stem(std::string_view word, std::string_view candidate) {
    constexpr std::size_t taken_off_max = 8;
    auto parting = std::ranges::mismatch(word, candidate).in1;
    return static_cast<std::size_t>(word.end() - parting) <= taken_off_max;
}

bool has_any(std::string_view word, std::initializer_list<std::string_view> letters) {
    return std::ranges::any_of(letters,
                               [word](auto letter) { return word.find(letter) != std::string_view::npos; });
}

}  // namespace

bool is_form(std::string_view word, std::string_view candidate, std::string_view language) {
    if (word == candidate) return true;
    // With the same first byte they are of one script, and no other spelling of the word is meant.
    bool one_script = !word.empty() && !candidate.empty() && word.front() == candidate.front();
    if (one_script && !may_share_stem(word, candidate)) return false;
    const Table* table = table_of(word, language);
    if (table == nullptr) return false;
    auto is_form_of = [&](std::string_view spelling) {
        if (spelling == candidate) return true;
        return std::ranges::any_of(stems(*table, spelling), [&](const Stem& stem) {
            return candidate.starts_with(stem.text) &&
                   may_follow(*table, *stem.rule, candidate.substr(stem.text.size()));
        });
    };
    if (table->spellings.empty()) return is_form_of(word);
    return std::ranges::any_of(spellings(*table, word), is_form_of);
}

std::vector<std::string> beginnings(std::string_view word) {
    std::vector<std::string> result{std::string(word)};
    for (const Table& table : tables().all) {
        for (const std::string& spelling : spellings(table, word)) {
            result.push_back(spelling);
            for (Stem& stem : stems(table, spelling)) result.push_back(std::move(stem.text));
        }
    }
    // A beginning of another one makes that one needless.
    std::ranges::sort(result);
    std::vector<std::string> shortest;
    for (std::string& beginning : result) {
        if (shortest.empty() || !beginning.starts_with(shortest.back()))
            shortest.push_back(std::move(beginning));
    }
    return shortest;
}

std::vector<std::string> examples(std::string_view word, std::string_view language, std::size_t most) {
    std::vector<std::string> result;
    auto add = [&](std::string form) {
        if (result.size() < most && std::ranges::find(result, form) == result.end())
            result.push_back(std::move(form));
    };
    const Table* table = table_of(word, language);
    if (table == nullptr) return {std::string(word)};
    for (const std::string& spelling : spellings(*table, word)) {
        add(spelling);
        for (const Stem& stem : stems(*table, spelling)) {
            for (const std::string& ending : stem.rule->endings) add(stem.text + ending);
            for (std::uint32_t slot : stem.rule->chain) {
                for (const std::string& ending : table->slots[slot]) add(stem.text + ending);
            }
        }
    }
    return result;
}

std::vector<std::string> languages() {
    std::vector<std::string> result;
    for (const auto& [language, table] : tables().by_language) result.push_back(language);
    return result;
}

std::string guess_language(std::string_view word) {
    if (has_any(word, {"ә", "ғ", "қ", "ң", "ұ", "һ"})) return "kk";
    if (has_any(word, {"ў"})) return "be";
    if (has_any(word, {"є", "ї", "ґ", "і"})) return "uk";
    if (has_any(word, {"ј", "љ", "њ", "ћ", "ђ"})) return "sr";
    if (has_any(word, {"ą", "ę", "ł", "ń", "ś", "ź", "ż"})) return "pl";
    if (has_any(word, {"ř", "ě", "ů"})) return "cs";
    if (has_any(word, {"ə"})) return "az";
    if (has_any(word, {"ı", "ğ", "ş"})) return "tr";
    if (has_any(word, {"а", "б", "в", "г", "д", "е", "и", "к", "л", "м", "н", "о", "п", "р", "с", "т", "у"}))
        return "ru";
    return !word.empty() && 'a' <= word.front() && word.front() <= 'z' ? "en" : "";
}

}  // namespace watchword::forms
