#include "daemon/app/ways_out.hpp"

namespace watchword::app {

namespace {

http::Policy policy_of(const config::Fetch& fetch, std::string user_agent) {
    return {fetch.connections, fetch.connections_per_host, std::move(user_agent), fetch.proxy,
            fetch.ca_file,     fetch.allow_networks};
}

}  // namespace

// Short and without the full version: publishers keep rules by it.
http::Policy fetch_policy(const config::Fetch& fetch) {
    return policy_of(fetch, fetch.contact.empty() ? "watchword/1.0" : "watchword/1.0 (+" + fetch.contact + ")");
}

http::Policy webhook_policy(const config::Fetch& fetch) {
    auto policy = policy_of(fetch, "watchword/" WATCHWORD_VERSION);
    // A receiver is sent one message at a time; others of its host wait for none that does not answer.
    policy.connections_per_host = policy.connections;
    return policy;
}

mail::Relay relay_of(const config::Config& config) {
    mail::Relay relay;
    relay.url = config.smtp.url;
    relay.starttls = static_cast<mail::StartTls>(config.smtp.starttls);
    relay.username = config.smtp.username;
    relay.password = config.smtp.password.reveal();
    relay.ca_file = config.fetch.ca_file;
    return relay;
}

}  // namespace watchword::app
