#include "common/article/context.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "common/article/stems.hpp"
#include "common/article/surroundings.hpp"

namespace watchword::article {
namespace {

// The order in which context_of writes them.
// clang-format off
constexpr std::array names = std::to_array<std::string_view>({
    "score", "chance", "previous", "next", "second previous", "second next", "both neighbours",
    "either neighbour", "window of 7", "window of 17", "in element", "share of element", "in parent",
    "share of parent", "in 3rd", "share of 3rd", "in 4th", "share of 4th", "in 5th", "share of 5th",
    "alike", "alike above", "in best", "before", "at the very start", "at the very end",
    "since sure line", "until sure line", "farther sure line", "last heading", "size of article",
    "sentence in best", "links in best", "heading in best", "p in best", "chance in best",
    "chance out of best", "length in best", "caption in best", "list in best", "box in best",
    "cue in best", "words of sure lines", "the same in element", "the same in parent", "the same in 3rd"});
// clang-format on
static_assert(names.size() == context_count);

constexpr float best_price = 0.35F;

float chance_of(float score) {
    return 1.0F / (1.0F + std::exp(-std::clamp(score, -30.0F, 30.0F)));
}

// Chances weighed by words.
struct Mean {
    float wanted = 0;
    float words = 0;
    float value() const { return wanted / std::max(words, 1.0F); }
    void add(float chance, float count) {
        wanted += chance * count;
        words += count;
    }
};

// How many of the words of lines, and of all lines of elements, are words of the lines that are surely the
// article's: a teaser talks of something else.
class Topic {
  public:
    Topic(const Dom& dom, const std::vector<Block>& blocks, const std::vector<float>& chances) : elements_(dom.size()) {
        std::vector<std::vector<std::uint32_t>> words;
        std::unordered_map<std::uint32_t, std::uint32_t> sure;  // lines that have the word
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            auto& own = words.emplace_back(stems_of(blocks[i].text));
            std::sort(own.begin(), own.end());
            own.erase(std::unique(own.begin(), own.end()), own.end());
            if (chances[i] > sure_from)
                for (auto word : own) ++sure[word];
        }
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const std::uint32_t itself = chances[i] > sure_from ? 1 : 0;
            Share share{0, static_cast<float>(words[i].size())};
            for (auto word : words[i])
                if (auto found = sure.find(word); found != sure.end() && found->second > itself) ++share.known;
            lines_.push_back(share);
            elements_[blocks[i].node].add(share);
        }
        for (NodeIndex i = dom.size(); i-- > 1;) elements_[dom[i].parent].add(elements_[i]);
    }

    float of_line(std::size_t line) const { return lines_[line].value(); }
    float of_element(NodeIndex element) const { return elements_[element].value(); }

  private:
    static constexpr float sure_from = 0.7F;

    struct Share {
        float known = 0;
        float words = 0;
        void add(const Share& other) {
            known += other.known;
            words += other.words;
        }
        // Drawn to a third where there are few words.
        float value() const { return (known + 1) / (words + 3); }
    };
    std::vector<Share> lines_, elements_;
};

std::size_t feature_named(std::string_view name) {
    auto all = feature_names();
    return static_cast<std::size_t>(std::find(all.begin(), all.end(), name) - all.begin());
}

}  // namespace

std::span<const std::string_view> context_names() {
    return names;
}

NodeIndex best_subtree(const Dom& dom, const std::vector<Block>& blocks, std::span<const float> chances, float price) {
    std::vector<float> gain(dom.size(), 0.0F);
    for (std::size_t i = 0; i < blocks.size(); ++i)
        gain[blocks[i].node] += (chances[i] - price) * static_cast<float>(blocks[i].words);
    for (NodeIndex i = dom.size(); i-- > 1;) gain[dom[i].parent] += gain[i];
    NodeIndex best = 0;
    for (NodeIndex i = 1; i < dom.size(); ++i)
        if (dom[i].tag != Tag::text && gain[i] >= gain[best]) best = i;
    return best;
}

