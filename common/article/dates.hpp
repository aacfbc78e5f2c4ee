#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "common/base/time.hpp"

namespace watchword::article {

// A point in time and how far ahead of UTC the clock was that told it: the day a publisher names is the day
// there.
struct Moment {
    Time time;
    std::chrono::minutes offset{0};
};

// What 3/4/2018 means where both could be the month.
enum class DateOrder { day_first, month_first };

// A machine's date: ISO 8601 with or without time and offset, RFC 2822, or "20180417". Without an offset it
// is taken as UTC, without a time as midnight.
std::optional<Moment> machine_date(std::string_view text);

// The first date a person would see in `text`: "17 April 2018", "17. kwietnia 2018", "April 17th, 2018",
// "17/04/2018", "2018年4月17日", and what machine_date reads. Months have names in the languages of the
// larger presses. A time of day beside it is taken along.
std::optional<Moment> visible_date(std::string_view text, DateOrder order);

// The date in an address such as /2018/04/17/ or /20180417-.
std::optional<Moment> date_in_url(std::string_view url);

}  // namespace watchword::article
