#include "common/revision/grade.hpp"

#include <algorithm>
#include <array>

#include "common/revision/lexicon.hpp"
#include "common/revision/noise.hpp"
#include "common/revision/spelling.hpp"

namespace watchword::revision {

namespace {

// The most telling kind first.
constexpr std::array telling{Kind::correction, Kind::quotation, Kind::number, Kind::date, Kind::name, Kind::paragraph};

// Where the words of one side stand.
struct Standing {
    bool quoted = false;
    bool opens_sentence = false;
};

// "Mr. Smith", "J. Smith", "ул. Ленина": a short word with a point does not end its sentence.
bool ends_sentence(const std::vector<Word>& words, std::size_t sign, std::string_view text,
                   const Vocabulary& vocabulary) {
    constexpr std::size_t abbreviation_max = 3;
    std::string_view mark = vocabulary.text(words[sign].id);
    if (mark == "!" || mark == "?" || mark == "..." || mark == "。" || mark == "؟" || mark == "।" || mark == ":")
        return true;
    if (mark != ".") return false;
    if (sign == 0) return true;
    const Word& last = words[sign - 1];
    std::size_t length = 0;
    for (char c : text.substr(last.begin, last.end - last.begin)) length += (c & 0xC0) != 0x80;
    return !(last.kind == WordClass::word && last.capital && length <= abbreviation_max) && length > 1;
}

class Quotes {
  public:
    // Whether the word at hand stands inside quotation marks.
    bool pass(const Word& word, const std::vector<Word>& words, std::size_t index, std::string_view normal) {
        if (word.kind != WordClass::quote) return double_ || single_;
        if (normal == "\"") {
            double_ = !double_;
        } else {
            bool touches_next = index + 1 < words.size() && !words[index + 1].spaced;
            if (word.spaced && touches_next)
                single_ = true;
            else if (!word.spaced)
                single_ = false;
        }
        return false;
    }

  private:
    bool double_ = false;
    bool single_ = false;
};

std::vector<Standing> standings(std::string_view text, const std::vector<Word>& words, const Vocabulary& vocabulary) {
    std::vector<Standing> out(words.size());
    Quotes quotes;
    bool opens = true;
    for (std::size_t i = 0; i < words.size(); ++i) {
        out[i].quoted = quotes.pass(words[i], words, i, vocabulary.text(words[i].id));
        if (is_lettered(words[i].kind)) {
            out[i].opens_sentence = opens;
            opens = false;
        } else if (words[i].kind == WordClass::quote) {
            opens = opens || words[i].spaced;  // a quotation that opens begins a sentence of its own
        } else if (ends_sentence(words, i, text, vocabulary)) {
            opens = true;
        }
    }
    return out;
}

class Judge {
  public:
    Judge(const WordDiff& diff, const GradeContext& context)
        : diff_(diff),
          context_(context),
          before_(standings(diff.before, diff.before_words, context.vocabulary)),
          after_(standings(diff.after, diff.after_words, context.vocabulary)) {}

    Verdict run() {
        for (const Hunk& hunk : diff_.hunks) judge_hunk(hunk);
        judge_marks();
        Verdict verdict;
        verdict.grade = grade_;
        bool first = true;
        for (Kind kind : telling) {
            if (!has(kind) || (kind == Kind::paragraph && !first)) continue;
            if (first)
                verdict.kind = kind;
            else
                verdict.also.push_back(kind);
            first = false;
        }
        return verdict;
    }

  private:
    // One side of a hunk.
    struct Part {
        const std::vector<Word>& words;
        const std::vector<Standing>& standing;
        std::string_view text;
        std::size_t begin;
        std::size_t end;
    };

    void judge_hunk(const Hunk& hunk) {
        Part old_part{diff_.before_words, before_, diff_.before, hunk.before_begin, hunk.before_end};
        Part new_part{diff_.after_words, after_, diff_.after, hunk.after_begin, hunk.after_end};
        auto removed = telling_words(old_part);
        auto inserted = telling_words(new_part);
        if (removed.empty() && inserted.empty()) return raise(Grade::minor);
        if (is_passing(old_part) && is_passing(new_part)) return;
        if (opens_note(old_part) || opens_note(new_part)) return raise(Grade::major, Kind::correction);

        cancel(removed, inserted);
        const bool quoted =
            std::any_of(removed.begin(), removed.end(), [&](std::size_t i) { return before_[i].quoted; }) ||
            std::any_of(inserted.begin(), inserted.end(), [&](std::size_t i) { return after_[i].quoted; });
        if (quoted) raise(Grade::substantive, Kind::quotation);
        const bool numbers = judge_numbers(removed, inserted);
        const bool names = judge_names(removed, inserted);
        if (quoted || numbers || names) return;
        auto old_texts = texts(old_part, removed);
        auto new_texts = texts(new_part, inserted);
        const bool meaning = negates(old_texts) || negates(new_texts) || !is_slip(old_texts, new_texts);
        raise(meaning ? Grade::substantive : Grade::minor);
    }

