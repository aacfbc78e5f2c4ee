#include "daemon/deliver/courier.hpp"

#include <algorithm>

#include "common/alert/mail.hpp"
#include "common/alert/signature.hpp"
#include "common/alert/unsubscribe.hpp"
#include "common/alert/webhook.hpp"

namespace watchword::deliver {

namespace {

constexpr std::size_t answer_bytes_max = 2048;

std::vector<std::string> revealed(const std::vector<config::Secret>& secrets) {
    std::vector<std::string> bytes;
    for (const config::Secret& secret : secrets) bytes.push_back(secret.reveal());
    return bytes;
}

// A receiver that fails likes to say what it was sent; what it was sent must not come into the log with its answer.
class Discretion {
  public:
    void keep(std::string_view secret) {
        if (secret.size() >= shortest) secrets_.emplace_back(secret);
    }

    void hide(std::string& text) const {
        for (const std::string& secret : secrets_) {
            for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at))
                text.replace(at, secret.size(), "<secret>");
            // The answer may have been cut within one.
            for (auto size = secret.size() - 1; size >= shortest; --size)
                if (text.ends_with(std::string_view(secret).substr(0, size)))
                    text.replace(text.size() - size, size, "<secret>");
        }
    }

  private:
    static constexpr std::size_t shortest = 8;  // what is shorter is no secret, and stands in any text
    std::vector<std::string> secrets_;
};

Discretion discretion_for(const config::Receiver& receiver, const http::Request& request) {
    Discretion discretion;
    auto path = receiver.webhook.find('/', receiver.webhook.find("://") + 3);
    if (path != std::string::npos) discretion.keep(std::string_view(receiver.webhook).substr(path));
    for (const auto& [name, value] : receiver.headers) {
        discretion.keep(value);
        discretion.keep(std::string_view(value).substr(value.rfind(' ') + 1));  // of "Bearer ..." the token
    }
    for (const auto& [name, value] : request.headers) {
        if (name != "webhook-signature") continue;
        for (std::string_view rest = value; !rest.empty();) {
            auto one = rest.substr(0, rest.find(' '));
            discretion.keep(one.substr(one.find(',') + 1));
            rest.remove_prefix(std::min(rest.size(), one.size() + 1));
        }
    }
    return discretion;
}

Attempted judged(const http::Response& response) {
    Attempted attempted;
    attempted.status = response.status;
    attempted.answer = response.body;
    if (auto after = response.header("retry-after")) attempted.retry_after = std::string(*after);
    if (response.status >= 200 && response.status < 300)
        attempted.kind = Attempted::Kind::delivered;
    else if (response.status == 410)
        attempted.kind = Attempted::Kind::stopped;
    else
        attempted.kind = Attempted::Kind::deferred;
    return attempted;
}

}  // namespace

Courier::Courier(runtime::Clock& clock, http::Client& webhooks, mail::Sender& mail)
    : clock_(clock), webhooks_(webhooks), mail_(mail) {}

Awaitable<Attempted> Courier::carry(std::shared_ptr<const catalog::Catalog> catalog, store::DeliveryRow delivery,
                                    alert::Payload payload, std::optional<DeliveryId> first) {
    const config::Receiver* receiver = catalog->receiver(delivery.receiver);
    auto started = clock_.now();
    Attempted attempted;
    if (!receiver) {
        attempted.kind = Attempted::Kind::refused;
        attempted.answer = "its receiver is no longer configured";
        co_return attempted;
    }
    if (receiver->webhook.empty())
        attempted = co_await mail(catalog, std::move(delivery), std::move(payload), first);
    else
        attempted = co_await post(*receiver, std::move(delivery), std::move(payload));
    attempted.took = clock_.now() - started;
    co_return attempted;
}

Awaitable<Attempted> Courier::post(config::Receiver receiver, store::DeliveryRow delivery, alert::Payload payload) {
    for (auto length : {alert::Length::full, alert::Length::brief}) {
        auto message = alert::compose_webhook(payload, receiver.style, receiver.template_text, length);
        if (!message) {
            Attempted refused;
            refused.kind = Attempted::Kind::refused;
            refused.answer = message.error().message;
            co_return refused;
        }
        auto attempted = co_await post_once(receiver, delivery.id, std::move(*message));
        constexpr int too_large = 413;
        if (attempted.status != too_large || length == alert::Length::brief) co_return attempted;
    }
    co_return Attempted{};
}

Awaitable<Attempted> Courier::post_once(config::Receiver receiver, DeliveryId id, alert::WebhookMessage message) {
    http::Request request;
    request.method = http::Method::post;
    request.url = receiver.webhook;
    request.timeout = receiver.timeout;
    request.silence_max =
        receiver.timeout;  // a receiver may think before it answers; asked again, it would hear it twice
    request.redirects_max = 0;
    request.truncate = true;
    request.body_bytes_max = answer_bytes_max;
    request.headers.emplace_back("Content-Type", message.content_type);
    for (auto& header : receiver.headers) request.headers.push_back(header);
    for (auto& header : message.headers) request.headers.push_back(std::move(header));
    for (auto& header : alert::signature_headers(id.text(), clock_.now(), message.body, revealed(receiver.secrets)))
        request.headers.push_back(std::move(header));
    request.body = std::move(message.body);
    auto discretion = discretion_for(receiver, request);
    auto response = co_await webhooks_.send(std::move(request));
    Attempted attempted;
    if (response)
        attempted = judged(*response);
    else
        attempted.answer = response.error().message;
    discretion.hide(attempted.answer);
    co_return attempted;
}

Awaitable<Attempted> Courier::mail(std::shared_ptr<const catalog::Catalog> catalog, store::DeliveryRow delivery,
                                   alert::Payload payload, std::optional<DeliveryId> first) {
    const config::Smtp& smtp = catalog->config().smtp;
    alert::MailContext context;
    context.from = {smtp.from_name, smtp.from_address};
    context.to = delivery.address;
    context.delivery = delivery.id;
    // That another subscription's query is found in the article is no answer to anything.
    bool answers = alert::event_of(payload) != alert::Event::article_matched;
    if (answers && first && *first != delivery.id) context.first = first;
    context.date = alert::time_of(payload);
    // Word to the operator has no other end than the configuration.
    const std::string& world = catalog->config().server.public_url;
    if (!world.empty() && !std::holds_alternative<alert::Notice>(payload))
        context.unsubscribe_url = world + "/unsubscribe/" + alert::unsubscribe_code(delivery.id, unsubscribe_key_);
    Attempted attempted;
    auto message = alert::compose_mail(payload, context);
    if (!message) {
        attempted.kind = Attempted::Kind::refused;
        attempted.answer = message.error().message;
        co_return attempted;
    }
    auto outcome = co_await mail_.send(std::move(*message));
    attempted.status = outcome.code;
    attempted.answer = outcome.reply.substr(0, answer_bytes_max);
    switch (outcome.kind) {
        case mail::Outcome::Kind::delivered:
            attempted.kind = Attempted::Kind::delivered;
            break;
        case mail::Outcome::Kind::deferred:
            attempted.kind = Attempted::Kind::deferred;
            break;
        case mail::Outcome::Kind::refused:
            attempted.kind = Attempted::Kind::refused;
            break;
        case mail::Outcome::Kind::unavailable:
            attempted.kind = Attempted::Kind::unavailable;
            break;
    }
    co_return attempted;
}

}  // namespace watchword::deliver
