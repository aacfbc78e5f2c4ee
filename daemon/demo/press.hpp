#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"

// The made-up press of the demonstration, as a pure function of the time: what an outlet shows at a moment
// follows from when its pieces were published, edited and withdrawn. All text, names and places are invented.
namespace watchword::demo {

// A piece as it reads from a moment on.
struct Edition {
    Time from;
    std::string_view headline;
    std::string_view standfirst;
    std::string_view byline;
    std::vector<std::string_view> paragraphs;
};

struct Piece {
    std::string_view path;
    std::vector<Edition> editions;  // in order of time; all but the first are silent: the feed does not tell of them
    std::optional<Time> withdrawn;
};

struct Outlet {
    enum class Format { rss, atom, json_feed };
    std::string_view host;
    std::string_view feed_path;
    Format format;
    std::string_view name;
    std::string_view language;
    std::vector<std::string_view> menu;       // on every page
    std::vector<std::string_view> most_read;  // beside every article
    std::string_view comment;                 // below every article
    std::vector<Piece> pieces;
    struct Outage {
        Time from, until;
    };
    std::optional<Outage> outage;  // its server answers 503
};

// The day on which the demonstration plays.
inline constexpr Time day = std::chrono::sys_days(std::chrono::year(2026) / 3 / 3);

const std::vector<Outlet>& outlets();

std::string address_of(const Outlet& outlet, const Piece& piece);

struct Shown {
    int status = 200;
    std::string content_type;
    std::string body;
};

// What the web shows under an absolute URL.
Shown look_up(const std::vector<Outlet>& press, std::string_view url, Time now);

}  // namespace watchword::demo
