#include "common/feed/date.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "common/base/ascii.hpp"
#include "common/feed/date_words.hpp"

namespace watchword::feed {

namespace {

using namespace std::chrono;

constexpr std::size_t date_bytes_max = 120;

struct Number {
    std::uint64_t value = 0;
    std::size_t digits = 0;
    char separator = 0;  // what stands before it: '-', '/', '.', or 0
};

struct ClockTime {
    unsigned hour = 0, minute = 0, second = 0;
};

// What the tokens of a date say, before it is decided what each number means.
struct Reading {
    std::vector<Number> numbers;
    std::optional<unsigned> year, month, day;  // said in words, or by a suffix such as 年
    std::optional<unsigned> weekday;
    std::optional<unsigned> week;  // "W01" of ISO 8601
    std::optional<ClockTime> time;
    std::optional<DayHalf> half;
    std::optional<minutes> offset;  // written as a number
    std::optional<minutes> zone;    // written as a name
    std::string area;               // "Europe/Kyiv"
    bool hangul = false;
};

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    // False when a part is broken beyond doubt.
    bool run() {
        while (at_ < text_.size()) {
            char c = text_[at_];
            bool understood = is_digit(c) ? digits() : is_word_part(c) ? word() : sign_or_separator();
            if (!understood) return false;
        }
        return true;
    }

    Reading reading;

  private:
    static bool is_word_part(char c) { return is_letter(c) || (c & 0x80) != 0; }

    char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

    Number number() {
        Number read;
        read.separator = std::exchange(separator_, '\0');
        for (; is_digit(peek()); ++at_, ++read.digits)
            if (read.digits < 15) read.value = read.value * 10 + static_cast<std::uint64_t>(peek() - '0');
        return read;
    }

    bool digits() {
        bool after_t = std::exchange(after_t_, false);
        Number read = number();
        if (read.digits <= 2 && !reading.time && (peek() == ':' || (lower(peek()) == 'h' && is_digit(peek(1)))))
            return clock_time(read);
        if (read.digits <= 2 && !reading.time && text_.substr(at_, 3) == " h " && is_digit(peek(3))) {
            at_ += 2;  // "13 h 58"
            return clock_time(read);
        }
        if (after_t && !reading.time && (read.digits == 6 || read.digits == 4)) return compact_time(read);
        if (!reading.time && read.digits <= 2 && (after_t || hour_alone())) return whole_hour(read);
        if (!reading.time && read.digits <= 2 && has_day() && dotted_time()) return clock_time(read);
        if (skip_suffix(read)) return true;
        after_time_ = false;
        reading.numbers.push_back(read);
        return reading.numbers.size() <= 6;
    }

    // "10:14", "10:14:55", "10:14:55.250", "20h30"
    bool clock_time(Number hour) {
        ClockTime time{static_cast<unsigned>(hour.value), 0, 0};
        ++at_;
        if (!is_digit(peek())) return false;
        time.minute = static_cast<unsigned>(number().value);
        if (peek() == ':' || (peek() == '.' && is_digit(peek(1)) && is_digit(peek(2)) && !is_digit(peek(3)))) {
            ++at_;
            if (!is_digit(peek())) return false;
            time.second = static_cast<unsigned>(number().value);
        }
        if ((peek() == '.' || peek() == ',') && is_digit(peek(1))) {
            ++at_;
            number();
        }
        if (peek() == ':') return false;
        reading.time = time;
        after_time_ = true;
        return true;
    }

    // Whether numbers enough for a day have been read.
    bool has_day() const { return reading.numbers.size() + (reading.month ? 1 : 0) >= 3; }

    // "09.39.21" behind a day, which has its dots behind it.
    bool dotted_time() const {
        return peek() == '.' && is_digit(peek(1)) && is_digit(peek(2)) &&
               (!is_digit(peek(3)) &&
                (peek(3) != '.' || (is_digit(peek(4)) && is_digit(peek(5)) && !is_digit(peek(6)))));
    }

    // Whether what follows a number says that it is an hour: "10am", "10 p.m."
    bool hour_alone() const {
        std::size_t ahead = 0;
        while (is_blank(peek(ahead))) ++ahead;
        bool half = lower(peek(ahead)) == 'a' || lower(peek(ahead)) == 'p';
        if (half && peek(ahead + 1) == '.') ++ahead;
        return half && lower(peek(ahead + 1)) == 'm' && !is_word_part(peek(ahead + 2));
    }

    bool whole_hour(Number hour) {
        reading.time = ClockTime{static_cast<unsigned>(hour.value), 0, 0};
        after_time_ = true;
        return true;
    }

