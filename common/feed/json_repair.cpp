#include "common/feed/json_repair.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace watchword::feed {

namespace {

class JsonRepairer {
  public:
    explicit JsonRepairer(std::string_view text) : text_(text) { out_.reserve(text.size() + text.size() / 16); }

    RepairedJson run() {
        while (at_ < text_.size() && !done_) {
            char c = text_[at_];
            if (c == '"') {
                if (!string()) break;
            } else {
                structure(c);
            }
        }
        // What is incomplete goes: half a value or name tells nothing.
        RepairedJson repaired{.text = {}, .cut_at_depth = at_ < text_.size() ? 0 : open_.size()};
        if (!open_.empty()) out_.resize(whole_);
        for (; !open_.empty(); open_.pop_back()) out_ += open_.back();
        repaired.text = std::move(out_);
        return repaired;
    }

  private:
    void structure(char c) {
        bool closes = c == '}' || c == ']';
        if (closes && (open_.empty() || open_.back() != c)) {
            done_ = true;
            return;
        }
        if (c == ',') whole_ = out_.size();
        out_ += c;
        ++at_;
        if (c == '{') open_ += '}';
        if (c == '[') open_ += ']';
        if (closes) open_.pop_back();
        if (closes || c == '{' || c == '[') whole_ = out_.size();
        done_ = closes && open_.empty();
    }

    // False when the input ends inside.
    bool string() {
        out_ += '"';
        for (++at_; at_ < text_.size(); ++at_) {
            char c = text_[at_];
            if (c == '"') {
                out_ += '"';
                ++at_;
                return true;
            }
            if (c == '\\')
                escape();
            else if (static_cast<unsigned char>(c) < 0x20)
                out_ += c == '\n' ? "\\n" : c == '\t' ? "\\t" : " ";
            else
                out_ += c;
        }
        return false;
    }

    // Leaves at_ on the last character of what the backslash begins.
    void escape() {
        constexpr std::string_view escapable = "\"\\/bfnrt";
        char next = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        auto unit = next == 'u' ? code_unit(at_) : std::nullopt;
        if (unit) return unicode(*unit);
        if (escapable.find(next) == std::string_view::npos) {
            out_ += "\\\\";
            return;
        }
        out_ += text_.substr(at_, 2);
        ++at_;
    }

    void unicode(std::uint32_t unit) {
        constexpr std::size_t length = 6;  // "\uXXXX"
        auto low = unit >= 0xD800 && unit < 0xDC00 ? code_unit(at_ + length) : std::nullopt;
        bool pair = low && *low >= 0xDC00 && *low < 0xE000;
        bool half = !pair && unit >= 0xD800 && unit < 0xE000;
        out_ += half ? std::string_view("\\ufffd") : text_.substr(at_, pair ? 2 * length : length);
        at_ += (pair ? 2 * length : length) - 1;
    }

    std::optional<std::uint32_t> code_unit(std::size_t at) const {
        std::string_view escape = text_.substr(std::min(at, text_.size()), 6);
        if (escape.size() < 6 || !escape.starts_with("\\u")) return std::nullopt;
        std::uint32_t unit = 0;
        auto [end, error] = std::from_chars(escape.data() + 2, escape.data() + 6, unit, 16);
        return error == std::errc{} && end == escape.data() + 6 ? std::optional(unit) : std::nullopt;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string out_;
    std::string open_;       // the brackets that close what is open
    std::size_t whole_ = 0;  // how much of out_ needs only those to be JSON
    bool done_ = false;
};

}  // namespace

RepairedJson repaired_json(std::string_view text) {
    return JsonRepairer(text).run();
}

}  // namespace watchword::feed
