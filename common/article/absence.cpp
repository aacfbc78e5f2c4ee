#include "common/article/absence.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "common/article/fold.hpp"
#include "common/base/url.hpp"

namespace watchword::article {
namespace {

constexpr std::size_t stub_letters = 700;   // more than that is no error page and no wall
constexpr std::size_t short_letters = 140;  // less than that needs some other sign of an article

// The teasers of a front page read like an article to nobody; a judge this sure saw one.
constexpr double sure_from = 0.6;

// clang-format off
constexpr std::array not_found_words = std::to_array<std::string_view>({
    "404", "not found", "page doesn't exist", "page does not exist", "page you requested",
    "page you are looking for", "no longer available", "can't be found", "cannot be found",
    "nicht gefunden", "existiert nicht", "nicht mehr verfügbar", "introuvable", "n'existe pas",
    "n’existe pas", "no encontrada", "no existe", "não encontrada", "non trovata", "niet gevonden",
    "не найдена", "не найден", "не існує", "не знайдено", "не существует", "nie znaleziono",
    "nie istnieje", "nenalezena", "nebyla nalezena", "δεν βρέθηκε", "bulunamadı", "页面不存在", "找不到",
    "見つかりません", "찾을 수 없", "غير موجودة", "hittades inte", "finnes ikke", "ikke fundet", "ei löytynyt",
    "nem található"});
// clang-format on
// clang-format off
constexpr std::array consent_words = std::to_array<std::string_view>( {
    "cookie", "consent", "gdpr", "zustimm", "einwillig", "datenschutz", "werbefrei", "pur-abo",
    "consentement", "accepter", "privacy", "zgod", "ciasteczk", "файлы куки", "согласие",
    "consenso", "consentimiento", "toestemming", "personalised ads", "personalized ads", "partners store",
    "personal data", "tracking"});
// clang-format on
// clang-format off
constexpr std::array paywall_words = std::to_array<std::string_view>( {
    "subscribe", "subscriber", "subscription", "sign in to", "log in to", "to continue reading",
    "already a member", "abonnent", "abonnement", "weiterlesen", "jetzt testen", "abonné", "réservé aux",
    "suscríbete", "suscriptores", "assinante", "abbonati", "подпис", "prenumer", "subskry", "会员", "会員",
    "구독"});
// clang-format on
// clang-format off
constexpr std::array robot_words = std::to_array<std::string_view>({
    "enable javascript", "are you a robot", "verify you are human", "captcha", "access denied",
    "checking your browser", "unusual traffic"});
// clang-format on

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](auto word) { return text.find(word) != std::string_view::npos; });
}

std::size_t count_of(std::string_view text, std::span<const std::string_view> words) {
    return static_cast<std::size_t>(std::count_if(
        words.begin(), words.end(), [&](auto word) { return text.find(word) != std::string_view::npos; }));
}

// Teasers one after the other read like an article, but each begins with a heading that leads to its own.
bool is_list_of_teasers(const PageFacts& facts) {
    constexpr std::size_t teasers_min = 5, lines_a_teaser_max = 5;
    return facts.teasers >= teasers_min && facts.teasers * lines_a_teaser_max >= facts.kept_lines;
}

bool is_front_page(std::string_view address) {
    auto url = parse_url(address);
    if (!url) return false;
    auto path = std::string_view(url->text).substr(url->origin().size());
    return path.empty() || path == "/" || path == "/index.html" || path == "/index.php";
}

}  // namespace

bool is_other_than_html(std::string_view bytes, std::string_view content_type) {
    auto type = small_letters(content_type.substr(0, content_type.find(';')));
    while (!type.empty() && type.back() == ' ') type.pop_back();
    bool says_text = type.empty() || type.find("html") != std::string::npos || type.find("xml") != std::string::npos ||
                     type.starts_with("text/") || type == "application/octet-stream";
    if (!says_text) return true;
    using namespace std::string_view_literals;
    for (auto magic :
         {"%PDF-"sv, "\x89PNG"sv, "GIF8"sv, "\xff\xd8\xff"sv, "PK\x03\x04"sv, "\x1f\x8b"sv, "RIFF"sv, "ID3"sv,
          "\0\0\0\x18"
          "ftyp"sv})
        if (bytes.starts_with(magic)) return true;
    return false;
}

bool is_binary(std::string_view text) {
    constexpr std::size_t looked_at = 64 << 10, characters_for_a_control = 50;
    text = text.substr(0, looked_at);
    auto controls = std::count_if(text.begin(), text.end(), [](char c) {
        auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && (byte < '\t' || byte > '\r')) || byte == 0x7f;
    });
    return static_cast<std::size_t>(controls) * characters_for_a_control > text.size();
}

Absence absence_of(const Article& article, const PageFacts& facts) {
    const bool stub = facts.kept_letters < stub_letters;
    const bool brief = facts.kept_letters < short_letters;
    if (stub) {
        auto title = small_letters(article.title + '\n' + facts.title_elsewhere);
        // A wall that was not taken for an article is all the page shows beside its menus.
        const bool shows_little = facts.letters - facts.link_letters < stub_letters;
        auto words = small_letters(facts.kept_letters > 0 ? article.text() : shows_little ? facts.words : "");
        bool no_date = !article.published;
        if (contains_any(title, not_found_words) || (brief && no_date && contains_any(words, not_found_words)))
            if (no_date || facts.kept_letters == 0) return Absence::not_found;
        // One word of it stands in any footer; a longer text is a wall if it speaks of nothing else.
        const auto consent = count_of(words, consent_words);
        if (brief && (contains_any(title, consent_words) || consent >= 2)) return Absence::consent_wall;
        if (no_date && !facts.claims_article && consent >= 3) return Absence::consent_wall;
        if (brief && (contains_any(words, paywall_words) ||
                      (facts.claims_paywall && contains_any(small_letters(facts.words), paywall_words))))
            return Absence::paywall;
        if (brief && (contains_any(title, robot_words) || contains_any(words, robot_words)))
            return Absence::consent_wall;
        if (facts.kept_letters == 0 && facts.claims_paywall) return Absence::paywall;
    }
    if (!facts.claims_article && is_list_of_teasers(facts)) return Absence::index_page;
    if (is_front_page(facts.url) && facts.claims_site && !facts.claims_article && article.confidence < sure_from)
        return Absence::index_page;
    if (brief && !facts.claims_article && !article.published && facts.letters > 1500 &&
        facts.link_letters * 2 > facts.letters)
        return Absence::index_page;
    return facts.kept_letters == 0 ? Absence::no_text : Absence::none;
}

}  // namespace watchword::article
