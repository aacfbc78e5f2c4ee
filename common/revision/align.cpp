#include "common/revision/align.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include "common/revision/bag.hpp"
#include "common/revision/parts.hpp"
#include "common/revision/sequence.hpp"

namespace watchword::revision {

namespace {

// Beyond these two texts have nothing in common worth a diff in words.
constexpr std::size_t differing_bytes_max = 2 << 20;
constexpr std::size_t differing_paragraphs_max = 10'000;
constexpr std::uint32_t places_max = 4;      // a word in more paragraphs of a side does not tell them apart
constexpr std::size_t candidates_max = 4;    // looked at per paragraph
constexpr double alike_min = 0.35;           // of two paragraphs at the same place
constexpr double alike_short_min = 0.25;     // ... of few words, which share no fillers by chance
constexpr std::size_t short_max = 10;        // words
constexpr double alike_elsewhere_min = 0.6;  // ... at different places: only a clear case is a move

// 0 to 1, by the words in common. A paragraph that stands nearly whole in a longer one is alike as well, for
// the long one was split or cut.
double likeness(const Bag& a, const Bag& b) {
    constexpr double contained_weight = 0.5;
    if (a.empty() || b.empty()) return a.empty() && b.empty() ? 1 : 0;
    const auto common = static_cast<double>(common_count(a, b));
    const double contained = common / static_cast<double>(std::min(a.size(), b.size()));
    const double dice = 2 * common / static_cast<double>(a.size() + b.size());
    return contained >= contained_min ? std::max(dice, contained * contained_weight) : dice;
}

struct Side {
    Paragraphs paragraphs;
    std::vector<std::size_t> open{};                    // indices of the paragraphs without a twin in place, ascending
    std::vector<std::size_t> gap{};                     // per open one: how many twins stand before it
    std::vector<Bag> bags{};                            // per open one
    std::vector<std::optional<std::size_t>> partner{};  // per paragraph: its own on the other side
};

// The open paragraphs of the new side where a word stands, as far as they are few.
struct Places {
    std::uint32_t count = 0;
    std::array<std::uint32_t, places_max> at{};

    // Paragraphs come in rising order.
    void add(std::uint32_t paragraph) {
        if (count > places_max || (count > 0 && at[count - 1] == paragraph)) return;
        if (count < places_max) at[count] = paragraph;
        ++count;
    }
};

struct Candidate {
    double likeness;
    std::size_t before;  // positions in `open`
    std::size_t after;
};

class Aligner {
  public:
    Aligner(const std::vector<std::string>& before, const std::vector<std::string>& after, Vocabulary& vocabulary)
        : vocabulary_(vocabulary), before_{{before, {}}}, after_{{after, {}}} {}

    Alignment run() {
        pair_equal();
        std::size_t differing = 0;
        for (const Side* side : {&before_, &after_})
            for (std::size_t index : side->open) differing += side->paragraphs.texts[index].size();
        if (differing > differing_bytes_max || before_.open.size() + after_.open.size() > differing_paragraphs_max)
            return {{}, true, {}, {}};
        read_words();
        pair_alike();
        auto all = pairings();
        return {std::move(all), false, std::move(before_.paragraphs.words), std::move(after_.paragraphs.words)};
    }

  private:
    // Most paragraphs of a revision are the same to the byte: those need no look into.
    void pair_equal() {
        Vocabulary whole;
        auto ids = [&](const Side& side) {
            std::vector<std::uint32_t> out;
            out.reserve(side.paragraphs.texts.size());
            for (const auto& text : side.paragraphs.texts) out.push_back(whole.id_of(text));
            return out;
        };
        auto before_ids = ids(before_);
        auto after_ids = ids(after_);
        before_.partner.resize(before_ids.size());
        after_.partner.resize(after_ids.size());
        std::size_t runs = 0;
        std::size_t before_done = 0;
        std::size_t after_done = 0;
        auto open_until = [&](std::size_t before_end, std::size_t after_end) {
            for (; before_done < before_end; ++before_done)
                before_.open.push_back(before_done), before_.gap.push_back(runs);
            for (; after_done < after_end; ++after_done) after_.open.push_back(after_done), after_.gap.push_back(runs);
        };
        for (const Run& run : SequenceMatcher().match(before_ids, after_ids, whole.size())) {
            open_until(run.before, run.after);
            for (std::size_t i = 0; i < run.length; ++i) pair(run.before + i, run.after + i);
            before_done += run.length;
            after_done += run.length;
            ++runs;
        }
        open_until(before_ids.size(), after_ids.size());
    }

