#include "common/article/tame.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace watchword::article {
namespace {

// clang-format off
constexpr std::array void_tags = std::to_array<std::string_view>( {
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr"});
// clang-format on
// Those that end at the next of their kind, or count for nothing outside a table.
// clang-format off
constexpr std::array self_closing_tags = std::to_array<std::string_view>({
    "body", "caption", "col", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p",
    "tbody", "td", "tfoot", "th", "thead", "tr"});
// clang-format on
// clang-format off
constexpr std::array formatting_tags = std::to_array<std::string_view>( {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"});
// clang-format on
// clang-format off
constexpr std::array raw_text_tags = std::to_array<std::string_view>( {
    "iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"});
// clang-format on
// An end tag does not reach through these (HTML 13.2.4.2, "has an element in scope").
// clang-format off
constexpr std::array scope_tags = std::to_array<std::string_view>({
    "applet", "marquee", "math", "object", "svg", "table", "template"});
// clang-format on
// An end tag of an ordinary element reaches through other ordinary elements only.
// clang-format off
constexpr std::array ordinary_tags = std::to_array<std::string_view>( {
    "abbr", "acronym", "bdi", "bdo", "cite", "data", "del", "dfn", "ins", "kbd", "label", "map", "mark",
    "picture", "q", "rb", "rp", "rt", "rtc", "ruby", "samp", "span", "sub", "sup", "time", "var"});
// clang-format on

enum Kind : std::uint8_t { block, ordinary, formatting, scope, self_closing, void_, raw };

struct Name {
    Kind kind = block;
    std::uint32_t open = 0;
};

bool is_alpha(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

// Where a raw text element ends: the position of its end tag, or the end of the page.
std::size_t end_of_raw_text(std::string_view html, std::size_t from, std::string_view name) {
    for (std::size_t at = from; (at = html.find("</", at)) != std::string_view::npos; at += 2) {
        auto rest = html.substr(at + 2, name.size());
        if (rest.size() == name.size() &&
            std::equal(rest.begin(), rest.end(), name.begin(), [](char a, char b) { return lower(a) == b; }))
            return at;
    }
    return html.size();
}

class Tamer {
  public:
    Tamer(std::string_view html, const Bounds& bounds) : html_(html), bounds_(bounds) {
        auto learn = [this](const auto& names, Kind kind) {
            for (auto name : names) names_[std::string(name)].kind = kind;
        };
        learn(void_tags, void_);
        learn(self_closing_tags, self_closing);
        learn(formatting_tags, formatting);
        learn(raw_text_tags, raw);
        learn(scope_tags, scope);
        learn(ordinary_tags, ordinary);
    }

    // Calls `cut(from, until)` for each range of bytes to leave out, in order.
    template <class Cut>
    void run(Cut cut) {
        std::size_t at = 0;
        while ((at = html_.find('<', at)) != std::string_view::npos) {
            std::size_t next = at + 1;
            if (next >= html_.size()) return;
            if (html_.substr(next, 3) == "!--") {
                auto end = html_.find("-->", next + 1);
                if (end == std::string_view::npos) return;
                at = end + 3;
            } else if (is_alpha(html_[next])) {
                at = start_tag(at, cut);
            } else if (html_[next] == '/' && next + 1 < html_.size() && is_alpha(html_[next + 1])) {
                at = end_tag(at, cut);
            } else {
                at = next;
            }
        }
    }

  private:
    std::string name_at(std::size_t at) const {
        std::string name;
        for (; at < html_.size() && !is_space(html_[at]) && html_[at] != '>' && html_[at] != '/'; ++at)
            if (name.size() < 32) name += lower(html_[at]);
        return name;
    }

    template <class Cut>
    std::size_t start_tag(std::size_t at, Cut& cut) {
        auto name = name_at(at + 1);
        std::size_t position = at + 1 + name.size();
        std::size_t attributes = 0;
        std::size_t too_many = 0;  // where the attributes beyond the bound begin
        while (position < html_.size() && html_[position] != '>') {
            char c = html_[position];
            if (is_space(c) || c == '/') {
                ++position;
                continue;
            }
            if (++attributes > bounds_.attributes && too_many == 0) too_many = position;
            position = end_of_attribute(position);
        }
        std::size_t end = std::min(position + 1, html_.size());
        bool empty_element = position > at && position < html_.size() && html_[position - 1] == '/';

        auto& known = names_[name];
        bool keep = ++tags_ <= bounds_.tags;
        if (!keep) {
            // Beyond the bound only the text stays.
        } else if (known.kind == formatting) {
            if (open_formatting_ >= bounds_.open_formatting || stack_.size() >= bounds_.depth)
                keep = false;
            else
                ++open_formatting_;
            if (keep) push(name, known);
        } else if (known.kind != void_ && known.kind != raw && (known.kind != self_closing || foreign_ > 0) &&
                   !(empty_element && foreign_ > 0)) {
            if (stack_.size() >= bounds_.depth)
                keep = false;
            else
                push(name, known);
        }
        if (!keep) {
            cut(at, end);
        } else if (too_many != 0) {
            cut(too_many, position);
        }
        if (known.kind == raw && foreign_ == 0) return end_of_raw_text(html_, end, name);
        if (name == "plaintext") return html_.size();
        return end;
    }

    std::size_t end_of_attribute(std::size_t at) const {
        while (at < html_.size() && !is_space(html_[at]) && html_[at] != '>' && html_[at] != '=' && html_[at] != '/')
            ++at;
        std::size_t value = at;
        while (value < html_.size() && is_space(html_[value])) ++value;
        if (value >= html_.size() || html_[value] != '=') return std::max(at, value);
        ++value;
        while (value < html_.size() && is_space(html_[value])) ++value;
        if (value >= html_.size()) return value;
        if (html_[value] == '"' || html_[value] == '\'') {
            auto close = html_.find(html_[value], value + 1);
            return close == std::string_view::npos ? html_.size() : close + 1;
        }
        while (value < html_.size() && !is_space(html_[value]) && html_[value] != '>') ++value;
        return value;
    }

    // One that ends nothing may make an element of its own: "</p>" does.
    template <class Cut>
    std::size_t end_tag(std::size_t at, Cut& cut) {
        auto name = name_at(at + 2);
        auto known = names_.find(name);
        bool ends_something = known != names_.end() && known->second.open > 0;
        bool keep = ends_something || ++tags_ <= bounds_.tags;
        if (ends_something) close(name, known->second);
        auto end = std::min(html_.find('>', at), html_.size() - 1) + 1;
        if (!keep) cut(at, end);
        return end;
    }

    void push(const std::string& name, Name& known) {
        ++known.open;
        if (name == "svg" || name == "math") ++foreign_;
        stack_.push_back(name);
    }

    void forget(const std::string& name) {
        auto& known = names_[name];
        --known.open;
        if (known.kind == formatting) --open_formatting_;
        if (name == "svg" || name == "math") --foreign_;
    }

    void close(const std::string& name, const Name& known) {
        if (known.kind == formatting) {
            // The adoption agency takes the formatting element away and leaves the blocks within it open.
            auto last = std::find(stack_.rbegin(), stack_.rend(), name);
            stack_.erase(std::next(last).base());
            forget(name);
            return;
        }
        for (std::size_t i = stack_.size(); i-- > 0;) {
            if (stack_[i] == name) {
                while (stack_.size() > i) {
                    auto top = std::move(stack_.back());
                    stack_.pop_back();
                    forget(top);
                }
                return;
            }
            auto kind = names_[stack_[i]].kind;
            if (kind == scope) return;
            if (known.kind == ordinary && kind != ordinary && kind != formatting) return;
        }
    }

    std::string_view html_;
    const Bounds& bounds_;
    std::unordered_map<std::string, Name> names_;
    std::vector<std::string> stack_;
    std::size_t tags_ = 0;
    std::size_t open_formatting_ = 0;
    std::size_t foreign_ = 0;  // within svg or math
};

}  // namespace

std::string_view tame(std::string_view html, std::string& storage, const Bounds& bounds) {
    html = html.substr(0, bounds.bytes);
    storage.clear();
    std::size_t kept_until = 0;
    Tamer(html, bounds).run([&](std::size_t from, std::size_t until) {
        storage.append(html.substr(kept_until, from - kept_until));
        kept_until = until;
    });
    if (kept_until == 0) return html;
    storage.append(html.substr(kept_until));
    return storage;
}

}  // namespace watchword::article
