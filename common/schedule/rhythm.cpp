#include "common/schedule/rhythm.hpp"

#include <algorithm>

namespace watchword::schedule {

namespace {

using namespace std::chrono;

constexpr std::size_t gap_entries_min = 4;
constexpr std::size_t silence_entries_min = 6;
constexpr Duration pause_memory = days(180);

// A rhythm that is known for less than two weeks may not have shown a weekend yet, and no rhythm is so steady
// that less than a day of silence would be worth a word.
constexpr Duration weekend_learnt_after = days(14);
constexpr Duration silence_min_at_first = days(4);
constexpr Duration silence_min = days(1);
constexpr int silence_factor = 2;

void add_pause(std::vector<Rhythm::Pause>& pauses, const Rhythm::Pause& pause) {
    std::erase_if(pauses, [&](const Rhythm::Pause& old) { return pause.end - old.end > pause_memory; });
    pauses.push_back(pause);
    if (pauses.size() <= Rhythm::pauses_max) return;
    auto shorter = [](const Rhythm::Pause& a, const Rhythm::Pause& b) { return a.length < b.length; };
    pauses.erase(std::min_element(pauses.begin(), pauses.end(), shorter));
}

}  // namespace

Rhythm with_news(Rhythm rhythm, std::vector<Time> dates, std::size_t undated, Time now) {
    auto believable = [&](Time date) { return date <= now && (rhythm.recent.empty() || date >= rhythm.recent.back()); };
    undated += std::erase_if(dates, [&](Time date) { return !believable(date); });
    // What a feed lists when it is first read came at any time: only that it is there is known.
    std::size_t discovered_max = rhythm.recent.empty() ? (dates.empty() ? 1 : 0) : Rhythm::recent_max;
    dates.resize(dates.size() + std::min(undated, discovered_max), now);
    std::sort(dates.begin(), dates.end());
    for (Time date : dates) {
        if (!rhythm.known_since) rhythm.known_since = date;
        if (!rhythm.recent.empty() && date > rhythm.recent.back())
            add_pause(rhythm.pauses, {.end = date, .length = date - rhythm.recent.back()});
        rhythm.recent.push_back(date);
    }
    auto surplus = rhythm.recent.size() - std::min(rhythm.recent.size(), Rhythm::recent_max);
    rhythm.recent.erase(rhythm.recent.begin(), rhythm.recent.begin() + static_cast<std::ptrdiff_t>(surplus));
    return rhythm;
}

std::optional<Duration> usual_gap(const Rhythm& rhythm, Time now) {
    if (rhythm.recent.size() < gap_entries_min) return std::nullopt;
    auto span = std::max(now, rhythm.recent.back()) - rhythm.recent.front();
    return span / static_cast<std::int64_t>(rhythm.recent.size());
}

std::optional<Duration> longest_pause(const Rhythm& rhythm) {
    auto shorter = [](const Rhythm::Pause& a, const Rhythm::Pause& b) { return a.length < b.length; };
    auto longest = std::max_element(rhythm.pauses.begin(), rhythm.pauses.end(), shorter);
    if (longest == rhythm.pauses.end()) return std::nullopt;
    return longest->length;
}

std::optional<Duration> odd_silence(const Rhythm& rhythm) {
    auto longest = longest_pause(rhythm);
    if (rhythm.recent.size() < silence_entries_min || !longest || !rhythm.known_since) return std::nullopt;
    bool knows_weekends = rhythm.recent.back() - *rhythm.known_since >= weekend_learnt_after;
    return std::max(*longest * silence_factor, knows_weekends ? silence_min : silence_min_at_first);
}

}  // namespace watchword::schedule
