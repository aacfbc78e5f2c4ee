#include "common/alert/mail_values.hpp"

#include <algorithm>
#include <iterator>

#include "common/alert/card.hpp"
#include "common/alert/display.hpp"
#include "common/alert/story.hpp"
#include "common/schedule/calendar.hpp"

namespace watchword::alert {
namespace {

namespace mustache = kainjow::mustache;

constexpr std::size_t query_max = 300;
constexpr std::size_t mail_passages_max = 8;
constexpr std::size_t digest_hits_max = 3;
constexpr std::size_t digest_changes_max = 4;
constexpr std::size_t coverage_names_max = 12;

// An empty text is false, so that a section over it is left out and does not find an outer text of the same
// name.
void put(Values& values, const char* key, const std::string& text) {
    if (text.empty())
        values.set(key, false);
    else
        values.set(key, text);
}

void put_count(Values& values, const char* key, std::size_t count) {
    put(values, key, count == 0 ? std::string() : std::to_string(count));
}

Values values_of(const std::vector<Span>& spans) {
    Values list(Values::type::list);
    for (const auto& span : spans) {
        Values item;
        item.set("text", span.text);
        item.set("plain", span.kind == Span::Kind::plain);
        item.set("hit", span.kind == Span::Kind::hit);
        item.set("removed", span.kind == Span::Kind::removed);
        item.set("added", span.kind == Span::Kind::added);
        list.push_back(item);
    }
    return list;
}

Values values_of(const std::vector<Passage>& passages) {
    Values list(Values::type::list);
    for (const auto& passage : passages) {
        Values item;
        put(item, "label", passage.label);
        item.set("change", passage.change);
        put(item, "before", one_line(before(passage), 4'000));
        put(item, "after", one_line(after(passage), 4'000));
        item.set("spans", values_of(passage.spans));
        list.push_back(item);
    }
    return list;
}

void put_card(Values& values, const Card& card) {
    put(values, "label", card.label);
    put(values, "title", plain(card.title));
    values.set("title_spans", values_of(card.title));
    put(values, "url", card.url);
    put(values, "facts", card.facts);
    put(values, "statement", card.statement);
    values.set("summary?", !card.summary.empty());
    values.set("summary", values_of(card.summary));
    values.set("passages", values_of(card.passages));
    put_count(values, "more", card.passages_more);
    put(values, "language", card.language);
}

// ---- Digests ----

Values values_of(const Story& story, const schedule::Zone& zone) {
    Values values;
    auto newest = card_of(*story.front(), 0);
    newest.passages_more = 0;
    Values events(Values::type::list);
    bool hits_shown = false;
    bool changes_shown = false;
    for (const auto* alert : story) {
        bool edit = alert->event == Event::article_edited;
        bool& shown = edit ? changes_shown : hits_shown;
        auto card = card_of(*alert, shown ? 0 : edit ? digest_changes_max : digest_hits_max);
        if (!shown) {
            shown = !card.passages.empty();
            newest.passages_more += card.passages_more;
            std::ranges::move(card.passages, std::back_inserter(newest.passages));
        }
        Values event;
        put(event, "label", card.label);
        put(event, "time", schedule::time_for_people(alert->time, zone));
        put(event, "statement", card.statement);
        events.push_back(event);
    }
    put_card(values, newest);
    values.set("events", events);
    return values;
}

Values days_of(const std::vector<Story>& stories, const schedule::Zone& zone) {
    Values days(Values::type::list);
    for (std::size_t i = 0; i < stories.size();) {
        auto name = schedule::weekday_for_people(stories[i].front()->time, zone);
        Values articles(Values::type::list);
        for (; i < stories.size() && schedule::weekday_for_people(stories[i].front()->time, zone) == name; ++i)
            articles.push_back(values_of(stories[i], zone));
        Values day;
        day.set("day", name);
        day.set("articles", articles);
        days.push_back(day);
    }
    return days;
}

std::string names_of(const std::vector<std::string>& feeds) {
    if (feeds.empty()) return "none";
    std::string list;
    for (std::size_t i = 0; i < std::min(feeds.size(), coverage_names_max); ++i)
        list += (i == 0 ? "" : ", ") + one_line(feeds[i], name_max);
    if (feeds.size() > coverage_names_max)
        list += " and " + std::to_string(feeds.size() - coverage_names_max) + " more";
    return list;
}

std::string sentence_of(const Coverage& coverage) {
    return "Coverage: " + count_text(coverage.polled, "feed") + " polled. Failing: " + names_of(coverage.failing) +
           ". Silent: " + names_of(coverage.silent) + ". Overflowed: " + names_of(coverage.overflowed) + ".";
}

}  // namespace

Values values_of(const Alert& alert) {
    Values values;
    put_card(values, card_of(alert, mail_passages_max));
    put(values, "subscription", one_line(alert.subscription.name, name_max));
    put(values, "query", one_line(alert.subscription.query, query_max));
    put(values, "time_zone", schedule::Zone::find(alert.subscription.time_zone).value_or(schedule::Zone()).name());
    put(values, "id", alert.id.text());
    return values;
}

Values values_of(const Notice& notice) {
    Values values;
    put_card(values, card_of(notice));
    put(values, "id", notice.id.text());
    return values;
}

Values values_of(const DigestContent& digest) {
    auto zone = zone_of(digest);
    Values groups(Values::type::list);
    for (const auto& group : digest.groups) {
        auto stories = stories_of(group);
        Values item;
        put(item, "subscription", one_line(group.subscription.name, name_max));
        put(item, "query", one_line(group.subscription.query, query_max));
        put(item, "count", count_text(stories.size(), "article"));
        item.set("days", days_of(stories, zone));
        groups.push_back(item);
    }
    Values values;
    put(values, "heading", heading_of(digest));
    put(values, "window", window_of(digest));
    values.set("groups", groups);
    put(values, "coverage", digest.coverage ? sentence_of(*digest.coverage) : std::string());
    put(values, "time_zone", zone.name());
    return values;
}

}  // namespace watchword::alert
