#include "common/forms/endings.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace watchword::forms {

namespace {

// A tree of endings written backwards. Where one is complete, sets have it, or a chain goes on with another
// slot.
struct Node {
    std::map<std::uint8_t, std::uint32_t> next;
    std::vector<std::uint16_t> sets;
    std::vector<std::uint32_t> further;  // roots of the trees of the slots before
};

// Sets of nodes become states: the classical construction.
class Builder {
  public:
    Builder(const Table& table, const std::array<std::uint8_t, 0x530>& letter_of)
        : table_(table), letter_of_(letter_of) {
        nodes_.resize(1);
        for (std::uint16_t set = 0; set < table.ending_sets.size(); ++set) {
            for (const std::string& ending : table.ending_sets[set].closed)
                nodes_[grow(root, ending)].sets.push_back(set);
        }
        std::map<std::vector<std::uint32_t>, std::vector<std::uint16_t>> chains;
        for (std::uint16_t set = 0; set < table.ending_sets.size(); ++set) {
            const std::vector<std::uint32_t>& chain = table.ending_sets[set].chain;
            if (!chain.empty()) chains[chain].push_back(set);
        }
        for (const auto& [chain, sets] : chains) add_chain(chain, sets);
    }

    static constexpr std::uint32_t root = 0;
    using Nodes = std::vector<std::uint32_t>;  // ascending

    Nodes start() const { return closure({root}); }

    Nodes after(const Nodes& from, std::uint8_t letter) const {
        Nodes to;
        for (std::uint32_t node : from) {
            auto next = nodes_[node].next.find(letter);
            if (next != nodes_[node].next.end()) to.push_back(next->second);
        }
        return closure(std::move(to));
    }

    template <class Each>
    void for_each_set(const Nodes& nodes, Each each) const {
        for (std::uint32_t node : nodes) {
            for (std::uint16_t set : nodes_[node].sets) each(set);
        }
    }

  private:
    std::uint32_t grow(std::uint32_t node, std::string_view ending) {
        for (auto at = static_cast<std::int32_t>(ending.size()); at > 0;) {
            UChar32 c;
            U8_PREV(ending.data(), 0, at, c);
            std::uint8_t letter = letter_of_.at(static_cast<std::size_t>(c));
            auto known = nodes_[node].next.find(letter);
            if (known != nodes_[node].next.end()) {
                node = known->second;
                continue;
            }
            auto fresh = static_cast<std::uint32_t>(nodes_.size());
            nodes_.emplace_back();
            nodes_[node].next.emplace(letter, fresh);
            node = fresh;
        }
        return node;
    }

    // A tree for each slot; from the end of an ending any of the slots before may follow.
    void add_chain(const std::vector<std::uint32_t>& chain, const std::vector<std::uint16_t>& sets) {
        std::vector<std::uint32_t> roots;
        for (std::uint32_t slot : chain) {
            auto tree = static_cast<std::uint32_t>(nodes_.size());
            nodes_.emplace_back();
            for (const std::string& ending : table_.slots[slot]) {
                Node& end = nodes_[grow(tree, ending)];
                end.sets = sets;
                end.further = roots;
            }
            roots.push_back(tree);
        }
        auto& from_start = nodes_[root].further;
        from_start.insert(from_start.end(), roots.begin(), roots.end());
    }

    Nodes closure(Nodes nodes) const {
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const std::vector<std::uint32_t> further = nodes_[nodes[i]].further;
            nodes.insert(nodes.end(), further.begin(), further.end());
        }
        std::ranges::sort(nodes);
        nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
        return nodes;
    }

    const Table& table_;
    const std::array<std::uint8_t, 0x530>& letter_of_;
    std::vector<Node> nodes_;
};

}  // namespace

Endings::Endings(const Table& table) : set_words_(table.ending_sets.size() / 64 + 1) {
    auto number_letters = [&](const std::string& ending) {
        for (std::int32_t at = 0; at < static_cast<std::int32_t>(ending.size());) {
            UChar32 c;
            U8_NEXT(ending.data(), at, static_cast<std::int32_t>(ending.size()), c);
            std::uint8_t& letter = letter_of_.at(static_cast<std::size_t>(c));
            if (letter == 0) letter = static_cast<std::uint8_t>(letters_++);
        }
    };
    for (const EndingSet& set : table.ending_sets) std::ranges::for_each(set.closed, number_letters);
    for (const auto& slot : table.slots) std::ranges::for_each(slot, number_letters);

    Builder builder(table, letter_of_);
    std::map<Builder::Nodes, State> states{{{}, dead}};
    std::vector<Builder::Nodes> nodes_of{{}};
    auto state_of = [&](Builder::Nodes nodes) {
        auto [known, fresh] = states.try_emplace(std::move(nodes), static_cast<State>(states.size()));
        if (fresh) nodes_of.push_back(known->first);
        return known->second;
    };
    state_of(builder.start());
    for (std::size_t state = 0; state < nodes_of.size(); ++state) {
        if (nodes_of.size() >= std::numeric_limits<State>::max()) throw std::length_error("too many endings");
        const Builder::Nodes nodes = nodes_of[state];
        accepted_.resize((state + 1) * set_words_);
        builder.for_each_set(nodes, [&](std::uint16_t set) {
            accepted_[state * set_words_ + set / 64] |= std::uint64_t{1} << (set % 64);
        });
        auto bits = accepted_.begin() + static_cast<std::ptrdiff_t>(state * set_words_);
        accepts_.push_back(std::any_of(bits, accepted_.end(), [](std::uint64_t word) { return word != 0; }));
        next_.push_back(dead);
        for (std::size_t letter = 1; letter < letters_; ++letter)
            next_.push_back(state_of(builder.after(nodes, static_cast<std::uint8_t>(letter))));
    }
}

}  // namespace watchword::forms
