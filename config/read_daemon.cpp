#include <algorithm>

#include "common/base/size.hpp"
#include "common/base/url.hpp"
#include "config/address.hpp"
#include "config/forms.hpp"
#include "config/include.hpp"
#include "config/readers.hpp"

// The sections that say how the daemon works.
namespace watchword::config {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t ca_bytes_max = 16 << 20;
constexpr std::size_t token_characters_wanted = 16;
constexpr std::size_t revisit_steps_max = 50;

std::filesystem::path default_directory(const Environment& environment) {
    // systemd gives a list when the unit has several; the first is ours.
    std::string given = environment.variable("STATE_DIRECTORY");
    if (!given.empty()) return given.substr(0, given.find(':'));
    std::string home = environment.variable("XDG_STATE_HOME");
    if (!home.empty()) return std::filesystem::path(home) / "watchword";
    home = environment.variable("HOME");
    return home.empty() ? std::filesystem::path() : std::filesystem::path(home) / ".local/state/watchword";
}

// "host" or "host:port" behind one of the schemes; nothing that could be a secret or a path.
bool is_server_url(std::string_view text, std::initializer_list<std::string_view> schemes) {
    for (std::string_view scheme : schemes) {
        if (!text.starts_with(scheme)) continue;
        std::string_view host = text.substr(scheme.size());
        if (host.ends_with('/')) host.remove_suffix(1);
        if (host.empty() || host.find_first_of("@/?#") != std::string_view::npos) return false;
        return parse_url("http://" + std::string(host) + "/").has_value();
    }
    return false;
}

std::optional<std::string> parse_proxy(std::string_view text) {
    if (!text.empty() && !is_server_url(text, {"http://", "https://", "socks5://", "socks5h://"})) return std::nullopt;
    return std::string(text);
}

std::optional<std::string> parse_smtp_url(std::string_view text) {
    if (!is_server_url(text, {"smtp://", "smtps://"})) return std::nullopt;
    return std::string(text.ends_with('/') ? text.substr(0, text.size() - 1) : text);
}

// What may stand in the User-Agent's comment: a URL or an e-mail address.
std::optional<std::string> parse_contact(std::string_view text) {
    if (text.empty() || parse_mail_address(text)) return std::string(text);
    if (!text.starts_with("http://") && !text.starts_with("https://")) return std::nullopt;
    auto url = parse_url(text);
    if (!url || url->text.find_first_of("()") != std::string::npos) return std::nullopt;
    return url->text;
}

// Where the world finds the listener: what is put behind it must stay an address.
std::optional<std::string> parse_public_url(std::string_view text) {
    constexpr std::size_t bytes_max = 500;  // it stands in a header of each mail, on one line
    if (text.empty()) return std::string();
    if (text.size() > bytes_max || !text.starts_with("https://") || text.find_first_of("@?#") != std::string_view::npos)
        return std::nullopt;
    auto url = parse_url(text);
    if (!url) return std::nullopt;
    return url->text.substr(0, url->text.find_last_not_of('/') + 1);
}

std::optional<std::uint64_t> parse_body_max(std::string_view text) {
    auto size = parse_size(text);
    if (!size || *size < (64 << 10) || *size > (1 << 30)) return std::nullopt;
    return size;
}

}  // namespace

void read_state(Section section, State& state, const Environment& environment) {
    if (const Node* node = section.find("directory", Node::Kind::text, "an absolute path")) {
        state.directory = std::filesystem::path(node->text).lexically_normal();
        if (!state.directory.is_absolute())
            section.faults().error(node->place, "`directory` must be an absolute path such as \"/var/lib/watchword\"");
    } else {
        state.directory = default_directory(environment);
    }
    section.read("keep", state.keep, parse_keep, R"(a duration of at least "1d", or "forever")");
    section.finish();
}

void read_log(Section section, Log& log) {
    section.read_choice("level", log.level,
                        {{"trace", LogLevel::trace},
                         {"debug", LogLevel::debug},
                         {"info", LogLevel::info},
                         {"warning", LogLevel::warning},
                         {"error", LogLevel::error}});
    section.read_choice("format", log.format,
                        {{"auto", LogFormat::automatic},
                         {"text", LogFormat::text},
                         {"json", LogFormat::json},
                         {"journal", LogFormat::journal}});
    section.finish();
}

