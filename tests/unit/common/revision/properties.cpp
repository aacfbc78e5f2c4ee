#include <random>

#include <gtest/gtest.h>

#include "common/revision/compare.hpp"
#include "common/revision/normal_form.hpp"
#include "common/revision/render_text.hpp"
#include "common/revision/stability.hpp"
#include "replay.hpp"

namespace watchword::revision {
namespace {

// Made-up articles and edits of them; a failure names its seed.
class Press {
  public:
    explicit Press(unsigned seed) : random_(seed) {}

    Revision article() {
        Revision revision;
        revision.headline = sentence();
        revision.standfirst = below(3) == 0 ? "" : sentence();
        revision.byline = {word(), word()};
        revision.tags = {word()};
        if (below(2) == 0) revision.published = Time(std::chrono::hours(below(400'000)));
        for (std::size_t i = below(14); i > 0; --i) revision.paragraphs.push_back(paragraph());
        return revision;
    }

    Revision edited(Revision revision) {
        for (std::size_t edits = below(6); edits > 0; --edits) edit(revision);
        return revision;
    }

  private:
    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

    std::string word() {
        static constexpr std::string_view words[] = {
            "council", "the",       "of",      "Geneva", "14",          "April",      "not",           "“quoted”",
            "—",       "\"plain\"", "Совет",   "не",     "Москва",      "войны",      "2018",          "计划",
            "批准了",  "الوزير",    "لا",      "naïve",  "nai\u0308ve", "co\u00ADop", "5 minutes ago", "-",
            "…",       "storm",     "harbour", "fish",   "said",        "fell",       "rose",          "and",
            "a",       "$5",        "1,000",   "Mr.",    "don’t",       "don't"};
        return std::string(words[below(std::size(words))]);
    }

    std::string sentence() {
        std::string text = word();
        for (std::size_t i = below(12); i > 0; --i) text += (below(20) == 0 ? "\u00A0" : " ") + word();
        return text + ".";
    }

    std::string paragraph() {
        std::string text;
        for (std::size_t i = below(5); i > 0; --i) text += (text.empty() ? "" : " ") + sentence();
        return text;
    }

    void edit(Revision& revision) {
        auto& paragraphs = revision.paragraphs;
        if (below(6) == 0) revision.headline = sentence();
        if (below(6) == 0) revision.byline.push_back(word());
        if (paragraphs.empty()) return paragraphs.push_back(paragraph());
        auto at = paragraphs.begin() + static_cast<std::ptrdiff_t>(below(paragraphs.size()));
        switch (below(7)) {
            case 0:
                paragraphs.insert(at, paragraph());
                break;
            case 1:
                paragraphs.erase(at);
                break;
            case 2:
                *at += " " + sentence();
                break;
            case 3:
                std::swap(*at, paragraphs[below(paragraphs.size())]);
                break;
            case 4:
                split(paragraphs, at);
                break;
            case 5:
                paragraphs.push_back(*at);
                break;
            default:
                replace_word(*at);
        }
    }

    void split(std::vector<std::string>& paragraphs, std::vector<std::string>::iterator at) {
        auto blank = at->find(". ");
        if (blank == std::string::npos) return;
        std::string rest = at->substr(blank + 2);
        at->resize(blank + 1);
        paragraphs.insert(at + 1, rest);
    }

    void replace_word(std::string& text) {
        auto begin = text.find(' ', text.empty() ? 0 : below(text.size()));
        if (begin == std::string::npos) return;
        auto end = text.find(' ', begin + 1);
        text.replace(begin + 1, end == std::string::npos ? end : end - begin - 1, word());
    }

    std::mt19937 random_;
};

constexpr unsigned seeds = 1000;

template <class Check>
void for_many_pairs(Check check) {
    for (unsigned seed = 0; seed < seeds; ++seed) {
        SCOPED_TRACE(testing::Message() << "seed " << seed);
        Press press(seed);
        Revision before = press.article();
        Revision after = seed % 10 == 0 ? press.article() : press.edited(before);
        check(before, after);
        if (testing::Test::HasFailure()) return;
    }
}

std::string text_without(const Change& change, Piece::Op op) {
    std::string text;
    for (const Piece& piece : change.words)
        if (piece.op != op) text += piece.text;
    return text;
}

TEST(AnyTwoRevisions, AreTurnedIntoEachOtherByTheirDiff) {
    for_many_pairs([](const Revision& before, const Revision& after) {
        EXPECT_EQ(replay(compare(before, after, "en"), before.paragraphs), after.paragraphs);
    });
}

TEST(AnyTwoRevisions, AreSpeltOutByTheWordsOfTheirChanges) {
    for_many_pairs([](const Revision& before, const Revision& after) {
        for (const Change& change : compare(before, after, "").changes) {
            EXPECT_EQ(text_without(change, Piece::Op::remove), change.after);
            EXPECT_EQ(normal_form(text_without(change, Piece::Op::insert)), normal_form(change.before));
        }
    });
}

TEST(AnyTwoRevisions, HaveADiffThatMirrorsTheOneOfTheOtherDirection) {
    for_many_pairs([](const Revision& before, const Revision& after) {
        auto there = compare(before, after, "en");
        auto back = compare(after, before, "en");
        ASSERT_EQ(there.changes.size(), back.changes.size());
        EXPECT_EQ(there.grade, back.grade);
        for (const Change& change : there.changes) {
            auto twin = std::find_if(back.changes.begin(), back.changes.end(), [&](const Change& other) {
                return other.before == change.after && other.after == change.before && other.kind == change.kind &&
                       other.grade == change.grade && other.before_at == change.after_at &&
                       other.after_at == change.before_at && other.also == change.also && other.moved == change.moved;
            });
            ASSERT_NE(twin, back.changes.end()) << change.before << "\n" << change.after;
            EXPECT_EQ(normal_form(text_without(*twin, Piece::Op::remove)),
                      normal_form(text_without(change, Piece::Op::insert)));
        }
    });
}

TEST(AnyTwoRevisions, OfOneFingerprintDifferByCosmeticsAtMost) {
    for_many_pairs([](const Revision& before, const Revision& after) {
        EXPECT_TRUE(compare(before, before, "en").empty());
        if (fingerprint(before) == fingerprint(after)) {
            auto diff = compare(before, after, "en");
            EXPECT_LE(diff.grade.value_or(Grade::cosmetic), Grade::cosmetic) << render_text(diff);
        }
    });
}

}  // namespace
}  // namespace watchword::revision
