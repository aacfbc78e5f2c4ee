#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>

// What goes over the control socket, as values without HTTP's grammar.
namespace watchword::control {

// The head of a request, as far as anybody asks for it. Views into the request's bytes.
struct Head {
    std::string_view method;  // "GET"
    std::string_view target;  // "/feeds?limit=5", as sent
    unsigned version = 11;    // 10 or 11
    std::string_view host;    // of the one Host header; empty: there is none, or several
    std::string_view origin;  // of the Origin header; empty: there is none
    std::string_view content_type;
    std::string_view authorization;
    bool has_body = false;
};

struct Request {
    enum class Method { get, post, remove } method = Method::get;
    std::string path;                                             // decoded
    std::vector<std::pair<std::string, std::string>> parameters;  // decoded
    boost::json::object body;                                     // of a POST; empty without one
    std::string news;                                             // of a hub: the body as it came
    std::string hub_signature;                                    // of a hub: X-Hub-Signature
};

struct Reply {
    unsigned status = 200;
    std::string body;
    std::string content_type = "application/json";
    std::string allow{};  // of a 405: the methods there are
};

// Why something was not done, as it goes over the socket: {"error": message, "kind": kind}.
struct Refused {
    enum class Kind {
        bad,          // what was asked makes no sense: a fault in it
        not_found,    // what it is about is not there
        conflict,     // it is there, and must not be changed from here or not now
        forbidden,    // not for you
        unavailable,  // not at present: nobody answers, or the daemon cannot
        failed,       // an error of ours or of the disk
    };
    Kind kind = Kind::failed;
    std::string message;  // for a person, with what to do
};

Reply reply_of(const Refused& refused);
// What reply_of() made; of anything else, a refusal that says so.
Refused refused_of(unsigned status, const std::string& body);

// The path and parameters of a request's target; nullopt when it is none ("*", "http://...", bad escapes).
struct Target {
    std::string path;
    std::vector<std::pair<std::string, std::string>> parameters;
};
std::optional<Target> parse_target(std::string_view target);
// "/feeds/Eurasia%20Net?limit=5": what parse_target() reads back.
std::string to_text(const Target& target);

}  // namespace watchword::control