    // Spelt otherwise, once words that carry nothing are left out or counted in: "La" may be an article or
    // "Là".
    static bool is_slip(std::vector<std::string_view> before, std::vector<std::string_view> after) {
        if (is_respelling(before, after)) return true;
        drop_empty(before);
        drop_empty(after);
        return (before.empty() && after.empty()) || is_respelling(before, after);
    }

    // Quotation marks set around words or taken away make or unmake a quotation; a single one is a slip.
    void judge_marks() {
        std::ptrdiff_t marks = 0;
        for (const Hunk& hunk : diff_.hunks) {
            for (std::size_t i = hunk.before_begin; i < hunk.before_end; ++i)
                marks -= is_double_quote(diff_.before_words[i]);
            for (std::size_t i = hunk.after_begin; i < hunk.after_end; ++i)
                marks += is_double_quote(diff_.after_words[i]);
        }
        if (marks >= 2 || marks <= -2) raise(Grade::substantive, Kind::quotation);
    }

    bool is_double_quote(const Word& word) const { return text_of(word) == "\""; }

    // Numbers, dates and the signs that belong to them.
    bool judge_numbers(const std::vector<std::size_t>& removed, const std::vector<std::size_t>& inserted) {
        auto values = [&](const std::vector<Word>& words, const std::vector<std::size_t>& places) {
            std::vector<std::string> out;
            for (std::size_t i : places)
                if (is_numeric(words[i])) out.push_back(value_of(text_of(words[i])));
            return out;
        };
        auto calendar = [&](const std::vector<Word>& words, const std::vector<std::size_t>& places) {
            return std::any_of(places.begin(), places.end(), [&](std::size_t i) { return dates(words, i); });
        };
        const bool dated = calendar(diff_.before_words, removed) || calendar(diff_.after_words, inserted);
        const bool changed = values(diff_.before_words, removed) != values(diff_.after_words, inserted);
        if (dated)
            raise(Grade::substantive, Kind::date);
        else if (changed)
            raise(Grade::substantive, Kind::number);
        return dated || changed;
    }

    bool is_numeric(const Word& word) const {
        return word.kind == WordClass::number || word.kind == WordClass::symbol ||
               (word.kind == WordClass::word && is_number_word(text_of(word), context_.language));
    }

    // "1,000", "1.000" and "1000" are one number.
    static std::string value_of(std::string_view number) {
        std::string value;
        for (std::size_t i = 0; i < number.size(); ++i) {
            bool separator = number[i] == ',' || number[i] == '.';
            auto digits = std::min(number.find_first_not_of("0123456789", i + 1), number.size()) - (i + 1);
            if (!separator || digits != 3) value += number[i];
        }
        return folded(value);
    }

    // A month or weekday, or a number beside one.
    bool dates(const std::vector<Word>& words, std::size_t i) const {
        if (is_calendar_word(text_of(words[i]), context_.language)) return true;
        if (words[i].kind != WordClass::number) return false;
        constexpr std::size_t reach = 2;
        for (std::size_t k = i < reach ? 0 : i - reach; k < std::min(words.size(), i + reach + 1); ++k)
            if (is_calendar_word(text_of(words[k]), context_.language)) return true;
        return false;
    }

    bool judge_names(const std::vector<std::size_t>& removed, const std::vector<std::size_t>& inserted) {
        auto named = [&](const std::vector<Word>& words, const std::vector<Standing>& standing,
                         const std::vector<std::size_t>& places) {
            return std::any_of(places.begin(), places.end(),
                               [&](std::size_t i) { return is_name(words, standing, i); });
        };
        bool names = (named(diff_.before_words, before_, removed) || named(diff_.after_words, after_, inserted)) &&
                     !same_but_for_case(removed, inserted);
        if (names) raise(Grade::substantive, Kind::name);
        return names;
    }

    bool same_but_for_case(const std::vector<std::size_t>& removed, const std::vector<std::size_t>& inserted) const {
        return std::equal(removed.begin(), removed.end(), inserted.begin(), inserted.end(),
                          [&](std::size_t i, std::size_t j) {
                              return folded(text_of(diff_.before_words[i])) == folded(text_of(diff_.after_words[j]));
                          });
    }

