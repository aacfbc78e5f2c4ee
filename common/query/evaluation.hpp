#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "common/query/compiled.hpp"
#include "common/query/findings.hpp"
#include "common/query/page.hpp"
#include "common/query/terms.hpp"

namespace watchword::query {

// Positions of a page: [begin, end).
struct Span {
    std::uint32_t begin;
    std::uint32_t end;
    auto operator<=>(const Span&) const = default;
};

// A place that satisfied a leaf: bytes of a text. The text is a part's, the source's or the language's.
struct Mark {
    Field field;
    std::string_view text;
    std::uint32_t begin;
    std::uint32_t end;
    std::uint32_t leaf;  // node of the query
};

// One query asked about one page, whose words have been looked up in the segment that holds the query.
class Evaluation {
  public:
    // `nodes` and `query_terms` are the query's in its segment.
    Evaluation(const Query& query, const Node* nodes, const std::uint32_t* query_terms, const Terms& terms,
               const Findings& findings, const Page& page)
        : query_(query), nodes_(nodes), query_terms_(query_terms), terms_(terms), findings_(findings), page_(page) {}

    // Whether the node holds; the query does when its first node, 0, does.
    bool holds(std::uint32_t at = 0) const;

    // Every occurrence of every leaf that does not stand under a NOT; of NEAR, SENT and PARA only those that
    // satisfy it. Each place once, in the order of parts and places.
    std::vector<Mark> marks() const;

  private:
    bool has_words(std::uint32_t at) const;
    bool has_regex(const Node& node) const;
    bool has_near(std::uint32_t at) const;

    // The occurrences of a leaf, in any order. `visit` returns false to stop.
    template <class Visit>
    void visit_words(const Node& node, Visit visit) const;
    // Those of a leaf or an OR of leaves, ascending, each once.
    std::vector<Span> spans(std::uint32_t at) const;
    void add_spans(std::uint32_t at, std::vector<Span>& spans) const;
    // The spans of `a` that have one of `b` near (or have none, when negated).
    std::vector<Span> near(const Node& node, const std::vector<Span>& a, const std::vector<Span>& b,
                           bool backwards) const;
    std::uint32_t unit(Op op, std::uint32_t position) const;
    std::vector<std::uint32_t> common_units(std::uint32_t at) const;

    static bool within_scope(const Scope& wanted, const Part& part, Span span);
    bool spelled_so(const Node& node, Span span) const;

    void add_marks(std::uint32_t at, const std::vector<Span>* only, std::vector<Mark>& marks) const;
    void mark_signs(std::uint32_t at, std::vector<Mark>& marks) const;

    std::uint32_t end(std::uint32_t at) const { return end_of(nodes_, at); }
    const Scope& scope(const Node& node) const;

    const Query& query_;
    const Node* nodes_;
    const std::uint32_t* query_terms_;
    const Terms& terms_;
    const Findings& findings_;
    const Page& page_;
};

}  // namespace watchword::query
