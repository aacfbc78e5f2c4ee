#include <iostream>
#include <memory>

#include <boost/json.hpp>

#include "daemon/cli/ask.hpp"
#include "daemon/cli/excerpt.hpp"
#include "daemon/cli/menu.hpp"
#include "daemon/cli/print.hpp"
#include "daemon/cli/question.hpp"
#include "daemon/cli/terminal.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

constexpr std::size_t excerpts_shown = 10;

struct AlertListOptions {
    std::string since, until, event, subscription, article;
    unsigned limit = 0;
};

// "2 delivered, 1 failed"
std::string standings(const json::value& alert, const Ink& ink) {
    std::string text;
    for (const auto& [state, count] : alert.at("deliveries").as_object()) {
        std::string one = json::serialize(count) + ' ' + std::string(state);
        text += (text.empty() ? "" : ", ") + (state == "failed"     ? ink.red(one)
                                              : state == "deferred" ? ink.yellow(one)
                                                                    : one);
    }
    return text.empty() ? ink.faint("nobody to tell") : text;
}

int list_alerts(const Invocation& invocation, const AlertListOptions& options) {
    archive::Question question{"/alerts", {}};
    add_parameter(question, "since", options.since);
    add_parameter(question, "until", options.until);
    add_parameter(question, "event", options.event);
    add_parameter(question, "subscription", options.subscription);
    add_parameter(question, "article", options.article);
    add_parameter(question, options.limit);
    auto alerts = ask(invocation, question);
    if (!alerts) return report(alerts.error());
    if (invocation.json) {
        print_json(*alerts);
        return ok;
    }
    const json::array& list = alerts->as_array();
    if (list.empty()) {
        std::cerr << "No alerts.\n";
        return ok;
    }
    auto ink = ink_for(1);
    Table table({"ID", "TIME", "EVENT", "SUBSCRIPTION", "DELIVERIES", "ABOUT"});
    for (const json::value& alert : list)
        table.add({text_of(alert, "id"), time_of(alert, "time"), text_of(alert, "event"),
                   text_of(alert, "subscription"), standings(alert, ink), text_of(alert, "subject")});
    std::cout << table.text(ink);
    mention_limit(list.size(), options.limit);
    return ok;
}

void print_changes(const json::value& data, const Ink& ink) {
    const json::value* changes = data.as_object().if_contains("changes");
    if (!changes) return;
    for (const json::value& change : changes->as_array()) {
        std::cout << '\n' << text_of(change, "kind") << " (" << text_of(change, "grade") << ")\n";
        if (auto before = text_of(change, "before"); !before.empty()) std::cout << ink.red("- " + before) << '\n';
        if (auto after = text_of(change, "after"); !after.empty()) std::cout << ink.green("+ " + after) << '\n';
    }
}

void print_deliveries(const json::value& alert, const Ink& ink) {
    for (const json::value& delivery : alert.at("deliveries").as_array()) {
        auto state = text_of(delivery, "state");
        std::cout << '\n'
                  << text_of(delivery, "id") << "  " << text_of(delivery, "receiver") << ' '
                  << text_of(delivery, "address") << "  "
                  << (state == "failed"      ? ink.red(state)
                      : state == "delivered" ? ink.green(state)
                                             : ink.yellow(state));
        if (auto due = time_of(delivery, "due"); !due.empty()) std::cout << " until " << due;
        if (auto finished = time_of(delivery, "finished"); !finished.empty()) std::cout << " at " << finished;
        if (auto bundle = text_of(delivery, "bundle"); !bundle.empty()) std::cout << " in " << bundle;
        std::cout << '\n';
        for (const json::value& attempt : delivery.at("attempts").as_array()) {
            std::cout << "  " << time_of(attempt, "time") << "  " << text_of(attempt, "outcome");
            if (number_of(attempt, "status") > 0) std::cout << "  " << text_of(attempt, "status");
            std::cout << "  " << text_of(attempt, "took_ms") << " ms  " << text_of(attempt, "answer") << '\n';
        }
    }
}

void print_alert(const json::value& alert, const Ink& ink) {
    const json::value& data = alert.at("message").at("data");
    std::cout << ink.bold(text_of(alert, "subject")) << '\n';
    print_row("id", text_of(alert, "id"));
    print_row("event",
              text_of(alert, "event") + (text_of(alert, "grade").empty() ? "" : ", " + text_of(alert, "grade")));
    print_row("time", time_of(alert, "time"));
    print_row("subscription", text_of(alert, "subscription"));
    print_row("url", text_of(alert, "url"));
    if (auto article = text_of(alert, "article"); !article.empty())
        print_row("article", article + ", revision " + text_of(alert, "revision"));
    print_row("present at", time_of(data, "present_at"));
    print_row("absent at", time_of(data, "absent_at"));
    print_row("reason", text_of(alert, "reason").empty() ? text_of(data, "absence") : text_of(alert, "reason"));
    if (data.as_object().contains("hits")) {
        auto excerpts = excerpts_of(data, ink, excerpts_shown);
        if (!excerpts.empty()) std::cout << '\n';
        for (const std::string& line : excerpts) std::cout << line << '\n';
    }
    print_changes(data, ink);
    print_deliveries(alert, ink);
}

int show_alert(const Invocation& invocation, const std::string& name) {
    auto alert = ask(invocation, {"/alerts/" + name, {}});
    if (!alert) return report(alert.error());
    if (invocation.json)
        print_json(*alert);
    else
        print_alert(*alert, ink_for(1));
    return ok;
}

}  // namespace

void add_alerts(Menu& menu) {
    auto& alerts = menu.group("alerts", "What was told");
    auto listed = std::make_shared<AlertListOptions>();
    auto* list = menu.add(alerts, "list", "The newest alerts and how they were delivered",
                          [&menu, listed] { return list_alerts(menu.invocation(), *listed); });
    list->add_option("--since", listed->since, "Since then: 7d, 2018-04-17");
    list->add_option("--until", listed->until, "Before that");
    list->add_option("--event", listed->event, "article.matched, article.edited, ...");
    list->add_option("--subscription", listed->subscription, "Of that subscription");
    list->add_option("--article", listed->article, "About that article: its id or URL");
    add_limit(*list, listed->limit);

    auto shown = std::make_shared<std::string>();
    auto* show = menu.add(alerts, "show", "An alert: its hits or changes, and every attempt to deliver it",
                          [&menu, shown] { return show_alert(menu.invocation(), *shown); });
    show->add_option("ALERT", *shown, "Its id or the beginning of it")->required();
}

}  // namespace watchword::cli