    void pair(std::size_t before, std::size_t after) {
        before_.partner[before] = after;
        after_.partner[after] = before;
    }

    void read_words() {
        for (Side* side : {&before_, &after_}) {
            side->paragraphs.words.resize(side->paragraphs.texts.size());
            for (std::size_t index : side->open) {
                auto& words = side->paragraphs.words[index];
                words = words_of(side->paragraphs.texts[index], vocabulary_);
                side->bags.push_back(bag_of(words));
            }
        }
    }

    void pair_alike() {
        if (before_.open.empty() || after_.open.empty()) return;
        auto candidates = find_candidates(vocabulary_.size());
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const Candidate& a, const Candidate& b) { return a.likeness > b.likeness; });
        for (const Candidate& candidate : candidates) {
            std::size_t before = before_.open[candidate.before];
            std::size_t after = after_.open[candidate.after];
            if (!before_.partner[before] && !after_.partner[after]) pair(before, after);
        }
    }

    // Pairs that share words few paragraphs have, and those at the same place of the same gap.
    std::vector<Candidate> find_candidates(std::size_t ids) {
        std::vector<Places> places(ids);
        for (std::uint32_t j = 0; j < after_.bags.size(); ++j)
            for (std::uint32_t id : after_.bags[j]) places[id].add(j);
        std::vector<Candidate> candidates;
        std::vector<std::uint32_t> votes(after_.bags.size(), 0);
        std::size_t gap_begin = 0;  // of the new side's open paragraphs
        for (std::size_t i = 0; i < before_.bags.size(); ++i) {
            std::vector<std::uint32_t> voted;
            for (std::uint32_t id : before_.bags[i]) {
                if (places[id].count > places_max) continue;
                for (std::uint32_t k = 0; k < places[id].count; ++k)
                    if (votes[places[id].at[k]]++ == 0) voted.push_back(places[id].at[k]);
            }
            while (gap_begin < after_.gap.size() && after_.gap[gap_begin] < before_.gap[i]) ++gap_begin;
            std::size_t place = gap_begin + place_in_gap(i);
            if (place < after_.gap.size() && after_.gap[place] == before_.gap[i] && votes[place] == 0)
                voted.push_back(static_cast<std::uint32_t>(place));
            auto better = [&](std::uint32_t a, std::uint32_t b) {
                return votes[a] != votes[b] ? votes[a] > votes[b] : a < b;
            };
            auto end = voted.begin() + static_cast<std::ptrdiff_t>(std::min(voted.size(), candidates_max + 1));
            std::partial_sort(voted.begin(), end, voted.end(), better);
            for (auto j = voted.begin(); j != end; ++j) {
                double alike = likeness(before_.bags[i], after_.bags[*j]);
                if (alike >= alike_enough(i, *j)) candidates.push_back({alike, i, *j});
            }
            for (std::uint32_t j : voted) votes[j] = 0;
        }
        return candidates;
    }

    double alike_enough(std::size_t i, std::size_t j) const {
        if (before_.gap[i] != after_.gap[j]) return alike_elsewhere_min;
        return std::max(before_.bags[i].size(), after_.bags[j].size()) <= short_max ? alike_short_min : alike_min;
    }

    std::size_t place_in_gap(std::size_t i) const {
        auto begin = std::lower_bound(before_.gap.begin(), before_.gap.end(), before_.gap[i]);
        return i - static_cast<std::size_t>(begin - before_.gap.begin());
    }

