#include <algorithm>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "common/base/url.hpp"
#include "daemon/app/ways_out.hpp"
#include "daemon/doctor/checks.hpp"
#include "daemon/http/curl_client.hpp"
#include "daemon/mail/curl_sender.hpp"

namespace watchword::doctor {

namespace {

constexpr std::size_t names_asked = 5;
constexpr Duration patience = std::chrono::seconds(10);

// As long as the system's resolver is patient. No error when the name is known.
Awaitable<boost::system::error_code> resolve(asio::any_io_executor loop, std::string host) {
    asio::ip::tcp::resolver resolver(loop);
    boost::system::error_code error;
    auto token = asio::redirect_error(asio::use_awaitable, error);
    co_await resolver.async_resolve(host, "", token);
    co_return error;
}

// The hosts that matter most: those that alerts go to, then some of those that are read.
std::vector<std::string> hosts_of(const config::Config& config) {
    std::vector<std::string> hosts;
    auto add = [&](const std::string& url) {
        auto parsed = parse_url(url);
        if (!parsed || hosts.size() == names_asked || std::ranges::find(hosts, parsed->host) != hosts.end()) return;
        boost::system::error_code is_name;
        asio::ip::make_address(parsed->host, is_name);
        if (is_name) hosts.push_back(parsed->host);
    };
    for (const config::Receiver& receiver : config.receivers) add(receiver.webhook);
    for (const config::Feed& feed : config.feeds) add(feed.url);
    return hosts;
}

bool by_mail(const config::Receiver& receiver) {
    return !receiver.email.empty();
}

// What to do about a receiver that cannot be reached.
std::string advice_for(http::Error::Kind kind) {
    using Kind = http::Error::Kind;
    switch (kind) {
        case Kind::forbidden_address:
            return "if it is meant to be there, add its network to [fetch] allow_networks";
        case Kind::unresolvable:
            return "check its webhook address and /etc/resolv.conf";
        case Kind::tls:
            return "renew the certificate there, or trust its authority with [fetch] ca_file";
        default:
            return "is it running, and does a firewall let this machine reach it? Alerts wait for it in the meantime";
    }
}

}  // namespace

Awaitable<Findings> check_names(asio::any_io_executor loop, const Patient& patient) {
    const std::string check = "DNS";
    Findings findings;
    auto hosts = hosts_of(patient.config);
    for (const std::string& host : hosts) {
        auto error = co_await resolve(loop, host);
        if (!error) continue;
        findings.push_back(
            wrong(check, host + ": " + error.message(), "check the name, /etc/resolv.conf and the network"));
        if (error == asio::error::host_not_found_try_again) break;  // it is the resolver: the others would wait as long
    }
    if (findings.empty() && !hosts.empty())
        findings.push_back(
            good(check, "answers for " + hosts.front() +
                            (hosts.size() > 1 ? " and " + std::to_string(hosts.size() - 1) + " more" : "")));
    co_return findings;
}

Awaitable<Findings> check_mail(asio::any_io_executor loop, const Patient& patient) {
    const std::string check = "mail";
    Findings findings;
    const config::Config& config = patient.config;
    if (std::ranges::none_of(config.receivers, by_mail)) co_return findings;
    mail::Relay relay = app::relay_of(config);
    relay.timeout = patience;
    auto sender = mail::make_curl_sender(loop, std::move(relay));
    auto outcome = co_await sender->probe();
    if (outcome.kind == mail::Outcome::Kind::delivered)
        findings.push_back(good(check, config.smtp.url + (config.smtp.username.empty() ? " answers" : " lets us in")));
    else
        findings.push_back(wrong(check, config.smtp.url + ": " + outcome.reply,
                                 std::string("correct [smtp]") +
                                     (outcome.code == 0 ? ", or start the mail server" : "") +
                                     "; mail waits in the meantime"));
    co_return findings;
}

Awaitable<Findings> check_receivers(asio::any_io_executor loop, const Patient& patient) {
    const std::string check = "receivers";
    Findings findings;
    const config::Config& config = patient.config;
    auto client = http::make_curl_client(loop, app::webhook_policy(config.fetch));
    for (const config::Receiver& receiver : config.receivers) {
        if (by_mail(receiver)) continue;
        http::Request request;
        request.method = http::Method::connect;
        request.url = receiver.webhook;
        request.timeout = 3 * patience;  // a third of it to connect
        auto connected = co_await client->send(std::move(request));
        // Its address may hold a secret: the host is enough.
        auto url = parse_url(receiver.webhook);
        std::string where = receiver.name + (url ? " at " + url->host : "");
        if (connected)
            findings.push_back(good(check, where + " can be reached"));
        else
            findings.push_back(
                wrong(check, where + ": " + connected.error().message, advice_for(connected.error().kind)));
    }
    if (config.receivers.empty() && !patient.unreadable())
        findings.push_back(notice(check, "there are none", "name one with [[receiver]], else nobody is told anything"));
    co_return findings;
}

}  // namespace watchword::doctor
