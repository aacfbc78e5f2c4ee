#include "common/schedule/feed_history.hpp"

#include <boost/json.hpp>

namespace watchword::schedule {

namespace {

namespace json = boost::json;

std::int64_t number(Time time) {
    return time.time_since_epoch().count();
}
Time time_of(std::int64_t number) {
    return Time(Duration(number));
}

// Writes what differs from a fresh history, to keep rows short.
class Writer {
  public:
    void put(std::string_view key, std::int64_t value) {
        if (value != 0) object_[key] = value;
    }
    void put(std::string_view key, Time value) { put(key, number(value)); }
    void put(std::string_view key, const std::optional<Time>& value) {
        if (value) object_[key] = number(*value);
    }
    void put(std::string_view key, const std::optional<Duration>& value) {
        if (value) object_[key] = value->count();
    }
    void put(std::string_view key, const std::string& value) {
        if (!value.empty()) object_[key] = value;
    }
    template <class T, class Number>
    void put(std::string_view key, const std::vector<T>& values, Number to_number) {
        if (values.empty()) return;
        json::array& list = object_[key].emplace_array();
        for (const T& value : values) list.emplace_back(to_number(value));
    }
    std::string text() const { return json::serialize(object_); }

  private:
    json::object object_;
};

// Absent keys leave their target as it is; one of another kind makes the whole unreadable.
class Reader {
  public:
    explicit Reader(const json::object& object) : object_(object) {}

    bool ok() const { return ok_; }
    void get(std::string_view key, Time& target) {
        if (auto value = integer(key)) target = time_of(*value);
    }
    void get(std::string_view key, std::optional<Time>& target) {
        if (auto value = integer(key)) target = time_of(*value);
    }
    void get(std::string_view key, std::optional<Duration>& target) {
        if (auto value = integer(key)) target = Duration(*value);
    }
    template <class Unsigned>
    void get_count(std::string_view key, Unsigned& target) {
        auto value = integer(key);
        if (value && (*value < 0 || *value > 1'000'000'000))
            ok_ = false;
        else if (value)
            target = static_cast<Unsigned>(*value);
    }
    void get(std::string_view key, std::string& target) {
        const json::value* value = object_.if_contains(key);
        if (!value) return;
        if (auto* text = value->if_string())
            target.assign(text->begin(), text->end());
        else
            ok_ = false;
    }
    std::vector<std::int64_t> numbers(std::string_view key, std::size_t most) {
        std::vector<std::int64_t> numbers;
        const json::value* value = object_.if_contains(key);
        if (!value) return numbers;
        const json::array* list = value->if_array();
        ok_ = ok_ && list && list->size() <= most;
        for (std::size_t i = 0; ok_ && i < list->size(); ++i) {
            if (auto* item = (*list)[i].if_int64())
                numbers.push_back(*item);
            else
                ok_ = false;
        }
        return numbers;
    }

  private:
    std::optional<std::int64_t> integer(std::string_view key) {
        const json::value* value = object_.if_contains(key);
        if (!value) return std::nullopt;
        if (auto* number = value->if_int64()) return *number;
        ok_ = false;
        return std::nullopt;
    }

    const json::object& object_;
    bool ok_ = true;
};

constexpr std::size_t skips_max = 24;

}  // namespace

std::string to_json(const FeedHistory& h) {
    Writer out;
    out.put("failures", static_cast<std::int64_t>(h.failures));
    out.put("failing_since", h.failing_since);
    out.put("listed", static_cast<std::int64_t>(h.listed));
    out.put("first_window", h.first_window);
    out.put("recent", h.rhythm.recent, number);
    out.put("pause_ends", h.rhythm.pauses, [](const Rhythm::Pause& pause) { return number(pause.end); });
    out.put("pause_lengths", h.rhythm.pauses, [](const Rhythm::Pause& pause) { return pause.length.count(); });
    out.put("known_since", h.rhythm.known_since);
    out.put("ttl", h.wishes.ttl);
    out.put("update_period", h.wishes.update_period);
    out.put("skip_hours", h.wishes.skip_hours, [](int hour) { return std::int64_t(hour); });
    out.put("skip_days", h.wishes.skip_days, [](int day) { return std::int64_t(day); });
    out.put("moved_to", h.move.to);
    out.put("move_seen", static_cast<std::int64_t>(h.move.seen));
    out.put("move_first", h.move.first);
    out.put("move_last", h.move.last);
    out.put("not_before", h.not_before);
    out.put("failing", h.failing);
    out.put("silent", h.silent);
    out.put("overflowing", h.overflowing);
    out.put("gone", h.gone);
    out.put("overflowed", h.overflowed);
    return out.text();
}

std::optional<FeedHistory> feed_history_from_json(std::string_view text) {
    boost::system::error_code error;
    json::value value = json::parse(text, error);
    if (error || !value.is_object()) return std::nullopt;
    Reader in(value.get_object());
    FeedHistory h;
    in.get_count("failures", h.failures);
    in.get("failing_since", h.failing_since);
    in.get_count("listed", h.listed);
    in.get("first_window", h.first_window);
    for (auto time : in.numbers("recent", Rhythm::recent_max)) h.rhythm.recent.push_back(time_of(time));
    auto ends = in.numbers("pause_ends", Rhythm::pauses_max), lengths = in.numbers("pause_lengths", Rhythm::pauses_max);
    if (ends.size() != lengths.size()) return std::nullopt;
    for (std::size_t i = 0; i < ends.size(); ++i)
        h.rhythm.pauses.push_back({.end = time_of(ends[i]), .length = Duration(lengths[i])});
    in.get("known_since", h.rhythm.known_since);
    in.get("ttl", h.wishes.ttl);
    in.get("update_period", h.wishes.update_period);
    for (auto hour : in.numbers("skip_hours", skips_max)) h.wishes.skip_hours.push_back(static_cast<int>(hour));
    for (auto day : in.numbers("skip_days", skips_max)) h.wishes.skip_days.push_back(static_cast<int>(day));
    in.get("moved_to", h.move.to);
    in.get_count("move_seen", h.move.seen);
    in.get("move_first", h.move.first);
    in.get("move_last", h.move.last);
    in.get("not_before", h.not_before);
    in.get("failing", h.failing);
    in.get("silent", h.silent);
    in.get("overflowing", h.overflowing);
    in.get("gone", h.gone);
    in.get("overflowed", h.overflowed);
    if (!in.ok()) return std::nullopt;
    return h;
}

}  // namespace watchword::schedule
