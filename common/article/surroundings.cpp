#include "common/article/surroundings.hpp"

#include <string_view>

namespace watchword::article {
namespace {

std::uint32_t around_of(Tag tag) {
    switch (tag) {
        case Tag::nav:
            return in_nav;
        case Tag::aside:
            return in_aside;
        case Tag::footer:
            return in_footer;
        case Tag::header:
            return in_header;
        case Tag::form:
            return in_form;
        case Tag::figure:
            return in_figure;
        case Tag::table:
            return in_table;
        case Tag::article:
            return in_article;
        case Tag::main:
            return in_main;
        case Tag::ul:
        case Tag::ol:
        case Tag::dl:
            return in_list;
        case Tag::blockquote:
            return in_quote;
        case Tag::figcaption:
        case Tag::caption:
            return in_caption;
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
            return in_heading;
        default:
            return 0;
    }
}

// FNV-1a: the same on every machine and in every run.
void mix(std::uint64_t& hash, std::string_view text) {
    for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    hash = (hash ^ 0xff) * 0x100000001b3;
}

}  // namespace

bool is_prose(const Block& block) {
    return block.letters >= 40 && block.sentences > 0 && block.link_letters * 3 <= block.letters;
}

void Sums::add(const Sums& other) {
    letters += other.letters;
    link_letters += other.link_letters;
    prose += other.prose;
    lines += other.lines;
}

Surroundings::Surroundings(const Dom& dom, const std::vector<Block>& blocks)
    : sums(dom.size()), near(dom.size()), far(dom.size()), around(dom.size()), article(dom.size()) {
    for (const auto& block : blocks)
        sums[block.node].add({static_cast<float>(block.letters), static_cast<float>(block.link_letters),
                              is_prose(block) ? static_cast<float>(block.letters) : 0, 1});
    for (NodeIndex i = dom.size(); i-- > 1;)
        if (sums[i].lines > 0) sums[dom[i].parent].add(sums[i]);

    std::vector<Hints> own(dom.size());
    const float most_of_page = 0.7F * sums[0].prose;
    for (NodeIndex i = 1; i < dom.size(); ++i) {
        const auto& node = dom[i];
        if (node.tag == Tag::text || sums[i].lines == 0) continue;
        auto up = node.parent;
        if (node.tag != Tag::html && node.tag != Tag::body) own[i] = hints_of(dom, i);
        // What stands around nearly all of the page tells no line from another: themes name their layout
        // there.
        if (sums[0].prose > 0 && sums[i].prose > most_of_page)
            own[i] &= bit(Hint::body) | bit(Hint::article) | bit(Hint::text);
        near[i] = own[i] | own[up] | own[dom[up].parent];
        far[i] = far[up] | own[i];
        around[i] = around[up] | around_of(node.tag);
        article[i] = node.tag == Tag::article ? i : article[up];
    }
}

std::uint64_t look_of(const Dom& dom, NodeIndex node, int levels) {
    std::uint64_t hash = 0xcbf29ce484222325 + static_cast<std::uint64_t>(levels);
    for (; levels > 0 && node != 0; --levels, node = dom[node].parent) {
        mix(hash, dom[node].text);
        mix(hash, dom.attribute(node, "class"));
    }
    return hash;
}

}  // namespace watchword::article
