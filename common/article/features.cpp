#include "common/article/features.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "common/article/class_words.hpp"
#include "common/article/cues.hpp"
#include "common/article/fold.hpp"
#include "common/article/stems.hpp"
#include "common/article/surroundings.hpp"
#include "common/text/utf8.hpp"

namespace watchword::article {
namespace {

// The order in which `Row` below writes them.
// clang-format off
constexpr std::array own_names = std::to_array<std::string_view>({
    "bias", "length", "under 20", "under 60", "150 and more", "link share", "mostly links", "no links",
    "a sentence", "sentences", "ends a sentence", "commas", "digits", "p", "li", "heading", "cell",
    "caption", "quote", "other element", "in nav", "in aside", "in footer", "in header", "in form",
    "in figure", "in table", "in article", "in main", "in list", "inner links", "inner prose",
    "inner share", "inner lines", "outer links", "outer prose", "outer share", "outer lines",
    "wide links", "wide prose", "wide share", "prose before", "no prose before", "no prose after",
    "before headline", "after headline", "previous is prose", "previous links", "previous length",
    "next is prose", "next links", "next length", "repeated", "is title", "in description", "in body",
    "not in body", "label", "prose near", "prose far", "bold", "same shape", "same look",
    "same look above", "article share", "invites to read", "offers", "claims rights", "names a source",
    "is of the talk", "after invitation", "inner after invitation", "title words", "title words inside",
    "title words outside", "said above", "times said", "dated", "inner dates", "outer dates",
    "since headline", "up to headline", "down to headline", "begins small", "marks", "lines alike",
    "line length inside", "line length outside", "depth"});
// clang-format on
constexpr std::size_t own_count = own_names.size();
static_assert(own_count + 2 * hint_count == feature_count);

// clang-format off
constexpr std::array hint_names = std::to_array<std::string_view>({
    "body", "article", "text", "lead", "headline", "meta", "author", "caption", "comments", "related",
    "share", "offer", "advert", "side", "menu", "notice", "box", "list"});
// clang-format on
static_assert(hint_names.size() == hint_count);

float length_of(const Block& block) {
    return std::log1p(static_cast<float>(block.letters)) / 5;
}
float link_share(const Block& block) {
    return block.letters == 0 ? 0 : static_cast<float>(block.link_letters) / static_cast<float>(block.letters);
}

bool is_wrapper_of_line(Tag tag) {
    switch (tag) {
        case Tag::p:
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
        case Tag::li:
        case Tag::td:
        case Tag::tr:
        case Tag::th:
        case Tag::tbody:
        case Tag::dd:
        case Tag::dt:
        case Tag::pre:
        case Tag::figcaption:
        case Tag::blockquote:
            return true;
        default:
            return false;
    }
}

float digit_share(std::string_view text) {
    auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return text.empty() ? 0 : static_cast<float>(digits) / static_cast<float>(text.size());
}

bool ends_a_sentence(std::string_view text) {
    for (auto mark :
         {".", "!", "?", ".\"", ".”", ".»", ".)", "!\"", "?\"", "。", "！", "？", "」", "…", "।", "؟", "۔", "”", "»"})
        if (text.ends_with(mark)) return true;
    return false;
}

// Whether a short line tells a day or a time of day, as those over a comment or a teaser do.
bool is_dated(const Block& block) {
    if (block.letters > 60) return false;
    auto is_digit = [&](std::size_t i) { return block.text[i] >= '0' && block.text[i] <= '9'; };
    int joints = 0;
    for (std::size_t i = 1; i + 1 < block.text.size(); ++i) {
        char c = block.text[i];
        bool joint = c == ':' || c == '.' || c == '/' || c == '-';
        if (joint && is_digit(i - 1) && is_digit(i + 1)) joints += c == ':' ? 2 : 1;
    }
    return joints >= 2;
}

// The share of characters that are neither letters nor blanks.
float marks_share(std::string_view text) {
    auto marks = std::count_if(text.begin(), text.end(), [](char c) {
        return c > ' ' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c > 0;
    });
    return text.empty() ? 0 : static_cast<float>(marks) / static_cast<float>(text.size());
}

bool begins_small(std::string_view text) {
    auto first = text.substr(0, text::first_code_point(text).length);
    bool has_case = first.size() == 2 || (first.size() == 1 && ((first[0] | 32) >= 'a' && (first[0] | 32) <= 'z'));
    return has_case && small_letters(first) == first;
}

// Which of the title's words stand in each line, and in each element: bit by bit.
class TitleWords {
  public:
    TitleWords(const Dom& dom, const std::vector<Block>& blocks, std::string_view title) : in_element(dom.size()) {
        auto words = stems_of(title);
        std::sort(words.begin(), words.end());
        words.erase(std::unique(words.begin(), words.end()), words.end());
        if (words.size() > words_max) words.resize(words_max);
        count_ = words.size();
        for (const auto& block : blocks) {
            std::uint32_t found = 0;
            if (count_ > 0)
                for (auto stem : stems_of(block.text))
                    if (auto at = std::lower_bound(words.begin(), words.end(), stem); at != words.end() && *at == stem)
                        found |= 1U << (at - words.begin());
            in_line.push_back(found);
            in_element[block.node] |= found;
        }
        for (NodeIndex i = dom.size(); i-- > 1;) in_element[dom[i].parent] |= in_element[i];
    }