std::vector<Context> context_of(const Dom& dom, const std::vector<Block>& blocks, const std::vector<Features>& features,
                                std::span<const float> scores) {
    static const auto sentence = feature_named("a sentence"), links = feature_named("link share"),
                      heading = feature_named("heading"), paragraph = feature_named("p"),
                      length = feature_named("length"), caption = feature_named("in figure"),
                      list = feature_named("in list"), box = feature_named("near box"),
                      reading = feature_named("invites to read");
    const std::size_t count = blocks.size();
    std::vector<Context> rows(count);
    std::vector<float> chances(count);
    for (std::size_t i = 0; i < count; ++i) chances[i] = chance_of(scores[i]);

    std::vector<Mean> of_element(dom.size());
    std::unordered_map<std::uint64_t, Mean> of_look;
    std::vector<Mean> until(count + 1);  // of the lines before
    for (std::size_t i = 0; i < count; ++i) {
        auto words = static_cast<float>(blocks[i].words);
        of_element[blocks[i].node].add(chances[i], words);
        for (int levels : {2, 4}) of_look[look_of(dom, blocks[i].node, levels)].add(chances[i], words);
        until[i + 1] = until[i];
        until[i + 1].add(chances[i], words);
    }
    for (NodeIndex i = dom.size(); i-- > 1;) {
        of_element[dom[i].parent].wanted += of_element[i].wanted;
        of_element[dom[i].parent].words += of_element[i].words;
    }
    const float total = std::max(until[count].wanted, 1.0F);
    const NodeIndex best = best_subtree(dom, blocks, chances, best_price);

    constexpr float far = 30;
    std::vector<float> since(count, far), to_come(count, far);
    auto sure = [&](std::size_t i) { return chances[i] > 0.7F && blocks[i].words >= 12; };
    for (std::size_t i = 1; i < count; ++i) since[i] = sure(i - 1) ? 1 : std::min(since[i - 1] + 1, far);
    for (std::size_t i = count - std::min<std::size_t>(count, 1); i-- > 0;)
        to_come[i] = sure(i + 1) ? 1 : std::min(to_come[i + 1] + 1, far);
    auto nearness = [](float lines) { return std::log1p(lines) / 3.4F; };

    const Topic topic(dom, blocks, chances);
    float last_heading = 0.5F;
    for (std::size_t i = 0; i < count; ++i) {
        auto chance_at = [&](std::size_t at) { return at < count ? chances[at] : 0.0F; };  // wraps around below 0
        auto window = [&](std::size_t reach) {
            const auto& from = until[i >= reach ? i - reach : 0];
            const auto& to = until[std::min(i + reach + 1, count)];
            return Mean{to.wanted - from.wanted, to.words - from.words}.value();
        };
        float previous = chance_at(i - 1), next = chance_at(i + 1);
        const auto& own = features[i];
        bool inside = dom.contains(best, blocks[i].node);
        float in_best = inside ? 1.0F : 0.0F;

        auto* cell = rows[i].data();
        auto add = [&cell](float value) { *cell++ = value; };
        add(std::clamp(scores[i], -6.0F, 6.0F));
        add(chances[i]);
        add(previous);
        add(next);
        add(chance_at(i - 2));
        add(chance_at(i + 2));
        add(std::min(previous, next));
        add(std::max(previous, next));
        add(window(3));
        add(window(8));
        NodeIndex element = blocks[i].node;
        for (int level = 0; level < 5; ++level, element = dom[element].parent) {
            add(of_element[element].value());
            add(of_element[element].wanted / total);
        }
        for (int levels : {2, 4}) add(of_look[look_of(dom, blocks[i].node, levels)].value());
        float before = until[i].wanted / total;
        add(in_best);
        add(before);
        add(before < 0.02F ? 1.0F : 0.0F);
        add(before > 0.98F ? 1.0F : 0.0F);
        add(nearness(since[i]));
        add(nearness(to_come[i]));
        add(nearness(std::max(since[i], to_come[i])));
        add(last_heading);
        add(std::log(total) / 8);
        for (auto feature : {sentence, links, heading, paragraph}) add(in_best * own[feature]);
        add(in_best * chances[i]);
        add((1 - in_best) * chances[i]);
        for (auto feature : {length, caption, list, box, reading}) add(in_best * own[feature]);
        add(topic.of_line(i));
        element = blocks[i].node;
        for (int level = 0; level < 3; ++level, element = dom[element].parent) add(topic.of_element(element));
        if (own[heading] > 0) last_heading = chances[i];
    }
    return rows;
}

}  // namespace watchword::article
