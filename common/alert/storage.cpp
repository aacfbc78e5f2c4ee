// Alerts, notices and digests as the JSON they are kept in: every field, times in milliseconds, unknown times
// absent.

#include <stdexcept>
#include <utility>

#include <boost/json.hpp>

#include "common/alert/payload.hpp"
#include "common/text/utf8.hpp"

namespace watchword::alert {
namespace {

namespace json = boost::json;

// ---- Writing ----

// Everything stored can be read back: the parser refuses what is not UTF-8.
json::string clean(std::string_view value) {
    return json::string(text::repaired_utf8(value));
}

std::int64_t number(Time time) {
    return time.time_since_epoch().count();
}

json::array clean_texts(const std::vector<std::string>& values) {
    json::array array;
    for (const auto& value : values) array.emplace_back(clean(value));
    return array;
}

void put(json::object& object, std::string_view key, std::optional<Time> time) {
    if (time) object[key] = number(*time);
}

json::object write(const SubscriptionRef& subscription) {
    return {{"name", clean(subscription.name)},
            {"query", clean(subscription.query)},
            {"time_zone", clean(subscription.time_zone)}};
}

json::object write(const ArticleRef& article) {
    json::object object = {{"id", article.id.text()},
                           {"url", clean(article.url)},
                           {"title", clean(article.title)},
                           {"standfirst", clean(article.standfirst)},
                           {"authors", clean_texts(article.authors)},
                           {"language", clean(article.language)},
                           {"tags", clean_texts(article.tags)},
                           {"feeds", clean_texts(article.feeds)},
                           {"revision", article.revision},
                           {"seen", number(article.seen)}};
    put(object, "published", article.published);
    return object;
}

json::object write(const query::Hit& hit) {
    return {{"part", clean(hit.part)}, {"field", query::to_text(hit.field)}, {"start", hit.start}, {"end", hit.end},
            {"text", clean(hit.text)}, {"excerpt", clean(hit.excerpt)}};
}

json::object write(const revision::Change& change) {
    json::array words;
    for (const auto& piece : change.words)
        words.push_back(json::array{static_cast<unsigned>(piece.op), clean(piece.text)});
    json::object object = {{"kind", revision::to_text(change.kind)},
                           {"grade", revision::to_text(change.grade)},
                           {"before", clean(change.before)},
                           {"after", clean(change.after)},
                           {"words", std::move(words)}};
    if (change.paragraph) object["paragraph"] = *change.paragraph;
    return object;
}

json::object write(const Alert& alert) {
    json::array hits;
    for (const auto& hit : alert.hits) hits.push_back(write(hit));
    json::array changes;
    for (const auto& change : alert.changes) changes.push_back(write(change));
    json::object object = {{"id", alert.id.text()},           {"event", to_text(alert.event)},
                           {"time", number(alert.time)},      {"subscription", write(alert.subscription)},
                           {"article", write(alert.article)}, {"hits", std::move(hits)},
                           {"changes", std::move(changes)},   {"absence", clean(alert.absence)}};
    if (alert.grade) object["grade"] = revision::to_text(*alert.grade);
    put(object, "present_at", alert.present_at);
    put(object, "absent_at", alert.absent_at);
    return object;
}

json::object write(const Notice& notice) {
    json::object object = {{"id", notice.id.text()},      {"event", to_text(notice.event)},
                           {"time", number(notice.time)}, {"subject", clean(notice.subject)},
                           {"url", clean(notice.url)},    {"reason", clean(notice.reason)}};
    put(object, "since", notice.since);
    return object;
}

json::object write(const DigestContent& digest) {
    json::array groups;
    for (const auto& group : digest.groups) {
        json::array alerts;
        for (const auto& alert : group.alerts) alerts.push_back(write(alert));
        groups.push_back(json::object{{"subscription", write(group.subscription)}, {"alerts", std::move(alerts)}});
    }
    json::object object = {{"reason", digest.reason == DigestContent::Reason::burst ? "burst" : "schedule"},
                           {"from", number(digest.from)},
                           {"until", number(digest.until)},
                           {"time_zone", clean(digest.time_zone)},
                           {"groups", std::move(groups)}};
    if (digest.coverage)
        object["coverage"] = json::object{{"polled", digest.coverage->polled},
                                          {"failing", clean_texts(digest.coverage->failing)},
                                          {"silent", clean_texts(digest.coverage->silent)},
                                          {"overflowed", clean_texts(digest.coverage->overflowed)}};
    return object;
}

// ---- Reading: Boost.JSON throws for what is absent or of another type, and so do these ----

std::string text_at(const json::object& object, std::string_view key) {
    return std::string(object.at(key).as_string());
}

std::size_t size_at(const json::object& object, std::string_view key) {
    return object.at(key).to_number<std::size_t>();
}

Time time_at(const json::object& object, std::string_view key) {
    return Time(Duration(object.at(key).to_number<std::int64_t>()));
}

std::optional<Time> optional_time_at(const json::object& object, std::string_view key) {
    if (!object.contains(key)) return std::nullopt;
    return time_at(object, key);
}

std::vector<std::string> texts_at(const json::object& object, std::string_view key) {
    std::vector<std::string> values;
    for (const auto& value : object.at(key).as_array()) values.emplace_back(value.as_string());
    return values;
}

template <class AnyId>
AnyId id_at(const json::object& object, std::string_view key) {
    return AnyId::parse(object.at(key).as_string()).value();
}

// The enumerator among the first `count` whose to_text is `text`.
template <class Enum>
Enum named(std::string_view text, int count) {
    for (int i = 0; i < count; ++i)
        if (to_text(static_cast<Enum>(i)) == text) return static_cast<Enum>(i);
    throw std::invalid_argument("unknown name");
}

Event event_at(const json::object& object) {
    return event_from_text(object.at("event").as_string()).value();
}
revision::Grade grade_at(const json::object& object) {
    return named<revision::Grade>(object.at("grade").as_string(), static_cast<int>(revision::Grade::major) + 1);
}

SubscriptionRef read_subscription(const json::object& object) {
    return {
        .name = text_at(object, "name"), .query = text_at(object, "query"), .time_zone = text_at(object, "time_zone")};
}

ArticleRef read_article(const json::object& object) {
    return {.id = id_at<ArticleId>(object, "id"),
            .url = text_at(object, "url"),
            .title = text_at(object, "title"),
            .standfirst = text_at(object, "standfirst"),
            .authors = texts_at(object, "authors"),
            .published = optional_time_at(object, "published"),
            .language = text_at(object, "language"),
            .tags = texts_at(object, "tags"),
            .feeds = texts_at(object, "feeds"),
            .revision = object.at("revision").to_number<unsigned>(),
            .seen = time_at(object, "seen")};
}

query::Hit read_hit(const json::object& object) {
    return {.part = text_at(object, "part"),
            .field = named<query::Field>(object.at("field").as_string(), static_cast<int>(query::Field::language) + 1),
            .start = size_at(object, "start"),
            .end = size_at(object, "end"),
            .text = text_at(object, "text"),
            .excerpt = text_at(object, "excerpt")};
}

revision::Change read_change(const json::object& object) {
    revision::Change change{
        .kind = named<revision::Kind>(object.at("kind").as_string(), static_cast<int>(revision::Kind::correction) + 1),
        .grade = grade_at(object),
        .before = text_at(object, "before"),
        .after = text_at(object, "after"),
        .paragraph = {},
        .words = {}};
    if (object.contains("paragraph")) change.paragraph = size_at(object, "paragraph");
    for (const auto& word : object.at("words").as_array()) {
        auto op = word.at(0).to_number<unsigned>();
        if (op > static_cast<unsigned>(revision::Piece::Op::insert)) throw std::invalid_argument("unknown piece");
        change.words.push_back({static_cast<revision::Piece::Op>(op), std::string(word.at(1).as_string())});
    }
    return change;
}

Alert read_alert(const json::object& object) {
    Alert alert;
    alert.id = id_at<AlertId>(object, "id");
    alert.event = event_at(object);
    alert.time = time_at(object, "time");
    alert.subscription = read_subscription(object.at("subscription").as_object());
    alert.article = read_article(object.at("article").as_object());
    for (const auto& hit : object.at("hits").as_array()) alert.hits.push_back(read_hit(hit.as_object()));
    for (const auto& change : object.at("changes").as_array()) alert.changes.push_back(read_change(change.as_object()));
    if (object.contains("grade")) alert.grade = grade_at(object);
    alert.present_at = optional_time_at(object, "present_at");
    alert.absent_at = optional_time_at(object, "absent_at");
    alert.absence = text_at(object, "absence");
    return alert;
}

Notice read_notice(const json::object& object) {
    return {.id = id_at<AlertId>(object, "id"),
            .event = event_at(object),
            .time = time_at(object, "time"),
            .subject = text_at(object, "subject"),
            .url = text_at(object, "url"),
            .reason = text_at(object, "reason"),
            .since = optional_time_at(object, "since")};
}

DigestContent read_digest(const json::object& object) {
    DigestContent digest;
    digest.reason =
        text_at(object, "reason") == "burst" ? DigestContent::Reason::burst : DigestContent::Reason::schedule;
    digest.from = time_at(object, "from");
    digest.until = time_at(object, "until");
    digest.time_zone = text_at(object, "time_zone");
    for (const auto& value : object.at("groups").as_array()) {
        const auto& group = value.as_object();
        auto& added = digest.groups.emplace_back();
        added.subscription = read_subscription(group.at("subscription").as_object());
        for (const auto& alert : group.at("alerts").as_array()) added.alerts.push_back(read_alert(alert.as_object()));
    }
    if (const auto* value = object.if_contains("coverage")) {
        const auto& coverage = value->as_object();
        digest.coverage = {.polled = size_at(coverage, "polled"),
                           .failing = texts_at(coverage, "failing"),
                           .silent = texts_at(coverage, "silent"),
                           .overflowed = texts_at(coverage, "overflowed")};
    }
    return digest;
}

template <class Read>
auto read_object(std::string_view text, Read read) -> std::optional<decltype(read(std::declval<json::object>()))> {
    try {
        return read(json::parse(text).as_object());
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace

std::string to_json(const Alert& alert) {
    return json::serialize(write(alert));
}
std::optional<Alert> alert_from_json(std::string_view text) {
    return read_object(text, read_alert);
}

std::string to_json(const Notice& notice) {
    return json::serialize(write(notice));
}
std::optional<Notice> notice_from_json(std::string_view text) {
    return read_object(text, read_notice);
}

std::string to_json(const Payload& payload) {
    static constexpr std::string_view kinds[] = {"alert", "notice", "digest"};
    auto content = std::visit([](const auto& value) { return write(value); }, payload);
    return json::serialize(json::object{{kinds[payload.index()], std::move(content)}});
}

std::optional<Payload> payload_from_json(std::string_view text) {
    return read_object(text, [](const json::object& object) -> Payload {
        if (const auto* alert = object.if_contains("alert")) return read_alert(alert->as_object());
        if (const auto* notice = object.if_contains("notice")) return read_notice(notice->as_object());
        return read_digest(object.at("digest").as_object());
    });
}

}  // namespace watchword::alert
