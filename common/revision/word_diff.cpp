#include "common/revision/word_diff.hpp"

#include <algorithm>

#include "common/revision/characters.hpp"
#include "common/revision/lexicon.hpp"

namespace watchword::revision {

namespace {

std::vector<std::uint32_t> ids_of(const std::vector<Word>& words) {
    std::vector<std::uint32_t> ids(words.size());
    std::transform(words.begin(), words.end(), ids.begin(), [](const Word& word) { return word.id; });
    return ids;
}

std::vector<Hunk> between(const std::vector<Run>& runs, std::size_t before_size, std::size_t after_size) {
    std::vector<Hunk> hunks;
    Run last{0, 0, 0};
    auto close = [&](std::size_t before, std::size_t after) {
        Hunk hunk{last.before + last.length, before, last.after + last.length, after};
        if (hunk.before_begin < hunk.before_end || hunk.after_begin < hunk.after_end) hunks.push_back(hunk);
    };
    for (const Run& run : runs) {
        close(run.before, run.after);
        last = run;
    }
    close(before_size, after_size);
    return hunks;
}

std::size_t size_of(const Hunk& hunk) {
    return hunk.before_end - hunk.before_begin + hunk.after_end - hunk.after_begin;
}

// Where a sentence was put in other words, a lone "the" or comma left standing between two rewritten
// stretches tells a reader nothing.
std::vector<Hunk> without_islands(const std::vector<Hunk>& hunks, const std::vector<Word>& after,
                                  const Vocabulary& vocabulary) {
    constexpr std::size_t island_max = 2;
    constexpr std::size_t rewritten_min = 3;
    auto tells_nothing = [&](const Word& word) {
        return !is_lettered(word.kind) || is_empty_word(vocabulary.text(word.id));
    };
    std::vector<Hunk> joined;
    for (const Hunk& hunk : hunks) {
        if (!joined.empty()) {
            Hunk& last = joined.back();
            auto begin = after.begin() + static_cast<std::ptrdiff_t>(last.after_end);
            auto end = after.begin() + static_cast<std::ptrdiff_t>(hunk.after_begin);
            if (end - begin <= static_cast<std::ptrdiff_t>(island_max) && size_of(last) >= rewritten_min &&
                size_of(hunk) >= rewritten_min && std::all_of(begin, end, tells_nothing)) {
                last.before_end = hunk.before_end;
                last.after_end = hunk.after_end;
                continue;
            }
        }
        joined.push_back(hunk);
    }
    return joined;
}

// A part of a text with the blanks around it.
struct Stretch {
    std::size_t begin;
    std::string_view text;
};

Stretch stretch(std::string_view text, const std::vector<Word>& words, std::size_t begin, std::size_t end) {
    std::size_t from = begin == 0 ? 0 : words[begin - 1].end;
    std::size_t to = end == words.size() ? text.size() : words[end].begin;
    return {from, text.substr(from, to - from)};
}

// How many bytes at a text's begin or end are blanks or invisible.
std::size_t blanks_before(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size()) {
        Character c = character_at(text, size);
        if (c.role != Role::space && c.role != Role::invisible) break;
        size += c.size;
    }
    return size;
}

std::size_t blanks_behind(std::string_view text) {
    std::size_t end = text.size();
    while (end > 0) {
        std::size_t begin = end - 1;
        while (begin > 0 && (text[begin] & 0xC0) == 0x80) --begin;
        Character c = character_at(text, begin);
        if (begin + c.size != end || (c.role != Role::space && c.role != Role::invisible)) break;
        end = begin;
    }
    return text.size() - end;
}

}  // namespace

WordDiff diff_words(WordedText before, WordedText after, const Vocabulary& vocabulary, SequenceMatcher& matcher) {
    WordDiff diff{before.text, after.text, std::move(before.words), std::move(after.words), {}};
    auto before_ids = ids_of(diff.before_words);
    auto after_ids = ids_of(diff.after_words);
    // Ties are broken the same way in either direction, so that the diff of b and a mirrors that of a and b.
    const bool mirrored = after.text < before.text;
    auto runs = mirrored ? matcher.match(after_ids, before_ids, vocabulary.size())
                         : matcher.match(before_ids, after_ids, vocabulary.size());
    if (mirrored)
        for (Run& run : runs) std::swap(run.before, run.after);
    diff.hunks = without_islands(between(runs, before_ids.size(), after_ids.size()), diff.after_words, vocabulary);
    return diff;
}

WordDiff diff_words(std::string_view before, std::string_view after, Vocabulary& vocabulary) {
    SequenceMatcher matcher;
    WordedText old_text{before, words_of(before, vocabulary)};
    WordedText new_text{after, words_of(after, vocabulary)};
    return diff_words(std::move(old_text), std::move(new_text), vocabulary, matcher);
}

std::vector<Piece> pieces_of(const WordDiff& diff) {
    std::vector<Piece> pieces;
    auto add = [&](Piece::Op op, std::string_view text) {
        if (text.empty()) return;
        if (!pieces.empty() && pieces.back().op == op)
            pieces.back().text += text;
        else
            pieces.push_back({op, std::string(text)});
    };
    std::size_t done = 0;  // bytes of `after`
    for (const Hunk& hunk : diff.hunks) {
        Stretch old_text = stretch(diff.before, diff.before_words, hunk.before_begin, hunk.before_end);
        Stretch new_text = stretch(diff.after, diff.after_words, hunk.after_begin, hunk.after_end);
        add(Piece::Op::keep, diff.after.substr(done, new_text.begin - done));
        done = new_text.begin + new_text.text.size();
        // Blanks that stand on both sides are kept, in front of the words and behind them.
        auto [old_lead, new_lead] = std::pair(blanks_before(old_text.text), blanks_before(new_text.text));
        if (old_lead > 0 && new_lead > 0) {
            add(Piece::Op::keep, new_text.text.substr(0, new_lead));
            new_text.text.remove_prefix(new_lead);
            old_text.text.remove_prefix(old_lead);
        }
        std::string_view trail;
        auto [old_trail, new_trail] = std::pair(blanks_behind(old_text.text), blanks_behind(new_text.text));
        if (old_trail > 0 && new_trail > 0) {
            trail = new_text.text.substr(new_text.text.size() - new_trail);
            new_text.text.remove_suffix(new_trail);
            old_text.text.remove_suffix(old_trail);
        }
        add(Piece::Op::remove, old_text.text);
        add(Piece::Op::insert, new_text.text);
        add(Piece::Op::keep, trail);
    }
    add(Piece::Op::keep, diff.after.substr(done));
    return pieces;
}

}  // namespace watchword::revision
