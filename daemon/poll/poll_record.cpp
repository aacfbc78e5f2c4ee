#include "daemon/poll/poll_record.hpp"

#include "common/base/ascii.hpp"
#include "common/schedule/next_poll.hpp"
#include "common/websub/discovery.hpp"
#include "daemon/outbox/fill.hpp"
#include "daemon/store/websub.hpp"

namespace watchword::poll {

namespace {

// Stands in the database for "never": a feed that is gone stays listed.
constexpr Time never = std::chrono::sys_days(std::chrono::year(9999) / 12 / 31);

alert::Event event_of(schedule::HealthNotice::Kind kind) {
    using Kind = schedule::HealthNotice::Kind;
    switch (kind) {
        case Kind::failing:
            return alert::Event::feed_failing;
        case Kind::silent:
            return alert::Event::feed_silent;
        case Kind::overflow:
            return alert::Event::feed_overflow;
        case Kind::recovered:
            return alert::Event::feed_recovered;
    }
    return alert::Event::feed_failing;
}

std::string name_of(const store::FeedRow& row, const config::Feed& feed) {
    if (!feed.name.empty()) return feed.name;
    return row.title.empty() ? row.url : row.title;
}

schedule::PollOutcome outcome_of(const Polled& polled) {
    schedule::PollOutcome outcome;
    outcome.server = polled.server;
    outcome.failure = polled.failure;
    if (polled.status == 410)
        outcome.kind = schedule::PollOutcome::Kind::gone;
    else if (!polled.failure.empty())
        outcome.kind = schedule::PollOutcome::Kind::failed;
    else
        outcome.kind = polled.incoming ? schedule::PollOutcome::Kind::fetched : schedule::PollOutcome::Kind::unchanged;
    return outcome;
}

schedule::FeedWishes wishes_of(const feed::PollHints& hints) {
    return {hints.ttl, hints.update_period, hints.skip_hours, hints.skip_days};
}

// Keeps in mind which hub the document names, if any; true when that hub is to be asked.
bool heed_hub(store::Connection& connection, const std::string& public_url, const Polled& polled) {
    if (public_url.empty()) return false;
    const feed::Document& document = polled.incoming->document;
    const std::string& url = polled.redirects.empty() ? polled.address : polled.redirects.back().to;
    auto found = websub::discover({polled.links, document.hub_url, document.self_url, url});
    if (found) return store::save_hub(connection, polled.row.id, found->hub, found->topic, public_url, polled.at);
    store::forget_hub(connection, polled.row.id);
    return false;
}

// Until when its hub can be relied on to tell of news; nullopt: it cannot. A hub is believed from the first time it
// told of something, as many confirm and never say a word, until there is news that it did not tell of.
std::optional<Time> told_until(store::Connection& connection, const std::string& public_url, const Polled& polled,
                               bool found_news) {
    auto row = public_url.empty() ? std::nullopt : store::find_websub(connection, polled.row.id);
    if (!row || !row->believed) return std::nullopt;
    bool was_told = row->told && (!polled.row.last_poll || *row->told >= *polled.row.last_poll);
    if (found_news && !was_told) {
        store::doubt_hub(connection, polled.row.id);
        return std::nullopt;
    }
    return row->lease_ends;
}

std::string header(const http::Response& response, std::string_view name) {
    return std::string(response.header(name).value_or(""));
}

}  // namespace

alert::Notice notice_of(const schedule::HealthNotice& said, const store::FeedRow& row, const config::Feed& feed,
                        Time now) {
    alert::Notice notice;
    notice.event = event_of(said.kind);
    notice.id = AlertId::of({row.id.text(), alert::to_text(notice.event), to_rfc3339(said.since)});
    notice.time = now;
    notice.subject = name_of(row, feed);
    notice.url = row.url;
    notice.reason = said.reason;
    notice.since = said.since;
    return notice;
}

schedule::FeedHistory history_of(const store::FeedRow& row) {
    return schedule::feed_history_from_json(row.history).value_or(schedule::FeedHistory());
}

bool is_another_feed(const catalog::Catalog& catalog, FeedId id, const std::string& address) {
    FeedId other = catalog::feed_id(address);
    const config::Feed* feed = catalog.feed(other);
    return other != id && feed && feed->enabled;
}

Polled polled(store::FeedRow row, std::string address, const Result<http::Response, http::Error>& response, Time now) {
    Polled result;
    result.row = std::move(row);
    result.address = std::move(address);
    result.at = now;
    if (!response) {
        result.failure = response.error().message;
        return result;
    }
    result.status = response->status;
    result.redirects = response->redirects;
    auto cache_control = header(*response, "cache-control"), expires = header(*response, "expires"),
         age = header(*response, "age"), date = header(*response, "date"),
         retry_after = header(*response, "retry-after");
    result.server = schedule::wishes_of({response->status, cache_control, expires, age, date, retry_after}, now);
    if (response->status == 200) {
        result.etag = header(*response, "etag");
        result.last_modified = header(*response, "last-modified");
        for (const auto& [name, value] : response->headers)
            if (equal_ignoring_case(name, "link")) result.links.push_back(value);
    } else if (!response->redirects.empty() && response->redirects.back().from == response->url) {
        result.other_feed = response->redirects.back().to;
    } else if (response->status != 304) {
        result.failure = "the server answered " + std::to_string(response->status);
    }
    return result;
}

PollRecorded record_poll(store::Connection& connection, const catalog::Catalog& catalog, const Polled& polled,
                         double jitter) {
    PollRecorded recorded;
    store::FeedRow row = polled.row;
    const config::Feed* feed = catalog.feed(row.id);
    if (!feed) return recorded;
    auto history = history_of(row);
    auto outcome = outcome_of(polled);
    const std::string& public_url = catalog.config().server.public_url;

    if (outcome.kind == schedule::PollOutcome::Kind::fetched) {
        recorded.baseline = !history.first_window;
        recorded.counts =
            take_in(connection, row.id, *feed, polled.incoming->entries, !history.first_window, polled.at);
        const feed::Document& document = polled.incoming->document;
        outcome.feed = wishes_of(document.poll_hints);
        outcome.listed = recorded.counts.listed;
        outcome.added = recorded.counts.added;
        outcome.added_dates = recorded.counts.added_dates;
        row.title = document.title;
        row.home_url = document.home_url;
        // What did not come would stay away as "not modified".
        row.etag = document.cut_short ? "" : polled.etag;
        row.last_modified = document.cut_short ? "" : polled.last_modified;
        if (recorded.counts.added + recorded.counts.changed > 0) row.last_change = polled.at;
        recorded.hub_found = heed_hub(connection, public_url, polled);
    }
    if (outcome.kind == schedule::PollOutcome::Kind::gone) store::forget_hub(connection, row.id);
    outcome.told_until = told_until(connection, public_url, polled, recorded.counts.added > 0);
    std::vector<schedule::Hop> hops;
    for (const http::Redirect& redirect : polled.redirects) hops.push_back({redirect.status, redirect.to});
    bool answered = polled.failure.empty();
    history.move = schedule::after_answer(history.move, row.url, polled.address, hops, answered, polled.at);
    row.moved_to = schedule::is_settled(history.move) ? history.move.to : "";

    // Of a first document that was cut short the rest is no news either when it comes.
    bool baseline_goes_on = recorded.baseline && polled.incoming->document.cut_short && history.listed == 0;
    auto observed = schedule::observe(std::move(history), outcome, feed->poll, polled.at);
    if (baseline_goes_on) observed.history.first_window.reset();
    auto next = schedule::next_poll(observed.history, outcome, feed->poll, polled.at, jitter);
    row.history = schedule::to_json(observed.history);
    row.health = schedule::to_text(schedule::health_of(observed.history));
    row.trouble = polled.failure;
    if (outcome.kind == schedule::PollOutcome::Kind::fetched) row.trouble = polled.incoming->document.shortfall;
    if (!polled.other_feed.empty())
        row.trouble = "it leads to " + polled.other_feed + ", which is a feed of its own here: remove one of the two";
    row.last_poll = polled.at;
    row.next_poll = next.at.value_or(never);
    row.why = next.why;
    store::save_feed(connection, row);
    for (const schedule::HealthNotice& said : observed.notices) {
        recorded.notices.push_back(notice_of(said, row, *feed, polled.at));
        outbox::fill(connection, catalog, recorded.notices.back(), polled.at);
    }
    recorded.next_poll = next.at;
    recorded.why = next.why;
    return recorded;
}

}  // namespace watchword::poll