    float share(std::uint32_t found) const {
        return count_ == 0 ? 0 : static_cast<float>(std::popcount(found)) / static_cast<float>(count_);
    }

    std::vector<std::uint32_t> in_line, in_element;

  private:
    static constexpr std::size_t words_max = 32;
    std::size_t count_ = 0;
};

class Row {
  public:
    explicit Row(Features& features) : features_(features) {}
    void add(float value) { features_[at_++] = value; }
    void add(bool value) { features_[at_++] = value ? 1.0F : 0.0F; }

  private:
    Features& features_;
    std::size_t at_ = 0;
};

}  // namespace

std::span<const std::string_view> feature_names() {
    static const auto names = [] {
        static std::array<std::string, 2 * hint_count> storage;
        std::array<std::string_view, feature_count> all;
        std::copy(own_names.begin(), own_names.end(), all.begin());
        for (std::size_t i = 0; i < hint_count; ++i) {
            storage[i] = "near " + std::string(hint_names[i]);
            storage[hint_count + i] = "far " + std::string(hint_names[i]);
        }
        std::copy(storage.begin(), storage.end(), all.begin() + own_count);
        return all;
    }();
    return names;
}

std::vector<Features> features_of(const Dom& dom, const std::vector<Block>& blocks, const Clues& clues) {
    std::vector<Features> rows(blocks.size());
    Surroundings known(dom, blocks);
    const auto& page = known.sums[0];
    const auto title = essence(clues.title);
    const auto description = essence(clues.description);
    const auto body = essence(clues.body);

    std::vector<std::string> texts;
    texts.reserve(blocks.size());
    std::unordered_map<std::string_view, int> seen;
    for (const auto& block : blocks) texts.push_back(essence(block.text));
    for (const auto& text : texts) ++seen[text];

    // Where the headline stands: the last heading that says the title, else the first h1.
    std::size_t headline = blocks.size();
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        auto tag = dom[blocks[i].node].tag;
        bool heading = tag == Tag::h1 || tag == Tag::h2 || tag == Tag::h3;
        if (!title.empty() && texts[i] == title && (heading || headline == blocks.size()))
            headline = i;
        else if (headline == blocks.size() && tag == Tag::h1)
            headline = i;
    }
    std::size_t last_prose = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i)
        if (is_prose(blocks[i])) last_prose = i;

    // How much prose stands in elements of the same kind at the same place: paragraphs of one story look
    // alike.
    std::unordered_map<std::uint64_t, float> prose_by_shape;
    auto shape_of = [&](const Block& block) {
        auto up = dom[block.node].parent;
        return (std::uint64_t{up} << 16) | static_cast<std::uint64_t>(dom[block.node].tag);
    };
    std::unordered_map<std::uint64_t, float> prose_by_look;
    for (const auto& block : blocks) {
        if (!is_prose(block)) continue;
        prose_by_shape[shape_of(block)] += static_cast<float>(block.letters);
        prose_by_look[look_of(dom, block.node, 2)] += static_cast<float>(block.letters);
        prose_by_look[look_of(dom, block.node, 4)] += static_cast<float>(block.letters);
    }

    const TitleWords title_words(dom, blocks, clues.title);
    std::vector<float> dates(dom.size());  // dated lines within each element
    std::unordered_map<std::uint64_t, float> lines_by_look;
    for (const auto& block : blocks) {
        if (is_dated(block)) ++dates[block.node];
        ++lines_by_look[look_of(dom, block.node, 2)];
    }
    for (NodeIndex i = dom.size(); i-- > 1;) dates[dom[i].parent] += dates[i];
    std::unordered_set<std::string_view> said;

    // The last line that invites to read something else, and the element around it.
    std::size_t invitation = blocks.size();
    NodeIndex invited = 0;

    float prose_before = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto& block = blocks[i];
        auto node = block.node;
        auto tag = dom[node].tag;
        auto around = known.around[node];
        Row row(rows[i]);
        float letters = static_cast<float>(block.letters);
        row.add(1.0F);
        row.add(length_of(block));
        row.add(block.letters < 20);
        row.add(block.letters < 60);
        row.add(block.letters >= 150);
        row.add(link_share(block));
        row.add(link_share(block) > 0.5F);
        row.add(block.link_letters == 0);
        row.add(block.sentences > 0);
        row.add(std::min(static_cast<float>(block.sentences), 4.0F) / 4);
        row.add(ends_a_sentence(block.text));
        row.add(std::min(static_cast<float>(block.commas), 3.0F) / 3);
        row.add(digit_share(block.text));

        bool heading = (around & in_heading) != 0;
        bool caption = (around & in_caption) != 0;
        bool quote = (around & in_quote) != 0;
        row.add(tag == Tag::p);
        row.add(tag == Tag::li);
        row.add(heading);
        row.add(tag == Tag::td || tag == Tag::th);
        row.add(caption);
        row.add(quote);
        row.add(tag != Tag::p && tag != Tag::li && !heading && tag != Tag::td && tag != Tag::th && !caption);
        for (auto kind :
             {in_nav, in_aside, in_footer, in_header, in_form, in_figure, in_table, in_article, in_main, in_list})
            row.add((around & kind) != 0);

        auto inner = node;
        while (inner != 0 && is_wrapper_of_line(dom[inner].tag)) inner = dom[inner].parent;
        auto outer = dom[inner].parent;
        auto wide = dom[dom[outer].parent].parent;
        auto of = [&](NodeIndex element, bool lines) {
            const auto& sums = known.sums[element];
            float all = std::max(sums.letters, 1.0F);
            row.add(sums.link_letters / all);
            row.add(sums.prose / all);
            row.add(page.prose > 0 ? sums.prose / page.prose : 0.0F);
            if (lines) row.add(std::log1p(sums.lines) / 5);
        };
        of(inner, true);
        of(outer, true);
        of(wide, false);

        row.add(page.prose > 0 ? prose_before / page.prose : 0.0F);
        row.add(prose_before == 0);
        row.add(i > last_prose);
        row.add(headline < blocks.size() && i < headline);
        row.add(headline < blocks.size() && i > headline);

        auto neighbour = [&](bool there, std::size_t at) {
            row.add(there && is_prose(blocks[at]));
            row.add(there ? link_share(blocks[at]) : 1.0F);
            row.add(there ? length_of(blocks[at]) : 0.0F);
        };
        neighbour(i > 0, i - 1);
        neighbour(i + 1 < blocks.size(), i + 1);

        const auto& text = texts[i];
        bool substantial = text.size() >= 24;
        bool in_body = substantial && body.find(text) != std::string::npos;
        row.add(seen[text] > 1);
        row.add(!title.empty() && text == title);
        row.add(substantial &&
                (description.find(text) != std::string::npos ||
                 (description.size() >= 48 && text.find(description.substr(0, 48)) != std::string::npos)));
        row.add(in_body);
        row.add(body.size() >= 400 && substantial && !in_body);
        row.add(block.text.ends_with(":") || block.text.ends_with("："));
        std::size_t near = 0, far = 0;
        for (std::size_t k = i >= 6 ? i - 6 : 0; k <= i + 6 && k < blocks.size(); ++k)
            if (k != i && is_prose(blocks[k])) ++(k + 2 >= i && k <= i + 2 ? near : far);
        row.add(static_cast<float>(near) / 4);
        row.add(static_cast<float>(far) / 8);
        auto first = dom[block.first].parent;
        row.add(first != node && (dom[first].tag == Tag::b || dom[first].tag == Tag::strong) &&
                dom[first].end > block.last);
        auto share = [&](float prose) { row.add(page.prose > 0 ? prose / page.prose : 0.0F); };
        share(prose_by_shape[shape_of(block)]);
        share(prose_by_look[look_of(dom, node, 2)]);
        share(prose_by_look[look_of(dom, node, 4)]);
        share(known.article[node] == 0 ? 0.0F : known.sums[known.article[node]].prose);

        auto cues = cues_in(block.text);
        for (auto cue : {Cue::reading, Cue::offer, Cue::rights, Cue::source, Cue::talk})
            row.add((cues & bit(cue)) != 0);
        row.add(invitation < i && i - invitation <= 3);
        row.add(invitation < i && dom.contains(invited, block.first));
        if ((cues & bit(Cue::reading)) != 0 && block.letters < 60) {
            invitation = i;
            invited = dom[node].parent;
        }

        row.add(title_words.share(title_words.in_line[i]));
        row.add(title_words.share(title_words.in_element[inner]));
        row.add(title_words.share(title_words.in_element[outer]));
        row.add(!said.insert(text).second);
        row.add(std::log(static_cast<float>(seen[text])));
        row.add(is_dated(block));
        for (auto element : {inner, outer}) row.add(dates[element] / std::max(known.sums[element].lines, 1.0F));
        bool after = headline < blocks.size() && i > headline;
        row.add(after ? std::log1p(static_cast<float>(i - headline)) / 5 : 0.0F);
        auto common = node;
        const auto headline_node = headline < blocks.size() ? blocks[headline].node : 0;
        while (!dom.contains(common, headline_node)) common = dom[common].parent;
        row.add(static_cast<float>(dom[node].depth - dom[common].depth) / 10);
        row.add(static_cast<float>(dom[headline_node].depth - dom[common].depth) / 10);
        row.add(begins_small(block.text));
        row.add(marks_share(block.text));
        row.add(std::log(lines_by_look[look_of(dom, node, 2)]) / 5);
        for (auto element : {inner, outer})
            row.add(std::log1p(known.sums[element].letters / std::max(known.sums[element].lines, 1.0F)) / 5);
        row.add(static_cast<float>(dom[node].depth) / 20);

        for (std::size_t h = 0; h < hint_count; ++h) row.add((known.near[node] >> h & 1) != 0);
        for (std::size_t h = 0; h < hint_count; ++h) row.add((known.far[node] >> h & 1) != 0);
        if (is_prose(block)) prose_before += letters;
    }
    return rows;
}

}  // namespace watchword::article
