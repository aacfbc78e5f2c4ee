#include "common/revision/words.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include "common/revision/characters.hpp"

namespace watchword::revision {

namespace {

std::string nfkc(std::string_view text) {
    UErrorCode error = U_ZERO_ERROR;
    static const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(error);
    if (!normalizer) return std::string(text);
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    normalizer->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                              error);
    return U_SUCCESS(error) ? out : std::string(text);
}

// A word as it is keyed: without invisible characters, apostrophes as "'", blanks between digits gone, NFKC.
std::string levelled(std::string_view raw) {
    std::string out;
    for (std::size_t i = 0; i < raw.size();) {
        Character c = character_at(raw, i);
        if (c.role == Role::single_quote)
            out += '\'';
        else if (c.role != Role::invisible && c.role != Role::space)
            out += raw.substr(i, c.size);
        i += c.size;
    }
    return nfkc(out);
}

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// What surely stands behind a word and not inside one.
bool ends_ascii_word(char c) {
    return c == ' ' || c == '.' || c == ',' || c == '\n' || c == '-' || c == '"';
}

class Reader {
  public:
    Reader(std::string_view text, Vocabulary& vocabulary) : text_(text), vocabulary_(vocabulary) {}

    std::vector<Word> all() {
        std::vector<Word> words;
        words.reserve(text_.size() / 5);
        bool spaced = true;
        while (at_ < text_.size()) {
            if (is_ascii_letter(text_[at_]) && ascii_word(words, spaced)) {
                spaced = false;
                continue;
            }
            Character c = character_at(text_, at_);
            if (c.role == Role::space || c.role == Role::invisible) {
                spaced = spaced || c.role == Role::space;
                at_ += c.size;
                continue;
            }
            Word word = next(c);
            word.spaced = spaced;
            words.push_back(word);
            spaced = false;
        }
        return words;
    }

  private:
    // Most words in most texts are plain ASCII; this only spares them the table.
    bool ascii_word(std::vector<Word>& words, bool spaced) {
        std::size_t end = at_ + 1;
        while (end < text_.size() && is_ascii_letter(text_[end])) ++end;
        if (end < text_.size() && !ends_ascii_word(text_[end])) return false;
        const std::size_t begin = at_;
        at_ = end;
        std::uint32_t id = vocabulary_.id_of(text_.substr(begin, end - begin));
        words.push_back(made(begin, id, WordClass::word, text_[begin] <= 'Z'));
        words.back().spaced = spaced;
        return true;
    }

    Word next(const Character& first) {
        switch (first.role) {
            case Role::letter:
            case Role::accent:
            case Role::digit:
                return lettered(first);
            case Role::ideograph:
                return ideograph(first);
            case Role::double_quote:
                return sign(first, WordClass::quote, "\"");
            case Role::single_quote:
                return sign(first, WordClass::quote, "'");
            case Role::dash:
                return run(first, "-");
            case Role::symbol:
                return sign(first, WordClass::symbol, {});
            default:
                break;
        }
        if (first.code == U'.' || first.code == U'…') return dots();
        return sign(first, WordClass::punctuation, {});
    }

    Word lettered(const Character& first) {
        const std::size_t begin = at_;
        bool plain = !first.irregular;
        bool digits = first.role == Role::digit;
        Role last = first.role;
        std::size_t group = digits ? 1 : 0;  // digits since the last sign inside the number
        bool groups = digits;                // nothing but digits in groups so far
        at_ += first.size;
        while (at_ < text_.size()) {
            Character c = character_at(text_, at_);
            if (c.role == Role::letter || c.role == Role::accent || c.role == Role::digit) {
                digits = digits || c.role == Role::digit;
                group = c.role == Role::digit ? group + 1 : 0;
                groups = groups && c.role == Role::digit;
                if (c.role != Role::accent) last = c.role;
            } else if (c.role == Role::invisible) {
                plain = false;
            } else if (c.role == Role::single_quote && last == Role::letter && role_after(c) == Role::letter) {
                plain = plain && c.code == U'\'';
                last = Role::other;
            } else if (last == Role::digit && (c.code == U'.' || c.code == U',' || c.code == U':') &&
                       role_after(c) == Role::digit) {
                group = 0;
            } else if (c.role == Role::space && groups && group <= 3 && three_digits_follow(at_ + c.size)) {
                plain = false;
                group = 0;
            } else {
                break;
            }
            plain = plain && !c.irregular;
            at_ += c.size;
        }
        std::string_view raw = text_.substr(begin, at_ - begin);
        std::uint32_t id = plain ? vocabulary_.id_of(raw) : vocabulary_.id_of_copy(levelled(raw));
        return made(begin, id, digits ? WordClass::number : WordClass::word, is_capital(first.code));
    }

