#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulation/sim_random.hpp"
#include "tests/simulation/sim_web.hpp"

namespace watchword::simulation {

// Paragraphs of plain English that no query of a story matches by chance, and that do not repeat.
std::vector<std::string> prose(SimRandom& random, std::size_t paragraphs);

// A piece of an outlet: what its page shows and what the feed says of it. Change it and the page changes.
struct Piece {
    std::string path;  // "/1-harvest"
    std::string guid;
    std::string link;  // as the feed gives it
    std::string headline, standfirst, author;
    std::vector<std::string> paragraphs;
    Time published;
    std::string instead{};          // not empty: the HTML that stands where the piece stood
    int status = 200;               // of its page
    std::string moved_to{};         // not empty: where its page redirects
    bool dated = true;              // its page tells when it was published
    std::string creator{};          // not empty: its author as the feed names them
    std::string title_elsewhere{};  // not empty: what the feed and the page's metadata call it whatever its headline

    const std::string& title() const { return title_elsewhere.empty() ? headline : title_elsewhere; }
};

// A site with a feed at /feed and a page for each piece. Lives as long as the web is asked for it.
class Outlet {
  public:
    Outlet(SimWeb& web, SimRandom& random, std::string host, std::string name);
    Outlet(const Outlet&) = delete;
    Outlet& operator=(const Outlet&) = delete;

    // A piece like any other, listed first in the feed, with a page. The reference stays good.
    Piece& publish(const std::string& headline, Time now);
    // A piece whose page stands elsewhere: the feed lists it, and no page is made.
    Piece& carry(const Piece& of_another, const std::string& url, Time now);

    http::Response page(const Piece& piece);

    const std::string& host() const { return host_; }
    std::string feed_url() const { return "https://" + host_ + "/feed"; }
    std::string url_of(const Piece& piece) const { return "https://" + host_ + piece.path; }
    std::deque<Piece>& pieces() { return pieces_; }

    // How the feed answers, when not with its window of the newest.
    std::function<std::optional<http::Response>()> answers_instead;
    std::size_t window = 20;
    std::vector<http::Header> feed_headers;
    // What stands around the text changes at each look: counters, times, links, a newsletter box.
    bool noisy = false;
    bool has_pages = true;

  private:
    // A piece as the feed lists it.
    struct Item {
        explicit Item(const Piece& piece);
        bool is_of(const Piece& piece) const;

        std::string link, guid, headline, standfirst, creator;
        Time published;
        std::string text;  // <item>...</item>
    };

    http::Response feed(const http::Request& request);
    void write_feed();

    SimWeb& web_;
    SimRandom& random_;
    std::string host_, name_;
    std::deque<Piece> pieces_;  // the oldest first
    std::deque<Item> items_;    // of each piece up to the newest that was listed
    std::string feed_body_, feed_tag_;
    std::size_t listed_ = 0;  // pieces in feed_body_
    std::size_t looks_ = 0;
};

}  // namespace watchword::simulation
