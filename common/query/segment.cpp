#include "common/query/segment.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "common/query/evaluation.hpp"

namespace watchword::query {

namespace {

// The terms under which a query is filed, any of which must be on a page it matches, and how many pages that
// will be.
struct Cover {
    bool possible = false;
    double cost = 0;
    std::vector<std::uint32_t> terms;
};

// How common a word is, judged by how many queries look for it and by its length; nothing else is known of
// the pages.
double cost_of(const Terms& terms, std::uint32_t term, std::uint32_t uses) {
    auto bytes = static_cast<double>(terms.key(term).size());
    double breadth = terms.kind(term) == WordKind::exact ? 1 : terms.kind(term) == WordKind::forms ? 3 : 10;
    return breadth * uses * (1 + 60 / (bytes * bytes));
}

class Filing {
  public:
    Filing(const Query::Compiled& query, std::span<const std::uint32_t> query_terms, const Terms& terms,
           const std::vector<std::uint32_t>& uses)
        : query_(query), query_terms_(query_terms), terms_(terms), uses_(uses) {}

    Cover cover(std::uint32_t at) const {
        const Node& node = query_.nodes[at];
        switch (node.op) {
            case Op::words:
            case Op::cased:
            case Op::raw:
                return rarest_word(node);
            case Op::regex:
            case Op::source:
            case Op::language:
            case Op::none:
                return {};
            case Op::any:
                return all_branches(at);
            case Op::near:
                if (node.negated) return cover(at + 1);
                [[fallthrough]];
            case Op::all:
            case Op::sentence:
            case Op::paragraph:
            case Op::at_least:
                return cheapest_branch(at);
        }
        return {};
    }

  private:
    Cover rarest_word(const Node& node) const {
        Cover best;
        for (std::uint32_t i = node.first_word; i < node.first_word + node.word_count; ++i) {
            double cost = cost_of(terms_, query_terms_[i], uses_[query_terms_[i]]);
            if (!best.possible || cost < best.cost) best = {true, cost, {query_terms_[i]}};
        }
        return best;
    }

    Cover all_branches(std::uint32_t at) const {
        Cover sum{true, 0, {}};
        for (std::uint32_t child = at + 1; child < query_.nodes[at].end; child = query_.nodes[child].end) {
            Cover branch = cover(child);
            if (!branch.possible) return {};
            sum.cost += branch.cost;
            sum.terms.insert(sum.terms.end(), branch.terms.begin(), branch.terms.end());
        }
        return sum;
    }

    Cover cheapest_branch(std::uint32_t at) const {
        Cover best;
        for (std::uint32_t child = at + 1; child < query_.nodes[at].end; child = query_.nodes[child].end) {
            Cover branch = cover(child);
            if (branch.possible && (!best.possible || branch.cost < best.cost)) best = std::move(branch);
        }
        return best;
    }

