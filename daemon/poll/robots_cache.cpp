#include "daemon/poll/robots_cache.hpp"

#include "daemon/store/robots.hpp"

namespace watchword::poll {

namespace {

constexpr std::string_view product = "watchword";
constexpr std::size_t known_max = 4096;
constexpr Duration believed_for = std::chrono::hours(24);
// A host that could not answer is asked again soon: until then its pages wait.
constexpr Duration doubted_for = std::chrono::minutes(15);

std::string target_of(const Url& url) {
    return url.text.substr(url.origin().size());
}

}  // namespace

Awaitable<RobotsCache::Answer> RobotsCache::ask(Url url) {
    auto origin = url.origin();
    auto found = known_.find(origin);
    if (found == known_.end() || found->second.expires <= context_.clock.now()) {
        auto known = co_await find(url);
        if (known_.size() >= known_max) known_.clear();
        found = known_.insert_or_assign(origin, std::move(known)).first;
    }
    auto verdict = found->second.rules.judge(target_of(url));
    Answer answer;
    answer.allowed = verdict.allowed;
    answer.delay = found->second.rules.crawl_delay().value_or(Duration::zero());
    if (!verdict.allowed) answer.why = origin + "/robots.txt does not let us read it (" + verdict.why + ")";
    co_return answer;
}

Awaitable<RobotsCache::Known> RobotsCache::find(Url url) {
    auto origin = url.origin();
    auto recall = [origin](store::Connection& c) { return store::find_robots(c, origin); };
    auto stored = co_await context_.store.read(recall);
    if (stored && *stored && (*stored)->expires > context_.clock.now()) {
        const store::RobotsRow& row = **stored;
        co_return Known{schedule::Robots::from_answer(row.status, row.body, product), row.expires};
    }
    co_return co_await fetch(std::move(url));
}

Awaitable<RobotsCache::Known> RobotsCache::fetch(Url url) {
    http::Request request;
    request.url = url.origin() + "/robots.txt";
    request.timeout = context_.catalog->config().fetch.timeout;
    request.body_bytes_max = schedule::Robots::bytes_max;
    request.truncate = true;
    auto response = co_await context_.http.send(std::move(request));
    store::RobotsRow row;
    row.origin = url.origin();
    if (response) {
        row.status = response->status;
        row.body = std::move(response->body);
    }
    bool answered = row.status != 0 && row.status < 500;
    row.expires = context_.clock.now() + (answered ? believed_for : doubted_for);
    Known known{schedule::Robots::from_answer(row.status, row.body, product), row.expires};
    // Not remembering it costs one more request, no more.
    auto remember = [row](store::Connection& c) { store::save_robots(c, row); };
    co_await context_.store.write(remember);
    co_return known;
}

}  // namespace watchword::poll