    bool compact_time(Number read) {
        auto value = static_cast<unsigned>(read.value);
        if (read.digits == 4) value *= 100;
        reading.time = ClockTime{value / 10000, value / 100 % 100, value % 100};
        after_time_ = true;
        return true;
    }

    bool accept(std::string_view word) {
        if (!text_.substr(at_).starts_with(word)) return false;
        at_ += word.size();
        return true;
    }

    // What East Asian dates put after each number says what it is.
    bool skip_suffix(const Number& read) {
        auto value = static_cast<unsigned>(read.value);
        if (accept("年")) return reading.year = value, true;
        if (accept("月")) return reading.month = value, true;
        if (accept("日")) return reading.day = value, true;
        bool hangul = true;
        if (accept("년"))
            reading.year = value;
        else if (accept("월"))
            reading.month = value;
        else if (accept("일"))
            reading.day = value;
        else
            hangul = false;
        reading.hangul |= hangul;
        if (hangul) return true;
        if (accept("時") || accept("时") || accept("点") || accept("시")) return time_part(&ClockTime::hour, value);
        if (accept("分") || accept("분")) return time_part(&ClockTime::minute, value);
        if (accept("秒") || accept("초")) return time_part(&ClockTime::second, value);
        return false;
    }

    bool time_part(unsigned ClockTime::*part, unsigned value) {
        if (!reading.time) reading.time.emplace();
        (*reading.time).*part = value;
        after_time_ = true;
        return true;
    }

    bool word() {
        std::size_t begin = at_;
        bool after_number = begin > 0 && is_digit(text_[begin - 1]);
        while (is_word_part(peek())) ++at_;
        std::string_view raw = text_.substr(begin, at_ - begin);
        if (peek() == '/' && is_letter(peek(1))) return area(begin);
        if (raw.size() == 1 && peek() == '.' && lower(peek(1)) == 'm') {  // "a.m."
            at_ += 2;
            reading.half = lower(raw[0]) == 'a' ? DayHalf::before_noon : DayHalf::after_noon;
            return true;
        }
        std::string folded = folded_word(raw);
        separator_ = '\0';
        after_t_ = folded == "t" && after_number;
        if (after_t_) return true;
        if (folded == "w" && is_digit(peek()) && is_digit(peek(1)) && reading.numbers.size() == 1) return iso_week();
        if (auto half = day_half_of(folded)) {
            reading.half = half;
            reading.hangul |= folded.starts_with("오");
        } else if (auto zone = zone_of(folded); zone && reading.time) {
            reading.zone = zone;
            after_time_ = true;
        } else if (auto month = month_of(folded)) {
            reading.month = month;  // the last one: "mar. 31 mars" begins with a Tuesday
        } else if (auto weekday = weekday_of(folded)) {
            reading.weekday = weekday;
        }
        return true;
    }

    // "W01-3", "W013", "W01" behind a year
    bool iso_week() {
        Number read = number();
        if (read.digits > 3) return false;
        unsigned value = static_cast<unsigned>(read.value);
        reading.week = read.digits == 3 ? value / 10 : value;
        reading.day = read.digits == 3 ? value % 10 : 1;
        if (read.digits == 2 && peek() == '-' && is_digit(peek(1))) {
            ++at_;
            reading.day = static_cast<unsigned>(number().value);
        }
        return true;
    }

    bool area(std::size_t begin) {
        while (is_word_part(peek()) || peek() == '/' || peek() == '_' || (peek() == '-' && is_letter(peek(1)))) ++at_;
        reading.area = text_.substr(begin, at_ - begin);
        return true;
    }

    bool sign_or_separator() {
        char c = text_[at_++];
        bool sign = (c == '+' || c == '-') && after_time_ && is_digit(peek());
        if (sign) return offset(c == '-');
        if (c == '-' || c == '/' || c == '.')
            separator_ = c;
        else if (!is_blank(c))
            separator_ = '\0';
        return true;
    }

