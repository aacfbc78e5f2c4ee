#include "common/article/body.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <ranges>
#include <utility>

#include "common/article/class_words.hpp"
#include "common/article/clues.hpp"
#include "common/article/cues.hpp"
#include "common/article/earlier.hpp"
#include "common/article/fold.hpp"
#include "common/article/host_memory.hpp"
#include "common/article/judge.hpp"
#include "common/article/script_text.hpp"

namespace watchword::article {
namespace {

// Below this a line is no article's on any page; a page the judge is sure about keeps what is likelier than
// not.
constexpr float kept_from_min = 0.12F;
constexpr float kept_from_max = 0.5F;

// Above this a line that stood in the article before is still in it, and below this one that did not is not in it now.
constexpr float still_from = 0.03F;
constexpr float surely_new_from = 0.52F;

// A page that shows less has no article to show, or hides it.
constexpr std::size_t shown_letters_min = 140;
// One that shows more than this hides none; in between what is hidden must be several times as long.
constexpr std::size_t shown_letters_enough = 600;
constexpr std::size_t hidden_to_shown = 4;
constexpr std::size_t hidden_letters_min = 500;

std::size_t letters_kept(const Body& body) {
    std::size_t letters = 0;
    for (std::size_t i = 0; i < body.blocks.size(); ++i)
        if (body.kept[i]) letters += body.blocks[i].letters;
    return letters;
}

// The chance from which keeping a line makes the expected F1 of the page's words greatest: about a half where
// the judge is sure, less on a page unlike all others, where its best lines stand out from the rest though it
// doubts them.
float worth_keeping(const std::vector<Block>& blocks, const std::vector<float>& chances) {
    std::vector<std::pair<float, float>> lines;  // chance and words
    float wanted = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        auto words = static_cast<float>(blocks[i].words);
        lines.emplace_back(chances[i], words);
        wanted += chances[i] * words;
    }
    std::sort(lines.begin(), lines.end(), std::greater<>());
    float hits = 0, kept = 0, best = 0, least = kept_from_max;
    for (auto [chance, words] : lines) {
        hits += chance * words;
        kept += words;
        float expected = 2 * hits / std::max(kept + wanted, 1.0F);
        if (expected > best) {
            best = expected;
            least = chance;
        }
    }
    return std::clamp(1.05F * std::nextafter(least, 0.0F), kept_from_min, kept_from_max);
}

std::size_t letters_sure(const Body& body) {
    std::size_t letters = 0;
    for (std::size_t i = 0; i < body.blocks.size(); ++i)
        if (body.chances[i] > kept_from_max) letters += body.blocks[i].letters;
    return letters;
}

Body judged(const Dom& dom, std::vector<Block> blocks, const Sources& sources) {
    Body body;
    body.blocks = std::move(blocks);
    body.chances = judge(dom, body.blocks, clues_of(sources));
    body.kept.resize(body.blocks.size());
    body.why.resize(body.blocks.size());
    body.kept_from = worth_keeping(body.blocks, body.chances);
    for (std::size_t i = 0; i < body.blocks.size(); ++i) body.kept[i] = body.chances[i] > body.kept_from;
    return body;
}

// Whether a line stands within an element the selector names.
bool is_within(const Dom& dom, const Block& block, const Selector& selector) {
    for (NodeIndex i = dom[block.first].parent; i != 0; i = dom[i].parent)
        if (selector.matches(dom, i)) return true;
    return false;
}

// Whether a line is nothing but a <time>, or marked as what is said about the piece (its byline, its date).
bool is_about_the_piece(const Dom& dom, const Block& block) {
    constexpr std::uint32_t words_max = 12;
    if (block.sentences == 0 && block.words <= words_max && (hints_of(dom, block.node) & bit(Hint::meta)) != 0)
        return true;
    auto within_time = [&](NodeIndex text) {
        for (NodeIndex i = dom[text].parent; i != 0 && i != block.node; i = dom[i].parent)
            if (dom[i].tag == Tag::time) return true;
        return dom[block.node].tag == Tag::time;
    };
    return within_time(block.first) && within_time(block.last);
}

// Whether a line of the text is the headline of another piece: a link from its first word to its last, and no sentence.
bool leads_elsewhere(const Dom& dom, const Block& block) {
    constexpr std::uint32_t words_min = 4;
    auto tag = dom[block.node].tag;
    return block.link_letters == block.letters && block.words >= words_min && block.sentences == 0 &&
           (tag == Tag::p || tag == Tag::div);
}

class Cutter {
  public:
    Cutter(const Dom& dom, Body& body) : dom_(dom), body_(body) {}

