#include "common/article/selector.hpp"

#include <algorithm>

#include "common/article/fold.hpp"

namespace watchword::article {
namespace {

constexpr std::size_t selector_bytes_max = 1000;

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}
bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

std::string_view take_name(std::string_view& text) {
    std::size_t size = 0;
    while (size < text.size() && is_name(text[size])) ++size;
    auto name = text.substr(0, size);
    text.remove_prefix(size);
    return name;
}

void skip_blanks(std::string_view& text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
}

bool has_word(std::string_view list, std::string_view word) {
    for (std::size_t at = 0; (at = list.find(word, at)) != std::string_view::npos; ++at) {
        bool begins = at == 0 || is_blank(list[at - 1]);
        bool ends = at + word.size() == list.size() || is_blank(list[at + word.size()]);
        if (begins && ends) return true;
    }
    return false;
}

}  // namespace

Result<Selector, SelectorError> Selector::parse(std::string_view text) {
    if (text.size() > selector_bytes_max) return SelectorError{"a selector has at most 1,000 bytes"};
    Selector selector;
    selector.text_ = text;
    Chain chain;
    Compound compound;
    bool empty = true;
    bool child = false;
    auto fail = [](std::string message) { return SelectorError{std::move(message)}; };
    auto finish = [&] {
        compound.child_of_next = child;
        child = false;
        chain.insert(chain.begin(), std::move(compound));
        compound = {};
        empty = true;
    };
    skip_blanks(text);
    while (!text.empty()) {
        char c = text.front();
        if (is_blank(c) || c == '>' || c == ',') {
            if (empty) return fail("\"" + std::string(1, c) + "\" needs a tag, .class, #id or [attribute] before it");
            finish();
            skip_blanks(text);
            if (!text.empty() && text.front() == '>') {
                child = true;
                text.remove_prefix(1);
                skip_blanks(text);
                if (text.empty()) return fail("nothing follows \">\"");
            } else if (!text.empty() && text.front() == ',') {
                selector.chains_.push_back(std::move(chain));
                chain.clear();
                text.remove_prefix(1);
                skip_blanks(text);
                if (text.empty()) return fail("nothing follows \",\"");
            }
            continue;
        }
        if (c == '.' || c == '#') {
            text.remove_prefix(1);
            auto name = take_name(text);
            if (name.empty()) return fail("a name must follow \"" + std::string(1, c) + "\"");
            if (c == '.')
                compound.classes.emplace_back(name);
            else
                compound.id = name;
        } else if (c == '[') {
            text.remove_prefix(1);
            auto name = small_letters(take_name(text));
            std::string value;
            if (!text.empty() && text.front() == '=') {
                text.remove_prefix(1);
                auto end = text.find(']');
                if (end == std::string_view::npos) return fail("\"]\" is missing");
                value = text.substr(0, end);
                text.remove_prefix(end);
                if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
                    value.back() == value.front())
                    value = value.substr(1, value.size() - 2);
            }
            if (name.empty() || text.empty() || text.front() != ']') return fail("write [name] or [name=value]");
            text.remove_prefix(1);
            compound.attributes.emplace_back(std::move(name), std::move(value));
        } else if (c == '*') {
            text.remove_prefix(1);
        } else if (is_name(c) && empty) {
            compound.tag = small_letters(take_name(text));
        } else {
            return fail("\"" + std::string(1, c) + "\" is not understood here");
        }
        empty = false;
    }
    if (empty && chain.empty()) return fail("a selector is empty");
    if (!empty) finish();
    selector.chains_.push_back(std::move(chain));
    return selector;
}

bool Selector::matches(const Dom& dom, NodeIndex node, const Compound& compound) {
    if (dom[node].tag == Tag::text || node == 0) return false;
    if (!compound.tag.empty() && dom[node].text != compound.tag) return false;
    if (!compound.id.empty() && dom.attribute(node, "id") != compound.id) return false;
    auto classes = dom.attribute(node, "class");
    return std::all_of(compound.classes.begin(), compound.classes.end(),
                       [&](const auto& name) { return has_word(classes, name); }) &&
           std::all_of(compound.attributes.begin(), compound.attributes.end(), [&](const auto& wanted) {
               return wanted.second.empty() ? dom.has_attribute(node, wanted.first)
                                            : dom.attribute(node, wanted.first) == wanted.second;
           });
}

// `chain` stands from the element outwards. A descendant takes the nearest fitting ancestor: without looking
// back this errs only for chains that mix both kinds over repeated elements.
bool Selector::matches(const Dom& dom, NodeIndex node, const Chain& chain) {
    if (chain.empty() || !matches(dom, node, chain.front())) return false;
    for (std::size_t i = 1; i < chain.size(); ++i) {
        bool direct = chain[i - 1].child_of_next;
        do {
            if (node == 0) return false;
            node = dom[node].parent;
        } while (!matches(dom, node, chain[i]) && !direct && node != 0);
        if (!matches(dom, node, chain[i])) return false;
    }
    return true;
}

bool Selector::matches(const Dom& dom, NodeIndex node) const {
    return std::any_of(chains_.begin(), chains_.end(), [&](const auto& chain) { return matches(dom, node, chain); });
}

}  // namespace watchword::article
