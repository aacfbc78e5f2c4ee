#pragma once

#include <string>
#include <string_view>

#include <curl/curl.h>

#include "daemon/mail/sender.hpp"

namespace watchword::mail {

// How far a session has come: the last thing that was said to the server.
enum class Stage { session, mail, rcpt, data, body };

// After the command `line`; `session` for all that come before the message, AUTH and STARTTLS among them.
Stage stage_after(Stage stage, std::string_view line);

// What is known when libcurl is done with a message.
struct Session {
    std::string_view host;
    Stage stage = Stage::session;
    int code = 0;             // the last reply's, 0 when there was none
    std::string_view reply;   // its text
    std::string_view detail;  // libcurl's words on an error
};

Outcome verdict(CURLcode result, const Session& session);

}  // namespace watchword::mail
