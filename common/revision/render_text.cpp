#include "common/revision/render_text.hpp"

#include "common/base/printable.hpp"
#include "common/revision/outline.hpp"

namespace watchword::revision {

namespace {

struct Marks {
    std::string_view heading_begin;
    std::string_view heading_end;
    std::string_view remove_begin;
    std::string_view remove_end;
    std::string_view insert_begin;
    std::string_view insert_end;
};

constexpr Marks plain{"", "", "[-", "-]", "{+", "+}"};
constexpr Marks coloured{"\x1b[1m", "\x1b[0m", "\x1b[31;9m", "\x1b[0m", "\x1b[32;4m", "\x1b[0m"};

// Line by line, for newlines are the only control characters that may pass.
std::string safe(std::string_view text) {
    std::string out;
    for (std::size_t begin = 0; begin <= text.size();) {
        auto end = std::min(text.find('\n', begin), text.size());
        if (begin > 0) out += '\n';
        out += printable(text.substr(begin, end - begin), std::string::npos);
        begin = end + 1;
    }
    return out;
}

void mark(std::string& out, std::string_view text, std::string_view begin, std::string_view end) {
    Trimmed part = trimmed(text);
    out += part.lead;
    if (part.core.empty()) return;
    out += begin;
    out += safe(part.core);
    out += end;
    out += part.trail;
}

std::string render(const Diff& diff, const Marks& marks) {
    auto sections = outline(diff);
    if (sections.empty()) return std::string(remark(diff)) + "\n";
    std::string out;
    for (const Section& section : sections) {
        if (!out.empty()) out += '\n';
        out += marks.heading_begin;
        out += section.heading;
        out += marks.heading_end;
        out += '\n';
        for (const Piece& piece : section.pieces) {
            switch (piece.op) {
                case Piece::Op::keep:
                    out += safe(piece.text);
                    break;
                case Piece::Op::remove:
                    mark(out, piece.text, marks.remove_begin, marks.remove_end);
                    break;
                case Piece::Op::insert:
                    mark(out, piece.text, marks.insert_begin, marks.insert_end);
                    break;
            }
        }
        out += '\n';
    }
    return out;
}

}  // namespace

std::string render_text(const Diff& diff) {
    return render(diff, plain);
}

std::string render_terminal(const Diff& diff) {
    return render(diff, coloured);
}

}  // namespace watchword::revision
