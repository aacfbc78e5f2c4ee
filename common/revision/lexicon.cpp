#include "common/revision/lexicon.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/dtfmtsym.h>
#include <unicode/normalizer2.h>
#include <unicode/rbnf.h>
#include <unicode/uchar.h>

#include "common/revision/normal_form.hpp"
#include "common/revision/word_list.hpp"

namespace watchword::revision {

namespace {

constexpr std::string_view negations =
    "no not never none nor neither nobody nothing nowhere cannot without "           // en
    "не нет ни никогда никто ничего нигде нельзя без "                               // ru
    "ні ніколи ніхто нічого ніде немає нема "                                        // uk
    "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne "  // de
    "ne pas jamais rien personne aucun aucune sans non ni "                          // fr
    "nunca jamás nada nadie ningún ninguno ninguna sin tampoco "                     // es
    "nie nigdy nikt nic nigdzie bez żaden żadna żadne brak "                         // pl
    "não nem ninguém nenhum nenhuma sem "                                            // pt
    "mai nessuno nessuna niente nulla senza "                                        // it
    "niet geen nooit niemand niets zonder "                                          // nl
    "inte ingen inget inga aldrig ikke aldri ingenting utan uten uden "              // sv, nb, da
    "değil hayır hiç yok asla "                                                      // tr
    "ne není nikdy nikdo žádný žádná "                                               // cs
    "nu niciodată nimeni nimic fără "                                                // ro
    "لا لم لن ليس ليست ما غير بدون دون أبدا "                                        // ar
    "نه نیست هیچ هرگز "                                                              // fa
    "לא אין בלי מעולם "                                                              // he
    "δεν μην όχι ποτέ κανείς τίποτα χωρίς "                                          // el
    "не никога никой нищо няма без "                                                 // bg
    "емес жоқ ешқашан ешкім жок эмес "                                               // kk, ky
    "不 没 沒 無 无 未 非 勿 否 ";                                                   // zh, ja

constexpr std::string_view empty_words =
    "a an the that which and also "                                       // en
    "и а же ли бы что "                                                   // ru
    "і й та що "                                                          // uk
    "der die das den dem des ein eine einen einem einer eines und auch "  // de
    "le la les l' un une des et que qui "                                 // fr
    "el los las una unos unas y e que lo "                                // es
    "i oraz że to "                                                       // pl
    "o os as um uma il gli een het en och ett og et "                     // pt, it, nl, sv, nb
    "و ";                                                                 // ar

// Openings, folded and in normal form. One that ends in a blank and a colon wants the colon, for the bare
// word is also an ordinary one; one that ends in # wants a number, of the day.
constexpr auto correction_openings = std::to_array<std::string_view>({
    // en
    "correction :",
    "correction -",
    "corrections :",
    "correction (",
    "clarification :",
    "clarification -",
    "editor's note",
    "editors' note",
    "editors ' note",
    "editor ' s note",
    "note from the editor",
    "editorial note",
    "retraction :",
    "this article has been corrected",
    "this article has been amended",
    "this article has been updated to",
    "this article was amended",
    "this article was corrected",
    "this article was updated to",
    "this article was edited",
    "this article has been edited",
    "this article has been retracted",
    "this article has been removed",
    "this article originally",
    "this story has been corrected",
    "this story has been updated to",
    "this story was corrected",
    "this story was updated to",
    "this story has been retracted",
    "this story originally",
    "this post has been corrected",
    "this post has been updated to",
    "this report has been corrected",
    "an earlier version of this",
    "a previous version of this",
    "earlier versions of this",
    "an earlier headline",
    "we have corrected",
    "we apologise for the error",
    "we apologize for the error",
    "we regret the error",
    "corrects ",

    "corrected :",
    "corrected version",

    "note : this article",
    "note : this story",
    "clarification (",
    "a correction was made",
    "correction #",
    "corrected #",
    "due to an editing error",
    "due to a reporting error",
    "because of an editing error",
    "because of a reporting error",
    "the headline of this article was",
    "the headline of this story was",
    "the headline on this article was",
    // ru
    "исправление :",
    "исправлено :",
    "исправление .",
    "уточнение :",
    "уточнение .",
    "поправка :",
    "поправка .",
    "от редакции",
    "примечание редакции",
    "редакция приносит извинения",
    "опровержение :",
    "опровержение .",
    "в первой версии",
    "в первоначальной версии",
    "в предыдущей версии",
    "в ранней версии",
    "в более ранней версии",
    "ранее в тексте",
    "текст был исправлен",
    "материал был исправлен",
    "новость была исправлена",
    "в текст внесены",
    "исправлено #",
    "исправление #",
    "редакция приносит свои извинения",
    "изначально в материале",
    "изначально в тексте",
    "изначально в заметке",
    "изначально в новости",
    "в тексте исправлена",
    "в тексте исправлено",
    "в тексте исправлены",
    "в заметке исправлена",
    "новость исправлена",
    "заметка исправлена",
    "материал исправлен ",
    "текст исправлен ",
    // uk
    "виправлення :",
    "виправлено :",
    "виправлення .",
    "уточнення :",
    "уточнення .",
    "від редакції",
    "примітка редакції",
    "примітка редактора",
    "спростування :",
    "у попередній версії",
    "у першій версії",
    "в попередній версії",
    "редакція перепрошує",
    "текст було виправлено",
    "виправлено #",
    "у першій редакції",
    "у первинній версії",
    "раніше в тексті",
    "редакція вибачається",
    "редакція просить вибачення",
    "у тексті виправлено",
    // de
    "korrektur :",
    "korrekturhinweis",
    "berichtigung :",
    "richtigstellung :",
    "richtigstellung",
    "klarstellung :",
    "anmerkung der redaktion",
    "anm . d . red",
    "hinweis der redaktion",
    "hinweis : in einer früheren",
    "hinweis : in einer ersten",
    "in einer früheren version",
    "in einer ersten version",
    "in einer vorherigen version",
    "in einer früheren fassung",
    "in der ursprünglichen version",
    "dieser artikel wurde korrigiert",
    "wir haben den fehler korrigiert",
    "transparenzhinweis",
    "der artikel wurde nachträglich",
    "der text wurde nachträglich",
    "dieser text wurde korrigiert",
    "wir haben die zahl korrigiert",
    "wir haben den text korrigiert",
    "wir haben die stelle korrigiert",
    "wir haben das korrigiert",
    // fr
    "correction :",
    "correctif :",
    "rectificatif",
    "erratum",
    "mise au point",
    "précision :",
    "note de la rédaction",
    "note de l'éditeur",
    "ndlr :",
    "une version précédente",
    "une première version",
    "une version antérieure",
    "dans une version précédente",
    "dans une première version",
    "cet article a été corrigé",
    "cet article a été modifié",
    "correction le #",
    "correction du #",
    "contrairement à ce que nous écrivions",
    "contrairement à ce que nous avons écrit",
    "contrairement à ce que nous indiquions",
    "cet article a été mis à jour pour corriger",
    // es
    "corrección :",
    "correcciones :",
    "fe de errores",
    "fe de erratas",
    "fe de error",
    "rectificación :",
    "aclaración :",
    "nota del editor",
    "nota de la redacción",
    "nota de redacción",
    "una versión anterior",
    "una versión previa",
    "en una versión anterior",
    "en una primera versión",
    "este artículo ha sido corregido",
    "esta noticia ha sido corregida",
    "este artículo fue corregido",
    "este artículo fue modificado",
    "esta nota fue corregida",
    "esta noticia fue corregida",
    "en la versión original de esta",
    "en la versión original de este",
    "por un error , una versión anterior",
    "por un error , en una versión anterior",
    // pl
    "sprostowanie",
    "korekta :",
    "od redakcji",
    "wyjaśnienie :",
    "we wcześniejszej wersji",
    "w poprzedniej wersji",
    "w pierwotnej wersji",
    "w pierwszej wersji",
    "przypis redakcji",
    // pt, it
    "correção :",
    "errata",
    "erramos",
    "nota da redação",
    "nota do editor",
    "uma versão anterior",
    "correzione :",
    "rettifica :",
    "errata corrige",
    "nota della redazione",
    "precisazione :",
    "una versione precedente",
    // nl, sv, nb, da, fi
    "correctie :",
    "rectificatie",
    "noot van de redactie",
    "in een eerdere versie",
    "een eerdere versie",
    "rättelse :",
    "rättelse",
    "i en tidigare version",
    "en tidigare version",
    "rettelse :",
    "rettelse",
    "i en tidligere versjon",
    "i en tidligere version",
    "oikaisu :",
    "korjaus :",
    // cs, sk, ro, hu, tr, el, bg
    "oprava :",
    "poznámka redakce",
    "corectură :",
    "erată",
    "nota redacției",
    "helyesbítés :",
    "helyreigazítás",
    "düzeltme :",
    "editörün notu",
    "editör notu",
    "διόρθωση :",
    "διευκρίνιση :",
    "поправка :",
    "бележка на редакцията",
    "корекция :",
    // kk, ky
    "түзету :",
    "редакциядан",
    "оңдоо :",
    // ar, fa, he
    "تصحيح",
    "توضيح :",
    "ملاحظة المحرر",
    "ملاحظة من المحرر",
    "ملاحظة التحرير",
    "تنويه :",
    "تم تصحيح",
    "ذكرت نسخة سابقة",
    "نسخة سابقة من هذا",
    "ورد في نسخة سابقة",
    "تصويب",
    "اصلاحیه",
    "توضیح :",
    "תיקון :",
    "הבהרה :",
    "הערת המערכת",
    // zh, ja, ko: each character is a word of the normal form
    "更 正",
    "编 者 按",
    "編 者 按",
    "编 者 注",
    "編 者 註",
    "勘 误",
    "勘 誤",
    "澄 清 :",
    "订 正",
    "訂 正",
    "お 詫 び と 訂 正",
    "【 訂 正",
    "정정 :",
    "바로잡습니다",
    "정정합니다",
    "편집자 주",
    "편집자주",
});

constexpr auto languages = std::to_array<const char*>(
    {"en", "ru", "uk", "de", "fr", "es", "pl", "pt", "it", "nl", "sv", "nb", "da", "fi", "cs", "sk", "ro",
     "hu", "tr", "el", "bg", "sr", "hr", "be", "kk", "ky", "uz", "az", "hy", "ka", "ar", "fa", "he"});

using LanguageBits = std::uint64_t;
static_assert(languages.size() <= 64);
constexpr LanguageBits all_languages = ~LanguageBits{0};

LanguageBits bit_of(std::string_view language) {
    auto place = std::find(languages.begin(), languages.end(), language);
    return place == languages.end() ? 0 : LanguageBits{1} << (place - languages.begin());
}

using WordBits = boost::unordered_flat_map<std::string, LanguageBits, WordHash, std::equal_to<>>;

void add_words(WordBits& words, const icu::UnicodeString& text, LanguageBits language) {
    std::string utf8;
    text.toUTF8String(utf8);
    std::string normal = normal_form(utf8);
    for (std::string_view word : set_of({normal}))
        if (word.size() >= 3) words[std::string(word)] |= language;
}

const WordBits& calendar_words() {
    static const WordBits all = [] {
        WordBits words;
        for (const char* language : languages) {
            UErrorCode error = U_ZERO_ERROR;
            icu::DateFormatSymbols symbols(icu::Locale(language), error);
            if (U_FAILURE(error)) continue;
            for (auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
                std::int32_t count = 0;
                const auto* months = symbols.getMonths(count, context, icu::DateFormatSymbols::WIDE);
                for (std::int32_t i = 0; i < count; ++i) add_words(words, months[i], bit_of(language));
                const auto* days = symbols.getWeekdays(count, context, icu::DateFormatSymbols::WIDE);
                for (std::int32_t i = 0; i < count; ++i) add_words(words, days[i], bit_of(language));
            }
        }
        return words;
    }();
    return all;
}

const WordBits& number_words() {
    static const WordBits all = [] {
        WordBits words;
        for (const char* language : languages) {
            UErrorCode error = U_ZERO_ERROR;
            icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, icu::Locale(language), error);
            if (U_FAILURE(error)) continue;
            auto add = [&](std::int64_t number) {
                icu::UnicodeString text;
                add_words(words, format.format(number, text), bit_of(language));
            };
            for (std::int64_t number = 2; number < 20; ++number) add(number);
            for (std::int64_t number = 20; number <= 100; number += 10) add(number);
            for (std::int64_t number = 200; number < 1000; number += 100) add(number);
            for (std::int64_t scale : {1'000LL, 1'000'000LL, 1'000'000'000LL, 1'000'000'000'000LL})
                for (std::int64_t factor : {1, 2, 5}) add(scale * factor);
        }
        // The words for one are articles in half of the languages.
        for (const char* one : {"one", "ein", "eine", "une", "una", "один", "одна", "jeden", "jedna", "και", "und"})
            words.erase(one);
        return words;
    }();
    return all;
}

// At most so many bytes of a text, without half a character at the end.
std::string_view beginning(std::string_view text, std::size_t bytes_max) {
    if (text.size() <= bytes_max) return text;
    while (bytes_max > 0 && (text[bytes_max] & 0xC0) == 0x80) --bytes_max;
    return text.substr(0, bytes_max);
}

bool is_ascii(std::string_view text) {
    unsigned char bits = 0;  // of all bytes: without a branch for each
    for (char c : text) bits |= static_cast<unsigned char>(c);
    return bits < 0x80;
}

// A text's first word, if it is plain ASCII and surely ends where its letters end; empty otherwise.
std::string_view first_plain_word(std::string_view text) {
    auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    auto end = std::find_if_not(text.begin(), text.end(), is_letter);
    if (end == text.end() || (*end != ' ' && *end != ',')) return {};
    return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

bool opens_with(std::string_view text, std::string_view opening) {
    if (!opening.ends_with('#')) return text.starts_with(opening);
    opening.remove_suffix(1);
    return text.starts_with(opening) && text.size() > opening.size() && text[opening.size()] >= '0' &&
           text[opening.size()] <= '9';
}

bool knows(const WordBits& words, std::string_view word, LanguageBits wanted) {
    auto found = words.find(word);
    return found != words.end() && (found->second & wanted) != 0;
}

}  // namespace

std::string folded(std::string_view text) {
    if (is_ascii(text)) {
        std::string out(text);
        for (char& c : out)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return out;
    }
    std::string out;
    icu::StringByteSink<std::string> sink(&out);
    UErrorCode error = U_ZERO_ERROR;
    icu::CaseMap::utf8Fold(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
                           error);
    return U_SUCCESS(error) ? out : std::string(text);
}

std::string bare(std::string_view text) {
    std::string small = folded(text);
    if (is_ascii(small)) {
        std::erase_if(small, [](char c) { return c == '\'' || c == '-'; });
        return small;
    }
    UErrorCode error = U_ZERO_ERROR;
    const auto* decompose = icu::Normalizer2::getNFDInstance(error);
    if (!decompose) return small;
    icu::UnicodeString marked = decompose->normalize(icu::UnicodeString::fromUTF8(small), error);
    if (U_FAILURE(error)) return small;
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < marked.length(); ++i) {
        char16_t c = marked[i];
        bool latin_or_yo =
            i > 0 && (marked[i - 1] < 0x250 || marked[i - 1] == u'е' || u_getCombiningClass(marked[i - 1]) != 0);
        bool vowel_sign = c >= 0x64B && c <= 0x65F;  // Arabic harakat, optional in print
        if (vowel_sign || (u_getCombiningClass(c) != 0 && latin_or_yo)) continue;
        if (c == u'\'' || c == u'-') continue;
        out += c;
    }
    std::string utf8;
    return out.toUTF8String(utf8);
}

