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

// A stretch of paragraphs, counted from 0.
struct Span {
    std::size_t first = 0;
    std::size_t count = 0;
    bool operator==(const Span&) const = default;
};

struct Change {
    Kind kind;
    Grade grade;
    std::string before;                    // the text of the place in the old revision; empty when brought anew
    std::string after;                     // ... in the new one; empty when dropped
    std::optional<std::size_t> paragraph;  // index in the new revision (of a dropped one: in the old), from 0
    // `before` and `after` told apart word by word. What is kept is spelt as in `after`: cosmetics are not
    // told apart.
    std::vector<Piece> words;
    std::vector<Kind> also{};  // what else the words touch, most telling first: a number beside a quotation
    // Where the text of a paragraph stands on either side. Several paragraphs where one was split or some
    // were joined: then `before` or `after` is theirs joined by newlines. Not set for the other parts of an
    // article.
    Span before_at{};
    Span after_at{};
    bool moved = false;  // stands elsewhere among the other paragraphs than it did
    bool operator==(const Change&) const = default;
};

struct Diff {
    std::vector<Change> changes;  // in reading order; cosmetic ones too, so that nothing goes unsaid
    std::optional<Grade> grade;   // nullopt: the same but for nothing at all
    bool throughout = false;      // too much differs for a diff in words: one change holds all paragraphs

    bool empty() const { return changes.empty(); }
};

// The words that an edit brought, and those it took away, each unbroken stretch a line; cosmetic changes
// apart.
std::string appeared_text(const Diff& diff);
std::string removed_text(const Diff& diff);

}  // namespace watchword::revision