    bool is_name(const std::vector<Word>& words, const std::vector<Standing>& standing, std::size_t i) const {
        const Word& word = words[i];
        std::string_view text = text_of(word);
        if (word.kind != WordClass::word || !word.capital || text == "I" || text.starts_with("I'")) return false;
        const bool in_run = capital_at(words, standing, i + 1) || (i > 0 && capital_at(words, standing, i - 1));
        // German writes every noun with a capital: only runs and acronyms are told apart.
        if (context_.language == "de" || context_.language == "lb") return in_run || is_acronym(text);
        if (!standing[i].opens_sentence) return true;
        return !is_empty_word(text) && context_.known_as_name && context_.known_as_name(text);
    }

    static bool capital_at(const std::vector<Word>& words, const std::vector<Standing>& standing, std::size_t i) {
        return i < words.size() && words[i].kind == WordClass::word && words[i].capital && !standing[i].opens_sentence;
    }

    static bool is_acronym(std::string_view text) {
        return text.size() >= 2 && folded(text.substr(1)) != text.substr(1);
    }

    // "5 minutes ago" grows older by itself.
    bool is_passing(const Part& part) const {
        constexpr std::size_t reach = 3;
        std::size_t end = part.end;
        std::size_t limit = std::min(part.words.size(), part.end + reach);
        std::size_t begin = part.begin < reach ? 0 : part.begin - reach;
        while (end < limit && is_time_word(text_of(part.words[end]))) ++end;
        std::size_t first = part.begin;
        while (first > begin && is_time_word(text_of(part.words[first - 1]))) --first;
        std::vector<std::string_view> phrase;
        for (std::size_t i = first; i < end; ++i) phrase.push_back(text_of(part.words[i]));
        return is_passing_time(phrase);
    }

    bool opens_note(const Part& part) const {
        constexpr std::size_t note_min = 4;
        if (part.end - part.begin < note_min) return false;
        std::size_t first = part.begin;
        while (first < part.end && !is_lettered(part.words[first].kind)) ++first;
        if (first == part.end) return false;
        return is_correction_note(
            part.text.substr(part.words[first].begin, part.words[part.end - 1].end - part.words[first].begin));
    }

    std::vector<std::size_t> telling_words(const Part& part) const {
        std::vector<std::size_t> places;
        for (std::size_t i = part.begin; i < part.end; ++i)
            if (is_lettered(part.words[i].kind) || part.words[i].kind == WordClass::symbol) places.push_back(i);
        return places;
    }

    // Words that only changed their place inside the hunk at its ends are no news.
    void cancel(std::vector<std::size_t>& removed, std::vector<std::size_t>& inserted) const {
        auto same = [&](std::size_t i, std::size_t j) { return diff_.before_words[i].id == diff_.after_words[j].id; };
        auto head = std::mismatch(removed.begin(), removed.end(), inserted.begin(), inserted.end(), same);
        inserted.erase(inserted.begin(), head.second);
        removed.erase(removed.begin(), head.first);
        while (!removed.empty() && !inserted.empty() && same(removed.back(), inserted.back())) {
            removed.pop_back();
            inserted.pop_back();
        }
    }

    std::vector<std::string_view> texts(const Part& part, const std::vector<std::size_t>& places) const {
        std::vector<std::string_view> out;
        out.reserve(places.size());
        for (std::size_t i : places) out.push_back(text_of(part.words[i]));
        return out;
    }

    static bool negates(const std::vector<std::string_view>& words) {
        return std::any_of(words.begin(), words.end(), [](std::string_view word) { return is_negation(word); });
    }

    static void drop_empty(std::vector<std::string_view>& words) {
        std::erase_if(words, [](std::string_view word) { return is_empty_word(word); });
    }

    std::string_view text_of(const Word& word) const { return context_.vocabulary.text(word.id); }

    bool has(Kind kind) const { return kinds_[static_cast<std::size_t>(kind)]; }

    void raise(Grade grade, Kind kind = Kind::paragraph) {
        grade_ = std::max(grade_, grade);
        kinds_[static_cast<std::size_t>(kind)] = true;
    }

    const WordDiff& diff_;
    const GradeContext& context_;
    std::vector<Standing> before_;
    std::vector<Standing> after_;
    Grade grade_ = Grade::cosmetic;
    std::array<bool, 10> kinds_{};
};

}  // namespace

Verdict judge(const WordDiff& diff, const GradeContext& context) {
    return Judge(diff, context).run();
}

Verdict judge_whole(std::string_view paragraph) {
    if (is_noise(paragraph)) return {};
    if (is_correction_note(paragraph)) return {Grade::major, Kind::correction, {}};
    Vocabulary vocabulary;
    auto words = words_of(paragraph, vocabulary);
    if (words.empty()) return {};
    const bool told = std::any_of(words.begin(), words.end(), [](const Word& word) { return is_lettered(word.kind); });
    return {told ? Grade::major : Grade::minor, Kind::paragraph, {}};
}

}  // namespace watchword::revision
