#include <iostream>
#include <memory>

#include <boost/json.hpp>

#include "daemon/cli/ask.hpp"
#include "daemon/cli/menu.hpp"
#include "daemon/cli/print.hpp"
#include "daemon/cli/question.hpp"
#include "daemon/cli/terminal.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

struct DeliveryListOptions {
    std::string since, until, state, receiver, subscription;
    unsigned limit = 0;
};

// "deferred until 2018-04-17 15:12:44 +06"
std::string standing(const json::value& delivery, const Ink& ink) {
    auto state = text_of(delivery, "state");
    if (state == "failed") return ink.red(state);
    if (state == "deferred") return ink.yellow("deferred until " + time_of(delivery, "due"));
    if (state == "delivered") return ink.green("delivered at " + time_of(delivery, "finished"));
    return state;
}

std::string receiver(const json::value& delivery) {
    auto address = text_of(delivery, "address");
    return text_of(delivery, "receiver") + (address.empty() ? "" : " <" + address + ">");
}

int list_deliveries(const Invocation& invocation, const DeliveryListOptions& options) {
    archive::Question question{"/deliveries", {}};
    add_parameter(question, "since", options.since);
    add_parameter(question, "until", options.until);
    add_parameter(question, "state", options.state);
    add_parameter(question, "receiver", options.receiver);
    add_parameter(question, "subscription", options.subscription);
    add_parameter(question, options.limit);
    auto deliveries = ask(invocation, question);
    if (!deliveries) return report(deliveries.error());
    if (invocation.json) {
        print_json(*deliveries);
        return ok;
    }
    const json::array& list = deliveries->as_array();
    if (list.empty()) {
        std::cerr << (options.state.empty()
                          ? "Nothing waits and nothing has failed; --state any lists what was delivered.\n"
                          : "No such deliveries.\n");
        return ok;
    }
    auto ink = ink_for(1);
    Table table({"ID", "STATE", "RECEIVER", "TRIES", "EVENT", "ABOUT", "WHY"});
    for (const json::value& delivery : list)
        table.add({text_of(delivery, "id"), standing(delivery, ink), receiver(delivery), text_of(delivery, "tries"),
                   text_of(delivery, "event"), text_of(delivery, "subject"), text_of(delivery, "reason")});
    std::cout << table.text(ink);
    mention_limit(list.size(), options.limit);
    return ok;
}

}  // namespace

void add_deliveries(Menu& menu) {
    auto& deliveries = menu.group("deliveries", "The outbox");
    auto options = std::make_shared<DeliveryListOptions>();
    auto* list = menu.add(deliveries, "list", "What is pending, deferred and until when, and what has failed and why",
                          [&menu, options] { return list_deliveries(menu.invocation(), *options); });
    list->add_option(
        "--state", options->state,
        "pending, deferred, gathered, bundled, delivered, failed, or any; default: all that did not end well yet");
    list->add_option("--receiver", options->receiver, "To that receiver");
    list->add_option("--subscription", options->subscription, "Of that subscription");
    list->add_option("--since", options->since, "Of alerts since then: 7d, 2018-04-17");
    list->add_option("--until", options->until, "Of alerts before that");
    add_limit(*list, options->limit);
}

}  // namespace watchword::cli
