#include "common/revision/diff.hpp"

namespace watchword::revision {

namespace {

// The pieces of all changes with one operation, a change a line.
std::string text_with(const Diff& diff, Piece::Op op) {
    std::string text;
    for (const Change& change : diff.changes) {
        if (change.grade == Grade::cosmetic) continue;
        std::string line;
        bool gap = false;
        for (const Piece& piece : change.words) {
            if (piece.op == Piece::Op::keep) gap = true;
            if (piece.op != op) continue;
            if (gap && !line.empty()) line += '\n';
            gap = false;
            line += piece.text;
        }
        if (line.empty()) continue;
        if (!text.empty()) text += '\n';
        text += line;
    }
    return text;
}

}  // namespace

std::string_view to_text(Grade grade) {
    switch (grade) {
        case Grade::cosmetic:
            return "cosmetic";
        case Grade::minor:
            return "minor";
        case Grade::substantive:
            return "substantive";
        case Grade::major:
            return "major";
    }
    return {};
}

std::string_view to_text(Kind kind) {
    switch (kind) {
        case Kind::headline:
            return "headline";
        case Kind::standfirst:
            return "standfirst";
        case Kind::byline:
            return "byline";
        case Kind::date:
            return "date";
        case Kind::tag:
            return "tag";
        case Kind::paragraph:
            return "paragraph";
        case Kind::quotation:
            return "quotation";
        case Kind::number:
            return "number";
        case Kind::name:
            return "name";
        case Kind::correction:
            return "correction";
    }
    return {};
}

std::string appeared_text(const Diff& diff) {
    return text_with(diff, Piece::Op::insert);
}

std::string removed_text(const Diff& diff) {
    return text_with(diff, Piece::Op::remove);
}

}  // namespace watchword::revision
