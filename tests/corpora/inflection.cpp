// Recall and precision of word forms on lines of "language TAB name TAB form TAB count" from standard input.
//
// A name finds a form when each of its words is_form() of the form's word at that place. Counts are mentions.
// recall: of all mentions, those that their own name finds; in brackets, of the inflected ones alone.
// precision: of all findings by all names of the language, those of a mention of that name.
// With --list, the misses and the wrong findings.

#include <cstring>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "common/forms/forms.hpp"
#include "common/text/tokens.hpp"

namespace {

struct Mention {
    std::string name;
    std::string form;
    std::vector<std::string> words;
    int count;
};

bool finds(const std::vector<std::string>& name, const std::vector<std::string>& form, const std::string& language) {
    if (name.size() != form.size()) return false;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (!watchword::forms::is_form(name[i], form[i], language)) return false;
    }
    return true;
}

void measure(const std::string& language, const std::vector<Mention>& mentions, bool list) {
    std::map<std::string, std::vector<std::string>> names;
    for (const Mention& mention : mentions) names[mention.name] = watchword::text::keys_of(mention.name);
    double all = 0, inflected = 0, found = 0, found_inflected = 0, findings = 0;
    for (const Mention& mention : mentions) {
        bool is_inflected = mention.name != mention.form;
        all += mention.count;
        inflected += is_inflected ? mention.count : 0;
        for (const auto& [name, words] : names) {
            bool own = name == mention.name;
            bool match = finds(words, mention.words, language);
            findings += match ? mention.count : 0;
            if (own && match) found += mention.count;
            if (own && match && is_inflected) found_inflected += mention.count;
            if (list && own && !match) std::cout << language << " missed " << name << " " << mention.form << "\n";
            if (list && !own && match) {
                std::cout << language << " wrong " << name << " " << mention.form << " of " << mention.name << "\n";
            }
        }
    }
    std::cout << language << ": " << all << " mentions, recall " << found / all << " (" << found_inflected / inflected
              << "), precision " << found / findings << "\n";
}

}  // namespace

int main(int argc, char** argv) {
    std::map<std::string, std::vector<Mention>> by_language;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream cells(line);
        std::string language, name, form, count;
        std::getline(cells, language, '\t');
        std::getline(cells, name, '\t');
        std::getline(cells, form, '\t');
        std::getline(cells, count, '\t');
        by_language[language].push_back({name, form, watchword::text::keys_of(form), std::stoi(count)});
    }
    bool list = argc > 1 && std::strcmp(argv[1], "--list") == 0;
    for (const auto& [language, mentions] : by_language) measure(language, mentions, list);
}