    const Query::Compiled& query_;
    std::span<const std::uint32_t> query_terms_;
    const Terms& terms_;
    const std::vector<std::uint32_t>& uses_;
};

void stamp_anew(Findings& findings, std::size_t terms, std::size_t queries) {
    if (findings.terms.size() < terms) findings.terms.resize(terms);
    if (findings.asked.size() < queries) findings.asked.resize(queries);
    if (++findings.stamp == 0) {
        std::ranges::fill(findings.terms, Findings::State{});
        std::ranges::fill(findings.asked, 0u);
        findings.stamp = 1;
    }
    findings.occurrences.clear();
    findings.candidates.clear();
}

// Calls fresh(term) when a term is met for the first time on the page. Goes backwards, so that putting each
// occurrence in front leaves the lists in ascending order.
template <class Fresh>
void find_terms(const Terms& terms, const Page& page, Findings& findings, Fresh fresh) {
    auto found = [&](std::uint32_t term, std::uint32_t position) {
        Findings::State& state = findings.terms[term];
        std::uint32_t next = Findings::none;
        if (state.stamp == findings.stamp) {
            next = state.first;
        } else {
            state.stamp = findings.stamp;
            fresh(term);
        }
        state.first = static_cast<std::uint32_t>(findings.occurrences.size());
        findings.occurrences.push_back({position, next});
    };
    findings.exact_at.resize(page.size());
    for (std::uint32_t position = page.size(); position-- > 0;) {
        const text::Token& token = page.token(position);
        std::string_view key = page.key(position);
        std::uint32_t term = terms.find(key, token.hash);
        findings.exact_at[position] = term;
        if (term != Terms::none) found(term, position);
        terms.find_beginnings(key, false, page.language(), [&](std::uint32_t t) { found(t, position); });
    }
    if (!terms.folds()) return;
    const text::Tokens& folded = page.folded();
    for (std::uint32_t position = page.size(); position-- > 0;) {
        const text::Token& token = folded.list[position];
        std::uint32_t term = terms.find(folded.key(token), token.hash, WordKind::exact, true);
        if (term != Terms::none) found(term, position);
        terms.find_beginnings(folded.key(token), true, page.language(),
                              [&](std::uint32_t t) { found(t, position); });
    }
}

}  // namespace

Segment::Segment(std::vector<Entry> entries) : entries_(std::move(entries)) {
    std::ranges::sort(entries_, {}, &Entry::key);
    intern_terms();
    file();
}

std::optional<std::uint32_t> Segment::find(std::uint64_t key) const {
    auto found = std::ranges::lower_bound(entries_, key, {}, &Entry::key);
    if (found == entries_.end() || found->key != key) return std::nullopt;
    return static_cast<std::uint32_t>(found - entries_.begin());
}

void Segment::intern_terms() {
    terms_begin_.reserve(entries_.size() + 1);
    terms_begin_.push_back(0);
    for (const Entry& entry : entries_) {
        const Query::Compiled& query = entry.query.compiled();
        for (const Word& word : query.words) {
            std::uint32_t term = terms_.intern(query.key(word), word.kind, word.fold);
            query_terms_.push_back(term);
            uses_.resize(terms_.size());
            ++uses_[term];
        }
        terms_begin_.push_back(static_cast<std::uint32_t>(query_terms_.size()));
    }
    terms_.seal();
}

std::vector<std::uint32_t> Segment::filed_under(std::uint32_t entry) const {
    std::vector<std::uint32_t> terms =
        Filing(entries_[entry].query.compiled(), terms_of(entry), terms_, uses_).cover(0).terms;
    std::ranges::sort(terms);
    auto repeated = std::ranges::unique(terms);
    terms.erase(repeated.begin(), repeated.end());
    return terms;
}

void Segment::file() {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> filed;  // term, entry
    for (std::uint32_t entry = 0; entry < entries_.size(); ++entry) {
        std::vector<std::uint32_t> terms = filed_under(entry);
        if (terms.empty()) always_.push_back(entry);
        for (std::uint32_t term : terms) filed.emplace_back(term, entry);
    }
    filed_begin_.assign(terms_.size() + 1, 0);
    for (auto [term, entry] : filed) ++filed_begin_[term + 1];
    std::partial_sum(filed_begin_.begin(), filed_begin_.end(), filed_begin_.begin());
    filed_.resize(filed.size());
    std::vector<std::uint32_t> next(filed_begin_.begin(), filed_begin_.end() - 1);
    for (auto [term, entry] : filed) filed_[next[term]++] = entry;
}

void Segment::match(const Page& page, Findings& findings, const std::vector<bool>& dead,
                    std::vector<std::uint64_t>& matches) const {
    stamp_anew(findings, terms_.size(), entries_.size());
    find_terms(terms_, page, findings, [&](std::uint32_t term) {
        for (std::uint32_t i = filed_begin_[term]; i < filed_begin_[term + 1]; ++i) {
            std::uint32_t entry = filed_[i];
            if (findings.asked[entry] == findings.stamp) continue;
            findings.asked[entry] = findings.stamp;
            findings.candidates.push_back(entry);
        }
    });
    auto verify = [&](std::uint32_t entry) {
        if (!dead.empty() && dead[entry]) return;
        Evaluation evaluation(entries_[entry].query.compiled(), terms_of(entry), terms_, findings, page);
        if (evaluation.holds()) matches.push_back(entries_[entry].key);
    };
    for (std::uint32_t entry : findings.candidates) verify(entry);
    for (std::uint32_t entry : always_) verify(entry);
}

void Segment::look_up(const Page& page, Findings& findings) const {
    stamp_anew(findings, terms_.size(), entries_.size());
    find_terms(terms_, page, findings, [](std::uint32_t) {});
}

}  // namespace watchword::query
