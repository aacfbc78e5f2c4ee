#include "daemon/trial/trial.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "common/base/url.hpp"
#include "common/revision/storage.hpp"
#include "daemon/poll/page_fetcher.hpp"
#include "daemon/poll/reading.hpp"

namespace watchword::trial {

namespace {

// The catalog of a daemon that watches this feed for this query and tells nobody.
std::shared_ptr<const catalog::Catalog> catalog_of(config::Config config, const Source& source, const Order& order) {
    config::Feed feed;
    feed.url = source.url;
    feed.poll = config.poll;
    feed.articles = config.articles;
    config::Subscription subscription;
    subscription.name = "try";
    subscription.query_text = order.query.text();
    subscription.query = order.query;
    config.feeds = {std::move(feed)};
    config.subscriptions = {std::move(subscription)};
    config.receivers.clear();
    config.operator_receivers.clear();
    return std::make_shared<const catalog::Catalog>(std::move(config), std::vector<config::Feed>(),
                                                    std::vector<config::Subscription>(), std::vector<SubscriptionId>());
}

// The newest come first in nearly every feed, but not in all.
void keep_newest(std::vector<poll::Incoming>& entries, std::size_t limit) {
    bool dated = std::ranges::all_of(entries, [](const poll::Incoming& entry) { return entry.published.has_value(); });
    if (dated)
        std::ranges::stable_sort(entries, std::greater(), [](const poll::Incoming& entry) { return *entry.published; });
    if (entries.size() > limit) entries.resize(limit);
}

// An article that its feed has just brought.
poll::Dossier dossier_of(const poll::Incoming& entry, const Source& source, Time now) {
    poll::Dossier dossier;
    store::ArticleRow& row = dossier.row;
    auto url = parse_url(entry.url);
    row.id = ArticleId::of({url ? url_identity(*url) : entry.text});
    row.url = entry.url;
    row.host = url ? url->host : "";
    row.published = entry.published;
    row.first_seen = now;
    row.next_reading = now;
    row.from_feed = entry.text;
    if (!source.article) {
        dossier.carriers.push_back({catalog::feed_id(source.url), true});
        const std::string& title = source.feed.document.title;
        dossier.feeds.push_back({title.empty() ? source.url : title, source.url, {}, true});
    }
    return dossier;
}

Outcome outcome_of(const poll::Conclusion& conclusion) {
    Outcome outcome;
    outcome.url = conclusion.row.url;
    outcome.language = conclusion.row.language;
    outcome.published = conclusion.row.published;
    outcome.trouble = conclusion.row.trouble;
    if (conclusion.revision) {
        outcome.text = conclusion.revision->origin == "page" ? Outcome::Text::page : Outcome::Text::feed;
        if (auto text = revision::deserialise(conclusion.revision->text)) outcome.title = text->headline;
    }
    for (const alert::Alert& alert : conclusion.alerts) {
        outcome.matches = true;
        outcome.hits = alert.hits;
    }
    return outcome;
}

class Trial {
  public:
    Trial(World world, std::shared_ptr<const catalog::Catalog> catalog)
        : store_(store::open_in_memory(), world.loop, world.loop),
          context_{world.clock, world.random, world.http, store_, world.loop, world.loop, std::move(catalog), [] {}},
          pages_(context_) {}

    Awaitable<> read_all(Source source, Audience audience) {
        std::size_t number = 0;
        for (const poll::Incoming& entry : source.feed.entries) {
            audience.reading(++number, source.feed.entries.size(), entry.url);
            auto dossier = dossier_of(entry, source, context_.clock.now());
            auto fetched = co_await fetch(dossier, source.article);
            auto conclusion =
                poll::conclude(context_.catalog, std::move(dossier), std::move(fetched), context_.clock.now(), 0);
            audience.read(outcome_of(conclusion));
        }
    }

  private:
    Awaitable<poll::Fetched> fetch(poll::Dossier dossier, std::optional<http::Response> at_hand) {
        poll::Fetched fetched;
        if (at_hand) {
            fetched.kind = poll::Fetched::Kind::answered;
            fetched.response = std::move(*at_hand);
        } else if (poll::wants_page(context_.catalog->config().articles.fetch, dossier.row)) {
            std::string host = dossier.row.host;
            co_await context_.clock.sleep_for(std::max(free_at_[host] - context_.clock.now(), Duration::zero()));
            auto page = co_await pages_.fetch(std::move(dossier.row));
            auto pause = std::max(context_.catalog->config().fetch.delay_per_host, page.delay);
            free_at_[host] = context_.clock.now() + pause;
            fetched = std::move(page.fetched);
        }
        fetched.at = context_.clock.now();
        co_return fetched;
    }

    store::Store store_;
    poll::Context context_;
    poll::PageFetcher pages_;
    std::map<std::string, Time> free_at_;  // when a host may be asked again
};

}  // namespace

Awaitable<std::optional<Refusal>> run(World world, config::Config config, Order order, Audience audience) {
    auto found = co_await find_sources(world.http, config.fetch, order.address, {});
    if (!found) co_return found.error();
    Source source = std::move(found->front());
    if (source.article) {
        poll::Incoming entry;
        entry.url = source.url;
        source.feed.entries = {std::move(entry)};
    }
    auto catalog = catalog_of(std::move(config), source, order);
    std::size_t to_read = std::min(source.feed.entries.size(), order.limit);
    audience.found(source, to_read);
    keep_newest(source.feed.entries, to_read);
    Trial trial(world, std::move(catalog));
    co_await trial.read_all(std::move(source), std::move(audience));
    co_return std::nullopt;
}

}  // namespace watchword::trial
