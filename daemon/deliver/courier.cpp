#include "daemon/deliver/courier.hpp"

#include "common/alert/mail.hpp"
#include "common/alert/signature.hpp"
#include "common/alert/webhook.hpp"

namespace watchword::deliver {

namespace {

constexpr std::size_t answer_bytes_max = 2048;

std::vector<std::string> revealed(const std::vector<config::Secret>& secrets) {
    std::vector<std::string> bytes;
    for (const config::Secret& secret : secrets) bytes.push_back(secret.reveal());
    return bytes;
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
    request.redirects_max = 0;
    request.truncate = true;
    request.body_bytes_max = answer_bytes_max;
    request.headers.emplace_back("Content-Type", message.content_type);
    for (auto& header : receiver.headers) request.headers.push_back(header);
    for (auto& header : message.headers) request.headers.push_back(std::move(header));
    for (auto& header : alert::signature_headers(id.text(), clock_.now(), message.body, revealed(receiver.secrets)))
        request.headers.push_back(std::move(header));
    request.body = std::move(message.body);
    auto response = co_await webhooks_.send(std::move(request));
    if (response) co_return judged(*response);
    Attempted failed;
    failed.answer = response.error().message;
    co_return failed;
}

Awaitable<Attempted> Courier::mail(std::shared_ptr<const catalog::Catalog> catalog, store::DeliveryRow delivery,
                                   alert::Payload payload, std::optional<DeliveryId> first) {
    const config::Smtp& smtp = catalog->config().smtp;
    alert::MailContext context;
    context.from = {smtp.from_name, smtp.from_address};
    context.to = delivery.address;
    context.delivery = delivery.id;
    if (first && *first != delivery.id) context.first = first;
    context.date = alert::time_of(payload);
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
