#include "common/article/dates.hpp"

#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "common/article/fold.hpp"

namespace watchword::article {
namespace {

using namespace std::chrono;

// Nothing was published on the web before.
constexpr int first_year = 1990;
constexpr int last_year = 2099;

std::optional<Time> time_at(int year_number, int month_number, int day_number, int hour = 0, int minute = 0,
                            int second = 0) {
    if (year_number < first_year || year_number > last_year || month_number < 1 || month_number > 12 || hour > 24 ||
        minute > 59 || second > 60)
        return std::nullopt;
    year_month_day date{year{year_number}, month{static_cast<unsigned>(month_number)},
                        day{static_cast<unsigned>(day_number)}};
    if (day_number < 1 || !date.ok()) return std::nullopt;
    return Time{sys_days{date}} + hours{hour} + minutes{minute} + seconds{second};
}

struct MonthName {
    std::string_view stem;
    int month;
};

// Heads of the names in small letters; the longest that fits decides. A name shorter than its stem is no
// month.
constexpr std::array months = std::to_array<MonthName>({
    {"jan", 1},     {"janv", 1},     {"jän", 1},       {"ene", 1},    {"gen", 1},     {"sty", 1},
    {"led", 1},     {"янв", 1},      {"січ", 1},       {"яну", 1},    {"ιαν", 1},     {"oca", 1},
    {"ian", 1},     {"sij", 1},      {"jaan", 1},      {"tammi", 1},  {"يناير", 1},   {"janu", 1},
    {"siječ", 1},   {"sausio", 1},   {"feb", 2},       {"fév", 2},    {"fev", 2},     {"feb", 2},
    {"lut", 2},     {"úno", 2},      {"фев", 2},       {"лют", 2},    {"φεβ", 2},     {"şub", 2},
    {"velj", 2},    {"helmi", 2},    {"veeb", 2},      {"فبراير", 2}, {"vasario", 2}, {"mar", 3},
    {"mär", 3},     {"mrz", 3},      {"maa", 3},       {"mrt", 3},    {"bře", 3},     {"мар", 3},
    {"бер", 3},     {"μαρ", 3},      {"μάρ", 3},       {"ožu", 3},    {"már", 3},     {"مارس", 3},
    {"maal", 3},    {"machi", 3},    {"märts", 3},     {"kovo", 3},   {"apr", 4},     {"avr", 4},
    {"abr", 4},     {"kwi", 4},      {"dub", 4},       {"апр", 4},    {"кві", 4},     {"απρ", 4},
    {"nis", 4},     {"tra", 4},      {"ápr", 4},       {"huhti", 4},  {"أبريل", 4},   {"apri", 4},
    {"may", 5},     {"mai", 5},      {"maj", 5},       {"mag", 5},    {"mei", 5},     {"kvě", 5},
    {"мая", 5},     {"май", 5},      {"тра", 5},       {"μαΐ", 5},    {"μάι", 5},     {"μαϊ", 5},
    {"μαι", 5},     {"svi", 5},      {"máj", 5},       {"touko", 5},  {"mayıs", 5},   {"مايو", 5},
    {"mayo", 5},    {"jun", 6},      {"jui", 6},       {"juin", 6},   {"giu", 6},     {"cze", 6},
    {"červen", 6},  {"června", 6},   {"июн", 6},       {"чер", 6},    {"юни", 6},     {"ιουν", 6},
    {"ιούν", 6},    {"haz", 6},      {"lip", 6},       {"jún", 6},    {"kesä", 6},    {"يونيو", 6},
    {"juni", 6},    {"iun", 6},      {"jul", 7},       {"juil", 7},   {"lug", 7},     {"lipca", 7},
    {"lipiec", 7},  {"července", 7}, {"červenec", 7},  {"июл", 7},    {"лип", 7},     {"юли", 7},
    {"ιουλ", 7},    {"ιούλ", 7},     {"tem", 7},       {"srp", 7},    {"júl", 7},     {"heinä", 7},
    {"يوليو", 7},   {"iul", 7},      {"aug", 8},       {"aoû", 8},    {"aou", 8},     {"ago", 8},
    {"sie", 8},     {"srpna", 8},    {"srpen", 8},     {"авг", 8},    {"сер", 8},     {"αυγ", 8},
    {"αύγ", 8},     {"ağu", 8},      {"kol", 8},       {"elo", 8},    {"أغسطس", 8},   {"agu", 8},
    {"sep", 9},     {"set", 9},      {"wrz", 9},       {"zář", 9},    {"сен", 9},     {"вер", 9},
    {"сеп", 9},     {"σεπ", 9},      {"eyl", 9},       {"ruj", 9},    {"syys", 9},    {"szep", 9},
    {"سبتمبر", 9},  {"oct", 10},     {"okt", 10},      {"out", 10},   {"ott", 10},    {"paź", 10},
    {"říj", 10},    {"окт", 10},     {"жов", 10},      {"οκτ", 10},   {"eki", 10},    {"listopada", 11},
    {"loka", 10},   {"أكتوبر", 10},  {"ok", 10},       {"nov", 11},   {"lis", 11},    {"ноя", 11},
    {"ное", 11},    {"νοε", 11},     {"νοέ", 11},      {"kas", 11},   {"stu", 11},    {"marras", 11},
    {"نوفمبر", 11}, {"noi", 11},     {"listopad", 11}, {"dec", 12},   {"déc", 12},    {"dez", 12},
    {"dic", 12},    {"gru", 12},     {"pro", 12},      {"дек", 12},   {"гру", 12},    {"δεκ", 12},
    {"ara", 12},    {"pros", 12},    {"des", 12},      {"joulu", 12}, {"ديسمبر", 12},
});

int month_of(std::string_view word) {
    std::size_t longest = 0;
    int month = 0;
    for (const auto& name : months)
        if (name.stem.size() > longest && name.stem.size() >= 3 && word.starts_with(name.stem)) {
            longest = name.stem.size();
            month = name.month;
        }
    return word.size() <= 24 ? month : 0;
}

// A text as numbers, words and the marks between them.
struct Piece {
    enum Kind { number, word, mark } kind = mark;
    std::string text;
    int value = 0;
    bool glued = false;  // no blank before it
};

std::vector<Piece> pieces_of(std::string_view text) {
    constexpr std::size_t pieces_max = 120;
    std::vector<Piece> pieces;
    auto small = small_letters(text.substr(0, 600));
    auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; };
    bool blank = true;
    for (std::size_t i = 0; i < small.size() && pieces.size() < pieces_max;) {
        std::size_t from = i;
        Piece piece;
        piece.glued = !blank;
        blank = false;
        std::string_view rest(small);
        rest.remove_prefix(i);
        if (is_digit(small[i])) {
            while (i < small.size() && is_digit(small[i])) ++i;
            piece.kind = Piece::number;
            if (i - from <= 8) piece.value = std::stoi(small.substr(from, i - from));
        } else if (rest.starts_with("年") || rest.starts_with("月") || rest.starts_with("日") ||
                   rest.starts_with("년") || rest.starts_with("월") || rest.starts_with("일")) {
            i += 3;
            piece.kind = Piece::mark;
        } else if (rest.starts_with("\xc2\xa0") || rest.starts_with("·") || rest.starts_with("»") ||
                   rest.starts_with("«")) {
            blank = true;
            i += 2;
            continue;
        } else if (is_letter(small[i])) {
            while (i < small.size() && is_letter(small[i])) {
                std::string_view here(small);
                here.remove_prefix(i);
                if (i > from && (here.starts_with("\xc2\xa0") || here.starts_with("年") || here.starts_with("月")))
                    break;
                ++i;
            }
            piece.kind = Piece::word;
        } else if (small[i] == ' ' || small[i] == '\t' || small[i] == '\n' || small[i] == '\r') {
            blank = true;
            ++i;
            continue;
        } else {
            ++i;
        }
        piece.text = small.substr(from, i - from);
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

// A run of pieces, asked for by place; beyond the end all are empty marks.
class Reader {
  public:
    explicit Reader(std::string_view text) : pieces_(pieces_of(text)) {}
    std::size_t size() const { return pieces_.size(); }
    const Piece& at(std::size_t i) const { return i < pieces_.size() ? pieces_[i] : nothing_; }
    bool is_number(std::size_t i, std::size_t digits_min, std::size_t digits_max) const {
        return at(i).kind == Piece::number && at(i).text.size() >= digits_min && at(i).text.size() <= digits_max;
    }
    bool is(std::size_t i, std::string_view text) const { return at(i).text == text; }
    int value(std::size_t i) const { return at(i).value; }

  private:
    std::vector<Piece> pieces_;
    Piece nothing_;
};

// "14:05[:09]" within a few pieces after (or before) the date, with an offset if one is glued to it.
Moment with_time_of_day(const Reader& text, std::size_t from, Time date) {
    for (std::size_t i = from; i < from + 6; ++i) {
        if (!text.is_number(i, 1, 2) || !text.is(i + 1, ":") || !text.is_number(i + 2, 2, 2)) continue;
        int hour = text.value(i), minute = text.value(i + 2);
        if (hour > 23 || minute > 59) return {date};
        std::size_t next = i + 3;
        int second = 0;
        if (text.is(next, ":") && text.is_number(next + 1, 2, 2)) {
            second = text.value(next + 1);
            next += 2;
        }
        if (text.is(next, ".") && text.at(next).glued && text.is_number(next + 1, 1, 9)) next += 2;
        if (text.is(next, "pm") && hour < 12) hour += 12;
        if (text.is(next, "am") && hour == 12) hour = 0;
        auto time = date + hours{hour} + minutes{minute} + seconds{second};
        bool ahead = text.is(next, "+");
        if (ahead || (text.is(next, "-") && text.at(next).glued)) {
            if (text.is_number(next + 1, 4, 4)) {
                auto offset = hours{text.value(next + 1) / 100} + minutes{text.value(next + 1) % 100};
                return ahead ? Moment{time - offset, offset} : Moment{time + offset, -offset};
            }
            if (text.is_number(next + 1, 2, 2) && text.is(next + 2, ":") && text.is_number(next + 3, 2, 2)) {
                auto offset = hours{text.value(next + 1)} + minutes{text.value(next + 3)};
                return ahead ? Moment{time - offset, offset} : Moment{time + offset, -offset};
            }
        }
        return {time};
    }
    return {date};
}

bool is_date_mark(const Piece& piece) {
    return piece.text == "-" || piece.text == "/" || piece.text == "." || piece.text == "年" || piece.text == "月" ||
           piece.text == "년" || piece.text == "월";
}

bool is_year(const Reader& text, std::size_t i) {
    return text.is_number(i, 4, 4) && text.value(i) >= first_year && text.value(i) <= last_year;
}

// Passes over "de", "of", ",", ".", "st" and the like.
std::size_t past_filling(const Reader& text, std::size_t i) {
    for (int skipped = 0; skipped < 3; ++skipped, ++i) {
        const auto& piece = text.at(i);
        if (piece.text == "de" || piece.text == "del" || piece.text == "of" || piece.text == "," || piece.text == "." ||
            piece.text == "st" || piece.text == "nd" || piece.text == "rd" || piece.text == "th" ||
            piece.text == "er" || piece.text == "-" || piece.text == "/" || piece.text == "º" || piece.text == "ª")
            continue;
        break;
    }
    return i;
}

std::optional<Moment> date_at(const Reader& text, std::size_t i, DateOrder order) {
    // 2018-04-17, 2018/4/17, 2018.04.17, 2018年4月17日
    if (is_year(text, i) && is_date_mark(text.at(i + 1)) && text.is_number(i + 2, 1, 2) &&
        is_date_mark(text.at(i + 3)) && text.is_number(i + 4, 1, 2)) {
        if (auto date = time_at(text.value(i), text.value(i + 2), text.value(i + 4)))
            return with_time_of_day(text, i + 5, *date);
    }
    // 17.04.2018, 17/4/2018, 4/17/2018, 17-04-2018
    if (text.is_number(i, 1, 2) && is_date_mark(text.at(i + 1)) && text.is_number(i + 2, 1, 2) &&
        text.is(i + 3, text.at(i + 1).text)) {
        int year_number = is_year(text, i + 4) ? text.value(i + 4) : 0;
        if (year_number == 0 && text.is_number(i + 4, 2, 2) && text.at(i + 4).glued && text.value(i + 4) <= 40 &&
            text.is_number(i, 2, 2))
            year_number = 2000 + text.value(i + 4);
        if (year_number != 0) {
            int first = text.value(i), second = text.value(i + 2);
            bool month_first = second > 12 || (first <= 12 && order == DateOrder::month_first && text.is(i + 1, "/"));
            auto date = month_first ? time_at(year_number, first, second) : time_at(year_number, second, first);
            if (date) return with_time_of_day(text, i + 5, *date);
        }
    }
    // 17 April 2018, 17. dubna 2018, 17 de abril de 2018
    if (text.is_number(i, 1, 2)) {
        auto name = past_filling(text, i + 1);
        if (text.at(name).kind == Piece::word)
            if (int month_number = month_of(text.at(name).text); month_number != 0) {
                auto year_place = past_filling(text, name + 1);
                if (is_year(text, year_place))
                    if (auto date = time_at(text.value(year_place), month_number, text.value(i)))
                        return with_time_of_day(text, year_place + 1, *date);
            }
    }
    // April 17, 2018
    if (text.at(i).kind == Piece::word)
        if (int month_number = month_of(text.at(i).text); month_number != 0) {
            auto day_place = past_filling(text, i + 1);
            auto year_place = past_filling(text, day_place + 1);
            if (text.is_number(day_place, 1, 2) && is_year(text, year_place))
                if (auto date = time_at(text.value(year_place), month_number, text.value(day_place)))
                    return with_time_of_day(text, year_place + 1, *date);
        }
    // 2018. április 17.
    if (is_year(text, i)) {
        auto name = past_filling(text, i + 1);
        if (text.at(name).kind == Piece::word)
            if (int month_number = month_of(text.at(name).text); month_number != 0) {
                auto day_place = past_filling(text, name + 1);
                if (text.is_number(day_place, 1, 2))
                    if (auto date = time_at(text.value(i), month_number, text.value(day_place)))
                        return with_time_of_day(text, day_place + 1, *date);
            }
    }
    return std::nullopt;
}

}  // namespace

std::optional<Moment> machine_date(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
    if (text.size() > 60) return std::nullopt;
    Reader reader(text);
    if (reader.is_number(0, 8, 8) && reader.value(0) > first_year * 10000) {
        int number = reader.value(0);
        if (auto date = time_at(number / 10000, number / 100 % 100, number % 100)) return Moment{*date};
        return std::nullopt;
    }
    // 2018-04-17T09:12:44+02:00: the T stands between two numbers, as a word of one letter.
    for (std::size_t i = 0; i < reader.size() && i < 3; ++i)
        if (auto date = date_at(reader, i, DateOrder::month_first)) return date;
    return std::nullopt;
}

std::optional<Moment> visible_date(std::string_view text, DateOrder order) {
    Reader reader(text);
    for (std::size_t i = 0; i < reader.size(); ++i)
        if (auto date = date_at(reader, i, order)) return date;
    return std::nullopt;
}

std::optional<Moment> date_in_url(std::string_view url) {
    auto is_digit = [&](std::size_t i) { return i < url.size() && url[i] >= '0' && url[i] <= '9'; };
    auto number = [&](std::size_t i, std::size_t digits) {
        int value = 0;
        for (std::size_t k = 0; k < digits; ++k) value = value * 10 + (url[i + k] - '0');
        return value;
    };
    auto digits_at = [&](std::size_t i) {
        std::size_t count = 0;
        while (is_digit(i + count)) ++count;
        return count;
    };
    for (std::size_t i = 8; i < url.size(); ++i) {
        if (!is_digit(i) || is_digit(i - 1)) continue;
        auto count = digits_at(i);
        if (count == 8 && url[i] == '2')
            if (auto date = time_at(number(i, 4), number(i + 4, 2), number(i + 6, 2))) return Moment{*date};
        if (count != 4) continue;
        auto mark = i + 4;
        if (mark >= url.size() || (url[mark] != '/' && url[mark] != '-' && url[mark] != '_' && url[mark] != '.'))
            continue;
        auto month_digits = digits_at(mark + 1);
        if (month_digits == 0) {  // /2018/apr/17/
            auto end = url.find('/', mark + 1);
            if (end == std::string_view::npos) continue;
            int month_number = month_of(small_letters(url.substr(mark + 1, end - mark - 1)));
            auto day_digits = digits_at(end + 1);
            if (month_number != 0 && day_digits >= 1 && day_digits <= 2)
                if (auto date = time_at(number(i, 4), month_number, number(end + 1, day_digits))) return Moment{*date};
            continue;
        }
        if (month_digits > 2) {
            if (month_digits == 4)  // /2018/0417/
                if (auto date = time_at(number(i, 4), number(mark + 1, 2), number(mark + 3, 2))) return Moment{*date};
            continue;
        }
        auto second = mark + 1 + month_digits;
        if (second >= url.size() || url[second] != url[mark]) continue;
        auto day_digits = digits_at(second + 1);
        if (day_digits < 1 || day_digits > 2) continue;
        if (auto date = time_at(number(i, 4), number(mark + 1, month_digits), number(second + 1, day_digits)))
            return Moment{*date};
    }
    return std::nullopt;
}

}  // namespace watchword::article
