#include "common/alert/template.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "common/alert/card.hpp"
#include "common/alert/display.hpp"
#include "common/alert/mustache.hpp"
#include "common/alert/story.hpp"

namespace watchword::alert {
namespace {

constexpr std::size_t value_text_max = 1'000;  // code points
constexpr std::size_t value_url_max = 4'096;
constexpr std::size_t items_max = 50;
constexpr std::size_t body_max = 256 << 10;  // bytes

void put(Values& values, const char* key, std::string_view text, std::size_t max = value_text_max) {
    auto shown = one_line(text, max);
    if (shown.empty())
        values.set(key, false);
    else
        values.set(key, shown);
}

void put_times(Values& values, Event event, Time time) {
    put(values, "type", to_text(event));
    put(values, "timestamp", to_rfc3339(time));
}

std::string joined(const std::vector<std::string>& texts) {
    std::string all;
    for (std::size_t i = 0; i < std::min(texts.size(), items_max); ++i)
        all += (i == 0 ? "" : ", ") + one_line(texts[i], 100);
    return all;
}

Values hits_of(const Alert& alert) {
    Values list(Values::type::list);
    for (std::size_t i = 0; i < std::min(alert.hits.size(), items_max); ++i) {
        const auto& hit = alert.hits[i];
        Values item;
        put(item, "part", hit.part);
        put(item, "field", query::to_text(hit.field));
        put(item, "text", hit.text);
        put(item, "excerpt", hit.excerpt);
        list.push_back(item);
    }
    return list;
}

Values changes_of(const Alert& alert) {
    Values list(Values::type::list);
    for (std::size_t i = 0; i < std::min(alert.changes.size(), items_max); ++i) {
        const auto& change = alert.changes[i];
        Values item;
        put(item, "kind", revision::to_text(change.kind));
        put(item, "grade", revision::to_text(change.grade));
        put(item, "before", change.before);
        put(item, "after", change.after);
        list.push_back(item);
    }
    return list;
}

void put_card(Values& values, const Card& card) {
    put(values, "label", card.label);
    put(values, "title", plain(card.title));
    put(values, "facts", card.facts);
    put(values, "statement", card.statement);
}

Values values_for_template(const Alert& alert, Length length) {
    Values values;
    const auto& article = alert.article;
    put_times(values, alert.event, alert.time);
    put_card(values, card_of(alert, 0));
    put(values, "alert", alert.id.text());
    put(values, "url", article.url, value_url_max);
    put(values, "subscription", alert.subscription.name);
    put(values, "query", alert.subscription.query);
    put(values, "authors", joined(article.authors));
    put(values, "feeds", joined(article.feeds));
    put(values, "tags", joined(article.tags));
    put(values, "published", article.published ? to_rfc3339(*article.published) : std::string());
    put(values, "language", article.language);
    put(values, "revision", std::to_string(article.revision));
    put(values, "grade", alert.grade ? revision::to_text(*alert.grade) : std::string_view());
    put(values, "reason", alert.absence);
    bool full = length == Length::full;
    put(values, "standfirst", full ? std::string_view(article.standfirst) : std::string_view());
    values.set("hits", full ? hits_of(alert) : Values(Values::type::list));
    values.set("changes", full ? changes_of(alert) : Values(Values::type::list));
    return values;
}

Values values_for_template(const Notice& notice, Length) {
    Values values;
    put_times(values, notice.event, notice.time);
    put_card(values, card_of(notice));
    put(values, "alert", notice.id.text());
    put(values, "url", notice.url, value_url_max);
    put(values, "reason", notice.reason);
    return values;
}

Values values_for_template(const DigestContent& digest, Length length) {
    Values values;
    put_times(values, Event::digest, digest.until);
    put(values, "label", "Digest");
    put(values, "title", subject_of(digest));
    put(values, "heading", heading_of(digest));
    put(values, "window", window_of(digest));
    Values alerts(Values::type::list);
    std::size_t count = 0;
    for (const auto& group : digest.groups)
        for (const auto& alert : group.alerts)
            if (count++ < items_max) alerts.push_back(values_for_template(alert, length));
    values.set("alerts", alerts);
    return values;
}

bool is_json(const std::string& text) {
    boost::system::error_code error;
    boost::json::parse(text, error);
    return !error;
}

}  // namespace

Result<WebhookMessage, Fault> template_message(const Payload& payload, std::string_view template_text, Length length) {
    auto values = std::visit([length](const auto& value) { return values_for_template(value, length); }, payload);
    auto body = fill_in(template_text, values, Escaping::json);
    if (!body) return body.error();
    if (body->size() > body_max) return Fault{"the template gives more than 256 KiB; leave something out"};
    auto type = is_json(*body) ? "application/json" : "text/plain; charset=utf-8";
    return WebhookMessage{.body = std::move(*body), .content_type = type, .headers = {}};
}

std::optional<Fault> check_template(std::string_view template_text) {
    auto message =
        template_message(sample_alert({.name = "test", .query = "test"}, Time()), template_text, Length::full);
    if (message) return std::nullopt;
    return message.error();
}

}  // namespace watchword::alert
