#include "common/article/script_text.hpp"

#include <algorithm>
#include <string_view>

#include "common/article/blocks.hpp"
#include "common/article/surroundings.hpp"
#include "common/text/utf8.hpp"

namespace watchword::article {
namespace {

constexpr std::size_t string_bytes_min = 400;
constexpr std::size_t candidates_max = 16;
constexpr std::uint32_t prose_letters_min = 300;

unsigned hex_at(std::string_view text, std::size_t at) {
    unsigned value = 0;
    for (std::size_t i = at; i < at + 4 && i < text.size(); ++i) {
        char c = text[i];
        unsigned digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 16;
        if (digit > 15) return text::replacement_character;
        value = value << 4 | digit;
    }
    return value;
}

// A JSON or JavaScript string's contents.
std::string unescaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 >= text.size()) {
            out += text[i];
            continue;
        }
        char c = text[++i];
        if (c == 'n' || c == 'r' || c == 't') {
            out += c == 'n' ? '\n' : ' ';
        } else if (c == 'u') {
            char32_t point = hex_at(text, i + 1);
            i += 4;
            bool high = point >= 0xd800 && point < 0xdc00;
            if (high && text.substr(std::min(i + 1, text.size())).starts_with("\\u")) {
                char32_t low = hex_at(text, i + 3);
                point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
                i += 6;
            }
            text::append_utf8(out, point);
        } else {
            out += c;
        }
    }
    return out;
}

// The long string literals of a script, as they stand there.
std::vector<std::string_view> long_strings(std::string_view script) {
    std::vector<std::string_view> strings;
    for (std::size_t i = 0; i < script.size(); ++i) {
        if (script[i] != '"') continue;
        std::size_t from = ++i;
        while (i < script.size() && script[i] != '"') i += script[i] == '\\' ? 2 : 1;
        auto until = std::min(i, script.size());
        if (until - from >= string_bytes_min) strings.push_back(script.substr(from, until - from));
    }
    return strings;
}

struct Found {
    std::vector<std::string> paragraphs;
    std::uint32_t letters = 0;
};

Found prose_in(const std::string& html) {
    Found found;
    if (html.find(' ') == std::string::npos) return found;
    auto dom = Dom::parse(html);
    if (!dom) return found;
    std::uint32_t others = 0;
    for (auto& block : blocks_of(*dom)) {
        auto marks = std::count_if(block.text.begin(), block.text.end(),
                                   [](char c) { return c == '{' || c == '}' || c == '=' || c == '\\' || c == '$'; });
        if (is_prose(block) && marks < 3)
            found.letters += block.letters;
        else
            others += block.letters;
        if (marks < 3) found.paragraphs.push_back(std::move(block.text));
    }
    if (others > found.letters) return {};
    return found;
}

}  // namespace

std::vector<std::string> text_in_scripts(const Dom& dom) {
    std::vector<std::string> candidates;
    for (NodeIndex i = 0; i < dom.size(); ++i) {
        if (dom[i].tag != Tag::script) continue;
        for (NodeIndex child : dom.children(i))
            for (auto literal : long_strings(dom[child].text)) {
                auto text = unescaped(literal);
                // Data within data: a framework's state is often a string that holds JSON.
                for (auto inner : long_strings(text)) candidates.push_back(unescaped(inner));
                candidates.push_back(std::move(text));
            }
    }
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
    if (candidates.size() > candidates_max) candidates.resize(candidates_max);
    Found best;
    for (const auto& candidate : candidates)
        if (auto found = prose_in(candidate); found.letters > best.letters) best = std::move(found);
    return best.letters >= prose_letters_min ? best.paragraphs : std::vector<std::string>();
}

}  // namespace watchword::article
