#include "common/revision/normal_form.hpp"

#include "common/revision/words.hpp"

namespace watchword::revision {

std::string normal_form(std::string_view text) {
    Vocabulary vocabulary;
    std::string out;
    out.reserve(text.size());
    for (const Word& word : words_of(text, vocabulary)) {
        if (!out.empty()) out += ' ';
        out += vocabulary.text(word.id);
    }
    return out;
}

}  // namespace watchword::revision
