#include "common/query/explain.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include <boost/json.hpp>

#include "common/forms/forms.hpp"
#include "common/query/compiled.hpp"
#include "common/query/parser.hpp"
#include "common/query/segment.hpp"

namespace watchword::query {

namespace {

namespace json = boost::json;

std::string as_written(const Terms& terms, std::uint32_t term) {
    std::string word(terms.key(term));
    switch (terms.kind(term)) {
        case WordKind::exact:
            return word;
        case WordKind::prefix:
            return word + "*";
        case WordKind::forms:
            return word + "~";
    }
    return word;
}

std::vector<Explanation::WordForms> forms_of(const Query::Compiled& query,
                                             const std::vector<std::string>& languages) {
    std::vector<Explanation::WordForms> result;
    for (const Word& word : query.words) {
        if (word.kind != WordKind::forms) continue;
        Explanation::WordForms forms{std::string(query.key(word)), {}};
        if (std::ranges::find(result, forms.word, &Explanation::WordForms::word) != result.end()) continue;
        for (const std::string& language : languages) {
            std::vector<std::string> examples = forms::examples(forms.word, language, forms_shown);
            if (examples.size() > 1) forms.by_language.emplace(language, std::move(examples));
        }
        result.push_back(std::move(forms));
    }
    return result;
}

std::string joined(const std::vector<std::string>& words) {
    std::string result;
    for (const std::string& word : words) result += (result.empty() ? "" : ", ") + word;
    return result;
}

json::array to_array(const std::vector<std::string>& words) {
    return json::array(words.begin(), words.end());
}

}  // namespace

Result<Explanation, std::vector<Fault>> explain(std::string_view text, const Lists& lists,
                                                const Options& options,
                                                const std::vector<std::string>& languages) {
    auto query = parse(text, lists, options);
    if (!query) return query.error();
    Explanation explanation;
    explanation.parsed = print(*read(text, lists).root);
    Segment segment({Entry{1, *query}});
    for (std::uint32_t term : segment.filed_under(0)) {
        explanation.filed_under.push_back(as_written(segment.terms(), term));
    }
    explanation.forms = forms_of(query->compiled(), languages);
    explanation.warnings = query->warnings();
    return explanation;
}

std::string to_text(const Explanation& explanation) {
    std::ostringstream out;
    out << "parsed   " << explanation.parsed << '\n';
    out << "filed    "
        << (explanation.filed_under.empty() ? "nowhere: it is asked about every article, which costs time"
                                            : joined(explanation.filed_under))
        << '\n';
    for (const auto& [word, by_language] : explanation.forms) {
        for (const auto& [language, forms] : by_language) {
            out << "forms    " << language << "  " << joined(forms)
                << (forms.size() == forms_shown ? ", …" : "") << '\n';
        }
    }
    for (const Fault& warning : explanation.warnings) {
        out << "warning  " << warning.line << ':' << warning.column << ": " << warning.message << '\n';
    }
    return std::move(out).str();
}

std::string to_json(const Explanation& explanation) {
    json::array forms;
    for (const auto& [word, by_language] : explanation.forms) {
        json::object languages;
        for (const auto& [language, examples] : by_language) languages[language] = to_array(examples);
        forms.push_back({{"word", word}, {"languages", std::move(languages)}});
    }
    json::array warnings;
    for (const Fault& warning : explanation.warnings) {
        warnings.push_back(
            {{"line", warning.line}, {"column", warning.column}, {"message", warning.message}});
    }
    return json::serialize(json::object{{"parsed", explanation.parsed},
                                        {"filed_under", to_array(explanation.filed_under)},
                                        {"forms", std::move(forms)},
                                        {"warnings", std::move(warnings)}});
}

std::string to_text(const Fault& fault, std::string_view query) {
    std::istringstream lines{std::string(query)};
    std::string line;
    for (std::size_t i = 0; i < fault.line; ++i) std::getline(lines, line);
    return std::to_string(fault.line) + ":" + std::to_string(fault.column) + ": " + fault.message + "\n  " +
           line + "\n  " + std::string(fault.column - 1, ' ') + "^\n";
}

}  // namespace watchword::query
