#include "common/forms/forms.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "common/forms/table.hpp"

namespace watchword::forms {

// languages/*.forms, embedded by the build: name and content.
std::vector<std::pair<std::string_view, std::string_view>> language_files();

namespace {

bool is_cyrillic(char32_t c) {
    return 0x400 <= c && c < 0x530;
}

bool is_cyrillic(std::string_view text) {
    return is_cyrillic(letters_of(text).front());
}

struct Language {
    Table table;
    Endings endings;
    bool latin = false;  // has rules for words in that script
    bool cyrillic = false;

    explicit Language(std::string_view file) : table(parse_table(file)), endings(table) {
        for (char32_t last = 0; last < Table::code_points; ++last) {
            if (!table.rules_by_last[last].empty()) (is_cyrillic(last) ? cyrillic : latin) = true;
        }
    }
};

struct Languages {
    std::vector<Language> all;
    std::map<std::string, TableId, std::less<>> by_code;

    Languages() {
        for (auto [name, content] : language_files()) all.emplace_back(content);
        for (TableId id = 0; id < all.size(); ++id) {
            for (const std::string& code : all[id].table.languages) by_code[code] = id;
        }
    }
};

const Languages& tables() {
    static const Languages instance;
    return instance;
}

const Table* find_table(std::string_view word, std::string_view language) {
    TableId id = table_of(language.empty() ? guess_language(word) : language);
    return id == no_table ? nullptr : &tables().all[id].table;
}

// The word as given and in the other script of the language.
std::vector<std::u32string> spellings(const Table& table, std::string_view word) {
    std::u32string letters = letters_of(word);
    std::vector<std::u32string> result = other_spellings(table, letters);
    result.insert(result.begin(), std::move(letters));
    return result;
}

// Letters that tell a language, the surest first.
struct Telling {
    std::string_view language;
    std::u32string_view letters;
};
constexpr Telling tellings[] = {
    {"kk", U"әғқңұһ"}, {"be", U"ў"},       {"uk", U"єїґі"},
    {"sr", U"јљњћђ"},  {"pl", U"ąęłńśźż"}, {"cs", U"řěů"},
    {"az", U"ə"},      {"tr", U"ığş"},     {"ru", U"абвгдеиклмнопрсту"},
};

std::string_view guess_language(std::u32string_view letters) {
    static const auto tellings_by_letter = [] {
        std::array<std::uint8_t, Table::code_points> result;
        result.fill(std::size(tellings));
        for (std::uint8_t i = 0; i < std::size(tellings); ++i) {
            for (char32_t letter : tellings[i].letters) result.at(letter) = i;
        }
        return result;
    }();
    std::size_t surest = std::size(tellings);
    for (char32_t letter : letters) {
        if (letter < Table::code_points) surest = std::min<std::size_t>(surest, tellings_by_letter[letter]);
    }
    if (surest < std::size(tellings)) return tellings[surest].language;
    return !letters.empty() && U'a' <= letters.front() && letters.front() <= U'z' ? "en" : "";
}

}  // namespace

std::size_t table_count() {
    return tables().all.size();
}

TableId table_of(std::string_view language) {
    auto found = tables().by_code.find(language.substr(0, language.find_first_of("-_")));
    return found == tables().by_code.end() ? no_table : found->second;
}

const Endings& endings_of(TableId table) {
    return tables().all[table].endings;
}

std::vector<Stem> stems(std::string_view word) {
    std::u32string letters = letters_of(word);
    bool cyrillic = !letters.empty() && is_cyrillic(letters.front());
    if (letters.empty() || (!cyrillic && letters.front() >= 0x250)) return {};

    std::vector<std::u32string> texts;
    std::vector<std::vector<Following>> followings;
    auto add = [&](std::u32string_view text, Following following) {
        auto known = std::ranges::find(texts, text);
        auto at = static_cast<std::size_t>(known - texts.begin());
        if (known == texts.end()) {
            texts.emplace_back(text);
            followings.emplace_back();
        }
        if (followings[at].empty() || followings[at].back().table != following.table)
            followings[at].push_back(following);
    };
    TableId guess = table_of(guess_language(letters));
    for (TableId id = 0; id < tables().all.size(); ++id) {
        const Language& language = tables().all[id];
        auto add_stem = [&](std::u32string_view stem, std::uint16_t endings) { add(stem, {id, id == guess, endings}); };
        if (cyrillic ? language.cyrillic : language.latin) cut(language.table, letters, add_stem);
        for (const std::u32string& other : other_spellings(language.table, letters)) {
            cut(language.table, other, add_stem);
            // Under three letters a word has no stem; in the other script it is still the word.
            add_stem(other, language.table.itself);
        }
    }
    std::vector<Stem> result;
    for (std::size_t i = 0; i < texts.size(); ++i) result.push_back({bytes_of(texts[i]), std::move(followings[i])});
    return result;
}

bool is_form(std::string_view word, std::string_view candidate, std::string_view language) {
    if (word == candidate) return true;
    TableId table = table_of(language.empty() ? guess_language(word) : language);
    if (table == no_table) return false;
    std::vector<Stem> all = stems(word);
    bool found = false;
    endings_of(table).cut(candidate, [&](std::size_t begin, Endings::State state) {
        auto stem = std::ranges::find(all, candidate.substr(0, begin), &Stem::text);
        if (stem == all.end()) return;
        for (const Following& following : stem->following)
            found |= following.table == table && endings_of(table).allow(state, following.endings);
    });
    return found;
}

std::vector<std::string> beginnings(std::string_view word) {
    std::vector<std::string> result{std::string(word)};
    for (Stem& stem : stems(word)) result.push_back(std::move(stem.text));
    // A beginning of another one makes that one needless.
    std::ranges::sort(result);
    std::vector<std::string> shortest;
    for (std::string& beginning : result) {
        if (shortest.empty() || !beginning.starts_with(shortest.back())) shortest.push_back(std::move(beginning));
    }
    return shortest;
}

std::vector<std::string> examples(std::string_view word, std::string_view language, std::size_t most) {
    std::vector<std::string> result;
    auto add = [&](std::string form) {
        if (result.size() < most && std::ranges::find(result, form) == result.end()) result.push_back(std::move(form));
    };
    const Table* table = find_table(word, language);
    if (table == nullptr) return {std::string(word)};
    for (const std::u32string& spelling : spellings(*table, word)) {
        add(bytes_of(spelling));
        cut(*table, spelling, [&](std::u32string_view stem, std::uint16_t endings) {
            const EndingSet& set = table->ending_sets[endings];
            // A table of two scripts lists the endings of both.
            auto add_ending = [&](const std::string& ending) {
                bool fits = ending.empty() || is_cyrillic(stem.front()) == is_cyrillic(ending);
                if (fits) add(bytes_of(stem) + ending);
            };
            std::ranges::for_each(set.closed, add_ending);
            for (std::uint32_t slot : set.chain) std::ranges::for_each(table->slots[slot], add_ending);
        });
    }
    return result;
}

std::vector<std::string> languages() {
    std::vector<std::string> result;
    for (const auto& [language, table] : tables().by_code) result.push_back(language);
    return result;
}

std::string_view guess_language(std::string_view word) {
    return guess_language(letters_of(word));
}

}  // namespace watchword::forms
