#include "daemon/demo/press.hpp"

#include <boost/json.hpp>

#include "common/base/url.hpp"

namespace watchword::demo {

namespace {

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else
            out += c;
    }
    return out;
}

std::string element(std::string_view tag, std::string_view text) {
    auto name = tag.substr(0, tag.find(' '));
    return "<" + std::string(tag) + ">" + escaped(text) + "</" + std::string(name) + ">\n";
}

std::string list(const std::vector<std::string_view>& items, std::string_view folder) {
    std::string out = "<ul>\n";
    for (std::size_t i = 0; i < items.size(); ++i)
        out += "<li><a href=\"/" + std::string(folder) + "/" + std::to_string(i) + "\">" + escaped(items[i]) +
               "</a></li>\n";
    return out + "</ul>\n";
}

// The newest edition at that time.
const Edition& edition_at(const Piece& piece, Time now) {
    const Edition* newest = &piece.editions.front();
    for (const Edition& edition : piece.editions)
        if (edition.from <= now) newest = &edition;
    return *newest;
}

bool is_out(const Piece& piece, Time now) {
    return piece.editions.front().from <= now;
}

std::string page(const Outlet& outlet, const Edition& edition, Time published) {
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"" + std::string(outlet.language) + "\">\n<head>\n<meta charset=\"utf-8\">\n";
    html += element("title", std::string(edition.headline) + " | " + std::string(outlet.name));
    html += "<meta property=\"article:published_time\" content=\"" + to_rfc3339(published) + "\">\n";
    html += "</head>\n<body>\n<header>\n" + element("p class=\"brand\"", outlet.name) + "<nav>\n" +
            list(outlet.menu, "section") + "</nav>\n</header>\n<main>\n<article>\n";
    html += element("h1", edition.headline) + element("p class=\"standfirst\"", edition.standfirst);
    html += "<address>" + element("a rel=\"author\" href=\"/authors/1\"", edition.byline) +
            "</address>\n<div class=\"text\">\n";
    for (std::string_view paragraph : edition.paragraphs) html += element("p", paragraph);
    html += "</div>\n</article>\n<aside class=\"most-read\">\n" + list(outlet.most_read, "read") + "</aside>\n";
    html += "<section class=\"comments\">\n" + element("p class=\"comment\"", outlet.comment) +
            "</section>\n</main>\n<footer>\n";
    return html + element("p", outlet.name) + "</footer>\n</body>\n</html>\n";
}

std::string rss(const Outlet& outlet, const std::vector<const Piece*>& listed) {
    std::string xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\">\n<channel>\n";
    xml += element("title", outlet.name) + element("link", "http://" + std::string(outlet.host) + "/");
    for (const Piece* piece : listed) {
        const Edition& first = piece->editions.front();
        xml += "<item>\n" + element("title", first.headline) + element("link", address_of(outlet, *piece)) +
               element("guid", address_of(outlet, *piece)) + element("pubDate", to_http_date(first.from)) +
               element("description", first.standfirst) + "</item>\n";
    }
    return xml + "</channel>\n</rss>\n";
}

std::string atom(const Outlet& outlet, const std::vector<const Piece*>& listed) {
    std::string xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
    xml += element("title", outlet.name) + element("id", "http://" + std::string(outlet.host) + "/");
    for (const Piece* piece : listed) {
        const Edition& first = piece->editions.front();
        auto address = address_of(outlet, *piece);
        xml += "<entry>\n" + element("title", first.headline) + element("id", address) + "<link href=\"" + address +
               "\"/>\n" + element("published", to_rfc3339(first.from)) + element("updated", to_rfc3339(first.from)) +
               element("summary", first.standfirst) + "</entry>\n";
    }
    return xml + "</feed>\n";
}

std::string json_feed(const Outlet& outlet, const std::vector<const Piece*>& listed) {
    boost::json::array items;
    for (const Piece* piece : listed) {
        const Edition& first = piece->editions.front();
        auto address = address_of(outlet, *piece);
        items.push_back({{"id", address},
                         {"url", address},
                         {"title", first.headline},
                         {"summary", first.standfirst},
                         {"date_published", to_rfc3339(first.from)}});
    }
    boost::json::object feed{
        {"version", "https://jsonfeed.org/version/1.1"}, {"title", outlet.name}, {"items", std::move(items)}};
    return boost::json::serialize(feed);
}

Shown feed_of(const Outlet& outlet, Time now) {
    std::vector<const Piece*> listed;
    for (const Piece& piece : outlet.pieces)
        if (is_out(piece, now)) listed.push_back(&piece);
    switch (outlet.format) {
        case Outlet::Format::rss:
            return {200, "application/rss+xml", rss(outlet, listed)};
        case Outlet::Format::atom:
            return {200, "application/atom+xml", atom(outlet, listed)};
        case Outlet::Format::json_feed:
            break;
    }
    return {200, "application/feed+json", json_feed(outlet, listed)};
}

}  // namespace

std::string address_of(const Outlet& outlet, const Piece& piece) {
    return "http://" + std::string(outlet.host) + std::string(piece.path);
}

Shown look_up(const std::vector<Outlet>& press, std::string_view address, Time now) {
    const Shown nothing{404, "text/html; charset=utf-8",
                        "<!DOCTYPE html>\n<title>Not found</title>\n<h1>Not found</h1>\n"};
    auto url = parse_url(address);
    if (!url) return nothing;
    auto path = std::string_view(url->text).substr(url->origin().size());
    for (const Outlet& outlet : press) {
        if (outlet.host != url->host) continue;
        if (outlet.outage && outlet.outage->from <= now && now < outlet.outage->until)
            return {503, "text/plain", "The presses have stopped.\n"};
        if (path == outlet.feed_path) return feed_of(outlet, now);
        for (const Piece& piece : outlet.pieces) {
            bool there = is_out(piece, now) && !(piece.withdrawn && *piece.withdrawn <= now);
            if (path == piece.path && there)
                return {200, "text/html; charset=utf-8",
                        page(outlet, edition_at(piece, now), piece.editions.front().from)};
        }
    }
    return nothing;
}

}  // namespace watchword::demo
