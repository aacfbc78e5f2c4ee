#include "tests/simulation/sim_mailbox.hpp"

#include <algorithm>

#include <boost/json.hpp>

namespace watchword::simulation {

namespace {

using namespace std::chrono_literals;
namespace json = boost::json;

constexpr Duration slowest_reply = 100ms;
constexpr int taken_by_mail = 250;

// Every "al_..." in a text, each once, in order.
std::vector<std::string> alert_ids(std::string_view text) {
    constexpr std::size_t length = 16;
    std::vector<std::string> ids;
    for (auto at = text.find("al_"); at != std::string_view::npos; at = text.find("al_", at + 1)) {
        std::string id(text.substr(at, length));
        if (AlertId::parse(id) && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
    return ids;
}

std::string without_soft_breaks(std::string text) {
    for (auto at = text.find("=\r\n"); at != std::string::npos; at = text.find("=\r\n", at)) text.erase(at, 3);
    return text;
}

std::string header_of(const std::string& mail, std::string_view name) {
    auto at = mail.find(name);
    if (at == std::string::npos) return {};
    at += name.size();
    return mail.substr(at, mail.find("\r\n", at) - at);
}

SimMailbox::Message read(const http::Request& request, Time now) {
    SimMailbox::Message message{now, request.url, "", "", alert_ids(request.body), request.body};
    for (const auto& [name, value] : request.headers)
        if (name == "webhook-id") message.id = value;
    boost::system::error_code error;
    auto body = json::parse(request.body, error);
    if (!error && body.is_object())
        if (auto* type = body.get_object().if_contains("type"); type && type->is_string())
            message.type = std::string(type->get_string());
    return message;
}

}  // namespace

std::vector<SimMailbox::Message> SimMailbox::messages(const std::string& receiver) const {
    std::vector<Message> found;
    std::copy_if(messages_.begin(), messages_.end(), std::back_inserter(found),
                 [&](const Message& message) { return message.receiver == receiver; });
    return found;
}

std::vector<SimMailbox::Message> SimMailbox::attempts(const std::string& receiver) const {
    std::vector<Message> found;
    std::copy_if(attempts_.begin(), attempts_.end(), std::back_inserter(found),
                 [&](const Message& message) { return message.receiver == receiver; });
    return found;
}

SimMailbox::Reply SimMailbox::take(Message message) {
    auto manner = manners_.find(message.receiver);
    Reply reply = manner == manners_.end() ? Reply() : manner->second(message);
    message.status = reply.answer_lost ? 0 : reply.status;
    attempts_.push_back(message);
    if (reply.status >= 200 && reply.status < 300) messages_.push_back(std::move(message));
    return reply;
}

Awaitable<Result<http::Response, http::Error>> SimMailbox::send(http::Request request) {
    co_await clock_.sleep_for(1ms + random_.up_to(slowest_reply));
    http::Error none{http::Error::Kind::timeout, "no answer"};
    if (cut_) co_return none;
    auto reply = take(read(request, clock_.now()));
    if (reply.status == 0 || reply.answer_lost) co_return none;
    http::Response response;
    response.status = reply.status;
    response.url = request.url;
    if (!reply.retry_after.empty()) response.headers.emplace_back("retry-after", reply.retry_after);
    co_return response;
}

Awaitable<mail::Outcome> SimMailbox::send(alert::Mail mail) {
    co_await clock_.sleep_for(1ms + random_.up_to(slowest_reply));
    mail::Outcome outcome;
    outcome.reply = "no answer";
    if (cut_) co_return outcome;
    auto id = header_of(mail.data, "\r\nMessage-ID: ");
    auto text = without_soft_breaks(mail.data);
    Message message{clock_.now(), mail.to, std::move(id), "", alert_ids(text), std::move(text)};
    auto reply = take(std::move(message));
    if (reply.status == 0 || reply.answer_lost) co_return outcome;
    outcome.code = reply.status == 200 ? taken_by_mail : reply.status;
    outcome.reply = std::to_string(outcome.code);
    using Kind = mail::Outcome::Kind;
    outcome.kind = outcome.code < 300    ? Kind::delivered
                   : outcome.code == 421 ? Kind::unavailable
                   : outcome.code < 500  ? Kind::deferred
                                         : Kind::refused;
    co_return outcome;
}

}  // namespace watchword::simulation
