#include "common/query/evaluation.hpp"

#include <algorithm>
#include <tuple>

#include "common/base/url.hpp"
#include "common/query/signs.hpp"

namespace watchword::query {

namespace {

bool language_is(std::string_view language, std::string_view wanted) {
    auto primary = language.substr(0, language.find_first_of("-_"));
    return std::ranges::equal(primary, wanted.substr(0, wanted.find('-')),
                              [](char a, char b) { return ('A' <= a && a <= 'Z' ? a + 32 : a) == b; });
}

constexpr Scope default_scope;

}  // namespace

bool Evaluation::holds(std::uint32_t at) const {
    const Node& node = nodes_[at];
    switch (node.op) {
        case Op::words:
        case Op::cased:
        case Op::raw:
            return has_words(at);
        case Op::regex:
            return has_regex(node);
        case Op::source:
            return host_within(page_.source(), query_.compiled().spelling(node));
        case Op::language:
            return language_is(page_.language(), query_.compiled().spelling(node));
        case Op::all:
            for (std::uint32_t child = at + 1; child < node.extent; child = end(child)) {
                if (!holds(child)) return false;
            }
            return true;
        case Op::any:
            for (std::uint32_t child = at + 1; child < node.extent; child = end(child)) {
                if (holds(child)) return true;
            }
            return false;
        case Op::none:
            return !holds(at + 1);
        case Op::near:
            return has_near(at);
        case Op::sentence:
        case Op::paragraph:
            return !common_units(at).empty();
        case Op::at_least:
            return spans(at + 1).size() >= node.number;
    }
    return false;
}

const Scope& Evaluation::scope(const Node& node) const {
    return node.scope == 0 ? default_scope : query_.compiled().scope(node);
}

template <class Visit>
void Evaluation::visit_words(const Node& node, Visit visit) const {
    const std::uint32_t* terms = query_terms_ + node.extent;
    std::uint32_t count = node.word_count;
    for (std::uint32_t i = 0; i < count; ++i) {
        if (!findings_.is_present(terms[i])) return;
    }
    std::uint32_t pivot = node.pivot;
    const Scope& wanted = scope(node);
    // Whether the pivot at the position is part of an occurrence, and the visitor wants no more.
    auto stop_at = [&](std::uint32_t position) {
        const Part& part = page_.part_at(position);
        if (position < part.first + pivot || position - pivot + count > part.last) return false;
        Span span{position - pivot, position - pivot + count};
        if (!within_scope(wanted, part, span)) return false;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (i != pivot && !findings_.is(terms[i], page_.word_at(span.begin + i))) return false;
        }
        return (node.op == Op::words || spelled_so(node, span)) && !visit(span);
    };
    findings_.visit_words(terms[pivot], [&](std::uint32_t word) {
        for (std::uint32_t at = page_.first_position(word); at != Page::none; at = page_.next_position(at)) {
            if (stop_at(at)) return false;
        }
        return true;
    });
}

bool Evaluation::has_words(std::uint32_t at) const {
    const Node& node = nodes_[at];
    if (node.word_count == 0) {
        std::vector<Mark> marks;
        mark_signs(at, marks);
        return !marks.empty();
    }
    if (node.scope == 0 && node.op == Op::words) {
        const std::uint32_t* terms = query_terms_ + node.extent;
        if (node.word_count == 1) return findings_.is_in_text(*terms);
        for (std::uint32_t i = 0; i < node.word_count; ++i) {
            if (!findings_.is_in_text(terms[i])) return false;
        }
    }
    bool found = false;
    visit_words(node, [&](Span) {
        found = true;
        return false;
    });
    return found;
}

bool Evaluation::has_regex(const Node& node) const {
    const re2::RE2& regex = *query_.compiled().rare->regexes[node.number];
    if (node.on_source &&
        re2::RE2::PartialMatch(re2::StringPiece(page_.source().data(), page_.source().size()), regex)) {
        return true;
    }
    std::uint16_t sections = scope(node).sections;
    return std::ranges::any_of(page_.parts(), [&](const Part& part) {
        return (part.section & sections) != 0 &&
               re2::RE2::PartialMatch(re2::StringPiece(part.text.data(), part.text.size()), regex);
    });
}

