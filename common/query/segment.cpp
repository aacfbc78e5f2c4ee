#include "common/query/segment.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "common/query/evaluation.hpp"

namespace watchword::query {

namespace {

// A term that must be on a page, and what else must be there with it (see Filed).
struct Needed {
    std::uint32_t term;
    std::uint32_t also;
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
                if (node.negated) return unsure(cover(at + 1));
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
    static Cover unsure(Cover cover) {
        for (Needed& needed : cover.terms) {
            if (needed.also == Filed::certain) needed.also = Filed::nothing_more;
        }
        return cover;
    }

    double cost(std::uint32_t term) const { return cost_of(terms_, term, uses_[term]); }

    Cover rarest_word(const Node& node) const {
        if (node.word_count == 0) return {};
        std::uint32_t best = query_terms_[node.first_word];
        for (std::uint32_t term : query_terms_.subspan(node.first_word, node.word_count)) {
            if (cost(term) < cost(best)) best = term;
        }
        std::uint32_t second = Filed::nothing_more;
        for (std::uint32_t term : query_terms_.subspan(node.first_word, node.word_count)) {
            if (term != best && (second == Filed::nothing_more || cost(term) < cost(second))) second = term;
        }
        bool whole = node.op == Op::words && node.word_count == 1 && query_.scopes[node.scope] == Scope{};
        return {true, cost(best), {{best, whole ? Filed::certain : second}}};
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

    // The cheapest child that must hold; another one that stands for a single term is asked for as well.
    Cover cheapest_branch(std::uint32_t at) const {
        Cover best;
        std::uint32_t also = Filed::nothing_more;
        auto ask_for = [&](const Cover& other) {
            if (other.terms.size() != 1) return;
            std::uint32_t term = other.terms.front().term;
            if (also == Filed::nothing_more || cost(term) < cost(also)) also = term;
        };
        for (std::uint32_t child = at + 1; child < query_.nodes[at].end; child = query_.nodes[child].end) {
            Cover branch = cover(child);
            if (!branch.possible) continue;
            bool better = !best.possible || branch.cost < best.cost;
            if (better) std::swap(best, branch);
            if (branch.possible) ask_for(branch);
        }
        best = unsure(std::move(best));
        for (Needed& needed : best.terms) {
            if (also == Filed::nothing_more || also == needed.term) continue;
            if (needed.also == Filed::nothing_more || cost(also) < cost(needed.also)) needed.also = also;
        }
        return best;
    }

    const Query::Compiled& query_;
    std::span<const std::uint32_t> query_terms_;
    const Terms& terms_;
    const std::vector<std::uint32_t>& uses_;
};

void stamp_anew(Findings& findings, std::size_t terms, std::size_t queries) {
    for (std::uint32_t term : findings.met) findings.present[term >> 6] = 0;
    if (findings.firsts.size() < terms) {
        findings.firsts.resize(terms);
        findings.present.resize(terms / 64 + 1);
    }
    if (findings.asked.size() < queries) findings.asked.resize(queries);
    if (++findings.stamp == 0) {
        std::ranges::fill(findings.asked, 0u);
        findings.stamp = 1;
    }
    findings.occurrences.clear();
    findings.met.clear();
}

// Goes backwards, so that putting each occurrence in front leaves the lists in ascending order.
void find_terms(const Terms& terms, const Page& page, Findings& findings) {
    auto found = [&](std::uint32_t term, std::uint32_t position) {
        std::uint32_t next = findings.first(term);
        if (next == Findings::none) {
            findings.present[term >> 6] |= std::uint64_t{1} << (term & 63);
            findings.met.push_back(term);
        }
        findings.firsts[term] = static_cast<std::uint32_t>(findings.occurrences.size());
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
    std::vector<std::uint32_t> terms;
    for (Needed needed :
         Filing(entries_[entry].query.compiled(), terms_of(entry), terms_, uses_).cover(0).terms) {
        terms.push_back(needed.term);
    }
    std::ranges::sort(terms);
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    return terms;
}

void Segment::file() {
    std::vector<std::pair<std::uint32_t, Filed>> filed;  // by term
    for (std::uint32_t entry = 0; entry < entries_.size(); ++entry) {
        Cover cover = Filing(entries_[entry].query.compiled(), terms_of(entry), terms_, uses_).cover(0);
        if (!cover.possible) always_.push_back(entry);
        for (Needed needed : cover.terms) filed.emplace_back(needed.term, Filed{entry, needed.also});
    }
    filed_begin_.assign(terms_.size() + 1, 0);
    for (const auto& [term, place] : filed) ++filed_begin_[term + 1];
    std::partial_sum(filed_begin_.begin(), filed_begin_.end(), filed_begin_.begin());
    filed_.resize(filed.size());
    std::vector<std::uint32_t> next(filed_begin_.begin(), filed_begin_.end() - 1);
    for (const auto& [term, place] : filed) filed_[next[term]++] = place;
}

void Segment::match(const Page& page, Findings& findings, const std::vector<bool>& dead,
                    std::vector<std::uint64_t>& matches) const {
    stamp_anew(findings, terms_.size(), entries_.size());
    find_terms(terms_, page, findings);
    auto verify = [&](std::uint32_t entry) {
        Evaluation evaluation(entries_[entry].query.compiled(), terms_of(entry), terms_, findings, page);
        return evaluation.holds();
    };
    auto answer = [&](std::uint32_t entry, bool certain) {
        findings.asked[entry] = findings.stamp;
        if (!dead.empty() && dead[entry]) return;
        if (certain || verify(entry)) matches.push_back(entries_[entry].key);
    };
    for (std::uint32_t term : findings.met) {
        // Title, lead and body come first on a page, so the first occurrence tells whether there is one in
        // them.
        const Part& part = page.part_at(findings.occurrences[findings.first(term)].position);
        bool in_text = (part.section & default_sections) != 0;
        for (std::uint32_t i = filed_begin_[term]; i < filed_begin_[term + 1]; ++i) {
            auto [entry, also] = filed_[i];
            bool certain = also == Filed::certain;
            if (findings.asked[entry] == findings.stamp || (certain && !in_text)) continue;
            bool missing = !certain && also != Filed::nothing_more && !findings.is_present(also);
            if (!missing) answer(entry, certain);
        }
    }
    for (std::uint32_t entry : always_) answer(entry, false);
}

void Segment::look_up(const Page& page, Findings& findings) const {
    stamp_anew(findings, terms_.size(), entries_.size());
    find_terms(terms_, page, findings);
}

}  // namespace watchword::query