    Role role_after(const Character& c) const {
        return at_ + c.size < text_.size() ? character_at(text_, at_ + c.size).role : Role::space;
    }

    // "12 000" is one number, and the blank in it cosmetic.
    bool three_digits_follow(std::size_t from) const {
        std::size_t count = 0;
        while (from + count < text_.size() && text_[from + count] >= '0' && text_[from + count] <= '9') ++count;
        return count == 3;
    }

    Word ideograph(const Character& first) {
        const std::size_t begin = at_;
        bool plain = !first.irregular;
        at_ += first.size;
        while (at_ < text_.size()) {
            Character c = character_at(text_, at_);
            if (c.role != Role::accent) break;
            plain = plain && !c.irregular;
            at_ += c.size;
        }
        std::string_view raw = text_.substr(begin, at_ - begin);
        std::uint32_t id = plain ? vocabulary_.id_of(raw) : vocabulary_.id_of_copy(levelled(raw));
        return made(begin, id, WordClass::ideograph, false);
    }

    Word sign(const Character& c, WordClass kind, std::string_view normal) {
        const std::size_t begin = at_;
        at_ += c.size;
        std::string_view raw = text_.substr(begin, c.size);
        if (normal.empty() && c.irregular) return made(begin, vocabulary_.id_of_copy(nfkc(raw)), kind, false);
        return made(begin, vocabulary_.id_of(normal.empty() ? raw : normal), kind, false);
    }

    // "--" is how typewriters draw a dash.
    Word run(const Character& first, std::string_view normal) {
        const std::size_t begin = at_;
        at_ += first.size;
        while (at_ < text_.size()) {
            Character c = character_at(text_, at_);
            if (c.role != Role::dash) break;
            at_ += c.size;
        }
        return made(begin, vocabulary_.id_of(normal), WordClass::punctuation, false);
    }

    Word dots() {
        const std::size_t begin = at_;
        std::size_t count = 0;
        while (at_ < text_.size()) {
            Character c = character_at(text_, at_);
            if (c.code != U'.' && c.code != U'…') break;
            count += c.code == U'.' ? 1 : 3;
            at_ += c.size;
        }
        return made(begin, vocabulary_.id_of(count == 1 ? "." : "..."), WordClass::punctuation, false);
    }

    Word made(std::size_t begin, std::uint32_t id, WordClass kind, bool capital) const {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), id, kind, capital, false};
    }

    std::string_view text_;
    Vocabulary& vocabulary_;
    std::size_t at_ = 0;
};

}  // namespace

std::uint32_t Vocabulary::id_of(std::string_view normal) {
    auto [place, fresh] = ids_.try_emplace(normal, static_cast<std::uint32_t>(texts_.size()));
    if (fresh) texts_.push_back(normal);
    return place->second;
}

std::uint32_t Vocabulary::id_of_copy(std::string normal) {
    if (auto known = ids_.find(normal); known != ids_.end()) return known->second;
    return id_of(copies_.emplace_back(std::move(normal)));
}

std::vector<Word> words_of(std::string_view text, Vocabulary& vocabulary) {
    return Reader(text, vocabulary).all();
}

}  // namespace watchword::revision
