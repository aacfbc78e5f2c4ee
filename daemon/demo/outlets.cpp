#include "daemon/demo/press.hpp"

namespace watchword::demo {

namespace {

using namespace std::chrono_literals;
using Format = Outlet::Format;

constexpr Duration day_before = -24h;

Outlet steppe_courier() {
    Piece farmers{
        "/2026/03/03/farmers-fill-main-square",
        {{day + 8h + 5min,
          "Farmers fill Karadala's main square over the water tariff",
          "Organisers say they will stay until the tariff falls; a deputy warns of Maidan-style unrest.",
          "Aigul Sample",
          {"Some 400 farmers drove their tractors into the main square of Karadala on Tuesday morning and said "
           "they would not leave before the spring water tariff is withdrawn.",
           "The tariff, raised by 18 percent in January, has become the largest single cost of the season for "
           "smallholders along the river, according to the growers’ union.",
           "“We are here to be heard, not to bring anybody down,” said Tom Inventor, who grows melons below the "
           "Upper Weir.",
           "A session of the region’s Security Council was called for the evening. Its secretary declined to say "
           "whether the square would be cleared.",
           "Shops around the square stayed open, and the school at its northern end sent its pupils home at noon."}},
         {day + 10h + 40min,
          "Farmers fill Karadala's main square over the water tariff",
          "Organisers say they will stay until the tariff falls; a deputy warns of Maidan-style unrest.",
          "Aigul Sample",
          {"Some 1,400 farmers drove their tractors into the main square of Karadala on Tuesday morning and said "
           "they would not leave before the spring water tariff is withdrawn.",
           "The tariff, raised by 18 percent in January, has become the largest single cost of the season for "
           "smallholders along the river, according to the growers’ union.",
           "“We are here to be paid, not to bring anybody down,” said Tom Inventor, who grows melons below the "
           "Upper Weir.",
           "A session of the region’s Security Council was called for the evening. Its secretary did not rule out "
           "that the square would be cleared.",
           "Shops around the square stayed open, and the school at its northern end sent its pupils home at "
           "noon."}}},
        {}};
    Piece tram{
        "/2026/03/03/tram-4-returns",
        {{day + 8h + 6min,
          "Tram 4 returns to Harbour Street after nine months",
          "The rails are new, the timetable is the old one, and the fare stays where it was.",
          "Boris Example",
          {"The first tram in nine months rolled down Harbour Street shortly before six on Tuesday, greeted by a brass "
           "band of the transport college and by two dogs that had forgotten what a tram is.",
           "Workers replaced three kilometres of track and the overhead wire between the grain market and the ferry "
           "pier, where the old rails had sunk by a hand’s breadth since the flood.",
           "The works cost 40 million, a tenth less than planned, said the head of the tramways, Dina Osmonova. She "
           "thanked the residents for their patience with the replacement buses.",
           "Line 4 runs every twelve minutes until eleven at night, as it did before the works began."}}},
        {}};
    Piece dam{
        "/2026/03/02/dam-repairs",
        {{day + day_before + 9h,
          "Security Council reviews repairs of the river dam",
          "Engineers expect the spillway to be ready a month before the snow melts.",
          "Aigul Sample",
          {"The region’s Security Council heard on Monday that the repairs of the dam above Karadala are two thirds "
           "done and within their budget.",
           "The spillway gates, damaged by ice last winter, are being replaced one by one so that the reservoir need "
           "not be emptied, the chief engineer told the session.",
           "Villages below the dam will get a siren of their own by the end of the month."}}},
        {}};
    return {"steppe-courier.example",
            "/rss",
            Format::rss,
            "Steppe Courier",
            "en",
            {"Home", "Region", "Maidan anniversary", "Markets", "Weather", "Sport"},
            {"What the Maidan taught a generation", "Ten soups for a late spring", "Who owns the Upper Weir?"},
            "Those on the Maidan would have laughed at a tariff like that.",
            {farmers, tram, dam},
            {}};
}

Outlet vestnik() {
    Piece tents{
        "/2026/03/03/palatki",
        {{day + 8h + 20min,
          "Палатки на Майдане стоят третий день",
          "Мэрия обещает переговоры, собравшиеся ждут решения Совета безопасности.",
          "Анна Выдумкина",
          {"Третий день подряд на площади у старого вокзала, которую горожане зовут Майданом, стоят палатки. Во "
           "вторник утром их было двадцать шесть.",
           "Заявление Совета безопасности области ожидают к вечеру, сообщили в пресс-службе мэрии. До тех пор "
           "движение трамваев через площадь остановлено.",
           "«Мы никому не мешаем и никуда не торопимся», — сказал один из собравшихся, печник Егор Примеров.",
           "Соседние кафе раздают горячий чай; аптека на углу работает без перерыва."}}},
        {}};
    Piece bridge{
        "/2026/03/02/most",
        {{day + day_before + 10h,
          "Мост через Карадалу закроют на ремонт",
          "Объезд продлится до конца апреля.",
          "Пётр Небывалов",
          {"Старый мост через реку Карадалу закроют для движения в ближайшее воскресенье, сообщила дорожная служба "
           "области.",
           "Рабочие заменят перила и уложат новое покрытие; пешеходы смогут пользоваться временными мостками.",
           "Автобусы пойдут в объезд через хлебный рынок, их расписание изменится на десять минут."}}},
        {}};
    return {"vestnik.example",
            "/atom.xml",
            Format::atom,
            "Степной вестник",
            "ru",
            {"Главная", "Область", "Год Майдана", "Погода", "Спорт"},
            {"Чему научил Майдан", "Суп из крапивы за полчаса"},
            "А на Майдане кормили лучше.",
            {tents, bridge},
            {}};
}

Outlet vechirniy_kray() {
    Piece rally{
        "/2026/03/03/viche",
        {{day + 8h + 30min,
          "На Майдані читали листи до міської ради",
          "Вечірнє віче зібрало вчителів, садівників і двох диригентів.",
          "Олена Вигадана",
          {"Близько двохсот мешканців Лозового зібралися на Майдані, щоб уголос прочитати листи, на які міська рада "
           "не відповіла від осені.",
           "Перший лист написала вчителька музики: вона просить повернути до школи рояль, який торік забрали на "
           "реставрацію.",
           "«Ми читатимемо щовечора, доки не скінчаться листи», — сказав садівник Микола Прикладний.",
           "Міська рада обіцяє відповісти до кінця тижня."}}},
        day + 12h + 30min};
    Piece library{
        "/2026/03/02/biblioteka",
        {{day + day_before + 11h,
          "Бібліотека в Лозовому працюватиме до опівночі",
          "Читачі просили про це три роки.",
          "Іван Неіснуючий",
          {"Від наступного понеділка міська бібліотека в Лозовому зачинятиметься опівночі, повідомила її директорка.",
           "У читальній залі поставлять двадцять нових столів з лампами, а в холі запрацює буфет.",
           "Запис до бібліотеки, як і раніше, безкоштовний."}}},
        {}};
    return {"vechirniy-kray.example",
            "/feed.json",
            Format::json_feed,
            "Вечірній край",
            "uk",
            {"Головна", "Місто", "Край", "Погода"},
            {"Рояль, якого чекають", "Борщ без поспіху"},
            "Прийду завтра, маю два листи.",
            {rally, library},
            {}};
}

Outlet harbour_gazette() {
    Piece pilots{
        "/2026/03/02/pilots",
        {{day + day_before + 12h,
          "Harbour pilots get two new boats",
          "Both are electric, and both are late.",
          "Nora Fictional",
          {"The harbour pilots of Port Lozova will board ships from two electric boats from April on, the harbour "
           "master announced on Monday.",
           "The boats were ordered two years ago; the yard blamed the delay on a shortage of seals for the shafts.",
           "The old diesel boat, built in 1971, goes to the maritime college."}}},
        {}};
    return {"harbour-gazette.example",
            "/rss",
            Format::rss,
            "Harbour Gazette",
            "en",
            {"Home", "Ships", "Tides", "Weather"},
            {"Tides of the week", "The cook of the Albatros"},
            "Finally.",
            {pilots},
            Outlet::Outage{day + 13h, day + 16h}};
}

}  // namespace

const std::vector<Outlet>& outlets() {
    static const std::vector<Outlet> all{steppe_courier(), vestnik(), vechirniy_kray(), harbour_gazette()};
    return all;
}

}  // namespace watchword::demo
