#pragma once

#include <optional>
#include <string>

#include "daemon/control/message.hpp"

namespace watchword::control {

// How a request came in.
struct Door {
    enum class Kind {
        socket,    // the Unix socket: who may connect may do everything
        loopback,  // TCP that only this machine reaches; its browsers do as well, on behalf of any page
        network,
    };
    Kind kind = Kind::socket;
    std::string address;  // of a TCP listener, without port: "127.0.0.1", "::1"
};

// Whether a request may pass, from its head alone; nullopt: it may. `token` is that of [server], empty: there is none.
// - over TCP, Host must name this machine by address or as localhost, so that a page that rebinds its name to us gets
//   nothing (421); a listener on the network may be called by any name, as its token tells friend from foe;
// - over TCP, whoever has to show a token shows it (401), and a change needs one (403);
// - no change comes from a page of another origin (403), and none is in a form that a page can send without asking us
// (415). /healthz tells nothing and is open to all who use a right Host. What begins with /unsubscribe/ or /websub/
// carries its own proof, comes through a proxy from anywhere, and is open to all.
std::optional<Reply> refusal(const Door& door, const Head& head, std::string_view token);

// Whether a target is one that the readers of mails ask for.
bool is_for_readers(std::string_view target);
// Whether it is one that the hubs of feeds ask for.
bool is_for_hubs(std::string_view target);

}  // namespace watchword::control
