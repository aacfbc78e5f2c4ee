#include <iostream>
#include <memory>

#include <boost/json.hpp>

#include "daemon/cli/ask.hpp"
#include "daemon/cli/menu.hpp"
#include "daemon/cli/print.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

struct Retrying {
    std::vector<std::string> deliveries;
    std::string receiver;
};

int retry_deliveries(const Invocation& invocation, const Retrying& retrying) {
    json::object details{{"deliveries", json::array(retrying.deliveries.begin(), retrying.deliveries.end())}};
    if (!retrying.receiver.empty()) details["receiver"] = retrying.receiver;
    auto retried = order(invocation, {"POST", "/deliveries/retry", std::move(details)});
    if (!retried) return report(retried.error());
    if (invocation.json)
        print_json(*retried);
    else if (auto count = number_of(*retried, "retried"))
        std::cout << count_of(count, "delivery", "deliveries") << " on the way again.\n";
    else
        std::cout << "Nothing has failed, and nothing waits for another try.\n";
    return ok;
}

int resend_alert(const Invocation& invocation, const std::string& alert) {
    auto resent = order(invocation, {"POST", "/alerts/" + alert + "/resend", {}});
    if (!resent) return report(resent.error());
    if (invocation.json)
        print_json(*resent);
    else
        std::cout << text_of(*resent, "alert") << " is on the way again, with the same id: "
                  << count_of(resent->at("deliveries").as_array().size(), "delivery", "deliveries") << ".\n";
    return ok;
}

}  // namespace

void add_sending_again(Menu& menu) {
    auto retrying = std::make_shared<Retrying>();
    auto* retry = menu.add(menu.group("deliveries", "The outbox"), "retry",
                           "Send what failed or waits for another try at once, with the same ids",
                           [&menu, retrying] { return retry_deliveries(menu.invocation(), *retrying); });
    retry->add_option("DELIVERY", retrying->deliveries, "Their ids; default: all of them");
    retry->add_option("--receiver", retrying->receiver, "Only those to this receiver");
    auto alert = std::make_shared<std::string>();
    menu.add(menu.group("alerts", "What was told"), "resend",
             "Send an alert again to all its receivers, with the same id",
             [&menu, alert] { return resend_alert(menu.invocation(), *alert); })
        ->add_option("ALERT", *alert, "Its id")
        ->required();
}

}  // namespace watchword::cli
