#include "common/article/dom.hpp"

#include <csetjmp>
#include <cstddef>
#include <new>

#include <gumbo.h>

#include "common/article/tame.hpp"

namespace watchword::article {
namespace {

// gumbo asks for memory in small pieces and gives most of them back at the end, all at once: handing out
// pieces of large blocks makes it faster, spares its recursive destructor, and bounds what a page may take.
class Arena {
  public:
    explicit Arena(std::size_t bytes_max) : left_(bytes_max) {}

    // Where to go when the bound is reached. gumbo has no way to report it and holds nothing but this arena's
    // memory.
    std::jmp_buf exhausted;

    void* allocate(std::size_t bytes) {
        bytes = (bytes + 15) & ~std::size_t{15};
        if (bytes > room_) {
            std::size_t block = bytes > block_bytes ? bytes : block_bytes;
            if (block > left_) std::longjmp(exhausted, 1);
            left_ -= block;
            blocks_.push_back(std::make_unique<std::byte[]>(block));
            at_ = blocks_.back().get();
            room_ = block;
        }
        last_ = at_;
        at_ += bytes;
        room_ -= bytes;
        return last_;
    }

    // The piece handed out last is taken back; the others wait for the end.
    void release(void* piece) {
        if (piece == nullptr || piece != last_) return;
        room_ += static_cast<std::size_t>(at_ - last_);
        at_ = last_;
        last_ = nullptr;
    }

  private:
    static constexpr std::size_t block_bytes = 256 << 10;

