#include "tests/simulation/press.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

namespace watchword::simulation {

namespace {

using Words = std::span<const std::string_view>;

constexpr auto subjects = std::to_array<std::string_view>(
    {"The council", "A spokeswoman for the ministry", "The regional governor", "Farmers in the valley",
     "The port authority", "Engineers at the plant", "A group of teachers", "The museum", "Officials from the capital",
     "The bakery owners", "Residents of the old town", "The football club", "Two researchers", "The railway company",
     "Volunteers"});
constexpr auto verbs = std::to_array<std::string_view>({"welcomed", "described", "rejected", "presented", "postponed",
                                                        "examined", "praised", "questioned", "repaired", "measured",
                                                        "opened", "closed", "announced", "considered", "published"});
constexpr auto objects = std::to_array<std::string_view>(
    {"the plan for a new bridge", "a report about drinking water", "the timetable of the night trains",
     "an offer from abroad", "the budget for the coming year", "the reading room of the library",
     "a proposal to plant more trees", "the results of the survey", "the old tram depot", "a list of repairs",
     "the rules of the market hall", "an exhibition of drawings", "the map of the cycle paths",
     "a study of the river bank", "the opening of the school"});
constexpr auto endings = std::to_array<std::string_view>(
    {"after a long meeting on Monday evening", "while the rain went on outside", "although many seats stayed empty",
     "before the summer break begins", "because the costs had risen again", "together with several neighbours",
     "in front of a small but patient audience", "despite doubts among the older members",
     "when the first figures came in", "as they had promised in the spring", "with help from a retired judge",
     "during a walk along the harbour", "and asked everybody to be patient", "without naming a date",
     "to the surprise of the newspapers"});

std::string_view any(SimRandom& random, Words words) {
    return words[random.below(words.size())];
}

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 8);
    for (char c : text) switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += c;
        }
    return out;
}

std::string slug(std::string_view headline) {
    std::string out;
    for (unsigned char c : headline) out += std::isalnum(c) ? static_cast<char>(std::tolower(c)) : '-';
    return out;
}

}  // namespace

std::vector<std::string> prose(SimRandom& random, std::size_t paragraphs) {
    constexpr std::size_t sentences = 4;
    std::vector<std::string> text;
    for (std::size_t i = 0; i < paragraphs; ++i) {
        std::string paragraph;
        for (std::size_t j = 0; j < sentences; ++j) {
            if (j > 0) paragraph += ' ';
            for (Words words : {Words(subjects), Words(verbs), Words(objects), Words(endings)})
                (paragraph += any(random, words)) += ' ';
            paragraph.back() = '.';
        }
        text.push_back(std::move(paragraph));
    }
    return text;
}

Outlet::Outlet(SimWeb& web, SimRandom& random, std::string host, std::string name)
    : web_(web), random_(random), host_(std::move(host)), name_(std::move(name)) {
    web_.serve(feed_url(), [this](const http::Request& request) {
        if (answers_instead)
            if (auto response = answers_instead()) return *response;
        return feed(request);
    });
}

Piece& Outlet::publish(const std::string& headline, Time now) {
    Piece piece;
    piece.path = "/" + std::to_string(pieces_.size() + 1) + "-" + slug(headline);
    piece.guid = host_ + piece.path;
    piece.link = url_of(piece);
    piece.headline = headline;
    piece.standfirst = "What people in the district said about it, and what comes next.";
    piece.author = "Almaz Kumenov";
    piece.paragraphs = prose(random_, 4);
    piece.published = now;
    pieces_.push_back(std::move(piece));
    Piece& stored = pieces_.back();
    if (has_pages) web_.serve(stored.link, [this, &stored](const http::Request&) { return page(stored); });
    return stored;
}

Piece& Outlet::carry(const Piece& of_another, const std::string& url, Time now) {
    Piece piece = of_another;
    piece.guid = host_ + "/" + std::to_string(pieces_.size() + 1);
    piece.link = url;
    piece.published = now;
    pieces_.push_back(std::move(piece));
    return pieces_.back();
}

