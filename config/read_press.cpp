#include <algorithm>
#include <array>
#include <cctype>

#include "common/alert/signature.hpp"
#include "common/alert/template.hpp"
#include "common/base/printable.hpp"
#include "common/base/url.hpp"
#include "config/address.hpp"
#include "config/forms.hpp"
#include "config/readers.hpp"

// The three lists: what is watched, who hears of it, and what they want to hear.
namespace watchword::config {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t template_bytes_max = 256 << 10;
constexpr std::size_t secrets_max = 10;
constexpr std::size_t addresses_max = 1000;
constexpr std::size_t headers_max = 50;
constexpr std::string_view name_wanted = "a name of 1 to 200 bytes on one line";

std::optional<std::string> parse_name(std::string_view text) {
    if (!is_name(text)) return std::nullopt;
    return std::string(text);
}

// A feed's name stands in lists beside "tag:...".
std::optional<std::string> parse_feed_name(std::string_view text) {
    if (!is_feed_name(text)) return std::nullopt;
    return std::string(text);
}

std::string percent_decoded(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto is_hex = [&](std::size_t at) {
            return at < text.size() && std::isxdigit(static_cast<unsigned char>(text[at]));
        };
        if (text[i] != '%' || !is_hex(i + 1) || !is_hex(i + 2)) {
            decoded += text[i];
            continue;
        }
        decoded += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
        i += 2;
    }
    return decoded;
}

// "user:password" of a URL that has_user_information.
Secret credentials_of(std::string_view url) {
    auto authority = url.substr(url.find("://") + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    return Secret(percent_decoded(authority.substr(0, authority.rfind('@'))));
}

// RFC 9110 5.6.2
bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) ||
               std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

// The headers that say how the message is carried are ours alone.
bool is_reserved(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    static constexpr std::array<std::string_view, 8> reserved{
        "host", "content-length", "transfer-encoding", "connection", "user-agent", "content-type", "te", "upgrade"};
    return name.starts_with("webhook-") || std::find(reserved.begin(), reserved.end(), name) != reserved.end();
}

void read_headers(Section& section, Receiver& receiver) {
    const Node* table = section.find("headers", Node::Kind::table, R"(a table such as { "X-Team" = "press" })");
    if (!table) return;
    for (auto& [name, member] : table->members) {
        const Node& value = member.value;
        bool visible = value.kind == Node::Kind::text &&
                       std::all_of(value.text.begin(), value.text.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
        std::string shown = "`headers`: " + printable(name, 80);
        if (!is_token(name))
            section.faults().error(member.key, shown + " is not the name of a header");
        else if (is_reserved(name))
            section.faults().error(member.key, shown + " is set by watchword itself");
        else if (!visible)
            section.faults().error(value.place, shown + " must be a string of visible ASCII characters");
        else
            receiver.headers.emplace_back(name, value.text);
    }
    if (table->members.size() > headers_max)
        section.faults().error(table->place, "`headers` may hold " + std::to_string(headers_max) + " at most");
}

void read_secrets(Section& section, Receiver& receiver, const Environment& environment) {
    auto file = read_secret_file(section, "secret_file", environment);
    if (!file) return;
    std::string_view rest = file->text;
    for (unsigned line = 1; !rest.empty(); ++line) {
        auto length = std::min(rest.find('\n'), rest.size());
        std::string_view text = rest.substr(0, length);
        rest.remove_prefix(std::min(length + 1, rest.size()));
        while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back()))) text.remove_suffix(1);
        if (text.empty()) continue;
        auto secret = alert::parse_whsec(text);
        if (secret)
            receiver.secrets.emplace_back(std::move(*secret));
        else
            section.faults().error(file->place,
                                   file->path.string() + ':' + std::to_string(line) + ": " + secret.error().message);
    }
    if (receiver.secrets.size() > secrets_max)
        section.faults().error(file->place,
                               file->path.string() + " may hold " + std::to_string(secrets_max) + " secrets at most");
}

void read_style(Section& section, Receiver& receiver, const Environment& environment) {
    const Node* node = section.find("style", Node::Kind::text, "the name of a style or the path of a template");
    if (!node) return;
    if (node->text.find_first_of("./") == std::string::npos) {
        using alert::Style;
        return section.read_choice("style", receiver.style,
                                   {{"standard", Style::standard},
                                    {"slack", Style::slack},
                                    {"discord", Style::discord},
                                    {"teams", Style::teams},
                                    {"mattermost", Style::mattermost},
                                    {"telegram", Style::telegram},
                                    {"ntfy", Style::ntfy}});
    }
    auto file = read_named_file(section, "style", environment, template_bytes_max);
    if (!file) return;
    if (auto fault = alert::check_template(file->text))
        section.faults().error(file->place, file->path.string() + ": " + fault->message);
    receiver.style = alert::Style::template_file;
    receiver.template_text = std::move(file->text);
}

void read_scope(Section& section, Subscription& subscription) {
    auto read_names = [&](std::string_view key, std::vector<std::string>& names, std::string_view what) {
        section.read_list(key, names, parse_name, what);
    };
    read_names("feeds", subscription.feeds, R"(names of feeds, or tags such as "tag:central-asia")");
    section.read_list("languages", subscription.languages, parse_language, R"(ISO 639 codes such as "en")");
    section.read_list("events", subscription.events, parse_event, R"("matched", "edited", "removed" or "restored")");
    const Node* events = section.find("events");
    if (events && events->kind == Node::Kind::list && events->items.empty())
        section.faults().error(
            events->place,
            "`events` names none, so nothing would ever be sent: leave it out, or set `enabled = false`");
    read_names("receivers", subscription.receivers, "names of receivers");
}

