#include "common/revision/compare.hpp"

#include <algorithm>
#include <chrono>

#include "common/revision/align.hpp"
#include "common/revision/characters.hpp"
#include "common/revision/grade.hpp"
#include "common/revision/lexicon.hpp"
#include "common/revision/noise.hpp"
#include "common/revision/normal_form.hpp"
#include "common/revision/word_diff.hpp"

namespace watchword::revision {

namespace {

constexpr std::size_t field_bytes_max = 1 << 20;  // of a headline or standfirst that is still compared in words

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string all;
    for (const auto& part : parts) {
        if (&part != &parts.front()) all += separator;
        all += part;
    }
    return all;
}

std::string joined(const std::vector<std::string>& paragraphs, Span span) {
    std::string all;
    for (std::size_t i = span.first; i < span.first + span.count; ++i) {
        if (i > span.first) all += '\n';
        all += paragraphs[i];
    }
    return all;
}

std::vector<std::string> normal_set(const std::vector<std::string>& parts) {
    std::vector<std::string> set;
    set.reserve(parts.size());
    for (const auto& part : parts) set.push_back(normal_form(part));
    std::sort(set.begin(), set.end());
    return set;
}

// Whether `word` is found with a small letter or a comma and a blank before it, where only a name keeps its
// capital.
bool stands_inside_sentence(std::string_view text, std::string_view word) {
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        auto end = at + word.size();
        if (end < text.size() && character_at(text, end).role == Role::letter) continue;
        if (at < 2 || text[at - 1] != ' ') continue;
        auto last = at - 2;
        while (last > 0 && (text[last] & 0xC0) == 0x80) --last;
        Character before = character_at(text, last);
        if (before.code == U',' || before.role == Role::letter || before.role == Role::digit) return true;
    }
    return false;
}

class Comparer {
  public:
    Comparer(const Revision& before, const Revision& after, std::string_view language)
        : before_(before), after_(after), language_(language) {}

    Diff run() {
        compare_field(Kind::headline, before_.headline, after_.headline);
        compare_field(Kind::standfirst, before_.standfirst, after_.standfirst);
        compare_lists(Kind::byline, Grade::substantive, before_.byline, after_.byline);
        compare_dates();
        compare_lists(Kind::tag, Grade::minor, before_.tags, after_.tags);
        compare_paragraphs();
        for (const Change& change : diff_.changes)
            diff_.grade = std::max(diff_.grade.value_or(change.grade), change.grade);
        return std::move(diff_);
    }

  private:
    void compare_field(Kind kind, const std::string& before, const std::string& after) {
        if (before == after) return;
        Change change{kind, Grade::major, before, after, std::nullopt, {}};
        if (before.size() > field_bytes_max || after.size() > field_bytes_max) {
            change.words = replaced(before, after);
        } else {
            Vocabulary vocabulary;
            WordDiff words = diff_words(before, after, vocabulary);
            change.words = pieces_of(words);
            Verdict verdict = judge(words, context(vocabulary));
            if (verdict.kind != Kind::paragraph) change.also.push_back(verdict.kind);
            change.also.insert(change.also.end(), verdict.also.begin(), verdict.also.end());
            change.grade = field_grade(kind, before, after, verdict.grade);
        }
        diff_.changes.push_back(std::move(change));
    }

    Grade field_grade(Kind kind, const std::string& before, const std::string& after, Grade words) const {
        if (words == Grade::cosmetic) return words;
        if (kind == Kind::headline) return Grade::major;
        // Some pages repeat their first paragraph as the standfirst in one reading and not in the next.
        if (before.empty()) return repeats(after, before_.paragraphs) ? Grade::cosmetic : Grade::major;
        if (after.empty()) return repeats(before, after_.paragraphs) ? Grade::cosmetic : Grade::major;
        return words;
    }

    static bool repeats(const std::string& standfirst, const std::vector<std::string>& paragraphs) {
        constexpr std::size_t top = 3;
        std::string wanted = normal_form(standfirst);
        auto end = paragraphs.begin() + static_cast<std::ptrdiff_t>(std::min(top, paragraphs.size()));
        return std::any_of(paragraphs.begin(), end,
                           [&](const auto& text) { return normal_form(text).starts_with(wanted); });
    }

    void compare_lists(Kind kind, Grade grade, const std::vector<std::string>& before,
                       const std::vector<std::string>& after) {
        if (before == after) return;
        if (normal_set(before) == normal_set(after)) grade = Grade::cosmetic;
        std::string old_text = joined(before, ", ");
        std::string new_text = joined(after, ", ");
        Vocabulary vocabulary;
        auto words = pieces_of(diff_words(old_text, new_text, vocabulary));
        diff_.changes.push_back(
            {kind, grade, std::move(old_text), std::move(new_text), std::nullopt, std::move(words)});
    }

