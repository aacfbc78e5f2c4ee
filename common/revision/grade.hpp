#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "common/revision/word_diff.hpp"

namespace watchword::revision {

// What a change means.
struct Verdict {
    Grade grade = Grade::cosmetic;
    Kind kind = Kind::paragraph;  // the most telling one
    std::vector<Kind> also;       // the others, most telling first
};

struct GradeContext {
    const Vocabulary& vocabulary;
    std::string_view language;  // ISO 639-1, may be empty
    // Whether a word stands capitalised inside a sentence elsewhere: at a sentence's start a capital tells
    // nothing.
    std::function<bool(std::string_view word)> known_as_name;
};

// A text that was changed in words (spec/alerts.md, "Edits").
Verdict judge(const WordDiff& diff, const GradeContext& context);

// A paragraph brought or dropped as a whole.
Verdict judge_whole(std::string_view paragraph);

}  // namespace watchword::revision