    void keep_selected(const Selector& selector) {
        std::vector<bool> within(body_.blocks.size());
        for (std::size_t i = 0; i < within.size(); ++i) within[i] = is_within(dom_, body_.blocks[i], selector);
        if (std::find(within.begin(), within.end(), true) == within.end()) {
            body_.warnings.push_back("selector \"" + selector.text() + "\" finds no text on this page");
            return;
        }
        for (std::size_t i = 0; i < within.size(); ++i) decide(i, within[i], within[i] ? "selected" : "not selected");
        body_.source = "selector";
    }

    void drop_selected(const Selector& selector) {
        for (std::size_t i = 0; i < body_.blocks.size(); ++i)
            if (is_within(dom_, body_.blocks[i], selector)) decide(i, false, "dropped by selector");
    }

    // The judge has seen few corrections, and they are what an edit is most often told by.
    void keep_notes() {
        std::map<NodeIndex, std::size_t> kept_within;
        for (std::size_t i = 0; i < body_.blocks.size(); ++i)
            if (body_.kept[i]) ++kept_within[dom_[body_.blocks[i].node].parent];
        constexpr std::size_t paragraphs_min = 2;
        for (std::size_t i = 0; i < body_.blocks.size(); ++i) {
            const auto& block = body_.blocks[i];
            auto around = kept_within.find(dom_[block.node].parent);
            if (!body_.kept[i] && around != kept_within.end() && around->second >= paragraphs_min &&
                opens_as_note(block.text))
                decide(i, true, "a correction among the paragraphs");
        }
    }

    // What stands around an article moves the judge's chances a little from one reading to the next. A line that still
    // stands there was not taken out, and one about which there is doubt was not put in.
    void keep_as_before(const Earlier& before) {
        EarlierLines earlier(before);
        const auto all = earlier.bytes();
        std::vector<bool> known(body_.blocks.size());
        for (bool kept : {true, false})
            for (std::size_t i = 0; i < known.size(); ++i)
                if (body_.kept[i] == kept && body_.chances[i] > still_from)
                    known[i] = earlier.take(body_.blocks[i].text);
        if (2 * earlier.bytes() > all) return;  // another text than before
        for (bool kept : {true, false})
            for (std::size_t i = 0; i < known.size(); ++i)
                if (!known[i] && body_.kept[i] == kept && body_.chances[i] > still_from)
                    known[i] = earlier.take_edited(body_.blocks[i].text);
        for (std::size_t i = 0; i < known.size(); ++i) {
            if (known[i])
                decide(i, true, "stood in the article before");
            else if (body_.chances[i] < surely_new_from && !earlier.resemble(body_.blocks[i].text))
                decide(i, false, "doubtful, and not in the article before");
        }
    }

    // Boxes between the paragraphs that ask for something or lead elsewhere: they come and go, and are none of it.
    void drop_asides() {
        const auto all = letters_kept(body_);
        for (std::size_t i = 0; i < body_.blocks.size(); ++i) {
            if (!body_.kept[i]) continue;
            if (is_asking_box(body_.blocks[i], all))
                decide(i, false, "a box that asks for something");
            else if (leads_elsewhere(dom_, body_.blocks[i]) && stands_between_sentences(i))
                decide(i, false, "nothing but a link");
        }
    }

    void drop_recurring(const HostMemory& memory) {
        std::vector<std::size_t> lines;
        std::vector<std::string_view> texts;
        for (std::size_t i = 0; i < body_.blocks.size(); ++i)
            if (body_.kept[i]) {
                lines.push_back(i);
                texts.push_back(body_.blocks[i].text);
            }
        auto recurring = memory.recurring_in(texts);
        for (std::size_t k = 0; k < lines.size(); ++k)
            if (recurring[k]) decide(lines[k], false, "stands in other articles of the host");
    }

    // The headline is no part of the text.
    void drop_title(std::string_view title) {
        auto wanted = essence(title);
        if (wanted.empty()) return;
        for (std::size_t i = 0; i < body_.blocks.size(); ++i)
            if (body_.kept[i] && essence(body_.blocks[i].text) == wanted) decide(i, false, "the headline");
    }

