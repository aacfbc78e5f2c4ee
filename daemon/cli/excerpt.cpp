#include "daemon/cli/excerpt.hpp"

#include <algorithm>
#include <string_view>

#include <boost/json.hpp>

#include "daemon/cli/print.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

constexpr std::uint64_t close_characters = 80;

bool is_letter(char c) {
    return static_cast<unsigned char>(c) >= 0x80 || (std::isalnum(static_cast<unsigned char>(c)) != 0);
}

// Where the words stand in the excerpt: by themselves, if anywhere.
std::size_t place_of(std::string_view words, std::string_view excerpt) {
    for (std::size_t at = excerpt.find(words); at != std::string_view::npos; at = excerpt.find(words, at + 1)) {
        bool begins = at == 0 || !is_letter(excerpt[at - 1]);
        auto end = at + words.size();
        if (begins && (end == excerpt.size() || !is_letter(excerpt[end]))) return at;
    }
    return excerpt.find(words);
}

struct Mark {
    std::size_t begin;
    std::size_t end;
    auto operator<=>(const Mark&) const = default;
};

std::string marked(std::string_view excerpt, std::vector<Mark> marks, const Ink& ink) {
    std::sort(marks.begin(), marks.end());
    std::string text;
    std::size_t done = 0;
    for (const Mark& mark : marks) {
        if (mark.begin < done) continue;
        auto words = excerpt.substr(mark.begin, mark.end - mark.begin);
        text += excerpt.substr(done, mark.begin - done);
        text += ink ? ink.bold(ink.yellow(words)) : '[' + std::string(words) + ']';
        done = mark.end;
    }
    return text + std::string(excerpt.substr(done));
}

}  // namespace

std::vector<std::string> excerpts_of(const json::value& article, const Ink& ink, std::size_t most) {
    struct Excerpt {
        std::string field;
        std::uint64_t start;
        std::string text;
        std::vector<Mark> marks;
    };
    std::vector<Excerpt> excerpts;
    std::size_t left_out = 0;
    for (const json::value& hit : article.at("hits").as_array()) {
        auto words = text_of(hit, "text");
        auto start = number_of(hit, "start");
        auto near = std::find_if(excerpts.begin(), excerpts.end(), [&](const Excerpt& excerpt) {
            return excerpt.field == text_of(hit, "field") && start < excerpt.start + close_characters &&
                   place_of(words, excerpt.text) != std::string::npos;
        });
        if (near == excerpts.end()) {
            if (excerpts.size() == most) {
                ++left_out;
                continue;
            }
            near = excerpts.insert(near, {text_of(hit, "field"), start, text_of(hit, "excerpt"), {}});
        }
        if (auto at = place_of(words, near->text); at != std::string::npos && !words.empty())
            near->marks.push_back({at, at + words.size()});
    }
    std::vector<std::string> lines;
    for (const Excerpt& excerpt : excerpts)
        lines.push_back(excerpt.field + ": " + marked(excerpt.text, excerpt.marks, ink));
    if (left_out > 0) lines.push_back(ink.faint("and " + count_of(left_out, "more hit")));
    return lines;
}

}  // namespace watchword::cli
