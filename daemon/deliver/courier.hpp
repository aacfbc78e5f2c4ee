#pragma once

#include <memory>
#include <optional>
#include <string>

#include "daemon/catalog/catalog.hpp"
#include "daemon/http/client.hpp"
#include "daemon/mail/sender.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/store/alerts.hpp"

namespace watchword::deliver {

// What one attempt came to, whatever way it went.
struct Attempted {
    enum class Kind {
        delivered,
        deferred,     // the receiver, or the mail server for this message, asked to try again later
        refused,      // never try this one again: 5xx for this address, or it cannot be composed
        unavailable,  // no answer, or a server that is down
        stopped,      // 410: the receiver wants nothing any more
    };
    Kind kind = Kind::unavailable;
    int status = 0;                          // of HTTP or SMTP, 0 when there was none
    std::optional<std::string> retry_after;  // of HTTP, as sent
    std::string answer;                      // the first 2 KB, or the reason; for a person
    Duration took{};
};

// Carries one delivery to its receiver: composes the message, the same bytes on every attempt, and sends it. Knows
// nothing of retries. Loop thread only.
class Courier {
  public:
    Courier(runtime::Clock& clock, http::Client& webhooks, mail::Sender& mail);

    // `first` is the article's first mail to that address, which this one answers.
    Awaitable<Attempted> carry(std::shared_ptr<const catalog::Catalog> catalog, store::DeliveryRow delivery,
                               alert::Payload payload, std::optional<DeliveryId> first);

    // What the links are made with by which a reader leaves, when [server] has a public address.
    void set_unsubscribe_key(std::string key) { unsubscribe_key_ = std::move(key); }

  private:
    Awaitable<Attempted> post(config::Receiver receiver, store::DeliveryRow delivery, alert::Payload payload);
    Awaitable<Attempted> post_once(config::Receiver receiver, DeliveryId id, alert::WebhookMessage message);
    Awaitable<Attempted> mail(std::shared_ptr<const catalog::Catalog> catalog, store::DeliveryRow delivery,
                              alert::Payload payload, std::optional<DeliveryId> first);

    runtime::Clock& clock_;
    http::Client& webhooks_;
    mail::Sender& mail_;
    std::string unsubscribe_key_;
};

}  // namespace watchword::deliver