    // Nor is who wrote it and when, said above it.
    void drop_byline() {
        for (std::size_t i = 0; i < body_.blocks.size(); ++i) {
            if (!body_.kept[i]) continue;
            if (!is_about_the_piece(dom_, body_.blocks[i])) return;
            decide(i, false, "a byline or date above the text");
        }
    }

    // The line is the standfirst, not one of the paragraphs.
    void set_apart(std::size_t line) {
        body_.standfirst = body_.blocks[line].text;
        body_.kept[line] = false;
        body_.why[line] = "the standfirst";
    }

  private:
    std::size_t letters_within(NodeIndex element) const {
        auto line = std::lower_bound(body_.blocks.begin(), body_.blocks.end(), element,
                                     [](const Block& block, NodeIndex node) { return block.first < node; });
        std::size_t letters = 0;
        for (; line != body_.blocks.end() && line->first < dom_[element].end; ++line) letters += line->letters;
        return letters;
    }

    // A form for a newsletter, a plea to consent: a small element named so that has something to fill in or to press.
    bool is_asking_box(const Block& block, std::size_t letters_of_article) const {
        constexpr std::size_t letters_max = 400, of_article = 4;
        constexpr int elements_up = 3;
        constexpr NodeIndex nodes_max = 500;
        NodeIndex element = block.node;
        for (int up = 0; up <= elements_up && element != 0; ++up, element = dom_[element].parent) {
            if (dom_[element].end - element > nodes_max) return false;
            const auto letters = letters_within(element);
            if (letters > letters_max || of_article * letters > letters_of_article) return false;
            if ((hints_of(dom_, element) & (bit(Hint::offer) | bit(Hint::notice))) == 0) continue;
            for (Tag tag : {Tag::input, Tag::button, Tag::form})
                if (dom_.find(tag, element)) return true;
        }
        return false;
    }

    // Lists of sources or of documents are no interruption.
    bool stands_between_sentences(std::size_t line) const {
        auto is_sentence = [&](std::size_t other) {
            return body_.blocks[other].sentences > 0 && body_.blocks[other].link_letters < body_.blocks[other].letters;
        };
        std::size_t above = line, below = line + 1;
        while (above > 0 && !body_.kept[above - 1]) --above;
        while (below < body_.kept.size() && !body_.kept[below]) ++below;
        return above > 0 && below < body_.kept.size() && is_sentence(above - 1) && is_sentence(below);
    }

    void decide(std::size_t line, bool keep, std::string why) {
        if (body_.kept[line] == keep) return;
        body_.kept[line] = keep;
        body_.why[line] = std::move(why);
    }