    std::vector<std::unique_ptr<std::byte[]>> blocks_;
    std::byte* at_ = nullptr;
    std::byte* last_ = nullptr;
    std::size_t room_ = 0;
    std::size_t left_;
};

// What the views of a Dom point into.
struct Memory {
    explicit Memory(std::size_t arena_bytes) : arena(arena_bytes) {}
    std::string tamed;
    Arena arena;
};

constexpr std::size_t arena_bytes_min = 64 << 20;
constexpr std::size_t arena_bytes_max = 128 << 20;

GumboOutput* parse_in(Arena& arena, std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = [](void* memory, std::size_t bytes) { return static_cast<Arena*>(memory)->allocate(bytes); };
    options.deallocator = [](void* memory, void* piece) { static_cast<Arena*>(memory)->release(piece); };
    options.userdata = &arena;
    options.max_errors = 0;
    if (setjmp(arena.exhausted) != 0) return nullptr;
    return gumbo_parse_with_options(&options, html.data(), html.size());
}

Tag tag_of(GumboTag tag) {
    switch (tag) {
#define WATCHWORD_TAG(upper, lower) \
    case GUMBO_TAG_##upper:         \
        return Tag::lower
        WATCHWORD_TAG(A, a);
        WATCHWORD_TAG(ABBR, abbr);
        WATCHWORD_TAG(ADDRESS, address);
        WATCHWORD_TAG(ARTICLE, article);
        WATCHWORD_TAG(ASIDE, aside);
        WATCHWORD_TAG(AUDIO, audio);
        WATCHWORD_TAG(B, b);
        WATCHWORD_TAG(BASE, base);
        WATCHWORD_TAG(BLOCKQUOTE, blockquote);
        WATCHWORD_TAG(BODY, body);
        WATCHWORD_TAG(BR, br);
        WATCHWORD_TAG(BUTTON, button);
        WATCHWORD_TAG(CANVAS, canvas);
        WATCHWORD_TAG(CAPTION, caption);
        WATCHWORD_TAG(CENTER, center);
        WATCHWORD_TAG(CODE, code);
        WATCHWORD_TAG(DD, dd);
        WATCHWORD_TAG(DETAILS, details);
        WATCHWORD_TAG(DIV, div);
        WATCHWORD_TAG(DL, dl);
        WATCHWORD_TAG(DT, dt);
        WATCHWORD_TAG(EM, em);
        WATCHWORD_TAG(EMBED, embed);
        WATCHWORD_TAG(FIGCAPTION, figcaption);
        WATCHWORD_TAG(FIGURE, figure);
        WATCHWORD_TAG(FONT, font);
        WATCHWORD_TAG(FOOTER, footer);
        WATCHWORD_TAG(FORM, form);
        WATCHWORD_TAG(H1, h1);
        WATCHWORD_TAG(H2, h2);
        WATCHWORD_TAG(H3, h3);
        WATCHWORD_TAG(H4, h4);
        WATCHWORD_TAG(H5, h5);
        WATCHWORD_TAG(H6, h6);
        WATCHWORD_TAG(HEAD, head);
        WATCHWORD_TAG(HEADER, header);
        WATCHWORD_TAG(HR, hr);
        WATCHWORD_TAG(HTML, html);
        WATCHWORD_TAG(I, i);
        WATCHWORD_TAG(IFRAME, iframe);
        WATCHWORD_TAG(IMG, img);
        WATCHWORD_TAG(INPUT, input);
        WATCHWORD_TAG(LABEL, label);
        WATCHWORD_TAG(LI, li);
        WATCHWORD_TAG(LINK, link);
        WATCHWORD_TAG(MAIN, main);
        WATCHWORD_TAG(MAP, map);
        WATCHWORD_TAG(MATH, math);
        WATCHWORD_TAG(META, meta);
        WATCHWORD_TAG(NAV, nav);
        WATCHWORD_TAG(NOSCRIPT, noscript);
        WATCHWORD_TAG(OBJECT, object);
        WATCHWORD_TAG(OL, ol);
        WATCHWORD_TAG(OPTION, option);
        WATCHWORD_TAG(P, p);
        WATCHWORD_TAG(PRE, pre);
        WATCHWORD_TAG(Q, q);
        WATCHWORD_TAG(S, s);
        WATCHWORD_TAG(SCRIPT, script);
        WATCHWORD_TAG(SECTION, section);
        WATCHWORD_TAG(SELECT, select);
        WATCHWORD_TAG(SMALL, small);
        WATCHWORD_TAG(SPAN, span);
        WATCHWORD_TAG(STRONG, strong);
        WATCHWORD_TAG(STYLE, style);
        WATCHWORD_TAG(SUMMARY, summary);
        WATCHWORD_TAG(SUB, sub);
        WATCHWORD_TAG(SUP, sup);
        WATCHWORD_TAG(SVG, svg);
        WATCHWORD_TAG(TABLE, table);
        WATCHWORD_TAG(TBODY, tbody);
        WATCHWORD_TAG(TD, td);
        WATCHWORD_TAG(TEMPLATE, template_);
        WATCHWORD_TAG(TEXTAREA, textarea);
        WATCHWORD_TAG(TFOOT, tfoot);
        WATCHWORD_TAG(TH, th);
        WATCHWORD_TAG(THEAD, thead);
        WATCHWORD_TAG(TIME, time);
        WATCHWORD_TAG(TITLE, title);
        WATCHWORD_TAG(TR, tr);
        WATCHWORD_TAG(U, u);
        WATCHWORD_TAG(UL, ul);
        WATCHWORD_TAG(VIDEO, video);
#undef WATCHWORD_TAG
        default:
            return Tag::other;
    }
}

const GumboVector* children_of(const GumboNode& node) {
    switch (node.type) {
        case GUMBO_NODE_DOCUMENT:
            return &node.v.document.children;
        case GUMBO_NODE_ELEMENT:
        case GUMBO_NODE_TEMPLATE:
            return &node.v.element.children;
        default:
            return nullptr;
    }
}

std::string_view name_of(const GumboElement& element) {
    if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
    GumboStringPiece piece = element.original_tag;
    gumbo_tag_from_original_text(&piece);
    return {piece.data, piece.length};
}

}  // namespace

std::optional<Dom> Dom::parse(std::string_view html) {
    auto memory = std::make_shared<Memory>(std::min(arena_bytes_max, arena_bytes_min + 64 * html.size()));
    auto tamed = tame(html, memory->tamed);
    if (memory->tamed.empty()) {  // the views must outlive the caller's bytes
        memory->tamed = tamed;
        tamed = memory->tamed;
    }
    GumboOutput* output = parse_in(memory->arena, tamed);
    if (output == nullptr) return std::nullopt;

    Dom dom;
    dom.nodes_.reserve(tamed.size() / 24 + 16);
    // The way down to the node that is being added: (source node, its index here, next child).
    struct Step {
        const GumboNode* node;
        NodeIndex index;
        unsigned next;
    };
    std::vector<Step> path;
    auto add = [&](const GumboNode& source) {
        Node node;
        node.depth = static_cast<std::uint16_t>(std::min<std::size_t>(path.size(), 0xffff));
        node.parent = path.empty() ? 0 : path.back().index;
        switch (source.type) {
            case GUMBO_NODE_TEXT:
            case GUMBO_NODE_CDATA:
            case GUMBO_NODE_WHITESPACE:
                node.tag = Tag::text;
                node.text = source.v.text.text;
                break;
            case GUMBO_NODE_ELEMENT:
            case GUMBO_NODE_TEMPLATE: {
                const auto& element = source.v.element;
                node.tag = source.type == GUMBO_NODE_TEMPLATE ? Tag::template_ : tag_of(element.tag);
                node.text = name_of(element);
                node.attributes_begin = static_cast<std::uint32_t>(dom.attributes_.size());
                for (unsigned i = 0; i < element.attributes.length; ++i) {
                    const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
                    dom.attributes_.push_back({attribute->name, attribute->value});
                }
                node.attributes_end = static_cast<std::uint32_t>(dom.attributes_.size());
                break;
            }
            case GUMBO_NODE_DOCUMENT:
                break;
            case GUMBO_NODE_COMMENT:
                return false;
        }
        dom.nodes_.push_back(node);
        return true;
    };

    add(*output->document);
    path.push_back({output->document, 0, 0});
    while (!path.empty()) {
        auto& step = path.back();
        const auto* children = children_of(*step.node);
        if (children == nullptr || step.next >= children->length) {
            dom.nodes_[step.index].end = dom.size();
            path.pop_back();
            continue;
        }
        const auto* child = static_cast<const GumboNode*>(children->data[step.next++]);
        if (add(*child)) path.push_back({child, dom.size() - 1, 0});
    }
    dom.memory_ = std::move(memory);
    return dom;
}

std::string_view Dom::attribute(NodeIndex index, std::string_view name) const {
    const auto& node = nodes_[index];
    for (auto i = node.attributes_begin; i < node.attributes_end; ++i)
        if (attributes_[i].name == name) return attributes_[i].value;
    return {};
}

bool Dom::has_attribute(NodeIndex index, std::string_view name) const {
    const auto& node = nodes_[index];
    for (auto i = node.attributes_begin; i < node.attributes_end; ++i)
        if (attributes_[i].name == name) return true;
    return false;
}

std::optional<NodeIndex> Dom::find(Tag tag, NodeIndex root) const {
    for (NodeIndex i = root; i < nodes_[root].end; ++i)
        if (nodes_[i].tag == tag) return i;
    return std::nullopt;
}

}  // namespace watchword::article
