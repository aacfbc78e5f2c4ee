#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "common/revision/compare.hpp"

namespace watchword::revision {

// A text taken apart at its newlines.
inline std::vector<std::string> lines_of(const std::string& text, std::size_t count) {
    if (count <= 1) return std::vector<std::string>(count, text);
    std::vector<std::string> lines;
    for (std::size_t begin = 0;;) {
        auto end = text.find('\n', begin);
        lines.push_back(text.substr(begin, end - begin));
        if (end == std::string::npos) return lines;
        begin = end + 1;
    }
}

// The new paragraphs, made from the old ones and a diff alone.
inline std::vector<std::string> replay(const Diff& diff, const std::vector<std::string>& before) {
    if (diff.throughout) {
        const Change& all = diff.changes.back();
        return lines_of(all.after, all.after_at.count);
    }
    std::vector<bool> touched(before.size(), false);
    std::size_t size = before.size();
    for (const Change& change : diff.changes) {
        for (std::size_t i = 0; i < change.before_at.count; ++i) touched[change.before_at.first + i] = true;
        size = size - change.before_at.count + change.after_at.count;
    }
    std::vector<std::string> after(size);
    std::vector<bool> filled(size, false);
    for (const Change& change : diff.changes) {
        auto lines = lines_of(change.after, change.after_at.count);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            after.at(change.after_at.first + i) = lines[i];
            filled.at(change.after_at.first + i) = true;
        }
    }
    std::size_t next = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (touched[i]) continue;
        while (filled.at(next)) ++next;
        after[next++] = before[i];
    }
    return after;
}

}  // namespace watchword::revision
