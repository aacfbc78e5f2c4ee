#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::article {

// The elements somebody here asks for; all else is `other`, and a run of text is `text`.
enum class Tag : std::uint8_t {
    other,
    text,
    a,
    abbr,
    address,
    article,
    aside,
    b,
    base,
    blockquote,
    body,
    br,
    button,
    canvas,
    caption,
    center,
    code,
    dd,
    details,
    div,
    dl,
    dt,
    em,
    embed,
    figcaption,
    figure,
    font,
    footer,
    form,
    h1,
    h2,
    h3,
    h4,
    h5,
    h6,
    head,
    header,
    hr,
    html,
    i,
    iframe,
    img,
    input,
    label,
    li,
    link,
    main,
    map,
    math,
    meta,
    nav,
    noscript,
    object,
    ol,
    option,
    p,
    picture,
    pre,
    q,
    s,
    script,
    section,
    select,
    small,
    span,
    strong,
    style,
    summary,
    sub,
    sup,
    svg,
    table,
    tbody,
    td,
    textarea,
    tfoot,
    th,
    thead,
    time,
    title,
    tr,
    u,
    ul,
    video,
    audio,
    template_,
};

struct Attribute {
    std::string_view name;  // lower case
    std::string_view value;
};

using NodeIndex = std::uint32_t;

// An HTML page as browsers see it: read-only, all nodes in document order, so that the subtree of node i is
// the range [i, end) and every walk is a loop. Texts live as long as the Dom, and are valid UTF-8 where the
// input was.
class Dom {
  public:
    struct Node {
        Tag tag = Tag::other;
        std::uint16_t depth = 0;
        NodeIndex parent = 0;
        NodeIndex end = 0;      // one past the last node of the subtree
        std::string_view text;  // of a run of text; else the element's name in lower case
        std::uint32_t attributes_begin = 0;
        std::uint32_t attributes_end = 0;
    };

    // Parses `html` after taming it (see tame.hpp): time and memory are bounded by the number of bytes.
    // nullopt when the page needs more memory than any page honestly does.
    static std::optional<Dom> parse(std::string_view html);

    NodeIndex size() const { return static_cast<NodeIndex>(nodes_.size()); }
    const Node& operator[](NodeIndex index) const { return nodes_[index]; }

    // The value of an attribute, or an empty text.
    std::string_view attribute(NodeIndex index, std::string_view name) const;
    bool has_attribute(NodeIndex index, std::string_view name) const;

    bool contains(NodeIndex ancestor, NodeIndex index) const {
        return index >= ancestor && index < nodes_[ancestor].end;
    }

    // The first node of that kind within `root`, if any.
    std::optional<NodeIndex> find(Tag tag, NodeIndex root = 0) const;

    // The children of `parent`: for (NodeIndex child : dom.children(parent)).
    class Children {
      public:
        struct Iterator {
            const Dom* dom;
            NodeIndex at;
            NodeIndex operator*() const { return at; }
            Iterator& operator++() {
                at = dom->nodes_[at].end;
                return *this;
            }
            bool operator!=(const Iterator& other) const { return at != other.at; }
        };
        Children(const Dom& dom, NodeIndex parent) : dom_(dom), parent_(parent) {}
        Iterator begin() const { return {&dom_, parent_ + 1}; }
        Iterator end() const { return {&dom_, dom_.nodes_[parent_].end}; }

      private:
        const Dom& dom_;
        NodeIndex parent_;
    };
    Children children(NodeIndex parent) const { return {*this, parent}; }

  private:
    Dom() = default;

    // What the views point into: the parser's own memory.
    std::shared_ptr<const void> memory_;
    std::vector<Node> nodes_;
    std::vector<Attribute> attributes_;
};

}  // namespace watchword::article
