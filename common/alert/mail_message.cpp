#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>

#include "common/alert/display.hpp"
#include "common/alert/mail.hpp"
#include "common/alert/mail_mime.hpp"
#include "common/alert/mail_values.hpp"
#include "common/alert/story.hpp"

namespace watchword::alert {
namespace {

std::string domain_of(const std::string& address) {
    return address.substr(address.find('@') + 1);
}

std::string message_id(DeliveryId delivery, const Mailbox& from) {
    return "<" + delivery.text() + "@" + domain_of(from.address) + ">";
}

// RFC 5322 3.3.
std::string date_text(Time time) {
    auto text = to_http_date(time);
    return text.substr(0, text.rfind(' ')) + " +0000";
}

// Neither a further command to the server nor a further header.
bool is_address(std::string_view text) {
    auto harmless = [](unsigned char c) { return c > 0x20 && c < 0x7F && c != '<' && c != '>' && c != ','; };
    return text.find('@') != std::string_view::npos && std::ranges::all_of(text, harmless);
}

// RFC 6068: what would mean something else in a mailto URL is percent-encoded.
std::string percent_encoded(std::string_view address) {
    std::string text;
    for (unsigned char c : address) {
        std::array<char, 4> encoded{};
        std::snprintf(encoded.data(), encoded.size(), "%%%02X", c);
        bool plain = std::isalnum(c) || std::string_view("@.-_+").find(static_cast<char>(c)) != std::string_view::npos;
        text += plain ? std::string(1, static_cast<char>(c)) : std::string(encoded.data());
    }
    return text;
}

// Sections of a template that stay empty leave empty lines behind: more than one in a row becomes one.
std::string tidy(std::string_view text) {
    std::string result;
    std::size_t empty = 0;
    while (!text.empty()) {
        auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        bool blank = line.find_first_not_of(' ') == std::string_view::npos;
        if (blank && ++empty > 1) continue;
        if (!blank) empty = 0;
        result.append(blank ? "" : line).append("\n");
    }
    return result;
}

// The only subscription that a message is about; nullptr when it is word to the operator, or about several.
const SubscriptionRef* subscription_of(const Payload& payload) {
    if (const auto* alert = std::get_if<Alert>(&payload)) return &alert->subscription;
    const auto* digest = std::get_if<DigestContent>(&payload);
    return digest && digest->groups.size() == 1 ? &digest->groups.front().subscription : nullptr;
}

// RFC 2919. The name for people, the id so that a filter outlives any spelling.
void write_list(MimeHeader& header, const Payload& payload, const MailContext& context) {
    const auto* subscription = subscription_of(payload);
    auto name = subscription ? one_line(subscription->name, 60) : std::string("watchword");
    auto label = subscription                              ? SubscriptionId::of({subscription->name}).text()
                 : std::holds_alternative<Notice>(payload) ? std::string("operator")
                                                           : std::string("digest");
    header.mailbox("List-Id", {name, label + ".watchword." + domain_of(context.from.address)});
    if (context.unsubscribe_url.empty()) {
        header.word("List-Unsubscribe",
                    "<mailto:" + percent_encoded(context.from.address) + "?subject=unsubscribe%20" + label + ">");
    } else {
        header.word("List-Unsubscribe", "<" + context.unsubscribe_url + ">");
        header.word("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }
}

std::vector<std::string> ids_of(const Payload& payload) {
    if (const auto* alert = std::get_if<Alert>(&payload)) return {alert->id.text()};
    if (const auto* notice = std::get_if<Notice>(&payload)) return {notice->id.text()};
    std::vector<std::string> ids;
    for (const auto& group : std::get<DigestContent>(payload).groups)
        for (const auto& alert : group.alerts) ids.push_back(alert.id.text());
    return ids;
}

MimeHeader header_of(const Payload& payload, const MailContext& context) {
    MimeHeader header;
    header.words("Date", {date_text(context.date)});
    header.mailbox("From", context.from);
    header.mailbox("To", {.name = "", .address = context.to});
    header.text("Subject", std::visit([](const auto& value) { return subject_of(value); }, payload));
    header.word("Message-ID", message_id(context.delivery, context.from));
    if (context.first) {
        header.word("In-Reply-To", message_id(*context.first, context.from));
        header.word("References", message_id(*context.first, context.from));
    }
    // RFC 3834; the second is for Exchange, which would answer with a note of absence.
    header.word("Auto-Submitted", "auto-generated");
    header.words("X-Auto-Response-Suppress", {"OOF,", "AutoReply"});
    write_list(header, payload, context);
    header.word("X-Watchword-Event", std::string(to_text(event_of(payload))));
    header.words("X-Watchword-Alert", ids_of(payload));
    return header;
}

struct Texts {
    const std::string& text;
    const std::string& html;
};

Texts templates_of(const Payload& payload, const MailTemplates& templates) {
    if (std::holds_alternative<Alert>(payload)) return {templates.alert_text, templates.alert_html};
    if (std::holds_alternative<Notice>(payload)) return {templates.notice_text, templates.notice_html};
    return {templates.digest_text, templates.digest_html};
}

}  // namespace

Result<Mail, Fault> compose_mail(const Payload& payload, const MailContext& context, const MailTemplates& templates) {
    for (const auto& address : {context.from.address, context.to})
        if (!is_address(address)) return Fault{"\"" + one_line(address, 100) + "\" is no e-mail address"};
    auto values = std::visit([](const auto& value) { return values_of(value); }, payload);
    if (context.unsubscribe_url.empty())
        values.set("unsubscribe_url", false);
    else
        values.set("unsubscribe_url", context.unsubscribe_url);
    values.set("style", kainjow::mustache::partial([&templates] { return templates.style; }));
    auto sources = templates_of(payload, templates);
    auto text = fill_in(sources.text, values, Escaping::none);
    if (!text) return text.error();
    auto html = fill_in(sources.html, values, Escaping::html);
    if (!html) return html.error();
    return Mail{
        .from = context.from.address,
        .to = context.to,
        .data = multipart_alternative(header_of(payload, context), context.delivery.text(), tidy(*text), *html)};
}

}  // namespace watchword::alert
