#include "common/query/necessary.hpp"

#include <algorithm>
#include <utility>

#include "common/forms/forms.hpp"
#include "common/query/compiled.hpp"

namespace watchword::query {

namespace {

using enum Necessary::Kind;

void append(std::vector<Necessary>& parts, Necessary part, Necessary::Kind of) {
    if (part.kind == of) {
        for (Necessary& inner : part.parts) append(parts, std::move(inner), of);
    } else if (std::ranges::find(parts, part) == parts.end()) {
        parts.push_back(std::move(part));
    }
}

Necessary all_of(std::vector<Necessary> conditions) {
    Necessary result{all};
    for (Necessary& condition : conditions)
        if (condition.kind != anything) append(result.parts, std::move(condition), all);
    if (result.parts.empty()) return {};
    return result.parts.size() == 1 ? std::move(result.parts.front()) : result;
}

Necessary any_of(std::vector<Necessary> conditions) {
    Necessary result{any};
    for (Necessary& condition : conditions) {
        if (condition.kind == anything) return {};
        append(result.parts, std::move(condition), any);
    }
    return result.parts.size() == 1 ? std::move(result.parts.front()) : result;
}

class Reading {
  public:
    explicit Reading(const Query::Compiled& query) : query_(query), words_(query.words.list()) {}

    Necessary condition(std::uint32_t at, std::size_t depth) {
        if (depth > necessary_depth_max) return {};
        const Node& node = query_.nodes[at];
        switch (node.op) {
            case Op::words:
            case Op::cased:
            case Op::raw:
                return words(node);
            case Op::regex:
            case Op::source:
            case Op::language:
            case Op::none:
                return {};
            case Op::any:
                return any_of(children(at, depth));
            case Op::near:
                // The first without the second near it.
                if (node.negated) return condition(at + 1, depth + 1);
                [[fallthrough]];
            case Op::all:
            case Op::sentence:
            case Op::paragraph:
            case Op::at_least:
                return all_of(children(at, depth));
        }
        return {};
    }

  private:
    std::vector<Necessary> children(std::uint32_t at, std::size_t depth) {
        std::vector<Necessary> conditions;
        for (std::uint32_t child = at + 1; child < query_.nodes[at].extent; child = query_.end(child))
            conditions.push_back(condition(child, depth + 1));
        return conditions;
    }

    Necessary words(const Node& node) {
        if ((query_.scope(node).sections & ~default_sections) != 0) return {};
        std::vector<Necessary> conditions;
        for (std::uint32_t i = 0; i < node.word_count; ++i) conditions.push_back(word_of(words_[node.extent + i]));
        return all_of(std::move(conditions));
    }

    Necessary word_of(const LookedFor& looked_for) {
        if (looked_for.fold || ++count_ > necessary_words_max) return {};
        std::string key(looked_for.key);
        switch (looked_for.kind) {
            case WordKind::exact:
                return {word, std::move(key)};
            case WordKind::prefix:
                return {prefix, std::move(key)};
            case WordKind::forms:
                break;
        }
        std::vector<Necessary> beginnings;
        for (std::string& beginning : forms::beginnings(key)) beginnings.push_back({prefix, std::move(beginning)});
        return any_of(std::move(beginnings));
    }

    const Query::Compiled& query_;
    std::vector<LookedFor> words_;
    std::size_t count_ = 0;
};

}  // namespace

Necessary necessary(const Query& query) {
    return Reading(query.compiled()).condition(0, 0);
}

}  // namespace watchword::query
