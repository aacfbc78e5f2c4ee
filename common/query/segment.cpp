#include "common/query/segment.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "common/query/evaluation.hpp"

namespace watchword::query {

namespace {

// A term that must be on a page, what else must be there with it, and what is to be verified then (see Filed).
struct Needed {
    std::uint32_t term;
    std::uint32_t also;
    std::uint32_t node;
};

// Terms of which any match has one, and how often one will be met.
struct Cover {
    bool possible = false;
    double cost = 0;
    std::vector<Needed> terms;
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
    Filing(const Query::Compiled& query, const std::uint32_t* query_terms, const Terms& terms,
           const std::vector<std::uint32_t>& uses)
        : query_(query), query_terms_(query_terms), terms_(terms), uses_(uses) {}

    Cover cover(std::uint32_t at) const {
        const Node& node = query_.nodes[at];
        switch (node.op) {
            case Op::words:
            case Op::cased:
            case Op::raw:
                return rarest_word(at);
            case Op::regex:
            case Op::source:
            case Op::language:
            case Op::none:
                return {};
            case Op::any:
                return all_branches(at);
            case Op::near:
                if (node.negated) return to_verify(at, cover(at + 1));
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
    // One term asks for no more than the node; one of many asks for the whole query, which is asked once.
    static Cover to_verify(std::uint32_t at, Cover cover) {
        for (Needed& needed : cover.terms) {
            if (needed.also == Filed::certain) needed.also = Filed::nothing_more;
            needed.node = cover.terms.size() == 1 ? at : 0;
        }
        return cover;
    }

    double cost(std::uint32_t term) const { return cost_of(terms_, term, uses_[term]); }

    Cover rarest_word(std::uint32_t at) const {
        const Node& node = query_.nodes[at];
        if (node.word_count == 0) return {};
        std::span<const std::uint32_t> terms(query_terms_ + node.extent, node.word_count);
        std::uint32_t best = terms.front();
        for (std::uint32_t term : terms) {
            if (cost(term) < cost(best)) best = term;
        }
        std::uint32_t second = Filed::nothing_more;
        for (std::uint32_t term : terms) {
            if (term != best && (second == Filed::nothing_more || cost(term) < cost(second))) second = term;
        }
        bool whole = node.op == Op::words && node.word_count == 1 && node.scope == 0;
        return {true, cost(best), {{best, whole ? Filed::certain : second, at}}};
    }

    Cover all_branches(std::uint32_t at) const {
        Cover sum{true, 0, {}};
        for (std::uint32_t child = at + 1; child < query_.nodes[at].extent; child = query_.end(child)) {
            Cover branch = cover(child);
            if (!branch.possible) return {};
            sum.cost += branch.cost;
            sum.terms.insert(sum.terms.end(), branch.terms.begin(), branch.terms.end());
        }
        return sum;
    }

    // The cheapest child that must hold; another one that stands for a single term is asked for as well.
    Cover cheapest_branch(std::uint32_t at) const {
        Cover best;
        std::uint32_t also = Filed::nothing_more;
        auto ask_for = [&](const Cover& other) {
            if (other.terms.size() != 1) return;
            std::uint32_t term = other.terms.front().term;
            if (also == Filed::nothing_more || cost(term) < cost(also)) also = term;
        };
        for (std::uint32_t child = at + 1; child < query_.nodes[at].extent; child = query_.end(child)) {
            Cover branch = cover(child);
            if (!branch.possible) continue;
            bool better = !best.possible || branch.cost < best.cost;
            if (better) std::swap(best, branch);
            if (branch.possible) ask_for(branch);
        }
        best = to_verify(at, std::move(best));
        for (Needed& needed : best.terms) {
            if (also == Filed::nothing_more || also == needed.term) continue;
            if (needed.also == Filed::nothing_more || cost(also) < cost(needed.also)) needed.also = also;
        }
        return best;
    }

    const Query::Compiled& query_;
    const std::uint32_t* query_terms_;
    const Terms& terms_;
    const std::vector<std::uint32_t>& uses_;
};

}  // namespace

Segment::Segment(std::vector<Entry> entries, std::span<const std::shared_ptr<const Segment>> before)
    : entries_(std::move(entries)) {
    entries_.shrink_to_fit();
    std::ranges::sort(entries_, {}, &Entry::key);
    file(take_in(before));
}

std::optional<std::uint32_t> Segment::find(std::uint64_t key) const {
    auto found = std::ranges::lower_bound(entries_, key, {}, &Entry::key);
    if (found == entries_.end() || found->key != key) return std::nullopt;
    return static_cast<std::uint32_t>(found - entries_.begin());
}

std::vector<std::uint32_t> Segment::take_in(std::span<const std::shared_ptr<const Segment>> before) {
    std::vector<std::uint32_t> uses;
    begins_.reserve(entries_.size());
    for (const Entry& entry : entries_) {
        const Query::Compiled& query = entry.query.compiled();
        begins_.push_back({static_cast<std::uint32_t>(nodes_.size()), static_cast<std::uint32_t>(query_terms_.size())});
        nodes_.insert(nodes_.end(), query.nodes.begin(), query.nodes.end());
        for (const LookedFor& word : query.words.list()) {
            std::uint32_t term = terms_.intern(word.key, word.kind, word.fold);
            query_terms_.push_back(term);
            uses.resize(terms_.size());
            ++uses[term];
        }
    }
    nodes_.shrink_to_fit();
    query_terms_.shrink_to_fit();
    std::vector<const Terms*> known;
    for (const std::shared_ptr<const Segment>& segment : before) known.push_back(&segment->terms_);
    terms_.seal(known);
    return uses;
}

std::vector<std::uint32_t> Segment::filed_under(std::uint32_t entry) const {
    std::vector<std::uint32_t> terms;
    for (std::uint32_t term = 0; term < terms_.size(); ++term) {
        auto begin = filed_.begin() + filed_begin_[term];
        auto end = filed_.begin() + filed_begin_[term + 1];
        if (std::any_of(begin, end, [entry](const Filed& filed) { return filed.entry == entry; }))
            terms.push_back(term);
    }
    return terms;
}

void Segment::file(const std::vector<std::uint32_t>& uses) {
    std::vector<std::pair<std::uint32_t, Filed>> filed;  // by term
    for (std::uint32_t entry = 0; entry < entries_.size(); ++entry) {
        Cover cover = Filing(entries_[entry].query.compiled(), terms_of(entry), terms_, uses).cover(0);
        if (!cover.possible) always_.push_back(entry);
        for (Needed needed : cover.terms) filed.emplace_back(needed.term, Filed{entry, needed.also, needed.node});
    }
    filed_begin_.assign(terms_.size() + 1, 0);
    for (const auto& [term, place] : filed) ++filed_begin_[term + 1];
    std::partial_sum(filed_begin_.begin(), filed_begin_.end(), filed_begin_.begin());
    filed_.resize(filed.size());
    std::vector<std::uint32_t> next(filed_begin_.begin(), filed_begin_.end() - 1);
    for (const auto& [term, place] : filed) filed_[next[term]++] = place;
}

void Segment::choose(Findings& findings) const {
    constexpr std::size_t far = 12;
    constexpr std::size_t near = 6;
    findings.expect(entries_.size());
    findings.matches.clear();
    findings.candidates.clear();
    for (std::uint32_t entry : always_) findings.candidates.push_back({entry, 0});
    const std::vector<std::uint32_t>& met = findings.met();
    for (std::size_t at = 0; at < met.size(); ++at) {
        if (at + far < met.size()) __builtin_prefetch(&filed_begin_[met[at + far]]);
        if (at + near < met.size()) __builtin_prefetch(filed_.data() + filed_begin_[met[at + near]]);
        std::uint32_t term = met[at];
        for (std::uint32_t i = filed_begin_[term]; i < filed_begin_[term + 1]; ++i) {
            auto [entry, also, node] = filed_[i];
            if (also == Filed::certain) {
                if (findings.is_in_text(term) && findings.decide(entry)) findings.matches.push_back(entry);
            } else if (also == Filed::nothing_more || findings.is_present(also)) {
                // Of the whole query one answer is enough; a branch that fails leaves the others.
                if (node == 0 ? findings.decide(entry) : !findings.is_decided(entry))
                    findings.candidates.push_back({entry, node});
            }
        }
    }
}

void Segment::match(const Page& page, Findings& findings, const std::vector<bool>& dead,
                    std::vector<std::uint64_t>& matches) const {
    findings.find(terms_, page);
    choose(findings);
    // The queries lie anywhere in memory; each is called for while others are asked: where it begins, what is to be
    // verified, the terms of that.
    constexpr std::size_t far = 24;
    constexpr std::size_t middle = 16;
    constexpr std::size_t near = 8;
    const std::vector<Findings::Candidate>& candidates = findings.candidates;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (i + far < candidates.size()) __builtin_prefetch(&begins_[candidates[i + far].query]);
        if (i + middle < candidates.size())
            __builtin_prefetch(nodes_of(candidates[i + middle].query) + candidates[i + middle].node);
        if (i + near < candidates.size()) {
            auto [next, at] = candidates[i + near];
            const Node& node = nodes_of(next)[at];
            __builtin_prefetch(terms_of(next) + (node.is_leaf() ? node.extent : 0));
        }
        auto [entry, node] = candidates[i];
        if (node != 0 && findings.is_decided(entry)) continue;
        Evaluation evaluation(entries_[entry].query, nodes_of(entry), terms_of(entry), terms_, findings, page);
        if (!evaluation.holds(node)) continue;
        if (node != 0) findings.decide(entry);
        findings.matches.push_back(entry);
    }
    std::ranges::sort(findings.matches);
    for (std::uint32_t entry : findings.matches) {
        if (dead.empty() || !dead[entry]) matches.push_back(entries_[entry].key);
    }
}

void Segment::look_up(const Page& page, Findings& findings) const {
    findings.find(terms_, page);
}

}  // namespace watchword::query
