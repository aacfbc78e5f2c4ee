#include "daemon/trial/source.hpp"

#include <algorithm>

#include "common/article/article.hpp"
#include "common/base/url.hpp"

namespace watchword::trial {

namespace {

using Found = feed::FeedCandidate::Found;

constexpr std::size_t asked_max = 15;  // candidates
constexpr double sure_enough = 0.5;    // that a page is an article

http::Request request_for(const config::Fetch& settings, const std::string& url) {
    http::Request request;
    request.url = url;
    request.timeout = settings.timeout;
    request.body_bytes_max = settings.body_max;
    request.redirects_max = settings.redirects_max;
    request.headers.emplace_back("Accept",
                                 "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, "
                                 "application/xml;q=0.9, */*;q=0.5");
    return request;
}

std::string type_of(const http::Response& response) {
    return std::string(response.header("content-type").value_or(""));
}

poll::IncomingFeed feed_in(const http::Response& response) {
    return poll::read_feed(response.body, response.url, type_of(response));
}

bool is_front_page(const std::string& address) {
    auto url = parse_url(address);
    return url && url->text.size() == url->origin().size() + 1;
}

// Front pages are lists, whatever else they look like.
bool is_article(const http::Response& response, const article::Article& article) {
    return !is_front_page(response.url) && article.absence == article::Absence::none &&
           article.confidence >= sure_enough;
}

void drop(std::vector<feed::FeedCandidate>& candidates, const std::string& url) {
    std::erase_if(candidates,
                  [&](const feed::FeedCandidate& each) { return each.url == url || each.found == Found::usual; });
}

Refusal::Kind kind_of(http::Error::Kind error) {
    if (error == http::Error::Kind::bad_url) return Refusal::Kind::bad_address;
    if (error == http::Error::Kind::forbidden_address) return Refusal::Kind::forbidden;
    return Refusal::Kind::unreachable;
}

// The feeds among the candidates, until as many list something as are wanted; those that list nothing come
// last.
Awaitable<std::vector<Source>> ask_candidates(http::Client& client, config::Fetch settings, std::string page,
                                              std::vector<feed::FeedCandidate> candidates, Search search) {
    std::vector<Source> sources, empty;
    std::size_t asked = 0;
    for (const feed::FeedCandidate& candidate : candidates) {
        bool guess = candidate.found == Found::usual;
        if (asked == asked_max || sources.size() == search.feeds || (guess && !(sources.empty() && empty.empty())))
            break;
        if (candidate.url == page) continue;
        ++asked;
        search.asking(candidate.url);
        auto request = request_for(settings, candidate.url);
        auto response = co_await client.send(std::move(request));
        if (!response || response->status != 200) continue;
        auto same = [&](const Source& each) { return each.url == response->url; };
        if (std::ranges::any_of(sources, same) || std::ranges::any_of(empty, same)) continue;
        auto feed = feed_in(*response);
        if (!feed.failure.empty()) continue;
        if (feed.document.title.empty()) feed.document.title = candidate.title;
        Source source;
        source.url = response->url;
        source.asked = candidate.url;
        source.page = page;
        source.feed = std::move(feed);
        source.others = candidates;
        drop(source.others, candidate.url);
        (source.feed.entries.empty() ? empty : sources).push_back(std::move(source));
    }
    for (Source& source : empty)
        if (sources.size() < search.feeds) sources.push_back(std::move(source));
    co_return sources;
}

}  // namespace

Awaitable<Result<std::vector<Source>, Refusal>> find_sources(http::Client& client, config::Fetch settings,
                                                             std::string address, Search search) {
    using Kind = Refusal::Kind;
    auto request = request_for(settings, address);
    auto response = co_await client.send(std::move(request));
    if (!response) co_return Refusal{kind_of(response.error().kind), response.error().message};
    if (response->status != 200)
        co_return Refusal{Kind::unreachable, "the server answered " + std::to_string(response->status)};

    std::vector<Source> sources(1);
    Source& source = sources.front();
    source.url = response->url;
    source.asked = address;
    source.feed = feed_in(*response);
    if (source.feed.failure.empty()) co_return sources;

    auto article = article::extract({response->body, response->url, type_of(*response)});
    if (article.absence == article::Absence::not_html)
        co_return Refusal{Kind::no_feed, "there is no feed: " + source.feed.failure};
    auto candidates = feed::feed_candidates(response->body, response->url);
    if (search.article && is_article(*response, article)) {
        source.others = std::move(candidates);
        drop(source.others, "");
        source.article = std::move(*response);
        co_return sources;
    }
    auto found = co_await ask_candidates(client, settings, response->url, std::move(candidates), std::move(search));
    if (found.empty())
        co_return Refusal{Kind::no_feed,
                          "there is no feed: the page names none that can be read, and none is where sites "
                          "usually have one"};
    co_return found;
}

}  // namespace watchword::trial
