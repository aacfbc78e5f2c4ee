#include "common/article/blocks.hpp"

#include <string_view>

#include "common/text/utf8.hpp"

namespace watchword::article {
namespace {

// How many Latin letters a Han, kana or Hangul character is worth.
constexpr std::uint32_t dense_letter = 3;

bool is_dense(char32_t c) {
    return (c >= 0x3040 && c <= 0x30ff) || (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

bool is_letter(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c < 0xc0) return c == 0xaa || c == 0xb5 || c == 0xba;
    return c != 0xd7 && c != 0xf7 && c != 0x60c && c != 0x61b && c != 0x61f && c != 0x6d4 && c != 0x964 && c != 0x965 &&
           !(c >= 0x2000 && c <= 0x206f) && !(c >= 0x2190 && c <= 0x2bff) && !(c >= 0x3000 && c <= 0x3004) &&
           !(c >= 0x3008 && c <= 0x3020) && !(c >= 0xff00 && c <= 0xff0f) && !(c >= 0xff1a && c <= 0xff20);
}

bool ends_sentence(char32_t c) {
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xff01 || c == 0xff1f ||
           c == 0xff0e || c == 0xff61 || c == 0x61f || c == 0x6d4 || c == 0x964 || c == 0x965 || c == 0x37e ||
           c == 0x1362 || c == 0x104b;
}

bool is_comma(char32_t c) {
    return c == ',' || c == ';' || c == 0x60c || c == 0x3001 || c == 0xff0c || c == 0xff1b;
}

bool may_follow_sentence(char32_t c) {
    return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0xbb || c == 0x2019 || c == 0x201d || c == 0x201c ||
           c == 0x300d || c == 0x300f;
}

class Writer {
  public:
    explicit Writer(std::vector<Block>& blocks) : blocks_(blocks) {}

    void add(std::string_view run_text, NodeIndex run, NodeIndex element, bool linked) {
        if (block_.text.empty()) block_.node = element;
        while (!run_text.empty()) {
            auto point = text::first_code_point(run_text);
            take(point.value, run_text.substr(0, point.length), run, linked);
            run_text.remove_prefix(point.length);
        }
    }

    // A <br>: ends the line when it stands after a whole sentence, else it only parts two words.
    void soft_break(bool second) {
        if (second || sentence_over_)
            flush();
        else
            blank_ = true;
    }

    void flush() {
        if (in_word_) end_word();
        if (sentence_over_) ++block_.sentences;
        if (!block_.text.empty()) blocks_.push_back(std::move(block_));
        block_ = {};
        blank_ = sentence_over_ = false;
    }

  private:
    void take(char32_t c, std::string_view bytes, NodeIndex run, bool linked) {
        if (is_blank(c)) {
            if (in_word_) end_word();
            if (sentence_over_) ++block_.sentences;
            sentence_over_ = false;
            blank_ = true;
            return;
        }
        if (is_invisible_mark(c)) return;
        if (block_.text.empty())
            block_.first = run;
        else if (blank_)
            block_.text += ' ';
        block_.last = run;
        blank_ = false;
        block_.text += bytes;
        if (is_letter(c)) {
            std::uint32_t letters = is_dense(c) ? dense_letter : 1;
            block_.letters += letters;
            if (linked) block_.link_letters += letters;
            if (is_dense(c))
                ++block_.words;
            else
                in_word_ = true;
            // A full stop within a word or number is none; in scripts without blanks it is.
            if (sentence_over_ && is_dense(c)) ++block_.sentences;
            sentence_over_ = false;
        } else if (ends_sentence(c)) {
            sentence_over_ = block_.letters > 0;
        } else if (!may_follow_sentence(c)) {
            sentence_over_ = false;
        }
        if (is_comma(c)) ++block_.commas;
    }

    void end_word() {
        ++block_.words;
        in_word_ = false;
    }

    std::vector<Block>& blocks_;
    Block block_;
    bool blank_ = false;
    bool in_word_ = false;
    bool sentence_over_ = false;
};

// Whether a style attribute says `property: value`, however it is spaced.
bool has_style(std::string_view style, std::string_view property, std::string_view value) {
    auto at = style.find(property);
    if (at == std::string_view::npos) return false;
    at = style.find_first_not_of(" \t\n:", at + property.size());
    return at != std::string_view::npos && style.substr(at).starts_with(value);
}

bool is_left_out(const Dom& dom, NodeIndex node, Visibility visibility) {
    switch (dom[node].tag) {
        case Tag::audio:
        case Tag::button:
        case Tag::canvas:
        case Tag::embed:
        case Tag::head:
        case Tag::iframe:
        case Tag::input:
        case Tag::link:
        case Tag::map:
        case Tag::math:
        case Tag::meta:
        case Tag::noscript:
        case Tag::object:
        case Tag::option:
        case Tag::script:
        case Tag::select:
        case Tag::style:
        case Tag::svg:
        case Tag::template_:
        case Tag::textarea:
        case Tag::title:
        case Tag::video:
            return true;
        case Tag::text:
        case Tag::html:
        case Tag::body:
            return false;
        default:
            break;
    }
    const auto& element = dom[node];
    if (visibility == Visibility::any || element.attributes_begin == element.attributes_end) return false;
    if (dom.has_attribute(node, "hidden") || dom.attribute(node, "aria-hidden") == "true") return true;
    auto style = dom.attribute(node, "style");
    return !style.empty() && (has_style(style, "display", "none") || has_style(style, "visibility", "hidden"));
}

}  // namespace

bool is_blank(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0d) || c == 0x85 || c == 0xa0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200a) || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

bool is_invisible_mark(char32_t c) {
    return c < 0x20 || c == 0x7f || c == 0xad || c == 0x200b || c == 0x2060 || c == 0xfeff;
}

bool is_block_element(Tag tag) {
    switch (tag) {
        case Tag::address:
        case Tag::article:
        case Tag::aside:
        case Tag::blockquote:
        case Tag::body:
        case Tag::caption:
        case Tag::center:
        case Tag::dd:
        case Tag::details:
        case Tag::div:
        case Tag::dl:
        case Tag::dt:
        case Tag::figcaption:
        case Tag::figure:
        case Tag::footer:
        case Tag::form:
        case Tag::h1:
        case Tag::h2:
        case Tag::h3:
        case Tag::h4:
        case Tag::h5:
        case Tag::h6:
        case Tag::header:
        case Tag::hr:
        case Tag::html:
        case Tag::li:
        case Tag::main:
        case Tag::nav:
        case Tag::ol:
        case Tag::p:
        case Tag::pre:
        case Tag::section:
        case Tag::summary:
        case Tag::table:
        case Tag::tbody:
        case Tag::td:
        case Tag::tfoot:
        case Tag::th:
        case Tag::thead:
        case Tag::tr:
        case Tag::ul:
            return true;
        default:
            return false;
    }
}

std::vector<Block> blocks_of(const Dom& dom, NodeIndex root, Visibility visibility) {
    std::vector<Block> blocks;
    Writer writer(blocks);
    std::vector<NodeIndex> around;  // the block elements around the place we are at
    NodeIndex link_end = 0;
    bool after_break = false;
    for (NodeIndex i = root; i < dom[root].end && blocks.size() < lines_max;) {
        while (!around.empty() && i >= dom[around.back()].end) {
            writer.flush();
            around.pop_back();
        }
        const auto& node = dom[i];
        if (node.tag == Tag::text) {
            writer.add(node.text, i, around.empty() ? root : around.back(), i < link_end);
            if (node.text.find_first_not_of(" \t\r\n") != std::string_view::npos) after_break = false;
            ++i;
            continue;
        }
        if (is_left_out(dom, i, visibility)) {
            i = node.end;
            continue;
        }
        if (node.tag == Tag::br) {
            writer.soft_break(after_break);
            after_break = true;
        } else if (is_block_element(node.tag)) {
            writer.flush();
            around.push_back(i);
            after_break = false;
        } else if (node.tag == Tag::a && !dom.attribute(i, "href").empty()) {
            link_end = node.end;
        }
        ++i;
    }
    writer.flush();
    return blocks;
}

}  // namespace watchword::article
