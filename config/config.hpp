#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/alert/alert.hpp"
#include "common/alert/webhook.hpp"
#include "common/article/selector.hpp"
#include "common/base/time.hpp"
#include "common/query/query.hpp"
#include "common/schedule/calendar.hpp"
#include "common/schedule/poll_policy.hpp"

// The configuration of spec/config.md as finished types: no string here is secretly a URL, a duration or a
// query that was not checked.
namespace watchword::config {

// Where something stands in the configuration.
struct Place {
    std::string file;
    unsigned line = 0;    // from 1; 0 for what concerns the file as a whole
    unsigned column = 0;  // from 1, in Unicode code points
    bool operator==(const Place&) const = default;
};

struct Fault {
    Place place;
    std::string message;
    bool warning = false;
    std::string text() const;  // "file:line:column: message"
    bool operator==(const Fault&) const = default;
};

// A secret's bytes. Printing, logging or formatting it gives "<secret>".
class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string bytes) : bytes_(std::move(bytes)) {}
    const std::string& reveal() const { return bytes_; }
    bool empty() const { return bytes_.empty(); }
    bool operator==(const Secret&) const = default;

  private:
    std::string bytes_;
};

using watchword::to_text;
std::string to_text(const Secret&);  // "<secret>"
std::ostream& operator<<(std::ostream& out, const Secret& secret);

struct State {
    std::filesystem::path directory;
    std::optional<Duration> keep = std::chrono::days(365);  // nullopt: forever
    bool operator==(const State&) const = default;
};

enum class LogLevel { trace, debug, info, warning, error };
enum class LogFormat { automatic, text, json, journal };

struct Log {
    LogLevel level = LogLevel::info;
    LogFormat format = LogFormat::automatic;
    bool operator==(const Log&) const = default;
};

enum class Robots { articles, all, ignore };

struct Fetch {
    std::string contact;
    Duration timeout = std::chrono::seconds(30);
    std::uint64_t body_max = 10 << 20;  // bytes, after decompression
    unsigned redirects_max = 5;
    unsigned connections = 128;
    unsigned connections_per_host = 2;
    Duration delay_per_host = std::chrono::seconds(1);
    Robots robots = Robots::articles;
    std::string proxy;
    std::string ca_file;
    std::vector<std::string> allow_networks;  // CIDR, checked
    bool operator==(const Fetch&) const = default;
};

// [poll] and [articles], which a feed may say again for itself.
using Poll = schedule::PollPolicy;

enum class FetchPages { automatic, always, never };

struct Articles {
    FetchPages fetch = FetchPages::automatic;
    std::vector<Duration> revisit = {std::chrono::minutes(10), std::chrono::minutes(20), std::chrono::minutes(40),
                                     std::chrono::minutes(90), std::chrono::hours(3),    std::chrono::hours(6),
                                     std::chrono::hours(12),   std::chrono::days(1),     std::chrono::days(3),
                                     std::chrono::days(7),     std::chrono::days(30)};  // since the last change
    std::optional<article::Selector> text;  // of the article's text, for the site that defeats the extractor
    std::vector<article::Selector> drop;    // what is cut from it
    bool operator==(const Articles&) const = default;
};

enum class StartTls { require, automatic, off };

struct Smtp {
    std::string url = "smtp://localhost:25";
    StartTls starttls = StartTls::automatic;
    std::string username;
    Secret password;
    std::string from_name = "watchword";
    std::string from_address = "watchword@localhost";
    bool operator==(const Smtp&) const = default;
};

struct Server {
    std::vector<std::string> listen;  // "127.0.0.1:8380"
    Secret token;
    std::string public_url;  // https, without a slash at its end; empty: the world does not reach us
    bool operator==(const Server&) const = default;
};

struct Backlog {
    enum class Kind { none, younger_than, all } kind = Kind::none;
    Duration age{};
    bool operator==(const Backlog&) const = default;
};

struct Feed {
    Place place;
    std::string url;     // as parse_url gives it
    Secret credentials;  // "user:password" that stood in the URL, percent-decoded
    std::string name;    // empty: the feed's own title
    std::vector<std::string> tags;
    Poll poll;          // [poll] with what the feed says itself
    Articles articles;  // [articles] likewise
    std::string language;
    Backlog backlog;
    bool enabled = true;
};

using alert::Style;

struct Receiver {
    Place place;
    std::string name;
    std::vector<std::string> email;  // addresses, checked; empty for a webhook
    std::string webhook;             // URL; empty for e-mail
    std::vector<Secret> secrets;     // Standard Webhooks keys, decoded from whsec_...; the newest first
    Style style = Style::standard;
    std::string template_text;  // of style template_file
    std::vector<std::pair<std::string, std::string>> headers;
    Duration timeout = std::chrono::seconds(20);
};

using schedule::Digest;
using schedule::QuietHours;

struct Subscription {
    Place place;
    std::string name;
    std::string query_text;
    std::optional<query::Query> query;  // always there in a Config without faults
    std::vector<std::string> feeds;     // names, URLs of feeds that have no name here, or "tag:..."; empty: all
    std::vector<std::string> languages;
    std::vector<alert::Event> events = {alert::Event::article_matched};
    bool forms = true;
    bool fold = false;
    std::vector<std::string> receivers;
    Digest digest;
    bool digest_empty = false;
    unsigned max_burst = 20;        // more alerts that wait at once go in one message
    std::string time_zone = "UTC";  // IANA name, checked
    std::vector<QuietHours> quiet;
    bool enabled = true;
};

struct Config {
    State state;
    Log log;
    Fetch fetch;
    Poll poll;
    Articles articles;
    Smtp smtp;
    Server server;
    std::vector<std::string> operator_receivers;
    query::Lists lists;
    std::vector<Feed> feeds;
    std::vector<Receiver> receivers;
    std::vector<Subscription> subscriptions;
    std::vector<std::filesystem::path> files;  // the file and all it includes
    std::vector<Fault> warnings;
};

// What differs and cannot change while the daemon runs, each as a sentence for the operator.
std::vector<std::string> needs_restart(const Config& old, const Config& now);

}  // namespace watchword::config
