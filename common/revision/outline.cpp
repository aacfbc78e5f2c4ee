#include "common/revision/outline.hpp"

#include <algorithm>

namespace watchword::revision {

namespace {

constexpr std::size_t context = 80;  // bytes kept on either side of a change

std::string capitalised(std::string_view word) {
    std::string out(word);
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

bool is_whole(const Change& change) {
    return change.before.empty() || change.after.empty();
}

std::string heading_of(const Change& change) {
    std::string text;
    std::vector<Kind> kinds = change.also;
    if (change.paragraph) {
        text = "Paragraph " + std::to_string(*change.paragraph + 1);
        if (change.kind != Kind::paragraph) kinds.insert(kinds.begin(), change.kind);
    } else {
        text = capitalised(to_text(change.kind));
    }
    if (is_whole(change)) text += change.before.empty() ? " added" : " dropped";
    if (change.moved) text += " moved";
    for (std::size_t i = 0; i < kinds.size(); ++i) text += (i == 0 ? ": " : ", ") + std::string(to_text(kinds[i]));
    return text + " (" + std::string(to_text(change.grade)) + ")";
}

// Cuts fall on blanks where there are some, on characters where not.
std::size_t cut_after(std::string_view text, std::size_t at) {
    auto blank = text.find(' ', at);
    if (blank != std::string_view::npos && blank < at + context / 2) return blank;
    while (at < text.size() && (text[at] & 0xC0) == 0x80) ++at;
    return at;
}

std::size_t cut_before(std::string_view text, std::size_t at) {
    auto blank = text.rfind(' ', at);
    if (blank != std::string_view::npos && blank + context / 2 > at) return blank + 1;
    while (at > 0 && (text[at] & 0xC0) == 0x80) --at;
    return at;
}

std::string shortened(std::string_view text, bool first, bool last) {
    const std::size_t kept = (first || last ? 1 : 2) * context;
    if (text.size() <= kept + context / 2) return std::string(text);
    std::string_view head = first ? std::string_view{} : text.substr(0, cut_after(text, context));
    std::string_view tail = last ? std::string_view{} : text.substr(cut_before(text, text.size() - context));
    return std::string(head) + (head.empty() ? "… " : " … ") + std::string(tail);
}

}  // namespace

std::vector<Section> outline(const Diff& diff) {
    std::vector<Section> sections;
    for (const Change& change : diff.changes) {
        if (change.grade == Grade::cosmetic) continue;
        Section section{heading_of(change), {}};
        for (std::size_t i = 0; i < change.words.size(); ++i) {
            const Piece& piece = change.words[i];
            const bool kept = piece.op == Piece::Op::keep && change.words.size() > 1;
            section.pieces.push_back(
                {piece.op, kept ? shortened(piece.text, i == 0, i + 1 == change.words.size()) : piece.text});
        }
        sections.push_back(std::move(section));
    }
    return sections;
}

std::string_view remark(const Diff& diff) {
    return diff.empty() ? "The two revisions are the same."
                        : "The two revisions differ by nothing but typography, layout or lines that change "
                          "by themselves.";
}

Trimmed trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\n\r";
    auto begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {text, {}, {}};
    auto end = text.find_last_not_of(blanks) + 1;
    return {text.substr(0, begin), text.substr(begin, end - begin), text.substr(end)};
}

}  // namespace watchword::revision