void read_fetch(Section section, Fetch& fetch, const Environment& environment) {
    section.read(
        "contact", fetch.contact, parse_contact,
        R"(the address of a page about your monitoring, such as "https://example.org/bot", or an e-mail address)");
    section.read("timeout", fetch.timeout, 1s, 10min);
    section.read("body_max", fetch.body_max, parse_body_max, R"(a size such as "10MiB", from 64KiB to 1GiB)");
    section.read("redirects_max", fetch.redirects_max, 0, 20);
    section.read("connections", fetch.connections, 1, 10'000);
    section.read("connections_per_host", fetch.connections_per_host, 1, 64);
    section.read("delay_per_host", fetch.delay_per_host, 0s, 10min);
    section.read_choice("robots", fetch.robots,
                        {{"articles", Robots::articles}, {"all", Robots::all}, {"ignore", Robots::ignore}});
    section.read(
        "proxy", fetch.proxy, parse_proxy,
        R"(a proxy such as "http://proxy.example.org:3128" or "socks5h://127.0.0.1:1080", without a password)");
    if (auto file = read_named_file(section, "ca_file", environment, ca_bytes_max)) {
        fetch.ca_file = file->path.string();
        if (file->text.find("-----BEGIN") == std::string::npos)
            section.faults().error(file->place, file->path.string() + " holds no certificate in PEM form");
    }
    section.read_list("allow_networks", fetch.allow_networks, parse_network,
                      R"(a network such as "10.1.0.0/16" or "fd00::/8")");
    section.finish();
}

void read_poll(Section& section, Poll& poll) {
    constexpr Duration least = 1s, most = 30 * 24h;
    section.read("interval", poll.interval, least, most);
    section.read("interval_min", poll.interval_min, least, most);
    section.read("interval_max", poll.interval_max, least, most);
    section.read("adaptive", poll.adaptive);
    section.read("failing_after", poll.failing_after, 1, 1000);
    section.read("silent_after", poll.silent_after, parse_silence, R"("auto", "never" or a duration such as "7d")");

    if (poll.interval_min <= poll.interval && poll.interval <= poll.interval_max) return;
    // The message goes where one of the three was written; at least one was, as the defaults are in order.
    for (auto key : {"interval", "interval_min", "interval_max"}) {
        const Node* node = section.find(key);
        if (!node) continue;
        section.faults().error(node->place, "`interval` " + to_text(poll.interval) +
                                                " must lie between `interval_min` " + to_text(poll.interval_min) +
                                                " and `interval_max` " + to_text(poll.interval_max) +
                                                "; change it, or say the bound again here");
        return;
    }
}

void read_articles(Section& section, Articles& articles) {
    section.read_choice(
        "fetch", articles.fetch,
        {{"auto", FetchPages::automatic}, {"always", FetchPages::always}, {"never", FetchPages::never}});
    section.read_list("revisit", articles.revisit, parse_duration, R"(durations such as ["10m", "1h", "1d"])");
    auto selector = [&](const Node& node, std::string_view key) {
        auto parsed = article::Selector::parse(node.text);
        if (!parsed)
            section.faults().error(node.place, "`" + std::string(key) + "`: \"" + node.text +
                                                   "\" is no selector that can be used: " + parsed.error().message);
        return parsed;
    };
    if (auto* node = section.find("text", Node::Kind::text, R"(a CSS selector such as "div.story-body")")) {
        articles.text.reset();
        if (!node->text.empty())
            if (auto parsed = selector(*node, "text")) articles.text = std::move(*parsed);
    }
    if (section.find("drop")) {
        articles.drop.clear();
        for (const Node* node : section.texts("drop", R"(CSS selectors such as [".related"])"))
            if (auto parsed = selector(*node, "drop")) articles.drop.push_back(std::move(*parsed));
    }

    const Node* node = section.find("revisit");
    if (!node) return;
    auto& steps = articles.revisit;
    bool ascending = std::adjacent_find(steps.begin(), steps.end(), std::greater_equal<>()) == steps.end();
    if (!ascending || steps.size() > revisit_steps_max || (!steps.empty() && steps.front() < 1s))
        section.faults().error(node->place, "`revisit` must be at most " + std::to_string(revisit_steps_max) +
                                                " durations of at least 1s, each longer than the one before");
}

void read_smtp(Section section, Smtp& smtp, const Environment& environment) {
    section.read("url", smtp.url, parse_smtp_url,
                 R"(a mail server such as "smtp://localhost:25" or "smtps://mail.example.org:465")");
    section.read_choice("starttls", smtp.starttls,
                        {{"require", StartTls::require}, {"auto", StartTls::automatic}, {"off", StartTls::off}});
    section.read("username", smtp.username);
    Mailbox from{.name = smtp.from_name, .address = smtp.from_address};
    section.read("from", from, parse_mailbox, R"(a sender such as "watchword <watchword@example.org>")");
    smtp.from_name = from.name;
    smtp.from_address = from.address;

    if (auto file = read_secret_file(section, "password_file", environment)) smtp.password = Secret(file->text);
    const Node* password = section.find("password_file");
    bool has_password = password && password->text != "";
    if (!smtp.username.empty() && !has_password)
        section.faults().error(section.find("username")->place, "`username` needs a `password_file`");
    if (smtp.username.empty() && has_password)
        section.faults().error(password->place, "`password_file` needs a `username`");
    section.finish();
}

void read_server(Section section, Server& server, const Environment& environment) {
    if (auto file = read_secret_file(section, "token_file", environment)) {
        server.token = Secret(file->text);
        bool printable = std::all_of(file->text.begin(), file->text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
        if (!printable)
            section.faults().error(file->place,
                                   file->path.string() + " must hold one line of visible ASCII characters");
        else if (file->text.size() < token_characters_wanted)
            section.faults().warning(file->place,
                                     "the token in " + file->path.string() +
                                         " is short enough to be guessed: `openssl rand -hex 32` gives a better one");
    }
    const Node* token = section.find("token_file");
    bool has_token = token && token->text != "";
    std::vector<Listener> listeners;
    section.read_list("listen", listeners, parse_listener,
                      R"(an address and port such as "127.0.0.1:8380" or "[::1]:8380")");
    for (const Listener& listener : listeners) {
        server.listen.push_back(listener.text);
        if (!listener.loopback && !has_token)
            section.faults().error(
                section.find("listen")->place,
                "`listen` " + listener.text + " can be reached from other machines and needs a `token_file`");
    }
    section.read("public_url", server.public_url, parse_public_url,
                 R"(an address such as "https://watch.example.org", of a proxy that passes requests on to `listen`)");
    if (!server.public_url.empty() && server.listen.empty())
        section.faults().warning(section.find("public_url")->place,
                                 "`public_url` needs an address to pass requests on to: `listen` has none");
    section.finish();
}

}  // namespace watchword::config
