#include "daemon/control/gate.hpp"

#include <algorithm>
#include <cctype>

namespace watchword::control {

namespace {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// "[::1]:8380" is "::1", "localhost:8380" is "localhost"; what is no host with a port has no name.
std::string_view name_of(std::string_view host) {
    bool in_brackets = host.starts_with('[');
    auto end = host.find(in_brackets ? ']' : ':');
    if (end == std::string_view::npos) return in_brackets ? std::string_view() : host;
    auto port = host.substr(in_brackets ? end + 1 : end);
    bool is_port = port.empty() || (port.front() == ':' && port.find_first_not_of("0123456789", 1) == port.npos);
    if (!is_port) return {};
    return in_brackets ? host.substr(1, end - 1) : host.substr(0, end);
}

bool names_this_machine(const Door& door, std::string_view host) {
    auto name = name_of(host);
    return name == door.address || name == "127.0.0.1" || name == "::1" || equal_ignoring_case(name, "localhost");
}

// Takes as long for a wrong token as for a right one, whatever they have in common.
bool is_token(std::string_view authorization, std::string_view token) {
    constexpr std::string_view scheme = "bearer ";
    if (token.empty() || authorization.size() != scheme.size() + token.size() ||
        !equal_ignoring_case(authorization.substr(0, scheme.size()), scheme))
        return false;
    unsigned different = 0;
    for (std::size_t i = 0; i < token.size(); ++i)
        different |=
            static_cast<unsigned char>(authorization[scheme.size() + i]) ^ static_cast<unsigned char>(token[i]);
    return different == 0;
}

bool is_own_origin(const Head& head) {
    if (head.origin.empty()) return true;
    auto at = head.origin.find("://");
    return at != std::string_view::npos && equal_ignoring_case(head.origin.substr(at + 3), head.host);
}

Reply refuse(unsigned status, std::string message) {
    auto reply = reply_of({Refused::Kind::forbidden, std::move(message)});
    reply.status = status;
    return reply;
}

}  // namespace

bool is_for_readers(std::string_view target) {
    return target.starts_with("/unsubscribe/");
}

bool is_for_hubs(std::string_view target) {
    return target.starts_with("/websub/");
}

std::optional<Reply> refusal(const Door& door, const Head& head, std::string_view token) {
    if (is_for_readers(head.target) || is_for_hubs(head.target)) return std::nullopt;
    bool changes = head.method != "GET" && head.method != "HEAD";
    if (door.kind != Door::Kind::socket) {
        if (head.host.empty() && head.version >= 11) return refuse(400, "a request needs one Host");
        if (door.kind == Door::Kind::loopback && !names_this_machine(door, head.host))
            return refuse(421, "this address answers as localhost or by its number only");
        if (head.target != "/healthz") {
            bool shown = is_token(head.authorization, token);
            if (!shown && (!token.empty() || door.kind == Door::Kind::network))
                return refuse(401, "show the token of [server] token_file: Authorization: Bearer ...");
            if (!shown && changes)
                return refuse(403,
                              "changes over TCP need [server] token_file; the command line uses the control socket");
        }
    }
    if (!changes) return std::nullopt;
    if (!is_own_origin(head)) return refuse(403, "a page of another origin cannot change anything here");
    if (head.has_body && !head.content_type.substr(0, head.content_type.find(';')).starts_with("application/json"))
        return refuse(415, "a body must be of Content-Type: application/json");
    return std::nullopt;
}

}  // namespace watchword::control
