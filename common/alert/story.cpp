#include "common/alert/story.hpp"

#include <algorithm>
#include <map>

#include "common/alert/card.hpp"
#include "common/alert/display.hpp"

namespace watchword::alert {
namespace {

constexpr std::size_t headline_max = 200;

std::string bracketed(const std::string& name) {
    return "[" + one_line(name, name_max) + "] ";
}

}  // namespace

std::vector<Story> stories_of(const DigestGroup& group) {
    std::map<ArticleId, Story> by_article;
    for (const auto& alert : group.alerts) by_article[alert.article.id].push_back(&alert);
    auto newer = [](const Alert* a, const Alert* b) { return a->time > b->time; };
    std::vector<Story> stories;
    for (auto& [id, story] : by_article) {
        std::ranges::stable_sort(story, newer);
        stories.push_back(std::move(story));
    }
    std::ranges::stable_sort(stories, newer, [](const Story& story) { return story.front(); });
    return stories;
}

std::string heading_of(const DigestContent& digest) {
    std::size_t articles = 0;
    std::size_t alerts = 0;
    for (const auto& group : digest.groups) {
        articles += stories_of(group).size();
        alerts += group.alerts.size();
    }
    if (digest.reason == DigestContent::Reason::burst) return count_text(alerts, "alert") + " at once";
    return articles == 0 ? "No articles" : count_text(articles, "article");
}

std::string window_of(const DigestContent& digest) {
    auto zone = zone_of(digest);
    return "From " + schedule::time_for_people(digest.from, zone) + " to " +
           schedule::time_for_people(digest.until, zone) + ", " + zone.name();
}

schedule::Zone zone_of(const DigestContent& digest) {
    return schedule::Zone::find(digest.time_zone).value_or(schedule::Zone());
}

std::string count_text(std::size_t count, const std::string& what) {
    return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string subject_of(const Alert& alert) {
    auto title = one_line(alert.article.title, headline_max);
    return bracketed(alert.subscription.name) + (title.empty() ? "(no headline)" : title);
}

std::string subject_of(const Notice& notice) {
    auto card = card_of(notice);
    return bracketed("watchword") + card.label + ": " + cut(plain(card.title), 150);
}

std::string subject_of(const DigestContent& digest) {
    bool one = digest.groups.size() == 1;
    return bracketed(one ? digest.groups.front().subscription.name : "watchword") + heading_of(digest) + ", " +
           schedule::day_for_people(digest.until, zone_of(digest));
}

}  // namespace watchword::alert
