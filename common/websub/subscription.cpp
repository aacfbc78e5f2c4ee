#include "common/websub/subscription.hpp"

#include <algorithm>
#include <charconv>
#include <initializer_list>

#include <boost/url/encode.hpp>
#include <boost/url/rfc/unreserved_chars.hpp>

namespace watchword::websub {

namespace {

constexpr Duration lease_unsaid = std::chrono::hours(24);

Duration part(Duration whole, double share) {
    return Duration(static_cast<Duration::rep>(static_cast<double>(whole.count()) * share));
}

std::string form_of(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    std::string form;
    for (const auto& [name, value] : fields) {
        if (!form.empty()) form += '&';
        form.append(name).append("=").append(boost::urls::encode(value, boost::urls::unreserved_chars));
    }
    return form;
}

Duration lease_from(std::string_view text) {
    long long seconds = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc::result_out_of_range && !text.starts_with('-')) return lease_max;
    if (error != std::errc() || end != text.data() + text.size() || seconds <= 0) return lease_unsaid;
    return std::chrono::seconds(
        std::min<long long>(seconds, std::chrono::floor<std::chrono::seconds>(lease_max).count()));
}

}  // namespace

std::string subscribe_form(std::string_view callback, std::string_view topic, std::string_view secret) {
    auto lease = std::to_string(std::chrono::floor<std::chrono::seconds>(lease_wanted).count());
    return form_of({{"hub.mode", "subscribe"},
                    {"hub.callback", callback},
                    {"hub.topic", topic},
                    {"hub.secret", secret},
                    {"hub.lease_seconds", lease}});
}

std::string unsubscribe_form(std::string_view callback, std::string_view topic) {
    return form_of({{"hub.mode", "unsubscribe"}, {"hub.callback", callback}, {"hub.topic", topic}});
}

Inquiry inquiry_from(const std::vector<std::pair<std::string, std::string>>& parameters) {
    auto value = [&](std::string_view name) -> std::string_view {
        auto found = std::ranges::find(parameters, name, &std::pair<std::string, std::string>::first);
        return found == parameters.end() ? std::string_view() : found->second;
    };
    Inquiry inquiry;
    inquiry.topic = value("hub.topic");
    inquiry.challenge = value("hub.challenge");
    inquiry.lease = lease_from(value("hub.lease_seconds"));
    inquiry.reason = value("hub.reason");
    if (value("hub.mode") == "denied") inquiry.kind = Inquiry::Kind::denied;
    if (value("hub.mode") == "subscribe" && !inquiry.challenge.empty()) inquiry.kind = Inquiry::Kind::confirm;
    if (value("hub.mode") == "unsubscribe" && !inquiry.challenge.empty()) inquiry.kind = Inquiry::Kind::leave;
    return inquiry;
}

Duration renewal_wait(Duration lease, double jitter) {
    return std::clamp(part(lease, 0.75 - 0.125 * jitter), renewal_min, renewal_max);
}

Duration retry_wait(unsigned asked, double jitter) {
    Duration wait = retry_min;
    for (unsigned i = 1; i < asked && wait < retry_max; ++i) wait *= 2;
    wait = std::min(wait, retry_max);
    return wait + part(wait, 0.1 * jitter);
}

}  // namespace watchword::websub
