#include "daemon/mail/verdict.hpp"

#include "common/base/printable.hpp"

namespace watchword::mail {

namespace {

using Kind = Outcome::Kind;

constexpr std::size_t told_reply_bytes_max = 400;

// Replies that say something about the server or our login, whatever the command was (RFC 5321 4.2.2, RFC
// 4954 6).
bool is_about_session(int code) {
    return code == 421 || code == 454 || code == 530 || code == 534 || code == 535 || code == 538;
}

bool is_failure(int code) {
    return code >= 400 && code < 600;
}

Kind kind_of(Stage stage, int code) {
    if (stage == Stage::session || !is_failure(code) || is_about_session(code)) return Kind::unavailable;
    if (code < 500) return Kind::deferred;
    // A sender that is not welcome is no fault of the recipient's; only a message that is too long will stay
    // so.
    constexpr int too_long = 552;
    if (stage == Stage::mail && code != too_long) return Kind::unavailable;
    return Kind::refused;
}

std::string what_failed(CURLcode result, const Session& session) {
    const std::string host(session.host);
    switch (result) {
        case CURLE_COULDNT_RESOLVE_HOST:
            return "the name " + host + " could not be resolved";
        case CURLE_COULDNT_CONNECT:
            return host + " could not be reached";
        case CURLE_OPERATION_TIMEDOUT:
            return host + " did not answer in time";
        case CURLE_USE_SSL_FAILED:
            return host + " offers no STARTTLS, and without it nothing is sent (smtp.starttls)";
        case CURLE_PEER_FAILED_VERIFICATION:
            return "the certificate of " + host + " is not trusted";
        case CURLE_SSL_CONNECT_ERROR:
            return "no TLS connection to " + host;
        case CURLE_LOGIN_DENIED:
            return host + " refuses the login, see smtp.username and smtp.password_file";
        default:
            return "the session with " + host + " broke off";
    }
}

}  // namespace

Stage stage_after(Stage stage, std::string_view line) {
    if (line.starts_with("MAIL ")) return Stage::mail;
    if (line.starts_with("RCPT ")) return Stage::rcpt;
    if (line.starts_with("DATA")) return Stage::data;
    return stage;
}

Outcome verdict(CURLcode result, const Session& session) {
    auto reply = printable(session.reply, told_reply_bytes_max);
    if (result == CURLE_OK) return {Kind::delivered, session.code, std::move(reply)};

    const auto kind = kind_of(session.stage, session.code);
    if (is_failure(session.code) && session.stage != Stage::session) return {kind, session.code, std::move(reply)};

    auto reason = what_failed(result, session);
    if (is_failure(session.code)) {
        reason += ": " + reply;
    } else if (!session.detail.empty()) {
        reason += ": " + printable(session.detail, told_reply_bytes_max);
    }
    return {kind, is_failure(session.code) ? session.code : 0, std::move(reason)};
}

}  // namespace watchword::mail
