#include <iostream>

#include <boost/json.hpp>

#include "daemon/cli/ask.hpp"
#include "daemon/cli/print.hpp"
#include "daemon/cli/terminal.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

// "2 failing, 1 silent"; "all well" when nothing is wrong.
std::string healths(const json::value& feeds, const Ink& ink) {
    std::string text;
    for (const char* health : {"failing", "silent", "overflowing", "gone"})
        if (auto count = number_of(feeds, health))
            text += (text.empty() ? "" : ", ") + std::to_string(count) + ' ' + health;
    return text.empty() ? ink.green("all well") : ink.red(text);
}

void print_daemon(const json::value& daemon, const Ink& ink) {
    if (flag_of(daemon, "running"))
        std::cout << ink.green("running") << " since " << time_of(daemon, "since") << ", process "
                  << text_of(daemon, "pid") << '\n';
    else
        std::cout << ink.red("stopped") << ": no daemon answers; this is what its database holds\n";
    if (auto trouble = text_of(daemon, "trouble"); !trouble.empty())
        std::cout << "database      " << ink.red("cannot be written") << ": " << trouble << '\n';
}

void print_feeds(const json::value& status, const Invocation& invocation, const Ink& ink) {
    const json::value& feeds = status.at("feeds");
    if (number_of(feeds, "total") == 0) {
        std::cout << "feeds         nothing is watched: add a feed with `watchword feeds add URL`,\n"
                  << "              or a [[feed]] to " << invocation.config_file.string() << " and reload\n";
        return;
    }
    std::cout << "feeds         " << number_of(feeds, "enabled") << ": " << healths(feeds, ink) << "; "
              << number_of(feeds, "due") << " due now";
    if (auto unpolled = number_of(feeds, "never_polled")) std::cout << ", " << unpolled << " not polled yet";
    std::cout << '\n';
    for (const json::value& feed : feeds.at("troubled").as_array()) {
        std::cout << "              " << text_of(feed, "name") << ": " << ink.red(text_of(feed, "health"));
        if (auto trouble = text_of(feed, "trouble"); !trouble.empty()) std::cout << ": " << trouble;
        std::cout << '\n';
    }
}

void print_watch(const json::value& status, const Ink& ink) {
    const json::value& subscriptions = status.at("subscriptions");
    auto total = number_of(subscriptions, "total");
    auto active = number_of(subscriptions, "active");
    std::cout << "subscriptions " << total;
    if (active < total) std::cout << ", " << total - active << " paused";
    if (total == 0) std::cout << ": nobody is told of anything: `watchword subscriptions add` makes one";
    std::cout << "\nreceivers     " << text_of(status, "receivers") << '\n';
    const json::value& queue = status.at("queue");
    std::cout << "queue         " << count_of(number_of(queue, "readings_due"), "page") << " to read; "
              << count_of(number_of(queue, "deliveries_pending"), "delivery", "deliveries") << " pending, "
              << number_of(queue, "deliveries_deferred") << " deferred, ";
    auto failed = number_of(queue, "deliveries_failed");
    auto text = std::to_string(failed) + " failed";
    std::cout << (failed ? ink.red(text) + ": `watchword deliveries list` says why" : text) << '\n';
}

void print_alerts(const json::value& status, const Ink& ink) {
    const json::array& alerts = status.at("last_alerts").as_array();
    std::cout << "last alerts   " << (alerts.empty() ? "none yet" : "") << (alerts.empty() ? "\n" : "");
    bool first = true;
    for (const json::value& alert : alerts) {
        std::cout << (first ? "" : "              ") << ink.faint(time_of(alert, "time")) << "  "
                  << text_of(alert, "event");
        if (auto subscription = text_of(alert, "subscription"); !subscription.empty())
            std::cout << "  [" << subscription << ']';
        std::cout << "  " << text_of(alert, "title") << '\n';
        first = false;
    }
}

}  // namespace

int status(const Invocation& invocation) {
    auto status = ask(invocation, {"/status", {}});
    if (!status) return report(status.error());
    if (invocation.json) {
        print_json(*status);
        return ok;
    }
    auto ink = ink_for(1);
    print_daemon(status->at("daemon"), ink);
    print_feeds(*status, invocation, ink);
    print_watch(*status, ink);
    print_alerts(*status, ink);
    return ok;
}

}  // namespace watchword::cli