bool Evaluation::within_scope(const Scope& wanted, const Part& part, Span span) {
    if ((part.section & wanted.sections) == 0) return false;
    return part.section != body_section || span.end - part.first <= wanted.first_words;
}

bool Evaluation::spelled_so(const Node& node, Span span) const {
    std::string_view wanted = query_.compiled().spelling(node);
    if (node.op == Op::raw) {
        return signs_match(wanted, page_.part_at(span.begin).text, page_.token(span.begin).begin);
    }
    for (std::uint32_t position = span.begin; position < span.end; ++position) {
        std::string_view word = wanted.substr(0, wanted.find(' '));
        bool prefix = terms_.kind(query_terms_[node.extent + position - span.begin]) == WordKind::prefix;
        std::string_view found = page_.spelled(position);
        if (prefix ? !found.starts_with(word) : found != word) return false;
        wanted.remove_prefix(std::min(wanted.size(), word.size() + 1));
    }
    return true;
}

std::vector<Span> Evaluation::spans(std::uint32_t at) const {
    std::vector<Span> result;
    add_spans(at, result);
    std::ranges::sort(result);
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

void Evaluation::add_spans(std::uint32_t at, std::vector<Span>& result) const {
    const Node& node = nodes_[at];
    if (node.op == Op::any) {
        for (std::uint32_t child = at + 1; child < node.extent; child = end(child)) add_spans(child, result);
    } else if (node.word_count > 0) {
        visit_words(node, [&](Span span) {
            result.push_back(span);
            return true;
        });
    }
}

std::vector<Span> Evaluation::near(const Node& node, const std::vector<Span>& a, const std::vector<Span>& b,
                                   bool backwards) const {
    std::vector<std::uint32_t> ends;
    std::uint32_t longest = 0;
    for (Span span : b) {
        ends.push_back(span.end);
        longest = std::max(longest, span.end - span.begin);
    }
    std::ranges::sort(ends);
    bool look_after = !node.ordered || !backwards;
    bool look_before = !node.ordered || backwards;
    std::vector<Span> result;
    for (Span span : a) {
        const Part& part = page_.part_at(span.begin);
        bool found = false;
        if (look_after) {
            auto next = std::ranges::lower_bound(b, span.end, {}, &Span::begin);
            found = next != b.end() && next->begin < part.last && next->begin - span.end <= node.number;
        }
        if (look_before && !found) {
            auto after = std::ranges::upper_bound(ends, span.begin);
            found = after != ends.begin() && *(after - 1) > part.first && span.begin - *(after - 1) <= node.number;
        }
        if (node.negated && !found) {
            std::uint32_t from = span.begin - std::min(span.begin, longest);
            for (auto other = std::ranges::lower_bound(b, from, {}, &Span::begin);
                 other != b.end() && other->begin < span.end; ++other) {
                found |= other->end > span.begin && *other != span;
            }
        }
        if (found != node.negated) result.push_back(span);
    }
    return result;
}

bool Evaluation::has_near(std::uint32_t at) const {
    const Node& node = nodes_[at];
    std::vector<Span> a = spans(at + 1);
    if (a.empty()) return false;
    return !near(node, a, spans(end(at + 1)), false).empty();
}

std::uint32_t Evaluation::unit(Op op, std::uint32_t position) const {
    return op == Op::sentence ? page_.sentence(position) : page_.paragraph(position);
}

// The sentences or paragraphs in which each operand stands; a phrase that runs over an end stands in none.
std::vector<std::uint32_t> Evaluation::common_units(std::uint32_t at) const {
    const Node& node = nodes_[at];
    std::vector<std::uint32_t> common;
    for (std::uint32_t child = at + 1; child < node.extent; child = end(child)) {
        std::vector<std::uint32_t> units;
        for (Span span : spans(child)) {
            std::uint32_t first = unit(node.op, span.begin);
            if (first == unit(node.op, span.end - 1)) units.push_back(first);
        }
        units.erase(std::unique(units.begin(), units.end()), units.end());
        if (child == at + 1) {
            common = std::move(units);
        } else {
            std::vector<std::uint32_t> both;
            std::ranges::set_intersection(common, units, std::back_inserter(both));
            common = std::move(both);
        }
        if (common.empty()) break;
    }
    return common;
}

std::vector<Mark> Evaluation::marks() const {
    std::vector<Mark> marks;
    add_marks(0, nullptr, marks);
    if (marks.empty()) {
        for (std::uint32_t at = 0; at < query_.compiled().nodes.size(); ++at) {
            const Node& node = nodes_[at];
            bool source = node.op == Op::source;
            if ((!source && node.op != Op::language) || !holds(at)) continue;
            std::string_view text = source ? page_.source() : page_.language();
            marks.push_back(
                {source ? Field::source : Field::language, text, 0, static_cast<std::uint32_t>(text.size()), at});
        }
    }
    // Parts of a subject come in the order of fields, so that equal fields are told apart by where their text
    // lies.
    auto part_order = [&](const Mark& mark) {
        for (std::size_t i = 0; i < page_.parts().size(); ++i) {
            if (page_.parts()[i].text.data() == mark.text.data()) return i;
        }
        return page_.parts().size();
    };
    auto order = [&](const Mark& mark) { return std::tuple(mark.field, part_order(mark), mark.begin, mark.end); };
    std::ranges::stable_sort(marks, {}, order);
    auto same_place = [&](const Mark& a, const Mark& b) { return order(a) == order(b); };
    marks.erase(std::unique(marks.begin(), marks.end(), same_place), marks.end());
    return marks;
}

void Evaluation::add_marks(std::uint32_t at, const std::vector<Span>* only, std::vector<Mark>& marks) const {
    const Node& node = nodes_[at];

    switch (node.op) {
        case Op::words:
        case Op::cased:
        case Op::raw:
            if (node.word_count == 0) return mark_signs(at, marks);
            return visit_words(node, [&](Span span) {
                if (only != nullptr && !std::ranges::binary_search(*only, span)) return true;
                const Part& part = page_.part_at(span.begin);
                marks.push_back(
                    {part.field, part.text, page_.token(span.begin).begin, page_.token(span.end - 1).end, at});
                return true;
            });
        case Op::regex:
            return mark_signs(at, marks);
        case Op::source:
        case Op::language:
        case Op::none:
            return;
        case Op::all:
        case Op::any:
        case Op::at_least:
            for (std::uint32_t child = at + 1; child < node.extent; child = end(child)) {
                add_marks(child, only, marks);
            }
            return;
        case Op::near: {
            std::vector<Span> a = spans(at + 1);
            std::uint32_t second = end(at + 1);
            std::vector<Span> b = spans(second);
            std::vector<Span> of_a = near(node, a, b, false);
            add_marks(at + 1, &of_a, marks);
            if (node.negated) return;
            std::vector<Span> of_b = near(node, b, a, true);
            return add_marks(second, &of_b, marks);
        }
        case Op::sentence:
        case Op::paragraph: {
            std::vector<std::uint32_t> units = common_units(at);
            for (std::uint32_t child = at + 1; child < node.extent; child = end(child)) {
                std::vector<Span> inside = spans(child);
                std::erase_if(inside, [&](Span span) {
                    return !std::ranges::binary_search(units, unit(node.op, span.begin)) ||
                           unit(node.op, span.begin) != unit(node.op, span.end - 1);
                });
                add_marks(child, &inside, marks);
            }
            return;
        }
    }
}

// Places that are not made of words: of a regular expression, and of signs alone.
void Evaluation::mark_signs(std::uint32_t at, std::vector<Mark>& marks) const {
    const Node& node = nodes_[at];
    auto mark_text = [&](Field field, std::string_view text) {
        auto mark = [&](std::size_t begin, std::size_t end) {
            marks.push_back({field, text, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), at});
        };
        if (node.op == Op::regex) {
            re2::StringPiece whole(text.data(), text.size());
            re2::StringPiece found;
            if (query_.compiled().rare->regexes[node.number]->Match(whole, 0, text.size(), re2::RE2::UNANCHORED, &found,
                                                                    1)) {
                auto begin = static_cast<std::size_t>(found.data() - text.data());
                mark(begin, begin + found.size());
            }
            return;
        }
        for (auto [begin, end] : find_signs(query_.compiled().spelling(node), text)) mark(begin, end);
    };
    std::uint16_t sections = scope(node).sections;
    for (const Part& part : page_.parts()) {
        if ((part.section & sections) != 0) mark_text(part.field, part.text);
    }
    if (node.on_source) mark_text(Field::source, page_.source());
}

}  // namespace watchword::query