Outlet::Item::Item(const Piece& piece)
    : link(piece.link),
      guid(piece.guid),
      headline(piece.title()),
      standfirst(piece.standfirst),
      creator(piece.creator),
      published(piece.published) {
    text = "<item><title>" + escaped(headline) + "</title><link>" + escaped(link) +
           "</link><guid isPermaLink=\"false\">" + escaped(guid) + "</guid><pubDate>" + to_http_date(published) +
           "</pubDate><description>" + escaped(standfirst) + "</description>";
    if (!creator.empty()) text += "<dc:creator>" + escaped(creator) + "</dc:creator>";
    text += "</item>\n";
}

bool Outlet::Item::is_of(const Piece& piece) const {
    return headline == piece.title() && link == piece.link && guid == piece.guid && standfirst == piece.standfirst &&
           creator == piece.creator && published == piece.published;
}

// A story may play a hundred thousand polls, few of which find anything new: only what changed is written anew.
void Outlet::write_feed() {
    auto listed = std::min(window, pieces_.size());
    bool is_new = feed_tag_.empty() || listed != listed_ || items_.size() != pieces_.size();
    for (std::size_t i = pieces_.size() - listed; i < pieces_.size(); ++i) {
        while (items_.size() <= i) items_.emplace_back(pieces_[items_.size()]);
        if (items_[i].is_of(pieces_[i])) continue;
        items_[i] = Item(pieces_[i]);
        is_new = true;
    }
    if (!is_new) return;
    listed_ = listed;
    feed_body_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>" +
        escaped(name_) + "</title><link>https://" + host_ + "/</link><description>News</description>\n";
    for (std::size_t i = pieces_.size(); i > pieces_.size() - listed; --i) feed_body_ += items_[i - 1].text;
    feed_body_ += "</channel></rss>\n";
    feed_tag_ = entity_tag(feed_body_);
}

http::Response Outlet::feed(const http::Request& request) {
    write_feed();
    if (is_known(request, feed_tag_)) return not_modified(feed_tag_);
    auto response = respond(200, "application/rss+xml; charset=utf-8", feed_body_);
    response.headers.emplace_back("etag", feed_tag_);
    response.headers.insert(response.headers.end(), feed_headers.begin(), feed_headers.end());
    return response;
}

http::Response Outlet::page(const Piece& piece) {
    if (!piece.moved_to.empty()) return redirect_to(piece.moved_to);
    if (piece.status != 200)
        return respond(piece.status, "text/html", "<title>" + std::to_string(piece.status) + "</title>");
    if (!piece.instead.empty()) return respond(200, "text/html; charset=utf-8", piece.instead);
    if (noisy) ++looks_;
    auto look = std::to_string(looks_);
    std::string html =
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + escaped(piece.title()) + " - " +
        escaped(name_) + "</title><link rel=\"canonical\" href=\"" + escaped(url_of(piece)) +
        "\"><meta property=\"og:type\" content=\"article\">" +
        (piece.dated ? "<meta property=\"article:published_time\" content=\"" + to_rfc3339(piece.published) + "\">"
                     : std::string()) +
        "</head><body><header><nav><ul><li><a href=\"/\">Home</a></li>"
        "<li><a href=\"/politics\">Politics</a></li><li><a href=\"/sport\">Sport</a></li></ul></nav></header>"
        "<main><article><h1>" +
        escaped(piece.headline) + "</h1><p class=\"standfirst\">" + escaped(piece.standfirst) + "</p>";
    if (!piece.author.empty())
        html += "<div class=\"byline\"><a rel=\"author\" href=\"/authors/1\">" + escaped(piece.author) + "</a></div>";
    if (noisy)
        html += "<p class=\"meta\">Updated " + std::to_string(looks_ % 50 + 2) + " minutes ago</p><p class=\"views\">" +
                look + " views</p>";
    html += "<div class=\"article-body\">";
    for (const std::string& paragraph : piece.paragraphs) html += "<p>" + escaped(paragraph) + "</p>\n";
    html += "</div></article></main>";
    if (noisy)
        html += "<aside class=\"related\"><h2>Most read</h2><ul><li><a href=\"/x" + look + "\">Maidan story number " +
                look + "</a></li><li><a href=\"/y" + look + "\">Another story " + look +
                "</a></li></ul></aside><div class=\"newsletter\"><p>Sign up for our newsletter, reader " + look +
                ".</p></div>";
    html += "<footer><p>Copyright " + escaped(name_) + "</p></footer></body></html>";
    return respond(200, "text/html; charset=utf-8", html);
}

}  // namespace watchword::simulation
