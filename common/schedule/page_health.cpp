#include "common/schedule/page_health.hpp"

#include <cmath>
#include <numeric>

#include <boost/json.hpp>

#include "common/schedule/rounded.hpp"

namespace watchword::schedule {

namespace {

namespace json = boost::json;

constexpr std::size_t recent_max = 8;
constexpr unsigned settled_min = 12;   // articles that tell what is usual
constexpr unsigned settled_max = 100;  // those before fade
constexpr unsigned empty_max = 5;      // articles in a row

// In log2 of characters: half of the usual is news, and it is over when they are back at three quarters.
constexpr double fall = 1.0, recovery = 0.4;

double recent_mean(const PageHealth& health) {
    auto sum = std::accumulate(health.recent.begin(), health.recent.end(), 0.0);
    return sum / static_cast<double>(health.recent.size());
}

bool knows_what_is_usual(const PageHealth& health) {
    return health.recent.size() == recent_max && health.settled >= settled_min;
}

void take_text(PageHealth& health, std::size_t characters) {
    health.recent.push_back(std::log2(static_cast<double>(characters)));
    if (health.recent.size() <= recent_max) return;
    if (health.settled < settled_max) ++health.settled;
    health.usual += (health.recent.front() - health.usual) / health.settled;
    health.recent.erase(health.recent.begin());
}

std::string characters(double log) {
    return std::to_string(std::lround(std::exp2(log)));
}

}  // namespace

ObservedPages observe(PageHealth health, const PageOutcome& page, Time now) {
    ObservedPages observed;
    auto fail = [&](std::string reason, Time since) {
        if (health.failing) return;
        health.failing = since;
        observed.notice = {HealthNotice::Kind::failing, std::move(reason), since};
    };
    if (page.characters == 0) {
        if (health.empty++ == 0) health.empty_since = now;
        if (health.empty >= empty_max && knows_what_is_usual(health))
            fail("its articles' pages give no text any more: " + std::to_string(health.empty) + " in a row (" +
                     page.trouble +
                     "); if its site was rebuilt, `watchword inspect article URL --explain` shows "
                     "what is found, and `text` in its [[feed]] can name the place",
                 health.empty_since);
    } else {
        health.empty = 0;
        take_text(health, page.characters);
        if (knows_what_is_usual(health)) {
            double mean = recent_mean(health);
            if (mean < health.usual - fall)
                fail("its articles' pages give less than half of the text they used to: about " + characters(mean) +
                         " characters instead of " + characters(health.usual) +
                         "; `watchword inspect article URL --explain` shows what is found",
                     now);
            else if (health.failing && mean > health.usual - recovery) {
                observed.notice = {HealthNotice::Kind::recovered,
                                   "its articles' pages give their text again, after " + rounded(now - *health.failing),
                                   *health.failing};
                health.failing.reset();
            }
        }
    }
    observed.health = std::move(health);
    return observed;
}

std::string to_json(const PageHealth& health) {
    json::object object{{"recent", json::array(health.recent.begin(), health.recent.end())},
                        {"usual", health.usual},
                        {"settled", health.settled}};
    if (health.empty > 0) {
        object["empty"] = health.empty;
        object["empty_since"] = health.empty_since.time_since_epoch().count();
    }
    if (health.failing) object["failing"] = health.failing->time_since_epoch().count();
    return json::serialize(object);
}

PageHealth page_health_from_json(std::string_view text) {
    boost::system::error_code error;
    auto parsed = json::parse(text, error);
    if (error || !parsed.is_object()) return {};
    const json::object& object = parsed.get_object();
    PageHealth health;
    auto number = [&](std::string_view key) {
        auto* value = object.if_contains(key);
        return value && value->is_number() ? value->to_number<double>() : 0.0;
    };
    auto time = [&](std::string_view key) { return Time(Duration(static_cast<Duration::rep>(number(key)))); };
    if (auto* recent = object.if_contains("recent"); recent && recent->is_array())
        for (const json::value& value : recent->get_array())
            if (value.is_number() && health.recent.size() < recent_max)
                health.recent.push_back(value.to_number<double>());
    health.usual = number("usual");
    health.settled = static_cast<unsigned>(number("settled"));
    health.empty = static_cast<unsigned>(number("empty"));
    health.empty_since = time("empty_since");
    if (object.contains("failing")) health.failing = time("failing");
    return health;
}

}  // namespace watchword::schedule