    std::vector<Pairing> pairings() {
        std::vector<Pairing> all;
        for (std::size_t j = 0; j < after_.partner.size(); ++j) {
            if (auto i = after_.partner[j])
                all.push_back({{*i, 1}, {j, 1}, before_.paragraphs.texts[*i] == after_.paragraphs.texts[j], false});
            else
                all.push_back({{0, 0}, {j, 1}, false, false});
        }
        mark_moved(all);
        for (std::size_t i = 0; i < before_.partner.size(); ++i)
            if (!before_.partner[i]) all.push_back({{i, 1}, {0, 0}, false, false});
        join_parts(all, before_.paragraphs, after_.paragraphs);
        return all;
    }

    // The heaviest chain of pairs that kept their order stays in place; the others moved.
    void mark_moved(std::vector<Pairing>& groups) const {
        std::vector<std::size_t> pairs;
        for (std::size_t g = 0; g < groups.size(); ++g)
            if (groups[g].before.count > 0) pairs.push_back(g);
        struct Best {
            std::size_t weight = 0;
            std::size_t pair = -1;
        };
        std::vector<Best> tree(before_.partner.size() + 1);  // Fenwick tree of maxima over old positions
        std::vector<std::size_t> previous(groups.size(), -1);
        Best best;
        for (std::size_t g : pairs) {
            std::size_t place = groups[g].before.first;
            Best chain;
            for (std::size_t k = place; k > 0; k &= k - 1)
                if (tree[k].weight > chain.weight) chain = tree[k];
            previous[g] = chain.pair;
            chain = {chain.weight + before_.paragraphs.texts[place].size() +
                         after_.paragraphs.texts[groups[g].after.first].size() + 1,
                     g};
            if (chain.weight > best.weight) best = chain;
            for (std::size_t k = place + 1; k < tree.size(); k += k & -k)
                if (chain.weight > tree[k].weight) tree[k] = chain;
            groups[g].moved = true;
        }
        for (std::size_t g = best.pair; g != static_cast<std::size_t>(-1); g = previous[g]) groups[g].moved = false;
    }

    Vocabulary& vocabulary_;
    Side before_;
    Side after_;
};

// In the order of the new text; what was dropped follows what stood before it in the old one.
void sort_for_reading(std::vector<Pairing>& pairings, std::size_t before_size) {
    constexpr std::size_t start = 0;
    std::vector<std::size_t> place(before_size,
                                   start);  // in the new text, from 1, where an old paragraph is found again
    for (const Pairing& pairing : pairings)
        for (std::size_t i = 0; pairing.after.count > 0 && i < pairing.before.count; ++i)
            place[pairing.before.first + i] = pairing.after.first + 1;
    std::vector<bool> dropped(before_size, false);
    for (const Pairing& pairing : pairings)
        if (pairing.after.count == 0) dropped[pairing.before.first] = true;
    for (std::size_t i = 1; i < before_size; ++i)
        if (dropped[i]) place[i] = place[i - 1];
    auto key = [&](const Pairing& pairing) {
        bool gone = pairing.after.count == 0;
        return std::tuple(gone ? place[pairing.before.first] : pairing.after.first + 1, gone, pairing.before.first);
    };
    std::sort(pairings.begin(), pairings.end(), [&](const Pairing& a, const Pairing& b) { return key(a) < key(b); });
}

}  // namespace

Alignment align(const std::vector<std::string>& before, const std::vector<std::string>& after, Vocabulary& vocabulary) {
    // Ties are broken the same way in either direction, so that the diff of b and a mirrors that of a and b.
    const bool mirrored = after < before;
    Alignment alignment =
        mirrored ? Aligner(after, before, vocabulary).run() : Aligner(before, after, vocabulary).run();
    if (mirrored) {
        std::swap(alignment.before_words, alignment.after_words);
        for (Pairing& pairing : alignment.pairings) std::swap(pairing.before, pairing.after);
    }
    sort_for_reading(alignment.pairings, before.size());
    return alignment;
}

}  // namespace watchword::revision
