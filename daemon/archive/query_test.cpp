#include <algorithm>
#include <map>

#include "common/base/url.hpp"
#include "common/schedule/calendar.hpp"
#include "daemon/archive/answers.hpp"
#include "daemon/archive/article_line.hpp"
#include "daemon/archive/matching.hpp"
#include "daemon/archive/wanted.hpp"

namespace watchword::archive {

namespace {

using schedule::Zone;
using LocalDay = std::chrono::local_days;

constexpr Duration since_default = std::chrono::days(30);
constexpr Duration since_max = std::chrono::days(3'660);
constexpr std::size_t excerpts = 10;
constexpr std::size_t examples = 5;   // of articles that a new query gains or loses
constexpr std::size_t hits_max = 20;  // of one excerpt
constexpr std::size_t sources_shown = 10;
constexpr std::size_t sources_max = 10'000;  // counted

LocalDay day_of(Time time, const Zone& zone) {
    return std::chrono::floor<std::chrono::days>(zone.to_local(time));
}

std::string to_text(LocalDay day) {
    return to_rfc3339(Time(day.time_since_epoch())).substr(0, 10);
}

// What a query matches, added up.
class Tally {
  public:
    explicit Tally(Zone zone) : zone_(std::move(zone)) {}

    void add(const Search::Found& found, const std::function<std::vector<query::Hit>()>& hits) {
        ++count_;
        ++days_[day_of(store::date_of(found.article), zone_)];
        if (auto url = parse_url(found.article.url);
            url && (sources_.size() < sources_max || sources_.contains(url->host)))
            ++sources_[url->host];
        if (excerpts_.size() == excerpts) return;
        auto line = article_line(found.article, found.text, found.carriers);
        auto all = hits();
        line["hits_total"] = all.size();
        line["hits"] = hits_to_array(std::span(all).first(std::min(all.size(), hits_max)));
        excerpts_.push_back(std::move(line));
    }

    std::size_t count() const { return count_; }

    // Every day of the window, those without a match as well, so that they make a chart.
    json::array days(Time since, Time now) const {
        json::array days;
        for (LocalDay day = day_of(since, zone_); day <= day_of(now, zone_); day += std::chrono::days(1)) {
            auto found = days_.find(day);
            days.push_back({{"day", to_text(day)}, {"articles", found == days_.end() ? 0 : found->second}});
        }
        return days;
    }

    json::array top_sources() const {
        std::vector<std::pair<std::string, std::size_t>> sources(sources_.begin(), sources_.end());
        std::ranges::stable_sort(sources, std::greater<>(), [](const auto& source) { return source.second; });
        if (sources.size() > sources_shown) sources.resize(sources_shown);
        json::array array;
        for (const auto& [source, articles] : sources) array.push_back({{"source", source}, {"articles", articles}});
        return array;
    }

    json::array take_excerpts() { return std::move(excerpts_); }

  private:
    Zone zone_;
    std::size_t count_ = 0;
    std::map<LocalDay, std::size_t> days_;
    std::map<std::string, std::size_t> sources_;
    json::array excerpts_;
};

// Articles on one side only, of the old query and the new.
struct Difference {
    std::size_t count = 0;
    json::array lines;

    void add(const Search::Found& found) {
        ++count;
        if (lines.size() < examples) lines.push_back(article_line(found.article, found.text, found.carriers));
    }
    json::object take() { return {{"articles", count}, {"examples", std::move(lines)}}; }
};

struct Wish {
    std::optional<SubscriptionId> like;  // whose scope it has, and with whose query it is compared
    std::string query;
    Time since;
    Zone zone;
};

Result<Wish, Refusal> take_wish(const Asked& asked) {
    auto query = asked.parameters.text("query");
    auto subscription = asked.parameters.text("subscription");
    Wish wish;
    wish.since = asked.parameters.time("since").value_or(asked.now - since_default);
    if (wish.since < asked.now - since_max) asked.parameters.refuse("since reaches back ten years at most");
    if (auto name = asked.parameters.text("time_zone")) {
        auto zone = Zone::find(*name);
        if (!zone) asked.parameters.refuse("there is no time zone `" + *name + "`");
        wish.zone = zone.value_or(Zone());
    }
    if (!query && !subscription) asked.parameters.refuse("say which query, or which subscription");
    if (auto fault = asked.parameters.fault()) return *fault;
    if (subscription) {
        auto id = find_subscription(asked.catalog, *subscription);
        if (!id) return id.error();
        wish.like = *id;
    }
    wish.query = query ? *query : asked.catalog.subscription(*wish.like)->settings.query_text;
    return wish;
}

}  // namespace

Answer test_query(const Asked& asked) {
    auto wish = take_wish(asked);
    if (!wish) return wish.error();
    auto now = wanted(asked.catalog, wish->like, wish->query);
    if (!now) return now.error();
    std::vector<subscription::Subscription> queries{*now};
    const catalog::Subscription* like = wish->like ? asked.catalog.subscription(*wish->like) : nullptr;
    if (like && like->settings.query_text != wish->query) {
        auto before = wanted(asked.catalog, wish->like, like->settings.query_text);
        if (!before) return before.error();
        queries.push_back(*before);
    }

    Tally tally(wish->zone);
    Difference gained, lost;
    std::size_t matched_before = 0;
    store::ArticleFilter filter;
    filter.since = wish->since;  // no article is dated later than it was first seen
    Search(queries).run(asked.connection, asked.catalog, filter, [&](const Search::Found& found) {
        if (store::date_of(found.article) < wish->since) return true;
        if (found.matches[0]) tally.add(found, [&] { return found.hits(0); });
        if (queries.size() < 2) return true;
        if (found.matches[1]) ++matched_before;
        if (found.matches[0] && !found.matches[1]) gained.add(found);
        if (found.matches[1] && !found.matches[0]) lost.add(found);
        return true;
    });

    json::object answer{
        {"query", wish->query},           {"since", to_rfc3339(wish->since)},
        {"until", to_rfc3339(asked.now)}, {"articles", store::count_articles(asked.connection, wish->since)},
        {"matched", tally.count()},       {"days", tally.days(wish->since, asked.now)},
        {"sources", tally.top_sources()}, {"excerpts", tally.take_excerpts()}};
    if (like) answer["subscription"] = like->settings.name;
    if (queries.size() > 1)
        answer["against"] = json::object{{"query", like->settings.query_text},
                                         {"matched", matched_before},
                                         {"gained", gained.take()},
                                         {"lost", lost.take()}};
    return answer;
}

}  // namespace watchword::archive
