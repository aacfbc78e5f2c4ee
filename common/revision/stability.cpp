#include "common/revision/stability.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <set>
#include <string_view>
#include <vector>

#include "common/base/id.hpp"
#include "common/revision/lexicon.hpp"
#include "common/revision/noise.hpp"
#include "common/revision/normal_form.hpp"
#include "common/revision/words.hpp"

namespace watchword::revision {

namespace {

std::string levelled_set(const std::vector<std::string>& parts) {
    std::vector<std::string> set;
    set.reserve(parts.size());
    for (const auto& part : parts) set.push_back(normal_form(part));
    std::sort(set.begin(), set.end());
    std::string all;
    for (const auto& part : set) all += part + '\n';
    return all;
}

std::string levelled_text(const std::vector<std::string>& paragraphs) {
    std::string all;
    for (const auto& paragraph : paragraphs)
        if (!is_noise(paragraph)) all += normal_form(paragraph) + ' ';
    return all;
}

std::size_t word_count(const Revision& revision) {
    Vocabulary vocabulary;
    std::size_t count = 0;
    for (const auto& paragraph : revision.paragraphs) {
        auto words = words_of(paragraph, vocabulary);
        count += static_cast<std::size_t>(
            std::count_if(words.begin(), words.end(), [](const Word& word) { return is_lettered(word.kind); }));
    }
    return count;
}

// Folded, in normal form.
constexpr auto pleas = std::to_array<std::string_view>({
    "subscribe",
    "subscriber",
    "subscription",
    "sign in",
    "log in",
    "register to",
    "register now",
    "create an account",
    "create a free account",
    "your free articles",
    "limit of free articles",
    "cookie",
    "consent",
    "your privacy",
    "enable javascript",
    "are you a robot",
    "you are human",
    "ad blocker",
    "adblock",
    "подписк",
    "подписчик",
    "зарегистрируйтесь",
    "войдите",
    "авторизуйтесь",
    "передплат",
    "підписк",
    "увійдіть",
    "abonnent",
    "abonnieren",
    "abonnement",
    "abo ",
    "jetzt weiterlesen",
    "anmelden",
    "einwilligung",
    "ihre zustimmung",
    "alle akzeptieren",
    "abonné",
    "abonnez",
    "connectez",
    "je m'abonne",
    "suscríbete",
    "suscriptor",
    "suscripción",
    "inicia sesión",
    "regístrate",
    "artículos gratuitos",
    "artículos gratis",
    "prenumerat",
    "subskrypc",
    "zaloguj",
    "dostęp",
    "ciasteczk",
    "assinante",
    "assine",
    "abbonati",
    "abbonamento",
    "accedi",
    "abonnee",
    "inloggen",
    "prenumerera",
    "abone ol",
    "اشترك",
    "تسجيل الدخول",
    "سجل الدخول",
    "للمشتركين",
    "订 阅",
    "登 录",
    "会 员",
    "有 料 会 員",
    "ロ グ イ ン",
});

bool pleads(const Revision& revision) {
    return std::any_of(revision.paragraphs.begin(), revision.paragraphs.end(), [](const auto& paragraph) {
        std::string text = folded(normal_form(paragraph));
        return std::any_of(pleas.begin(), pleas.end(), [&](auto plea) { return text.find(plea) != std::string::npos; });
    });
}

constexpr std::size_t telling_min = 40;  // bytes; less says too little to know a text again by

// Whether what is left, but for its last line, is where the old text began; "..." may cut it anywhere.
bool is_beginning(const Revision& before, const Revision& after) {
    std::string old_text = levelled_text(before.paragraphs);
    std::string new_text = levelled_text(after.paragraphs);
    auto same =
        std::mismatch(old_text.begin(), old_text.end(), new_text.begin(), new_text.end()).first - old_text.begin();
    return static_cast<std::size_t>(same) >= std::max(telling_min, new_text.size() / 2);
}

}  // namespace

std::uint64_t fingerprint(const Revision& revision) {
    std::string day;
    if (revision.published) {
        day = std::to_string(std::chrono::floor<std::chrono::days>(*revision.published).time_since_epoch().count());
    }
    return digest_of({normal_form(revision.headline), normal_form(revision.standfirst), levelled_set(revision.byline),
                      day, levelled_set(revision.tags), levelled_text(revision.paragraphs)});
}

bool alternates(std::span<const Known> known, std::uint64_t fingerprint, Time now, Duration window) {
    return std::any_of(known.begin(), known.end(), [&](const Known& version) {
        return version.fingerprint == fingerprint && now - version.seen <= window;
    });
}

bool is_another_piece(const Revision& before, const Revision& after) {
    if (!before.headline.empty() && normal_form(before.headline) == normal_form(after.headline)) return false;
    std::set<std::string> old;
    for (const auto& paragraph : before.paragraphs)
        if (paragraph.size() >= telling_min && !is_noise(paragraph)) old.insert(normal_form(paragraph));
    return std::none_of(after.paragraphs.begin(), after.paragraphs.end(),
                        [&](const auto& paragraph) { return old.contains(normal_form(paragraph)); });
}

bool looks_walled(const Revision& before, const Revision& after) {
    constexpr std::size_t long_min = 120;  // words; from less nothing can be told
    constexpr std::size_t left_of = 3;     // a third or less
    const std::size_t old_words = word_count(before);
    if (old_words < long_min || word_count(after) * left_of > old_words) return false;
    if (std::any_of(after.paragraphs.begin(), after.paragraphs.end(),
                    [](const auto& text) { return is_correction_note(text); }))
        return false;
    return after.paragraphs.empty() || pleads(after) || is_beginning(before, after);
}

bool looks_cut_off(const Revision& before, const Revision& after) {
    std::string old_text = levelled_text(before.paragraphs);
    std::string new_text = levelled_text(after.paragraphs);
    while (new_text.ends_with(' ')) new_text.pop_back();
    if (new_text.size() < telling_min || new_text.size() >= old_text.size() || !old_text.starts_with(new_text))
        return false;
    // A subheading ends without a full stop, and what stood below it may have been taken out.
    std::string last = normal_form(after.paragraphs.back());
    bool whole = std::any_of(before.paragraphs.begin(), before.paragraphs.end(),
                             [&](const auto& paragraph) { return normal_form(paragraph) == last; });
    constexpr auto ends = std::to_array<std::string_view>({".", "!",  "?",  ":",  ";",  "…",  "\"", "'", ")", "]", "»",
                                                           "”", "。", "！", "？", "」", "』", "؟",  "।", "።", "։"});
    return !whole && std::none_of(ends.begin(), ends.end(), [&](auto end) { return new_text.ends_with(end); });
}

}  // namespace watchword::revision
