#include "common/revision/noise.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <vector>

#include "common/revision/lexicon.hpp"
#include "common/revision/words.hpp"

namespace watchword::revision {

namespace {

using WordSet = std::unordered_set<std::string_view>;

constexpr std::size_t line_max = 240;          // bytes; longer paragraphs say something
constexpr std::size_t stamp_words_max = 24;    // of "Updated: Tuesday, 17 April 2018 at 09:12 GMT ..."
constexpr std::size_t pointer_words_max = 30;  // of "Read more: HEADLINE"

constexpr std::string_view short_units =
    "second seconds sec secs minute minutes min mins hour hours hr hrs h m s "
    "секунду секунды секунд сек минуту минуты минут мин час часа часов ч "
    "хвилину хвилини хвилин хв годину години годин год "
    "sekunde sekunden minuten stunde stunden std "
    "seconde secondes heure heures "
    "segundo segundos minuto minutos hora horas "
    "sekundę sekundy sekund minutę minuty minut godzinę godziny godzin "
    "secondi minuti ora ore seconden minuut uur timme timmar timer timer minutter "
    "dakika saat saniye "
    "ثانية ثوان دقيقة دقائق دقيقتين ساعة ساعات ساعتين "
    "דקות דקה שעה שעות минута сағат саат 秒 分 钟 鐘 小 时 時 间 間";

constexpr std::string_view long_units =
    "day days week weeks month months year years d "
    "день дня дней неделю недели недель месяц месяца месяцев года лет "
    "дні днів тиждень тижні тижнів місяць місяці місяців рік роки років "
    "tag tage tagen woche wochen monat monate monaten jahr jahre jahren "
    "jour jours semaine semaines mois an ans "
    "día días semana semanas mes meses año años "
    "dzień dni tydzień tygodnie tygodni miesiąc miesiące miesięcy rok lata lat "
    "dia dias mês ano anos giorno giorni settimana settimane mese mesi anno anni "
    "dag dagen maand maanden jaar dagar vecka veckor dager dage uge uger gün hafta ay yıl "
    "يوم أيام يومين أسبوع أسابيع شهر أشهر سنة سنوات יום ימים күн апта ай жыл 天 日 周 週 月 年 個 个";

constexpr std::string_view ago_words =
    "ago just now назад только что тому щойно vor gerade eben il hace temu przed chwilą há atrás fa "
    "adesso geleden zojuist sedan nyss siden önce şimdi منذ قبل الآن לפני עכשיו бұрын мурун 前 刚 剛";

constexpr std::string_view fillers = "a an y less than about";

// May stand beside a date or time on a line that only says when.
constexpr std::string_view stamp_words =
    "updated update last modified published posted first created edited on at of the time date am pm a.m p.m "
    "gmt utc est edt "
    "cst cdt pst pdt bst cet cest eet eest msk et ist today yesterday "
    "обновлено обновлена обновление опубликовано опубликована изменено последнее в г мск сегодня вчера время "
    "дата добавлено "
    "оновлено опубліковано змінено востаннє о об у р сьогодні вчора дата час додано "
    "aktualisiert aktualisierung veröffentlicht erstellt zuletzt am um uhr heute gestern stand geändert "
    "mis à jour mise le publié publiée modifié modifiée dernière hier aujourd'hui "
    "actualizado actualizada actualización publicado publicada modificado última a las del de el hoy ayer "
    "aktualizacja zaktualizowano opublikowano opublikowana ostatnia dodano dzisiaj wczoraj godz godzina dnia "
    "atualizado atualizada publicado às em hoje ontem aggiornato aggiornata pubblicato pubblicata ultimo "
    "aggiornamento alle il del oggi ieri "
    "bijgewerkt gepubliceerd laatst om vandaag gisteren uppdaterad publicerad kl igår idag oppdatert "
    "publisert opdateret senest "
    "güncelleme güncellendi güncellenme yayınlanma yayınlandı son tarihi bugün dün "
    "aktualizováno publikováno dnes včera "
    "آخر تحديث تم نشر نشرت في بتاريخ الساعة اليوم أمس بتوقيت غرينتش gmt صباحا مساء "
    "עודכן פורסם היום אתמול "
    "жаңартылды жарияланды жаңыланды "
    "更 新 于 於 发 布 發 最 后 後 日 期 时 间 時 間 更 新";

constexpr std::string_view counter_words =
    "view views read reads comment comments share shares like likes reply replies reader readers visit "
    "visits "
    "min mins minute minutes reading time k m тыс "
    "просмотр просмотра просмотров просмотры комментарий комментария комментариев комментарии прочтений "
    "поделились репостов лайков минута минуты минут чтения время на чтение "
    "перегляд перегляди переглядів коментар коментарі коментарів хв хвилин читання час "
    "aufrufe aufruf kommentar kommentare lesezeit minuten mal gelesen geteilt "
    "vue vues commentaire commentaires partage partages lecture temps de "
    "visita visitas vista vistas comentario comentarios compartido veces lectura tiempo "
    "wyświetlenia wyświetleń odsłon komentarz komentarze komentarzy udostępnień czytania "
    "visualizações comentários leitura visualizzazioni commenti lettura reacties weergaven leestijd "
    "kommentarer visningar "
    "görüntülenme yorum okunma "
    "مشاهدة مشاهدات تعليق تعليقات قراءة مشاركة دقيقة دقائق "
    "阅 读 閱 讀 次 评 论 評 論 浏 览 量 瀏 覽";

constexpr std::string_view punctuation = ": , . - | / · • ( ) [ ] ~ + ، 年 月 日 時 分";

// Folded, in normal form. What follows points elsewhere.
constexpr auto pointers = std::to_array<std::string_view>({
    "read more",
    "read also",
    "also read",
    "read next",
    "read :",
    "see also",
    "see more",
    "related :",
    "related articles",
    "related stories",
    "more on this",
    "more :",
    "more from",
    "watch :",
    "watch also",
    "listen :",
    "also on",
    "recommended :",
    "don't miss",
    "click here",
    "subscribe to",
    "sign up for",
    "sign up to",
    "follow us",
    "share this",
    "share on",
    "share via",
    "join our",
    "download our",
    "advertisement",
    "continue reading",
    "story continues below",
    "читайте также",
    "читать также",
    "читайте ещё",
    "читайте еще",
    "читать далее",
    "смотрите также",
    "по теме",
    "материалы по теме",
    "подробнее :",
    "подписывайтесь",
    "подпишитесь",
    "поделиться",
    "реклама",
    "читайте також",
    "читайте ще",
    "дивіться також",
    "за темою",
    "підписуйтесь",
    "підписуйтеся",
    "поділитися",
    "докладніше :",
    "lesen sie auch",
    "lesen sie mehr",
    "mehr zum thema",
    "mehr dazu",
    "auch interessant",
    "lesen sie hier",
    "siehe auch",
    "weiterlesen",
    "anzeige",
    "teilen auf",
    "newsletter abonnieren",
    "lire aussi",
    "à lire aussi",
    "lire également",
    "à lire également",
    "voir aussi",
    "à voir aussi",
    "lire la suite",
    "en savoir plus",
    "abonnez-vous",
    "abonnez - vous",
    "partager sur",
    "publicité",
    "lea también",
    "lee también",
    "leer más",
    "ver también",
    "te puede interesar",
    "le puede interesar",
    "más información :",
    "suscríbete",
    "síguenos",
    "publicidad",
    "compartir en",
    "noticias relacionadas",
    "czytaj także",
    "czytaj też",
    "czytaj więcej",
    "czytaj dalej",
    "zobacz także",
    "zobacz też",
    "zobacz również",
    "reklama",
    "przeczytaj także",
    "przeczytaj też",
    "leia também",
    "leia mais",
    "saiba mais",
    "veja também",
    "leggi anche",
    "leggi tutto",
    "vedi anche",
    "lees ook",
    "lees verder",
    "läs också",
    "läs mer",
    "les også",
    "læs også",
    "ayrıca okuyun",
    "devamını oku",
    "čtěte také",
    "přečtěte si",
    "citește și",
    "اقرأ أيضا",
    "اقرأ المزيد",
    "إقرأ أيضا",
    "اقرأ أيضاً",
    "شاهد أيضا",
    "المزيد :",
    "قد يهمك",
    "קראו עוד",
    "קראו גם",
    "延 伸 阅 读",
    "相 关 阅 读",
    "阅 读 更 多",
    "相 關 新 聞",
    "相 关 新 闻",
    "関 連 記 事",
    "あ わ せ て 読 み た い",
});

WordSet set_of(std::initializer_list<std::string_view> lists) {
    WordSet words;
    for (std::string_view list : lists) {
        while (!list.empty()) {
            auto end = std::min(list.find(' '), list.size());
            if (end > 0) words.insert(list.substr(0, end));
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }
    return words;
}

bool is_number(std::string_view word) {
    return !word.empty() && word[0] >= '0' && word[0] <= '9';
}

bool is_sign(std::string_view word) {
    static const WordSet signs = set_of({punctuation});
    return signs.contains(word);
}

// A line that says when, and nothing else.
bool is_stamp(const std::vector<std::string_view>& written, const std::vector<std::string>& words) {
    static const WordSet known = set_of({short_units, long_units, ago_words, fillers, stamp_words});
    static const WordSet ago = set_of({ago_words});
    if (words.size() > stamp_words_max) return false;
    bool when = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        when = when || is_number(words[i]) || ago.contains(words[i]);
        if (!is_number(words[i]) && !is_sign(words[i]) && !known.contains(words[i]) &&
            !is_calendar_word(written[i], {}))
            return false;
    }
    return when;
}

bool is_counter(const std::vector<std::string>& words) {
    static const WordSet known = set_of({counter_words});
    constexpr std::size_t counter_words_max = 10;
    if (words.size() > counter_words_max) return false;
    bool number = false;
    for (const auto& word : words) {
        number = number || is_number(word);
        if (!is_number(word) && !is_sign(word) && !known.contains(word)) return false;
    }
    return number;
}

// Bullets and arrows may stand before it.
bool is_pointer(const std::vector<std::string>& words, std::size_t first_lettered) {
    constexpr std::size_t opening_words = 9;  // of the longest pointer
    if (words.size() > pointer_words_max) return false;
    std::string opening;
    for (std::size_t i = first_lettered; i < std::min(words.size(), first_lettered + opening_words); ++i)
        opening += (opening.empty() ? "" : " ") + words[i];
    opening += ' ';
    return std::any_of(pointers.begin(), pointers.end(), [&](std::string_view pointer) {
        return opening.starts_with(pointer) && opening[pointer.size()] == ' ';
    });
}

}  // namespace

bool is_noise(std::string_view paragraph) {
    if (paragraph.size() > line_max) return false;
    Vocabulary vocabulary;
    std::vector<std::string_view> written;
    std::vector<std::string> words;
    std::size_t signs = 0;  // before the first word
    for (const Word& word : words_of(paragraph, vocabulary)) {
        if (signs == words.size() && !is_lettered(word.kind)) ++signs;
        written.push_back(vocabulary.text(word.id));
        words.push_back(folded(written.back()));
    }
    return words.empty() || is_stamp(written, words) || is_counter(words) || is_pointer(words, signs);
}

bool is_time_word(std::string_view word) {
    static const WordSet known = set_of({short_units, ago_words, fillers});
    return is_number(word) || known.contains(folded(word));
}

bool is_passing_time(std::span<const std::string_view> words) {
    static const WordSet units = set_of({short_units});
    static const WordSet ago = set_of({ago_words});
    bool unit = false;
    bool past = false;
    for (std::string_view word : words) {
        if (!is_time_word(word)) return false;
        std::string small = folded(word);
        unit = unit || units.contains(small);
        past = past || ago.contains(small);
    }
    return unit && past;
}

}  // namespace watchword::revision
