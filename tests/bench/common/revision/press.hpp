#pragma once

#include <random>
#include <string>
#include <vector>

namespace watchword::revision {

// Made-up articles of a given length and edits of them, the same for the same seed.
class Press {
  public:
    explicit Press(unsigned seed) : random_(seed) {
        for (std::size_t i = 0; i < 6000; ++i) vocabulary_.push_back(made_up_word());
    }

    // Sentences of 8 to 28 words; some words are much more frequent than others, as in any language.
    std::vector<std::string> sentences(std::size_t words) {
        std::vector<std::string> out;
        for (std::size_t written = 0; written < words;) {
            std::size_t length = 8 + below(21);
            std::string text;
            for (std::size_t i = 0; i < length; ++i) text += (i > 0 ? " " : "") + word();
            out.push_back(text + ".");
            written += length;
        }
        return out;
    }

    // `per_cent` of the sentences touched: in most one to three words replaced, dropped or added; others dropped, put
    // in other words, or followed by a new one.
    std::vector<std::string> touched(const std::vector<std::string>& sentences, unsigned per_cent) {
        std::vector<std::string> out;
        for (std::string sentence : sentences) {
            const std::size_t way = below(100) < per_cent ? below(8) : untouched;
            if (way == 0) continue;
            if (way == 1) sentence = this->sentences(1).front();
            if (way > 2 && way != untouched)
                for (std::size_t edits = 1 + below(3); edits > 0; --edits) edit(sentence);
            out.push_back(std::move(sentence));
            if (way == 2) out.push_back(this->sentences(1).front());
        }
        return out;
    }

  private:
    static constexpr std::size_t untouched = 100;

    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

    std::string made_up_word() {
        static constexpr const char* syllables[] = {"ka", "lo", "mi",  "ter", "sun", "ver", "ad", "ing",
                                                    "po", "re", "sta", "na",  "el",  "dor", "qui"};
        std::string text;
        for (std::size_t i = 1 + below(4); i > 0; --i) text += syllables[below(std::size(syllables))];
        return text;
    }

    const std::string& word() {
        double share = std::uniform_real_distribution<double>(0, 1)(random_);
        return vocabulary_[static_cast<std::size_t>(share * share * share * static_cast<double>(vocabulary_.size()))];
    }

    void edit(std::string& sentence) {
        auto begin = sentence.find(' ', below(sentence.size()));
        if (begin == std::string::npos) return;
        auto end = std::min(sentence.find(' ', begin + 1), sentence.size() - 1);
        switch (below(3)) {
            case 0:
                sentence.replace(begin + 1, end - begin - 1, word());
                break;
            case 1:
                sentence.erase(begin, end - begin);
                break;
            default:
                sentence.insert(begin, " " + word());
        }
    }

    std::mt19937 random_;
    std::vector<std::string> vocabulary_;
};

}  // namespace watchword::revision
