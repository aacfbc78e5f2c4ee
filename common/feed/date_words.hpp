#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace watchword::feed {

// A word as the functions below want it: letters in lower case, accents gone ("Août" is "aout").
std::string folded_word(std::string_view word);

// 1 to 12 for the name of a month or its first three letters or more, in two dozen languages.
std::optional<unsigned> month_of(std::string_view folded);

// 0 (Sunday) to 6 for an English name of a weekday or its first three letters or more.
std::optional<unsigned> weekday_of(std::string_view folded);

enum class DayHalf { before_noon, after_noon };
std::optional<DayHalf> day_half_of(std::string_view folded);

// What "EST", "CET", "JST" and the like are ahead of UTC. Names that several zones share mean the one most
// feeds mean.
std::optional<std::chrono::minutes> zone_of(std::string_view folded);

// What a zone named as "Europe/Kyiv" is ahead of UTC at a local time; nullopt for unknown names.
std::optional<std::chrono::minutes> zone_of_area(std::string_view name, std::chrono::local_seconds local);

}  // namespace watchword::feed
