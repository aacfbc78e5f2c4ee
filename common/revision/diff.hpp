#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/revision/revision.hpp"

namespace watchword::revision {

// spec/alerts.md, "Edits". Ordered: a diff's grade is its highest.
enum class Grade { cosmetic, minor, substantive, major };

enum class Kind { headline, standfirst, byline, date, tag, paragraph, quotation, number, name, correction };

std::string_view to_text(Grade grade);
std::string_view to_text(Kind kind);

// A stretch of the word diff: kept as it was, taken away, or brought.
struct Piece {
    enum class Op { keep, remove, insert };
    Op op;
    std::string text;
    bool operator==(const Piece&) const = default;
};

struct Change {
    Kind kind;
    Grade grade;
    std::string before;                    // the text of the place in the old revision; empty when brought anew
    std::string after;                     // ... in the new one; empty when dropped
    std::optional<std::size_t> paragraph;  // index in the new revision (of a dropped one: in the old), from 0
    std::vector<Piece> words;              // `before` and `after` told apart word by word
    bool operator==(const Change&) const = default;
};

struct Diff {
    std::vector<Change> changes;
    std::optional<Grade> grade;  // nullopt: the same but for nothing at all

    bool empty() const { return changes.empty(); }
};

}  // namespace watchword::revision
