// The standard style: spec/alerts.md, "Webhook". Bodies stay small by two rules: every text has its share of
// the room, and lists are filled while there is room, what remains being counted.

#include <algorithm>

#include <boost/json.hpp>

#include "common/alert/display.hpp"
#include "common/alert/webhook.hpp"

namespace watchword::alert {
namespace {

namespace json = boost::json;

// Bytes of JSON. The fixed part of an alert stays below 14 kB even when every text is as long as it may be.
constexpr std::size_t name_bytes = 300;
constexpr std::size_t query_bytes = 1'000;
constexpr std::size_t url_bytes = 4'096;
constexpr std::size_t title_bytes = 1'000;
constexpr std::size_t standfirst_bytes = 2'000;
constexpr std::size_t reason_bytes = 2'000;
constexpr std::size_t list_items = 8;
constexpr std::size_t list_item_bytes = 120;
constexpr std::size_t excerpt_bytes = 900;
constexpr std::size_t change_bytes = 2'000;
constexpr std::size_t digest_title_bytes = 300;
constexpr std::size_t digest_url_bytes = 1'000;
constexpr std::size_t digest_list_items = 3;

json::string text(std::string_view value, std::size_t bytes_max) {
    return json::string(cut_for_json(value, bytes_max));
}

// Absent texts and times are null, so that the keys are always there.
json::value text_or_null(std::string_view value, std::size_t bytes_max) {
    if (value.empty()) return nullptr;
    return text(value, bytes_max);
}

json::value time_or_null(std::optional<Time> time) {
    if (!time) return nullptr;
    return json::value(to_rfc3339(*time));
}

json::array texts(const std::vector<std::string>& values, std::size_t items_max = list_items) {
    json::array array;
    for (std::size_t i = 0; i < std::min(values.size(), items_max); ++i)
        array.push_back(text(values[i], list_item_bytes));
    return array;
}

std::size_t size_of(const json::value& value) {
    return json::serialize(value).size() + 1;
}  // and its comma

json::object envelope(Event event, Time time) {
    return {{"type", to_text(event)}, {"timestamp", to_rfc3339(time)}};
}

json::object write_subscription(const SubscriptionRef& subscription) {
    return {{"name", text(subscription.name, name_bytes)}, {"query", text(subscription.query, query_bytes)}};
}

json::object write_article(const ArticleRef& article, Length length) {
    json::object object = {
        {"id", article.id.text()}, {"url", text(article.url, url_bytes)}, {"title", text(article.title, title_bytes)}};
    if (length == Length::full) object["standfirst"] = text(article.standfirst, standfirst_bytes);
    object["authors"] = texts(article.authors);
    object["published"] = time_or_null(article.published);
    object["language"] = text_or_null(article.language, 35);
    object["tags"] = texts(article.tags);
    object["feeds"] = texts(article.feeds);
    object["revision"] = article.revision;
    object["seen"] = to_rfc3339(article.seen);
    return object;
}

json::object write_hit(const query::Hit& hit) {
    return {{"part", text(hit.part, name_bytes)},
            {"field", query::to_text(hit.field)},
            {"start", hit.start},
            {"end", hit.end},
            {"text", text(hit.text, name_bytes)},
            {"excerpt", text(hit.excerpt, excerpt_bytes)}};
}

json::object write_change(const revision::Change& change) {
    json::object object = {{"kind", revision::to_text(change.kind)},
                           {"grade", revision::to_text(change.grade)},
                           {"before", text(change.before, change_bytes)},
                           {"after", text(change.after, change_bytes)}};
    if (change.paragraph) object["paragraph"] = *change.paragraph;
    return object;
}

// Fills two lists in turn, so that neither crowds out the other, until the first item of each that does not
// fit.
class Room {
  public:
    explicit Room(std::size_t bytes) : bytes_(bytes) {}

    bool take(const json::value& value) {
        auto size = size_of(value);
        if (size > bytes_) return false;
        bytes_ -= size;
        return true;
    }

