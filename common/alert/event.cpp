#include <array>
#include <utility>

#include "common/alert/payload.hpp"

namespace watchword::alert {
namespace {

constexpr std::array<std::pair<Event, std::string_view>, 11> names{{
    {Event::article_matched, "article.matched"},
    {Event::article_edited, "article.edited"},
    {Event::article_removed, "article.removed"},
    {Event::article_restored, "article.restored"},
    {Event::digest, "digest"},
    {Event::feed_failing, "feed.failing"},
    {Event::feed_silent, "feed.silent"},
    {Event::feed_overflow, "feed.overflow"},
    {Event::feed_recovered, "feed.recovered"},
    {Event::delivery_failing, "delivery.failing"},
    {Event::test, "test"},
}};

}  // namespace

std::string_view to_text(Event event) {
    for (const auto& [value, name] : names)
        if (value == event) return name;
    return {};
}

std::optional<Event> event_from_text(std::string_view text) {
    for (const auto& [value, name] : names)
        if (name == text) return value;
    return std::nullopt;
}

Event event_of(const Payload& payload) {
    if (const auto* alert = std::get_if<Alert>(&payload)) return alert->event;
    if (const auto* notice = std::get_if<Notice>(&payload)) return notice->event;
    return Event::digest;
}

Time time_of(const Payload& payload) {
    if (const auto* alert = std::get_if<Alert>(&payload)) return alert->time;
    if (const auto* notice = std::get_if<Notice>(&payload)) return notice->time;
    return std::get<DigestContent>(payload).until;
}

Alert sample_alert(const SubscriptionRef& subscription, Time now) {
    Alert alert;
    alert.id = AlertId::of({"test", subscription.name, to_rfc3339(now)});
    alert.event = Event::test;
    alert.time = now;
    alert.subscription = subscription;
    alert.article.id = ArticleId::of({"test"});
    alert.article.url = "https://example.org/watchword-test";
    alert.article.title = "This is a test: watchword reaches you";
    alert.article.standfirst = "No article was published. Somebody asked watchword to test this subscription.";
    alert.article.authors = {"watchword"};
    alert.article.published = now;
    alert.article.language = "en";
    alert.article.feeds = {"Test"};
    alert.article.seen = now;
    alert.hits = {{.part = "test",
                   .field = query::Field::title,
                   .start = 10,
                   .end = 14,
                   .text = "test",
                   .excerpt = "This is a test: watchword reaches you"}};
    return alert;
}

}  // namespace watchword::alert