    // "+0200", "-05:00", "+2"
    bool offset(bool west) {
        Number read = number();
        auto value = static_cast<int>(read.value);
        int hours = read.digits <= 2 ? value : value / 100;
        int minute = read.digits <= 2 ? 0 : value % 100;
        if (read.digits > 4) return false;
        if (peek() == ':') {
            ++at_;
            if (!is_digit(peek())) return false;
            minute = static_cast<int>(number().value);
        }
        if (hours > 15 || minute > 59) return false;
        reading.offset = minutes((hours * 60 + minute) * (west ? -1 : 1));
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    char separator_ = '\0';
    bool after_time_ = false;  // whether a sign would begin an offset
    bool after_t_ = false;
};

struct Day {
    unsigned year = 0, month = 1, day = 1;
};

unsigned full_year(const Number& number) {
    auto value = static_cast<unsigned>(number.value);
    if (number.digits > 2) return value;
    return value + (value < 50 ? 2000 : 1900);
}

unsigned small(const Number& number) {
    return static_cast<unsigned>(std::min<std::uint64_t>(number.value, 9999));
}

bool could_be_year(const Number& number) {
    return number.digits == 4 || number.value > 31;
}

std::optional<year_month_day> real_day(const Day& day) {
    year_month_day date{year(static_cast<int>(day.year)), month(day.month), std::chrono::day(day.day)};
    return date.ok() ? std::optional(date) : std::nullopt;
}

bool falls_on(const Day& day, unsigned weekday) {
    auto date = real_day(day);
    return date && std::chrono::weekday(sys_days(*date)).c_encoding() == weekday;
}

// Three numbers with the year last: the separator says which country wrote it, the ranges and the weekday
// know better.
Day day_before_year(const Number& first, const Number& second, const Number& year,
                    const std::optional<unsigned>& weekday) {
    Day day_first{full_year(year), small(second), small(first)};
    Day month_first{full_year(year), small(first), small(second)};
    if (first.value > 12) return day_first;
    if (second.value > 12) return month_first;
    bool american = second.separator == '/';
    const Day& likely = american ? month_first : day_first;
    const Day& other = american ? day_first : month_first;
    return weekday && !falls_on(likely, *weekday) && falls_on(other, *weekday) ? other : likely;
}

Day day_after_year(const Number& year, const Number& second, const Number& third) {
    Day day{full_year(year), small(second), small(third)};
    if (day.month > 12 && day.day <= 12) std::swap(day.month, day.day);
    return day;
}

std::optional<Day> day_of_three(const Number& first, const Number& second, const Number& third,
                                const std::optional<unsigned>& weekday) {
    if (could_be_year(first)) return day_after_year(first, second, third);
    if (could_be_year(third)) return day_before_year(first, second, third, weekday);
    if (first.digits != 2 || second.digits != 2 || third.digits != 2)
        return day_before_year(first, second, third, weekday);
    // "03-12-31" is ISO 8601 cut short, "31.12.03" is not.
    return second.separator == '-' && second.value <= 12 && first.value <= 31 && third.value > 12 &&
                   third.value <= 31 && first.value < 50 && first.value <= 12
               ? day_after_year(first, second, third)
               : day_before_year(first, second, third, weekday);
}

Day day_of_year(unsigned year_number, unsigned ordinal) {
    sys_days date = sys_days(year(static_cast<int>(year_number)) / January / 1) + days(static_cast<int>(ordinal) - 1);
    year_month_day civil(date);
    return {static_cast<unsigned>(static_cast<int>(civil.year())), static_cast<unsigned>(civil.month()),
            static_cast<unsigned>(civil.day())};
}

std::optional<Day> day_with_month_name(const std::vector<Number>& numbers, unsigned month) {
    if (numbers.empty()) return std::nullopt;
    if (numbers.size() == 1)
        return numbers[0].digits == 4 ? std::optional(Day{small(numbers[0]), month, 1}) : std::nullopt;
    bool year_first = could_be_year(numbers[0]) && !could_be_year(numbers[1]);
    const Number& year = numbers[year_first ? 0 : 1];
    const Number& day = numbers[year_first ? 1 : 0];
    return Day{full_year(year), month, small(day)};
}

std::optional<Day> day_of_one(const Number& number) {
    auto value = number.value;
    auto part = [&](std::uint64_t divisor, std::uint64_t modulus) {
        return static_cast<unsigned>(value / divisor % modulus);
    };
    if (number.digits == 4) return Day{part(1, 10000), 1, 1};
    if (number.digits == 6) return Day{full_year({part(10000, 100), 2, 0}), part(100, 100), part(1, 100)};
    if (number.digits == 7) return day_of_year(part(1000, 10000), part(1, 1000));
    if (number.digits == 8) return Day{part(10000, 10000), part(100, 100), part(1, 100)};
    return std::nullopt;
}

// ISO 8601: the week with the year's first Thursday is its first.
std::optional<Day> day_of_week(const Number& year_number, unsigned week, unsigned day) {
    if (year_number.digits != 4 || week < 1 || week > 53 || day < 1 || day > 7) return std::nullopt;
    year_month_day fourth{year(static_cast<int>(year_number.value)), January, std::chrono::day(4)};
    if (!fourth.ok()) return std::nullopt;
    sys_days first_monday = sys_days(fourth) - (weekday(sys_days(fourth)) - Monday);
    sys_days thursday = first_monday + days((week - 1) * 7 + 3);
    if (year_month_day(thursday).year() != fourth.year()) return std::nullopt;  // most years have no 53rd week
    year_month_day date = first_monday + days((week - 1) * 7 + day - 1);
    return Day{static_cast<unsigned>(static_cast<int>(date.year())), static_cast<unsigned>(date.month()),
               static_cast<unsigned>(date.day())};
}

std::optional<Day> day_of(const Reading& reading) {
    const auto& numbers = reading.numbers;
    if (reading.week && numbers.size() == 1) return day_of_week(numbers[0], *reading.week, *reading.day);
    if (reading.year && reading.month) return Day{*reading.year, *reading.month, reading.day.value_or(1)};
    if (reading.month && reading.day && numbers.size() == 1)
        return Day{full_year(numbers[0]), *reading.month, *reading.day};
    if (reading.month) return day_with_month_name(numbers, *reading.month);
    if (numbers.size() >= 3) return day_of_three(numbers[0], numbers[1], numbers[2], reading.weekday);
    if (numbers.size() == 2 && numbers[0].digits == 4 && numbers[1].digits == 3)
        return day_of_year(small(numbers[0]), small(numbers[1]));
    if (numbers.size() == 2 && numbers[0].digits == 4) return Day{small(numbers[0]), small(numbers[1]), 1};
    if (numbers.size() == 2 && numbers[1].digits == 4) return Day{small(numbers[1]), small(numbers[0]), 1};
    return numbers.size() == 1 ? day_of_one(numbers[0]) : std::nullopt;
}

// "1262347200", "1262347200.25", "1262347200000"
std::optional<sys_seconds> unix_time(const Reading& reading) {
    bool fraction = reading.numbers.size() == 2 && reading.numbers[1].separator == '.';
    if ((reading.numbers.size() != 1 && !fraction) || reading.time || reading.month) return std::nullopt;
    const Number& number = reading.numbers[0];
    if (number.digits == 9 || number.digits == 10) return sys_seconds(seconds(number.value));
    return number.digits == 13 ? std::optional(sys_seconds(seconds(number.value / 1000))) : std::nullopt;
}

// "20031231101455"
void split_run_of_digits(Reading& reading) {
    if (reading.numbers.size() != 1 || reading.time) return;
    Number& number = reading.numbers[0];
    if (number.digits != 12 && number.digits != 14) return;
    std::uint64_t value = number.digits == 12 ? number.value * 100 : number.value;
    reading.time = ClockTime{static_cast<unsigned>(value / 10000 % 100), static_cast<unsigned>(value / 100 % 100),
                             static_cast<unsigned>(value % 100)};
    number = {value / 1'000'000, 8, 0};
}

std::optional<seconds> seconds_of_day(const Reading& reading) {
    ClockTime time = reading.time.value_or(ClockTime{});
    if (reading.half && time.hour <= 12) {
        time.hour %= 12;
        if (reading.half == DayHalf::after_noon) time.hour += 12;
    }
    bool end_of_day = time.hour == 24 && time.minute == 0 && time.second == 0;
    if ((time.hour > 23 && !end_of_day) || time.minute > 59 || time.second > 60) return std::nullopt;
    return hours(time.hour) + minutes(time.minute) + seconds(std::min(time.second, 59U));
}

minutes ahead_of_utc(const Reading& reading, local_seconds local) {
    constexpr minutes korea(9 * 60);
    if (reading.offset) return *reading.offset;
    if (reading.zone) return *reading.zone;
    if (!reading.area.empty())
        if (auto zone = zone_of_area(reading.area, local)) return *zone;
    return reading.hangul ? korea : minutes(0);  // one zone for all who write so
}

std::optional<Time> plausible(sys_seconds time) {
    constexpr sys_days earliest = 1970y / January / 2, latest = 2100y / January / 1;
    if (time < earliest || time >= latest) return std::nullopt;
    return Time(time);
}

}  // namespace

std::optional<Time> parse_date(std::string_view text) {
    text = trimmed(text);
    if (text.empty() || text.size() > date_bytes_max) return std::nullopt;
    Scanner scanner(text);
    if (!scanner.run()) return std::nullopt;
    Reading& reading = scanner.reading;
    if (auto time = unix_time(reading)) return plausible(*time);
    split_run_of_digits(reading);
    auto day = day_of(reading);
    auto time_of_day = seconds_of_day(reading);
    if (!day || !time_of_day) return std::nullopt;
    auto date = real_day(*day);
    if (!date) return std::nullopt;
    local_seconds local = local_days(*date) + *time_of_day;
    return plausible(sys_seconds(local.time_since_epoch()) - ahead_of_utc(reading, local));
}

}  // namespace watchword::feed
