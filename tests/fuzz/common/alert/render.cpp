// Any text in every place of an alert: the MIME writer and the styles of webhooks keep their form.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "common/alert/mail.hpp"
#include "common/alert/webhook.hpp"
#include "tests/unit/common/alert/samples.hpp"

using namespace watchword;

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

bool is_json(const std::string& text) {
    boost::system::error_code error;
    boost::json::parse(text, error);
    return !error;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string text(reinterpret_cast<const char*>(data), size);
    alert::MailContext context{.from = {.name = text, .address = "watchword@example.org"},
                               .to = "desk@example.org",
                               .delivery = DeliveryId{1},
                               .first = {},
                               .date = Time(),
                               .unsubscribe_url = {}};
    for (alert::Payload payload : {alert::Payload(alert::samples::with_text(alert::samples::edited(), text)),
                                   alert::Payload(alert::samples::with_text(alert::samples::failing(), text)),
                                   alert::Payload(alert::samples::with_text(alert::samples::digest(), text))}) {
        auto mail = alert::compose_mail(payload, context);
        require(mail.has_value());
        std::string_view rest = mail->data;
        while (!rest.empty()) {
            auto end = rest.find("\r\n");
            require(end <= 78);
            for (unsigned char c : rest.substr(0, end)) require(c >= 0x20 && c < 0x7F);
            require(!rest.starts_with('.') && !rest.starts_with("From "));
            rest.remove_prefix(end + 2);
        }
        auto body = alert::standard_body(payload);
        require(body.size() <= alert::body_bytes_max && is_json(body));
        for (auto style : {alert::Style::slack, alert::Style::discord, alert::Style::teams, alert::Style::mattermost,
                           alert::Style::telegram})
            require(is_json(alert::compose_webhook(payload, style)->body));
        require(alert::compose_webhook(payload, alert::Style::ntfy)->body.size() <= 4'096);
        require(alert::payload_from_json(alert::to_json(payload)).has_value());
    }
    return 0;
}
