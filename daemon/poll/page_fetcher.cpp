#include "daemon/poll/page_fetcher.hpp"

#include <algorithm>

#include "common/base/url.hpp"

namespace watchword::poll {

namespace {

unsigned page_slots(const catalog::Catalog& catalog) {
    return std::max(1U, catalog.config().fetch.connections / 2);
}

http::Request request_for(const store::ArticleRow& row, const config::Fetch& fetch) {
    http::Request request;
    request.url = row.url;
    request.timeout = fetch.timeout;
    request.body_bytes_max = fetch.body_max;
    request.redirects_max = fetch.redirects_max;
    request.headers.emplace_back("Accept", "text/html, application/xhtml+xml;q=0.9, */*;q=0.5");
    // Without a stored page an answer of 304 would leave us with nothing.
    if (row.revision > 0 && !row.etag.empty()) request.headers.emplace_back("If-None-Match", row.etag);
    if (row.revision > 0 && !row.last_modified.empty())
        request.headers.emplace_back("If-Modified-Since", row.last_modified);
    return request;
}

}  // namespace

PageFetcher::PageFetcher(Context& context)
    : context_(context), robots_(context), slots_(context.loop, page_slots(*context.catalog)) {}

void PageFetcher::follow_catalog() {
    slots_.set_count(page_slots(*context_.catalog));
}

Awaitable<PageFetcher::Page> PageFetcher::fetch(store::ArticleRow row) {
    Page page;
    auto url = parse_url(row.url);
    if (url && context_.catalog->config().fetch.robots != config::Robots::ignore) {
        auto answer = co_await robots_.ask(*url);
        page.delay = answer.delay;
        if (!answer.allowed) {
            page.fetched.kind = Fetched::Kind::refused;
            page.fetched.reason = answer.why;
            co_return page;
        }
    }
    auto slot = co_await slots_.take();
    auto request = request_for(row, context_.catalog->config().fetch);
    auto response = co_await context_.http.send(std::move(request));
    if (response) {
        page.fetched.kind = Fetched::Kind::answered;
        page.fetched.response = std::move(*response);
    } else {
        page.fetched.kind = Fetched::Kind::failed;
        page.fetched.reason = response.error().message;
    }
    co_return page;
}

}  // namespace watchword::poll