  private:
    std::size_t bytes_;
};

template <class Hits, class Changes>
void fill(Room room, const Hits& from_hits, json::array& hits, const Changes& from_changes, json::array& changes) {
    bool more_hits = true;
    bool more_changes = true;
    while (more_hits || more_changes) {
        more_hits = more_hits && hits.size() < from_hits.size();
        if (more_hits) {
            auto hit = write_hit(from_hits[hits.size()]);
            if ((more_hits = room.take(hit))) hits.push_back(std::move(hit));
        }
        more_changes = more_changes && changes.size() < from_changes.size();
        if (more_changes) {
            auto change = write_change(from_changes[changes.size()]);
            if ((more_changes = room.take(change))) changes.push_back(std::move(change));
        }
    }
}

std::size_t room_left(const json::object& body, std::size_t reserve) {
    auto used = json::serialize(body).size() + reserve;
    return body_bytes_max - std::min(used, body_bytes_max);
}

json::object write(const Alert& alert, Length length) {
    json::object data = {{"alert", alert.id.text()},
                         {"subscription", write_subscription(alert.subscription)},
                         {"article", write_article(alert.article, length)}};
    if (alert.present_at) data["present_at"] = to_rfc3339(*alert.present_at);
    if (alert.absent_at) data["absent_at"] = to_rfc3339(*alert.absent_at);
    if (!alert.absence.empty()) data["absence"] = text(alert.absence, reason_bytes);
    bool edited = alert.event == Event::article_edited;

    json::array hits;
    json::array changes;
    constexpr std::size_t counts_bytes = 200;  // of the lists' keys and totals
    if (length == Length::full) fill(Room(room_left(data, counts_bytes)), alert.hits, hits, alert.changes, changes);
    auto hits_listed = hits.size();
    auto changes_listed = changes.size();
    data["hits"] = std::move(hits);
    if (hits_listed < alert.hits.size()) data["hits_total"] = alert.hits.size();
    if (edited) {
        if (alert.grade) data["grade"] = revision::to_text(*alert.grade);
        data["changes"] = std::move(changes);
        if (changes_listed < alert.changes.size()) data["changes_total"] = alert.changes.size();
    }
    auto body = envelope(alert.event, alert.time);
    body["data"] = std::move(data);
    return body;
}

json::object write(const Notice& notice, Length) {
    json::object about = {{"name", text(notice.subject, name_bytes)}};
    if (!notice.url.empty()) about["url"] = text(notice.url, url_bytes);
    auto body = envelope(notice.event, notice.time);
    body["data"] = json::object{{"alert", notice.id.text()},
                                {notice.event == Event::delivery_failing ? "receiver" : "feed", std::move(about)},
                                {"reason", text(notice.reason, reason_bytes)},
                                {"since", time_or_null(notice.since)}};
    return body;
}

template <class Item, class Write>
void put_first(json::object& object, std::string_view key, const std::vector<Item>& items, Write write_item) {
    json::array listed;
    for (std::size_t i = 0; i < std::min(items.size(), digest_list_items); ++i) listed.push_back(write_item(items[i]));
    if (listed.size() < items.size()) object[std::string(key) + "_total"] = items.size();
    object[key] = std::move(listed);
}

json::object write_digest_item(const Alert& alert, Length length) {
    json::object object = {{"alert", alert.id.text()},
                           {"type", to_text(alert.event)},
                           {"timestamp", to_rfc3339(alert.time)},
                           {"subscription", text(alert.subscription.name, name_bytes)},
                           {"article", json::object{{"id", alert.article.id.text()},
                                                    {"url", text(alert.article.url, digest_url_bytes)},
                                                    {"title", text(alert.article.title, digest_title_bytes)},
                                                    {"published", time_or_null(alert.article.published)},
                                                    {"revision", alert.article.revision}}}};
    if (alert.grade) object["grade"] = revision::to_text(*alert.grade);
    if (length == Length::brief) return object;
    // What an edit changed, else where the query was found.
    if (alert.event == Event::article_edited)
        put_first(object, "changes", alert.changes, write_change);
    else
        put_first(object, "hits", alert.hits, write_hit);
    return object;
}

json::object write_coverage(const Coverage& coverage) {
    return {{"polled", coverage.polled},
            {"failing", texts(coverage.failing)},
            {"failing_total", coverage.failing.size()},
            {"silent", texts(coverage.silent)},
            {"silent_total", coverage.silent.size()},
            {"overflowed", texts(coverage.overflowed)},
            {"overflowed_total", coverage.overflowed.size()}};
}

// Alerts are described while there is room; the others stand in `more` by their ids, so that no id is
// missing.
json::object write(const DigestContent& digest, Length length) {
    auto body = envelope(Event::digest, digest.until);
    json::object data = {{"reason", digest.reason == DigestContent::Reason::burst ? "burst" : "schedule"},
                         {"from", to_rfc3339(digest.from)},
                         {"until", to_rfc3339(digest.until)},
                         {"time_zone", text(digest.time_zone, 64)}};
    // Of several, each alert names its own.
    if (digest.groups.size() == 1) data["subscription"] = write_subscription(digest.groups.front().subscription);
    if (digest.coverage) data["coverage"] = write_coverage(*digest.coverage);
    std::vector<const Alert*> alerts;
    for (const auto& group : digest.groups)
        for (const auto& alert : group.alerts) alerts.push_back(&alert);
    data["alerts_total"] = alerts.size();

    std::size_t total = alerts.size();
    if (alerts.size() > digest_alerts_max) alerts.resize(digest_alerts_max);
    constexpr std::size_t id_bytes = 19;  // "al_0123456789abc",
    constexpr std::size_t keys_bytes = 150;
    Room room(room_left(data, keys_bytes + alerts.size() * id_bytes));
    json::array described;
    json::array more;
    bool full = false;
    for (const auto* alert : alerts) {
        auto item = write_digest_item(*alert, length);
        full = full || !room.take(item);
        if (full)
            more.push_back(json::value(alert->id.text()));
        else
            described.push_back(std::move(item));
    }
    data["alerts"] = std::move(described);
    if (!more.empty()) data["more"] = std::move(more);
    data["alerts_total"] = total;
    body["data"] = std::move(data);
    return body;
}

}  // namespace

std::string standard_body(const Payload& payload, Length length) {
    return json::serialize(std::visit([length](const auto& value) { return write(value, length); }, payload));
}

}  // namespace watchword::alert