    const Dom& dom_;
    Body& body_;
};

// Whether a line that is short enough for a standfirst was one of the first paragraphs.
bool was_paragraph(std::string_view text, const Earlier* earlier) {
    if (earlier == nullptr) return false;
    constexpr std::size_t paragraphs_max = 50, times_as_long_max = 4;
    auto first = earlier->paragraphs | std::views::take(paragraphs_max);
    return std::ranges::any_of(first, [&](const std::string& paragraph) {
        return paragraph.size() <= times_as_long_max * text.size() && resemble_each_other(text, paragraph);
    });
}

// The line that the page or its description sets apart from the paragraphs that follow: the first one kept,
// or one between the headline and that, though the judge left it out.
std::optional<std::size_t> standfirst_line(const Dom& dom, const Body& body, const Sources& sources,
                                           const Earlier* earlier) {
    constexpr std::size_t bytes_min = 30, bytes_max = 1200, lines_before_max = 12;
    constexpr float chance_min = 0.1F;
    const auto first =
        static_cast<std::size_t>(std::find(body.kept.begin(), body.kept.end(), true) - body.kept.begin());
    if (first == body.blocks.size()) return std::nullopt;
    const auto clues = clues_of(sources);
    const auto description = essence(clues.description), title = essence(clues.title);
    auto is_standfirst = [&](std::size_t line) {
        const auto& block = body.blocks[line];
        if (block.text.size() < bytes_min || block.text.size() > bytes_max || block.link_letters * 3 > block.letters)
            return false;
        auto text = essence(block.text);
        if (text == title) return false;
        if (!description.empty() && description.find(text) != std::string::npos) return true;
        auto hints = hints_of(dom, block.node) | hints_of(dom, dom[block.node].parent);
        auto tag = dom[block.node].tag;
        bool set_apart = (hints & bit(Hint::lead)) != 0 || tag == Tag::h2 || tag == Tag::h3;
        return set_apart && body.chances[line] > 2 * chance_min;
    };
    std::vector<std::size_t> candidates;
    for (std::size_t line = first; line-- > 0 && first - line <= lines_before_max;) {
        if (essence(body.blocks[line].text) == title) break;
        if (body.chances[line] > chance_min) candidates.push_back(line);
    }
    candidates.push_back(first);
    // An edited standfirst may no longer be what the description says, and a paragraph become it.
    if (earlier != nullptr && !earlier->standfirst.empty())
        for (auto line : candidates)
            if (body.blocks[line].text.size() <= bytes_max &&
                resemble_each_other(body.blocks[line].text, earlier->standfirst))
                return line;
    for (auto line : candidates)
        if (is_standfirst(line) && !was_paragraph(body.blocks[line].text, earlier)) return line;
    return std::nullopt;
}

double confidence_of(const Body& body) {
    double sum = 0, words = 0, undecided = 0;
    for (std::size_t i = 0; i < body.blocks.size(); ++i) {
        double weight = body.blocks[i].words;
        bool doubtful = body.chances[i] > 0.25F && body.chances[i] < 0.75F;
        if (doubtful) undecided += weight;
        if (!body.kept[i]) continue;
        sum += weight * static_cast<double>(body.chances[i]);
        words += weight;
    }
    if (words == 0) return 0;
    double size = std::min(1.0, words / 60);
    return std::clamp(sum / words * (1 - 0.5 * undecided / (words + undecided)) * size, 0.0, 1.0);
}

std::vector<std::string> lines_in(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        auto end = std::min(text.find('\n'), text.size());
        if (auto line = plain(text.substr(0, end)); !line.empty()) lines.push_back(std::move(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

Body body_of(const Dom& dom, std::vector<Block> visible, const Sources& sources, const Options& options) {
    Body body = judged(dom, std::move(visible), sources);
    body.source = "page";
    if (const auto shown = letters_sure(body); shown < shown_letters_enough && !options.text) {
        Body all = judged(dom, blocks_of(dom, 0, Visibility::any), sources);
        if (letters_sure(all) >= std::max(hidden_letters_min, hidden_to_shown * shown)) {
            body = std::move(all);
            body.source = "hidden text";
            body.warnings.emplace_back("the text is hidden until the page's scripts run");
        }
    }
    Cutter cutter(dom, body);
    if (options.text) cutter.keep_selected(*options.text);
    if (options.earlier != nullptr && !options.text) cutter.keep_as_before(*options.earlier);
    if (!options.text) cutter.keep_notes();
    for (const auto& selector : options.drop) cutter.drop_selected(selector);
    cutter.drop_title(title_of(sources));
    if (!options.text) {
        cutter.drop_byline();
        cutter.drop_asides();
    }
    if (options.memory != nullptr) cutter.drop_recurring(*options.memory);
    body.confidence = confidence_of(body);
    if (!options.text)
        if (auto line = standfirst_line(dom, body, sources, options.earlier)) cutter.set_apart(*line);
    for (std::size_t i = 0; i < body.blocks.size(); ++i)
        if (body.kept[i]) body.paragraphs.push_back(body.blocks[i].text);
    if (!body.standfirst.empty() && body.paragraphs.empty()) std::swap(body.standfirst, body.paragraphs.emplace_back());

    if (essence(body.standfirst).size() + letters_kept(body) < shown_letters_min) {
        constexpr double rescued = 0.5;
        auto spoken = lines_in(sources.linked.body);
        std::string source = "JSON-LD";
        if (essence(sources.linked.body).size() < hidden_letters_min) {
            spoken = text_in_scripts(dom);
            source = "script";
        }
        if (!spoken.empty()) {
            body.paragraphs = std::move(spoken);
            body.standfirst.clear();
            body.confidence = rescued;
            body.source = source;
            body.warnings.emplace_back("the text was found in the page's data, not on the page");
        }
    }
    return body;
}

}  // namespace watchword::article
