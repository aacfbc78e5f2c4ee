#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/alert/payload.hpp"
#include "common/base/result.hpp"

namespace watchword::alert {

// A finished message for one recipient: `data` is RFC 5322 with CRLF line ends, lines of at most 998 bytes,
// 7-bit text. Nothing in it can become a further header or command by construction.
struct Mail {
    std::string from;  // bare addresses, for the envelope
    std::string to;
    std::string data;
};

struct Mailbox {
    std::string name;     // may be empty; any text
    std::string address;  // local@domain, checked
};

// The Mustache texts that messages are made of: of an article's event, of word to the operator, of a digest
// or burst. The HTML ones may use {{> style}}. See config/templates/README.md for the names they may use.
struct MailTemplates {
    std::string alert_text;
    std::string alert_html;
    std::string notice_text;
    std::string notice_html;
    std::string digest_text;
    std::string digest_html;
    std::string style;
};

const MailTemplates& built_in_templates();

struct MailContext {
    Mailbox from;
    std::string to;                   // an address, checked
    DeliveryId delivery;              // becomes the Message-ID, the same on every attempt
    std::optional<DeliveryId> first;  // of the article's first mail to this receiver, which this one answers
    Time date;                        // when the delivery became due, the same on every attempt
    std::string unsubscribe_url;      // https, takes a one-click POST (RFC 8058); empty: unsubscribing is by mail
                                      // to `from`
};

// The same arguments give the same message. Fails only when a template is no Mustache, or an address is none
// that may stand in an envelope.
Result<Mail, Fault> compose_mail(const Payload& payload, const MailContext& context,
                                 const MailTemplates& templates = built_in_templates());

}  // namespace watchword::alert
