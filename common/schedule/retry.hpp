#pragma once

#include <optional>
#include <string_view>

#include "common/base/time.hpp"

namespace watchword::schedule {

// What becomes of a delivery after an attempt, and how much a receiver that fails is still sent. All times
// are passed in; `jitter` in [0, 1) spreads what would otherwise come back at the same moment.

// What an attempt at a webhook saw. `status` 0: no answer at all.
struct WebhookAnswer {
    int status = 0;
    std::string_view retry_after;  // the header's value, empty when absent
};

struct Verdict {
    enum class Next {
        delivered,
        retry,          // at `at`
        failed,         // for good: kept, shown, told to the operator
        stop_receiver,  // it does not want to be called again; the delivery is kept
    };
    Next next = Next::delivered;
    Time at;                                  // of a retry
    std::optional<Time> receiver_not_before;  // it asked for silence until then, for all its deliveries
    bool shorter = false;                     // the body was too large: repeat once with a shorter one

    bool operator==(const Verdict&) const = default;
};

// After the `attempts`th attempt at a webhook (from 1). Ten are made over 75.6 hours. 2xx is delivered; a
// redirect is a failure; 410 stops the receiver; a Retry-After of 429 and 503 is obeyed up to 24 hours,
// nonsense in it ignored.
Verdict after_webhook_attempt(unsigned attempts, const WebhookAnswer& answer, Time now, double jitter);

enum class MailAnswer { delivered, deferred, refused, unavailable };

// After the `attempts`th attempt (from 1) at one mail that has been due since `due`: retried for five days,
// first after five minutes or more (RFC 5321 4.5.4.1); refused is final.
Verdict after_mail_attempt(unsigned attempts, Time due, MailAnswer answer, Time now, double jitter);

// How a receiver has fared with all its deliveries. Kept with it, so that a restart changes nothing.
struct ReceiverHealth {
    std::optional<Time> failing_since;  // the first of the failures in a row
    unsigned failures = 0;              // in a row
    Time not_before;                    // nothing is sent to it sooner
    bool stopped = false;               // by 410, or by five days of nothing but failures: until somebody resumes it

    bool operator==(const ReceiverHealth&) const = default;
};

// More than one delivery has failed in a row, so it is the receiver's trouble: one at a time is sent to it, the oldest,
// each time later than the last. When a success ends this, all that waits becomes due, so that the backlog follows in
// order.
bool is_probed(const ReceiverHealth& health);

// Whether an answer speaks of the receiver, not only of the one body that was sent (400, 413, 422). Only
// failures that do go into its health: one body that it cannot take must not hold up the others.
bool blames_receiver(const WebhookAnswer& answer);

ReceiverHealth after_success(const ReceiverHealth& health);

// After the `attempts`th attempt at a delivery failed at `now` with `verdict`. Order is kept: the queue waits for the
// delivery's own retry. After its third failure, minutes later, another may pass it, in case the receiver fails over
// that one alone.
ReceiverHealth after_webhook_failure(ReceiverHealth health, const Verdict& verdict, unsigned attempts, Time now,
                                     double jitter);
// The mail server could not be had: everything waits for the retry. Never stops a receiver: each mail gives up by
// itself.
ReceiverHealth after_mail_failure(ReceiverHealth health, const Verdict& verdict, Time now);

// Whether a delivery may be started to a receiver: the oldest that is due.
struct Permit {
    bool granted = false;
    std::optional<Time> not_before;  // when to ask again, if time alone can change the answer
    bool operator==(const Permit&) const = default;
};
Permit permit(const ReceiverHealth& health, Time now);

}  // namespace watchword::schedule