bool is_negation(std::string_view word) {
    static const WordSet set = set_of({negations});
    std::string small = folded(word);
    return set.contains(small) || small.ends_with("n't");
}

bool is_calendar_word(std::string_view word, std::string_view language) {
    return knows(calendar_words(), word, language.empty() ? all_languages : bit_of(language) | bit_of("en"));
}

bool is_number_word(std::string_view word, std::string_view language) {
    return knows(number_words(), folded(word), language.empty() ? bit_of("en") : bit_of(language));
}

bool is_empty_word(std::string_view word) {
    static const WordSet set = set_of({empty_words});
    return set.contains(folded(word));
}

bool is_correction_note(std::string_view text) {
    constexpr std::size_t first_word_max = 40;  // bytes, the signs before it included
    constexpr std::size_t opening_max = 120;    // bytes; no opening is longer
    static const WordSet first_words = [] {
        WordSet words;
        for (std::string_view opening : correction_openings) words.insert(opening.substr(0, opening.find(' ')));
        return words;
    }();
    // Most texts begin with a word that tells it without a look at its form.
    if (auto plain = first_plain_word(text); !plain.empty() && !first_words.contains(folded(plain))) return false;
    // Notes are often set apart: "* Correction: ...", "[Editor's note: ...", "(This story ...".
    auto unmarked = [](std::string_view normal) {
        while (normal.size() >= 2 && normal[1] == ' ' &&
               std::string_view("*[(\"-").find(normal[0]) != std::string_view::npos)
            normal.remove_prefix(2);
        return normal;
    };
    std::string start = folded(normal_form(beginning(text, first_word_max)));
    std::string_view word = unmarked(start);
    if (!first_words.contains(word.substr(0, word.find(' ')))) return false;
    std::string opening = folded(normal_form(beginning(text, opening_max)));
    return std::any_of(correction_openings.begin(), correction_openings.end(),
                       [&](std::string_view known) { return opens_with(unmarked(opening), known); });
}

}  // namespace watchword::revision
