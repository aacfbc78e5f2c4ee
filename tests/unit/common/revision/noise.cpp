#include "common/revision/noise.hpp"

#include <gtest/gtest.h>

#include "common/revision/compare.hpp"
#include "common/revision/stability.hpp"

namespace watchword::revision {
namespace {

TEST(Noise, IsALineThatChangesByItself) {
    for (auto line : {"Updated 5 min ago",
                      "09:12, 17 апреля 2018",
                      "Published: 2018-04-17 09:12 UTC",
                      "17.04.2018",
                      "09:12",
                      "2018-04-17",
                      "12k shares",
                      "Just now",
                      "только что",
                      "► Read more: A storm",
                      "Tuesday, 17 April 2018",
                      "Подписывайтесь на наш канал",
                      "Photo: Reuters",
                      "The day's stories, delivered to your inbox every morning.",
                      "Самые важные новости дня – каждое утро в вашей почте.",
                      "每天早上将最重要的新闻发送到您的邮箱。",
                      "Die Nachrichten des Tages in Ihrem Postfach",
                      "CONTINUA DEPOIS DA PUBLICIDADE",
                      "Dowiedz się więcej: Burza",
                      "Фото: ТАСС",
                      "Advertisement",
                      "РЕКЛАМА",
                      ""})
        EXPECT_TRUE(is_noise(line)) << line;
}

TEST(Noise, IsNoSentence) {
    for (auto line :
         {"Read the room.", "Views differ.", "In 2018 it rained.", "Время не ждёт.", "Subscribers left in droves.",
          "It happened on Tuesday.", "The minister shares 12 views.", "Anzeige erstattete die Polizei.",
          "По теме переговоров никто не высказался.", "Advertisement revenue fell.", "May ended the talks.",
          "The minister's inbox was empty on Monday.", "“It is in your inbox,” she said.",
          "Er hatte 400 Briefe in seinem Postfach."})
        EXPECT_FALSE(is_noise(line)) << line;
}

TEST(Noise, IsNoFigureOrScore) {
    for (auto line : {"2:1", "3 - 0", "1,245", "25.6", "1945", "14 %", "* * *"}) EXPECT_FALSE(is_noise(line)) << line;
}

TEST(PassingTime, IsAPhraseOfHoursOrLess) {
    using Words = std::vector<std::string_view>;
    for (const Words& words :
         {Words{"5", "minutes", "ago"}, Words{"an", "hour", "ago"}, Words{"5", "минут", "назад"},
          Words{"vor", "5", "Minuten"}, Words{"il", "y", "a", "5", "minutes"}, Words{"5", "分", "钟", "前"}})
        EXPECT_TRUE(is_passing_time(words)) << words[0] << " " << words[1];
    for (const Words& words :
         {Words{"5", "years", "ago"}, Words{"5", "minutes"}, Words{"5"}, Words{"5", "minutes", "before"}, Words{}})
        EXPECT_FALSE(is_passing_time(words));
}

// A piece with one line of a page's furniture in it, as two readings found that line; none: it was missing.
Revision with_line(const char* line) {
    Revision revision;
    revision.headline = "Harbour closed for a third day";
    revision.paragraphs = {
        "Ships wait outside while the harbour master says nothing, and the crews run out of bread.",
        "The gate broke on Friday night, and nobody has found the man who knows how to mend it.",
    };
    if (line) revision.paragraphs.insert(revision.paragraphs.begin() + 1, line);
    return revision;
}

bool is_edit(const Revision& before, const Revision& after) {
    if (fingerprint(before) == fingerprint(after)) return false;
    auto grade = compare(before, after, "").grade;
    return grade && *grade > Grade::cosmetic;
}

struct Lines {
    const char* before;
    const char* after;
};

constexpr const char* none = nullptr;

// Relative times, counters, pointers elsewhere, invitations, advertisements, in the languages of the corpus.
constexpr Lines furniture[] = {
    {"5 minutes ago", "2 hours ago"},
    {"Last updated 3 hours ago", "Last updated yesterday at 14:05"},
    {"Updated: 17 April 2018, 09:12", "Updated: 17 April 2018, 11:40"},
    {"5 минут назад", "2 часа назад"},
    {"Обновлено: 17 апреля 2018, 09:12", "Обновлено: 18 апреля 2018, 10:00"},
    {"5 хвилин тому", "годину тому"},
    {"Оновлено 17 квітня 2018 о 09:12", none},
    {"vor 5 Minuten", "vor 2 Stunden"},
    {"Aktualisiert am 17. April 2018 um 09:12 Uhr", "Aktualisiert am 17. April 2018 um 11:40 Uhr"},
    {"il y a 5 minutes", "il y a 2 heures"},
    {"Mis à jour le 17 avril 2018 à 09h12", "Mis à jour le 17 avril 2018 à 11h40"},
    {"hace 5 minutos", "hace 2 horas"},
    {"Actualizado el 17 de abril de 2018 a las 09:12", none},
    {"5 minut temu", "2 godziny temu"},
    {"منذ 5 دقائق", "منذ ساعتين"},
    {"5分钟前", "2小时前"},
    {"1,204 views", "18,330 views"},
    {"1.2K views • 14 comments", "3.4K views • 81 comments"},
    {"12 Comments", none},
    {"Просмотров: 1204", "Просмотров: 18330"},
    {"1 204 просмотра", "18 330 просмотров"},
    {"Переглядів: 1204", "Переглядів: 18330"},
    {"14 Kommentare", "81 Kommentare"},
    {"Lesezeit: 3 Minuten", none},
    {"14 commentaires", "81 commentaires"},
    {"14 comentarios", "81 comentarios"},
    {"1204 مشاهدة", "18330 مشاهدة"},
    {"Read also: Storm ahead", "Read also: Bread runs out in the north"},
    {"READ MORE: Storm ahead", none},
    {"Read More >>", none},
    {"You may also like: Storm ahead", "You may also like: Ten ways to bake bread"},
    {"Related: Storm ahead", "Related: Ten ways to bake bread"},
    {"Most read", none},
    {"Trending now", none},
    {"Recommended stories", none},
    {"What to read next", none},
    {"Читайте также: Шторм на севере", "Читайте также: Хлеб закончился"},
    {"Читайте также", none},
    {"Самое читаемое", none},
    {"Материалы по теме", none},
    {"ЧИТАЙТЕ ТАКОЖ: Шторм на півночі", "ЧИТАЙТЕ ТАКОЖ: Хліб закінчився"},
    {"Читайте також на тему: Шторм", none},
    {"Lesen Sie auch: Sturm im Norden", "Lesen Sie auch: Das Brot ist aus"},
    {"Meistgelesen", none},
    {"Das könnte Sie auch interessieren", none},
    {"À lire aussi : Tempête au nord", "À lire aussi : Plus de pain"},
    {"Les plus lus", none},
    {"Sur le même sujet", none},
    {"Lea también: Tormenta en el norte", "Lea también: Se acabó el pan"},
    {"Lo más leído", none},
    {"Te puede interesar: Tormenta", none},
    {"Czytaj też: Sztorm na północy", "Czytaj też: Chleb się skończył"},
    {"اقرأ أيضا: عاصفة في الشمال", "اقرأ أيضا: نفد الخبز"},
    {"الأكثر قراءة", none},
    {"Sign up for our newsletter", none},
    {"Sign up to our daily newsletter", "Sign up to our free weekly newsletter"},
    {"Subscribe to our newsletter and never miss a story", none},
    {"Get the day's top stories in your inbox", none},
    {"Enter your email address", none},
    {"By signing up you agree to our terms of use and privacy policy", none},
    {"Thank you for signing up!", none},
    {"Подпишитесь на нашу рассылку", none},
    {"Подписывайтесь на наш Telegram-канал", none},
    {"Следите за нами в соцсетях", none},
    {"Підписуйтесь на наш канал у Telegram", none},
    {"Abonnieren Sie unseren Newsletter", none},
    {"Newsletter abonnieren", none},
    {"Abonnez-vous à notre newsletter", none},
    {"Inscrivez-vous à notre newsletter", none},
    {"Suscríbete a nuestro boletín", none},
    {"Suscríbase a nuestro boletín", none},
    {"Zapisz się do newslettera", none},
    {"اشترك في نشرتنا الإخبارية", none},
    {"Advertisement", none},
    {"ADVERTISEMENT - CONTINUE READING BELOW", none},
    {"Story continues below advertisement", none},
    {"Article continues after advertisement", none},
    {"Sponsored content", none},
    {"Реклама", none},
    {"На правах рекламы", none},
    {"Anzeige", none},
    {"- Anzeige -", none},
    {"Publicité", none},
    {"La suite après la publicité", none},
    {"Publicidad", none},
    {"Reklama", none},
    {"إعلان", none},
};

TEST(Noise, IsNoEditWhicheverWayItChanges) {
    for (const Lines& lines : furniture) {
        EXPECT_FALSE(is_edit(with_line(lines.before), with_line(lines.after))) << lines.before;
        EXPECT_FALSE(is_edit(with_line(lines.after), with_line(lines.before))) << lines.before;
    }
}

// Lines that look alike and say something.
constexpr Lines sentences[] = {
    {"The fire started 5 years ago.", "The fire started 6 years ago."},
    {"Two hours ago the gate was still open, the master says.", none},
    {"The video had 1,204 views before it was taken down.", "The video had 18,330 views before it was taken down."},
    {"Most read the letter twice.", none},
    {"Trending now towards war, the two sides refuse to talk.", none},
    {"Related families were told first.", "Related families were told last."},
    {"The newsletter was forged, police say.", none},
    {"Advertisement of the post drew 12 candidates.", "Advertisement of the post drew 14 candidates."},
    {"Читайте законы, сказал министр.", none},
    {"Реклама обошлась партии в 5 миллионов.", "Реклама обошлась партии в 7 миллионов."},
    {"Подпишитесь под этим, сказали ему следователи.", none},
    {"Anzeige wurde am Montag erstattet.", none},
    {"Die meistgelesene Zeitung des Landes schließt.", none},
    {"Publicité et propagande ne font qu'un, dit le ministre.", none},
    {"Lo más leído fue su confesión.", none},
    {"Entering your email address cost 300 readers their savings.", none},
    {"Get the vaccine, the minister said.", none},
};

TEST(Noise, IsNoSentenceThatOnlyBeginsLikeIt) {
    for (const Lines& lines : sentences)
        EXPECT_TRUE(is_edit(with_line(lines.before), with_line(lines.after))) << lines.before;
}

}  // namespace
}  // namespace watchword::revision
