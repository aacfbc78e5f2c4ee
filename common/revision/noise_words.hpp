#pragma once

#include <array>
#include <string_view>

// The words by which noise.cpp knows lines that change by themselves; folded, in normal form.
namespace watchword::revision::noise_words {

inline constexpr std::string_view short_units =
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

inline constexpr std::string_view long_units =
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

inline constexpr std::string_view ago_words =
    "ago just now назад только что тому щойно vor gerade eben il hace temu przed chwilą há atrás fa "
    "adesso geleden zojuist sedan nyss siden önce şimdi منذ قبل الآن לפני עכשיו бұрын мурун 前 刚 剛";

inline constexpr std::string_view fillers = "a an y less than about";

// May stand beside a date or time on a line that only says when.
inline constexpr std::string_view stamp_words =
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

inline constexpr std::string_view counter_words =
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

inline constexpr std::string_view punctuation = ": , . - | / · • ( ) [ ] ~ + ، 年 月 日 時 分";

// Folded, in normal form. What follows points elsewhere, or names a picture's maker. A colon is asked for
// where the words may also open a sentence.
inline constexpr auto pointers = std::to_array<std::string_view>({
    // en
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
    "more on this story",
    "more on this :",
    "more :",
    "watch :",
    "watch also",
    "listen :",
    "recommended :",
    "don't miss :",
    "click here",
    "subscribe to our",
    "sign up for our",
    "sign up to our",
    "follow us on",
    "share this",
    "share on",
    "share via",
    "join our",
    "download our",
    "continue reading",
    "you may also like",
    "you might also like",
    "get our newsletter",
    "get the day's top stories",
    "get the latest news in your inbox",
    "by signing up you agree",
    "by subscribing you agree",
    "story continues below",
    "photo :",
    "photo by",
    "photos :",
    "file photo",
    "image :",
    "picture :",
    "image credit",
    "photo credit",
    "video :",
    // ru
    "читайте также",
    "читать также",
    "читайте ещё",
    "читайте еще",
    "читать далее",
    "смотрите также",
    "по теме :",
    "материалы по теме",
    "подробнее :",
    "подписывайтесь на",
    "подпишитесь на",
    "следите за нами",
    "следите за новостями",
    "вам может быть интересно",
    "вас может заинтересовать",
    "поделиться :",
    "фото :",
    "видео :",
    // uk
    "читайте також",
    "читайте ще",
    "дивіться також",
    "за темою :",
    "підписуйтесь на",
    "підписуйтеся на",
    "підпишіться на",
    "стежте за нами",
    "вам може бути цікаво",
    "докладніше :",
    "відео :",
    // de
    "lesen sie auch",
    "lesen sie mehr",
    "mehr zum thema",
    "mehr dazu :",
    "auch interessant :",
    "lesen sie hier",
    "siehe auch",
    "weiterlesen",
    "teilen auf",
    "das könnte sie auch interessieren",
    "abonnieren sie unseren",
    "abonnieren sie den newsletter",
    "melden sie sich für unseren newsletter",
    "folgen sie uns",
    "foto :",
    "bild :",
    // fr
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
    "inscrivez-vous à notre",
    "inscrivez-vous à la newsletter",
    "inscrivez - vous à notre",
    "sur le même sujet",
    "recevez notre newsletter",
    "partager sur",
    "crédit photo",
    "vidéo :",
    // es
    "lea también",
    "lee también",
    "leer más",
    "ver también",
    "te puede interesar",
    "le puede interesar",
    "más información :",
    "suscríbete",
    "suscríbase a",
    "reciba nuestro boletín",
    "recibe nuestro boletín",
    "síguenos",
    "noticias relacionadas",
    "vídeo :",
    // pl
    "czytaj także",
    "czytaj też",
    "czytaj więcej",
    "czytaj dalej",
    "zobacz także",
    "zobacz też",
    "zobacz również",
    "przeczytaj także",
    "przeczytaj też",
    "dowiedz się więcej",
    "zapisz się do newslettera",
    "zapisz się na newsletter",
    "może cię zainteresować",
    "fot .",
    "zdjęcie :",
    // pt, it, nl, sv, nb, da, tr, cs, ro
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
    // ar, he
    "اقرأ أيضا",
    "اقرأ المزيد",
    "إقرأ أيضا",
    "اقرأ أيضاً",
    "شاهد أيضا",
    "المزيد :",
    "قد يهمك",
    "اشترك في نشرتنا",
    "اشترك في النشرة",
    "تابعونا على",
    "تابعنا على",
    "קראו עוד",
    "קראו גם",
    // zh, ja
    "延 伸 阅 读",
    "相 关 阅 读",
    "阅 读 更 多",
    "相 關 新 聞",
    "相 关 新 闻",
    "関 連 記 事",
    "あ わ せ て 読 み た い",
});

// In normal form and small letters, anywhere in a line: only an offer speaks to the reader of the reader's mail.
inline constexpr auto offers = std::to_array<std::string_view>({
    "to your inbox",
    "in your inbox",
    "into your inbox",
    "in ihrem postfach",
    "in ihr postfach",
    "in deinem postfach",
    "in dein postfach",
    "in ihre mailbox",
    "in deine mailbox",
    "dans votre boîte mail",
    "dans votre boîte de réception",
    "par e-mail tous les",
    "en tu correo",
    "en su correo",
    "en tu bandeja de entrada",
    "en su bandeja de entrada",
    "no seu e-mail",
    "na sua caixa de entrada",
    "nella tua casella",
    "in je inbox",
    "in uw inbox",
    "i din inkorg",
    "i din indbakke",
    "w twojej skrzynce",
    "na twoją skrzynkę",
    "na swoją skrzynkę",
    "do vaší schránky",
    "на вашу почту",
    "в вашей почте",
    "на ваш email",
    "на вашу пошту",
    "στο email σας",
    "您 的 邮 箱",
    "您 的 信 箱",
    "gelen kutunuza",
});

// Alone in their paragraph they are labels.
inline constexpr std::string_view labels =
    "advertisement advertising sponsored реклама anzeige meistgelesen werbung publicité publicidad publicidade "
    "pubblicità "
    "reklama "
    "advertentie annons reklame إعلان 广告 広告 share поделиться поделитися teilen partager compartir "
    "udostępnij";

// Likewise, of several words; without the signs around and between them.
inline constexpr auto titles = std::to_array<std::string_view>({
    "continua depois da publicidade",
    "continua após a publicidade",
    // en
    "advertisement continue reading below",
    "article continues after advertisement",
    "article continues below",
    "enter your email",
    "enter your email address",
    "most popular",
    "most read",
    "most viewed",
    "paid content",
    "recommended for you",
    "recommended stories",
    "sponsored content",
    "thank you for signing up",
    "thank you for subscribing",
    "trending now",
    "what to read next",
    // ru, uk
    "выбор редакции",
    "на правах рекламы",
    "самое читаемое",
    "самое популярное",
    "сейчас читают",
    "вибір редакції",
    "на правах реклами",
    "найпопулярніше",
    // de
    "am meisten gelesen",
    "beliebteste artikel",
    "meistgelesene artikel",
    "newsletter abonnieren",
    // fr
    "contenu sponsorisé",
    "la suite après cette publicité",
    "la suite après la publicité",
    "les plus lus",
    "à la une",
    // es
    "contenido patrocinado",
    "lo más leído",
    "lo más visto",
    // pl
    "artykuł sponsorowany",
    "najczęściej czytane",
    "polecane artykuły",
    // pt, it, nl
    "mais lidas",
    "i più letti",
    "meest gelezen",
    // ar
    "الأكثر قراءة",
    "الأكثر مشاهدة",
    "محتوى ممول",
});

bool is_number(std::string_view word) {
    return !word.empty() && word[0] >= '0' && word[0] <= '9';
}

}  // namespace watchword::revision::noise_words