void read_query(Section& section, Subscription& subscription, const query::Lists& lists) {
    const Node* node = section.find("query", Node::Kind::text, "a query such as 'maidan OR \"security council\"'");
    if (!node) return;
    subscription.query_text = node->text;
    auto report = [&](const query::Fault& fault) {
        Place place = place_within(*node, fault.line, fault.column);
        if (fault.warning)
            section.faults().warning(place, fault.message);
        else
            section.faults().error(place, fault.message);
    };
    auto query = query::parse(node->text, lists, {.forms = subscription.forms, .fold = subscription.fold});
    const auto& faults = query ? query->warnings() : query.error();
    std::for_each(faults.begin(), faults.end(), report);
    if (query) subscription.query = std::move(*query);
}

void require(Section& section, const Place& place, std::string_view key, std::string_view example) {
    if (!section.find(key))
        section.faults().error(
            place, "`" + std::string(key) + "` is missing: add " + std::string(key) + " = " + std::string(example));
}

}  // namespace

void read_feed(Section section, Feed& feed) {
    require(section, feed.place, "url", R"("https://example.org/feed.xml")");
    if (const Node* node = section.find("url", Node::Kind::text, R"(a URL such as "https://example.org/feed.xml")")) {
        if (auto url = parse_url(node->text)) {
            feed.url = url->text;
            if (has_user_information(node->text)) feed.credentials = credentials_of(node->text);
        } else {
            section.faults().error(node->place, "`url` must be a http:// or https:// URL of at most 4096 bytes");
        }
    }
    section.read("name", feed.name, parse_feed_name,
                 "a name of 1 to 200 bytes on one line that does not begin with tag:");
    section.read_list("tags", feed.tags, parse_name, R"(a tag such as "central-asia")");
    read_poll(section, feed.poll);
    read_articles(section, feed.articles);
    section.read("language", feed.language, parse_language, R"(an ISO 639 code such as "en")");
    section.read("backlog", feed.backlog, parse_backlog, R"("0", "all" or a duration such as "24h")");
    section.read("enabled", feed.enabled);
    section.finish();
}

void read_receiver(Section section, Receiver& receiver, const Environment& environment) {
    require(section, receiver.place, "name", R"("newsroom")");
    section.read("name", receiver.name, parse_name, name_wanted);
    section.read_list("email", receiver.email, parse_mail_address, R"(an e-mail address such as "desk@example.org")");
    if (const Node* node =
            section.find("webhook", Node::Kind::text, R"(a URL such as "https://hooks.example.org/watchword")")) {
        // The URL is not shown: with many services it is the secret.
        auto url = parse_url(node->text);
        if (!url)
            section.faults().error(node->place, "`webhook` must be a http:// or https:// URL of at most 4096 bytes");
        else if (has_user_information(node->text))
            section.faults().error(node->place,
                                   "`webhook` must not hold a user and password: sign the body with a `secret_file`");
        else
            receiver.webhook = url->text;
    }
    read_secrets(section, receiver, environment);
    read_style(section, receiver, environment);
    read_headers(section, receiver);
    section.read("timeout", receiver.timeout, 1s, 5min);

    const Node* email = section.find("email");
    const Node* webhook = section.find("webhook");
    if (!email == !webhook)
        section.faults().error(receiver.place,
                               webhook
                                   ? "a receiver has either `email` or `webhook`: make two receivers of it"
                                   : R"(a receiver needs `email = ["desk@example.org"]` or `webhook = "https://..."`)");
    if (email && email->kind == Node::Kind::list && email->items.empty())
        section.faults().error(email->place, "`email` names no address");
    if (receiver.email.size() > addresses_max)
        section.faults().error(email->place,
                               "`email` may hold " + std::to_string(addresses_max) + " addresses at most");
    for (auto key : {"secret_file", "style", "headers", "timeout"})
        if (const Node* node = section.find(key); node && email && !webhook)
            section.faults().error(node->place,
                                   "`" + std::string(key) + "` is for webhooks, and this receiver has `email`");
    section.finish();
}

void read_subscription(Section section, Subscription& subscription, const query::Lists& lists) {
    require(section, subscription.place, "name", R"("Maidan talk")");
    require(section, subscription.place, "query", "'maidan OR \"security council\"'");
    require(section, subscription.place, "receivers", R"(["desk"])");
    section.read("name", subscription.name, parse_name, name_wanted);
    section.read_choice("forms", subscription.forms, {{"auto", true}, {"exact", false}});
    section.read("fold", subscription.fold);
    read_query(section, subscription, lists);
    read_scope(section, subscription);
    section.read("digest", subscription.digest, parse_digest,
                 R"("off", a duration from 1m to 24h, "daily 08:00" or "weekly mon 08:00")");
    section.read("digest_empty", subscription.digest_empty);
    section.read("max_burst", subscription.max_burst, 1, 1000);
    section.read(
        "time_zone", subscription.time_zone,
        [](std::string_view text) {
            return schedule::Zone::find(text) ? std::optional(std::string(text)) : std::nullopt;
        },
        R"(a time zone such as "Asia/Almaty" or "UTC")");
    section.read_list("quiet", subscription.quiet, parse_quiet, R"(a range such as "22:00-07:00")");
    section.read("enabled", subscription.enabled);
    if (const Node* node = section.find("receivers"); node && node->kind == Node::Kind::list && node->items.empty())
        section.faults().error(node->place, "`receivers` names none, so nobody would hear of it");
    section.finish();
}

}  // namespace watchword::config
