#include "common/query/explain.hpp"

#include <algorithm>
#include <sstream>
#include <utility>

#include <boost/json.hpp>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

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

std::vector<Explanation::WordForms> forms_of(const Query::Compiled& query) {
    std::vector<Explanation::WordForms> result;
    std::vector<std::string> seen;
    for (const LookedFor& word : query.words.list()) {
        if (word.kind != WordKind::forms) continue;
        std::string key(word.key);
        if (std::ranges::find(seen, key) != seen.end()) continue;
        seen.push_back(key);
        auto first = static_cast<std::ptrdiff_t>(result.size());
        for (const std::string& language : forms::languages()) {
            std::vector<std::string> examples = forms::examples(key, language, forms_shown);
            if (examples.size() < 2) continue;
            auto alike = std::find_if(result.begin() + first, result.end(),
                                      [&](const auto& other) { return other.forms == examples; });
            if (alike == result.end()) alike = result.insert(alike, {key, {}, std::move(examples)});
            alike->languages.push_back(language);
        }
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

json::array to_array(const std::vector<Fault>& faults) {
    json::array result;
    for (const Fault& fault : faults)
        result.push_back({{"line", fault.line}, {"column", fault.column}, {"message", fault.message}});
    return result;
}

// What of a line is shown beside a fault: enough to see the place in the longest query.
constexpr std::size_t characters_before = 60;
constexpr std::size_t characters_shown = 100;

// The blank that takes as much room in a terminal as the character.
std::string_view blank_for(UChar32 c) {
    if (c == '\t') return "\t";
    if ((U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) return "";
    int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? "  " : " ";
}

}  // namespace

Result<Explanation, std::vector<Fault>> explain(std::string_view text, const Lists& lists, const Options& options) {
    auto query = parse(text, lists, options);
    if (!query) return query.error();
    Explanation explanation;
    explanation.parsed = print(*read(text, lists).root, Brackets::all);
    Segment segment({Entry{1, *query}});
    for (std::uint32_t term : segment.filed_under(0)) {
        explanation.filed_under.push_back(as_written(segment.terms(), term));
    }
    explanation.forms = forms_of(query->compiled());
    explanation.warnings = query->warnings();
    return explanation;
}

std::string to_text(const Explanation& explanation) {
    std::ostringstream out;
    out << "parsed   " << explanation.parsed << '\n';
    out << "filed    "
        << (explanation.filed_under.empty() ? "under no word: every article is compared with it, which costs time"
                                            : joined(explanation.filed_under))
        << '\n';
    std::string word;
    for (const auto& forms : explanation.forms) {
        if (forms.word != word) out << "forms    of " << forms.word << '\n';
        word = forms.word;
        out << "         " << joined(forms.languages) << ": " << joined(forms.forms)
            << (forms.forms.size() == forms_shown ? ", …" : "") << '\n';
    }
    return std::move(out).str();
}

std::string to_json(const Explanation& explanation) {
    json::array forms;
    for (const auto& one : explanation.forms) {
        forms.push_back({{"word", one.word}, {"languages", to_array(one.languages)}, {"forms", to_array(one.forms)}});
    }
    return json::serialize(json::object{{"parsed", explanation.parsed},
                                        {"filed_under", to_array(explanation.filed_under)},
                                        {"forms", std::move(forms)},
                                        {"warnings", to_array(explanation.warnings)}});
}

std::string to_json(const std::vector<Fault>& faults) {
    return json::serialize(json::object{{"faults", to_array(faults)}});
}

std::string to_text(const Fault& fault, std::string_view name, std::string_view query) {
    for (std::size_t i = 1; i < fault.line; ++i) query.remove_prefix(std::min(query.find('\n'), query.size() - 1) + 1);
    query = query.substr(0, query.find('\n'));
    std::size_t column = fault.column - 1;
    std::size_t first = column > characters_before ? column - characters_before : 0;
    std::string shown = first > 0 ? "…" : "";
    std::string under = first > 0 ? " " : "";
    auto size = static_cast<std::int32_t>(query.size());
    std::int32_t at = 0;
    for (std::size_t i = 0; at < size && i < first + characters_shown; ++i) {
        std::int32_t begin = at;
        UChar32 c;
        U8_NEXT(query.data(), at, size, c);
        if (i >= first) shown += query.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
        if (i >= first && i < column) under += blank_for(c);
    }
    if (at < size) shown += "…";
    return std::string(name) + ":" + std::to_string(fault.line) + ":" + std::to_string(fault.column) + ": " +
           (fault.warning ? "warning: " : "") + fault.message + "\n  " + shown + "\n  " + under + "^\n";
}

}  // namespace watchword::query
