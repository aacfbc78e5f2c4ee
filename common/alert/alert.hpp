#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/id.hpp"
#include "common/base/time.hpp"
#include "common/query/hit.hpp"
#include "common/revision/diff.hpp"

namespace watchword::alert {

// spec/alerts.md, "Events".
enum class Event {
    article_matched,
    article_edited,
    article_removed,
    article_restored,
    digest,
    feed_failing,
    feed_silent,
    feed_overflow,
    feed_recovered,
    delivery_failing,
    test
};

std::string_view to_text(Event event);  // "article.matched", ...
std::optional<Event> event_from_text(std::string_view text);

// What is wrong with a text that the operator wrote - a secret, an address, a template - and how to mend it.
struct Fault {
    std::string message;
};

struct SubscriptionRef {
    std::string name;
    std::string query;
    std::string time_zone = "UTC";  // IANA; of the times that people read
};

struct ArticleRef {
    ArticleId id;
    std::string url;
    std::string title;
    std::string standfirst;
    std::vector<std::string> authors;
    std::optional<Time> published;
    std::string language;
    std::vector<std::string> tags;
    std::vector<std::string> feeds;  // names
    unsigned revision = 1;
    Time seen;  // when this revision was read
};

// One event for one subscription about one article revision; one id for ever.
struct Alert {
    AlertId id;
    Event event = Event::article_matched;
    Time time;
    SubscriptionRef subscription;
    ArticleRef article;
    std::vector<query::Hit> hits;
    std::vector<revision::Change> changes;  // article_edited only
    std::optional<revision::Grade> grade;   // article_edited only
    std::optional<Time> present_at;         // article_removed: when it was last seen, ...
    std::optional<Time> absent_at;          // ... and when it was missing for the third time
    std::string absence;                    // ... and how: "404 Not Found", "redirected to https://..."
};

// Word to the operator: feed.* and delivery.failing.
struct Notice {
    AlertId id;
    Event event;
    Time time;
    std::string subject;        // the feed's or receiver's name
    std::string url;            // the feed's; empty for a receiver (its URL may hold a secret)
    std::string reason;         // what happened, for a person
    std::optional<Time> since;  // when the episode began
};

// Alerts are kept as JSON between the transaction that makes them and the deliveries that send them.
std::string to_json(const Alert& alert);
std::optional<Alert> alert_from_json(std::string_view json);
std::string to_json(const Notice& notice);
std::optional<Notice> notice_from_json(std::string_view json);

}  // namespace watchword::alert