    // Which day a piece bears is news. The hour moves whenever a page is saved, and pages show a date or hide
    // it.
    void compare_dates() {
        if (before_.published == after_.published) return;
        auto text = [](const std::optional<Time>& time) { return time ? to_rfc3339(*time) : std::string(); };
        auto day = [](Time time) { return std::chrono::floor<std::chrono::days>(time); };
        const bool moved = before_.published && after_.published && day(*before_.published) != day(*after_.published);
        std::string old_text = text(before_.published);
        std::string new_text = text(after_.published);
        auto words = replaced(old_text, new_text);
        diff_.changes.push_back({Kind::date, moved ? Grade::substantive : Grade::cosmetic, std::move(old_text),
                                 std::move(new_text), std::nullopt, std::move(words)});
    }

    void compare_paragraphs() {
        Vocabulary vocabulary;
        Alignment alignment = align(before_.paragraphs, after_.paragraphs, vocabulary);
        if (alignment.throughout) {
            diff_.throughout = true;
            add_paragraphs({{0, before_.paragraphs.size()}, {0, after_.paragraphs.size()}}, Grade::major);
            return;
        }
        for (const Pairing& pairing : alignment.pairings) {
            if (pairing.equal && !pairing.moved) continue;
            if (pairing.before.count == 0 || pairing.after.count == 0)
                add_whole(pairing);
            else
                add_changed(pairing, alignment, vocabulary);
        }
    }

    Change place(const Pairing& pairing) const {
        Change change{};
        change.kind = Kind::paragraph;
        change.before = joined(before_.paragraphs, pairing.before);
        change.after = joined(after_.paragraphs, pairing.after);
        change.paragraph = pairing.after.count > 0 ? pairing.after.first : pairing.before.first;
        change.before_at = pairing.before;
        change.after_at = pairing.after;
        change.moved = pairing.moved;
        return change;
    }

    void add_paragraphs(const Pairing& pairing, Grade grade) {
        Change change = place(pairing);
        change.grade = grade;
        change.words = replaced(change.before, change.after);
        diff_.changes.push_back(std::move(change));
    }

    void add_whole(const Pairing& pairing) {
        Change change = place(pairing);
        Verdict verdict = judge_whole(change.before.empty() ? change.after : change.before);
        change.kind = verdict.kind;
        change.grade = verdict.grade;
        change.words = replaced(change.before, change.after);
        diff_.changes.push_back(std::move(change));
    }

    void add_changed(const Pairing& pairing, Alignment& alignment, const Vocabulary& vocabulary) {
        Change change = place(pairing);
        if (pairing.equal) {
            change.words = {{Piece::Op::keep, change.after}};
        } else if (pairing.before.count == 1 && pairing.after.count == 1) {
            auto taken = [](const std::string& text, std::vector<Word>& words) {
                return WordedText{text, std::move(words)};
            };
            auto before = taken(before_.paragraphs[pairing.before.first], alignment.before_words[pairing.before.first]);
            auto after = taken(after_.paragraphs[pairing.after.first], alignment.after_words[pairing.after.first]);
            grade(change, diff_words(std::move(before), std::move(after), vocabulary, matcher_), vocabulary);
        } else {
            Vocabulary joined_vocabulary;
            grade(change, diff_words(change.before, change.after, joined_vocabulary), joined_vocabulary);
        }
        if (pairing.moved && !is_noise(change.after)) change.grade = std::max(change.grade, Grade::minor);
        diff_.changes.push_back(std::move(change));
    }

    void grade(Change& change, const WordDiff& words, const Vocabulary& vocabulary) {
        Verdict verdict = judge(words, context(vocabulary));
        change.words = pieces_of(words);
        change.kind = verdict.kind;
        change.also = std::move(verdict.also);
        change.grade = verdict.grade;
        if (change.grade > Grade::cosmetic) refine(change);
    }

    // Lines that change by themselves stay no edit however they change; notes stay notes.
    static void refine(Change& change) {
        if (is_noise(change.before) && is_noise(change.after)) {
            change.grade = Grade::cosmetic;
        } else if (change.grade > Grade::minor &&
                   (is_correction_note(change.before) || is_correction_note(change.after))) {
            if (change.kind != Kind::correction && change.kind != Kind::paragraph)
                change.also.insert(change.also.begin(), change.kind);
            change.kind = Kind::correction;
            change.grade = Grade::major;
        }
    }

    static std::vector<Piece> replaced(const std::string& before, const std::string& after) {
        std::vector<Piece> pieces;
        if (!before.empty()) pieces.push_back({Piece::Op::remove, before});
        if (!after.empty()) pieces.push_back({Piece::Op::insert, after});
        return pieces;
    }

    GradeContext context(const Vocabulary& vocabulary) {
        return {vocabulary, language_, [this](std::string_view word) { return known_as_name(word); }};
    }

    bool known_as_name(std::string_view word) {
        if (searches_left_ == 0) return false;
        --searches_left_;
        for (const Revision* revision : {&before_, &after_})
            for (const auto& paragraph : revision->paragraphs)
                if (stands_inside_sentence(paragraph, word)) return true;
        return false;
    }

    const Revision& before_;
    const Revision& after_;
    std::string_view language_;
    std::size_t searches_left_ = 64;  // each reads the whole article
    SequenceMatcher matcher_;
    Diff diff_;
};

}  // namespace

Diff compare(const Revision& before, const Revision& after, std::string_view language) {
    return Comparer(before, after, language).run();
}

}  // namespace watchword::revision
