#include "daemon/control/message.hpp"

#include <array>

#include <boost/json.hpp>
#include <boost/url.hpp>

namespace watchword::control {

namespace {

namespace json = boost::json;
namespace urls = boost::urls;

struct Kind {
    Refused::Kind kind;
    std::string_view name;
    unsigned status;
};
constexpr std::array kinds{
    Kind{Refused::Kind::bad, "bad", 400},
    Kind{Refused::Kind::not_found, "not_found", 404},
    Kind{Refused::Kind::conflict, "conflict", 409},
    Kind{Refused::Kind::forbidden, "forbidden", 403},
    Kind{Refused::Kind::unavailable, "unavailable", 503},
    Kind{Refused::Kind::failed, "failed", 500},
};

}  // namespace

Reply reply_of(const Refused& refused) {
    for (const Kind& kind : kinds)
        if (kind.kind == refused.kind) {
            json::object body{{"error", refused.message}, {"kind", kind.name}};
            return {kind.status, json::serialize(body)};
        }
    return {500, "{}"};
}

Refused refused_of(unsigned status, const std::string& body) {
    boost::system::error_code error;
    auto value = json::parse(body, error);
    const json::object* object = error ? nullptr : value.if_object();
    const json::value* message = object ? object->if_contains("error") : nullptr;
    Refused refused{Refused::Kind::failed, "the daemon answered " + std::to_string(status)};
    if (message && message->is_string()) refused.message = message->get_string();
    for (const Kind& kind : kinds)
        if (kind.status == status) refused.kind = kind.kind;
    return refused;
}

std::optional<Target> parse_target(std::string_view text) {
    auto parsed = urls::parse_origin_form(text);
    if (!parsed) return std::nullopt;
    Target target;
    target.path = parsed->path();
    for (auto parameter : parsed->params()) target.parameters.emplace_back(parameter.key, parameter.value);
    return target;
}

std::string to_text(const Target& target) {
    auto text = urls::encode(target.path, urls::unreserved_chars + urls::grammar::lut_chars('/'));
    for (const auto& [key, value] : target.parameters)
        text += (text.find('?') == std::string::npos ? '?' : '&') + urls::encode(key, urls::unreserved_chars) + '=' +
                urls::encode(value, urls::unreserved_chars);
    return text;
}

}  // namespace watchword::control
