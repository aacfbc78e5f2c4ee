#include <iostream>
#include <memory>

#include <boost/json.hpp>

#include "daemon/cli/ask.hpp"
#include "daemon/cli/menu.hpp"
#include "daemon/cli/print.hpp"
#include "daemon/cli/terminal.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

json::array to_array(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

std::string from(const json::value& subscription) {
    auto file = text_of(subscription, "file");
    return file.empty() ? "command" : file;
}

int list_subscriptions(const Invocation& invocation) {
    auto subscriptions = ask(invocation, {"/subscriptions", {}});
    if (!subscriptions) return report(subscriptions.error());
    if (invocation.json) {
        print_json(*subscriptions);
        return ok;
    }
    if (subscriptions->as_array().empty()) {
        std::cerr
            << "No subscriptions: nobody is told of anything. Make one with `watchword subscriptions add NAME QUERY "
               "--receiver NAME`, or a [[subscription]] in "
            << invocation.config_file.string() << ".\n";
        return ok;
    }
    auto ink = ink_for(1);
    Table table({"STATE", "NAME", "RECEIVERS", "FROM", "QUERY"});
    for (const json::value& each : subscriptions->as_array())
        table.add({flag_of(each, "active") ? ink.green("active") : ink.yellow("paused"), text_of(each, "name"),
                   list_of(each, "receivers"), from(each), text_of(each, "query")});
    std::cout << table.text(ink);
    return ok;
}

int show_subscription(const Invocation& invocation, const std::string& name) {
    auto shown = ask(invocation, {"/subscriptions/" + name, {}});
    if (!shown) return report(shown.error());
    if (invocation.json) {
        print_json(*shown);
        return ok;
    }
    auto ink = ink_for(1);
    auto line = [&](const char* label, const std::string& text) {
        std::string padded(label);
        padded.resize(14, ' ');
        std::cout << ink.faint(padded) << text << '\n';
    };
    auto or_all = [](std::string text) { return text.empty() ? std::string("all") : text; };
    std::cout << ink.bold(text_of(*shown, "name")) << '\n';
    line("query", text_of(*shown, "query"));
    line("state", flag_of(*shown, "active") ? "active" : "paused");
    line("feeds", or_all(list_of(*shown, "feeds")));
    line("languages", or_all(list_of(*shown, "languages")));
    line("events", list_of(*shown, "events"));
    line("receivers", list_of(*shown, "receivers"));
    line("word forms", text_of(*shown, "forms"));
    line("time zone", text_of(*shown, "time_zone"));
    line("from", from(*shown));
    return ok;
}

struct Adding {
    std::string name;
    std::string query;
    std::vector<std::string> receivers, feeds, languages, events;
    bool exact = false;
    bool fold = false;
};

int add_subscription(const Invocation& invocation, const Adding& adding) {
    json::object details{{"name", adding.name},
                         {"query", adding.query},
                         {"receivers", to_array(adding.receivers)},
                         {"feeds", to_array(adding.feeds)},
                         {"languages", to_array(adding.languages)},
                         {"events", to_array(adding.events)},
                         {"forms", adding.exact ? "exact" : "auto"},
                         {"fold", adding.fold}};
    auto added = order(invocation, {"POST", "/subscriptions", std::move(details)});
    if (!added) return report(added.error());
    for (const json::value& warning : added->at("warnings").as_array())
        report({ok, "warning: " + std::string(warning.as_string())});
    if (invocation.json)
        print_json(*added);
    else
        std::cout << "Added `" << text_of(*added, "name")
                  << "`. It is told of what comes from here on; `watchword subscriptions test` "
                     "sends a sample.\n";
    return ok;
}

int change(const Invocation& invocation, const char* method, const std::string& name, const std::string& verb,
           const std::string& done) {
    auto changed = order(invocation, {method, "/subscriptions/" + name + verb, {}});
    if (!changed) return report(changed.error());
    if (invocation.json)
        print_json(*changed);
    else
        std::cout << done << " `" << text_of(*changed, "name") << "`.\n";
    return ok;
}

// What became of the sample at each address; fails when any of them did not get it.
int test_subscription(const Invocation& invocation, const std::string& name) {
    auto sent = order(invocation, {"POST", "/subscriptions/" + name + "/test", {}});
    if (!sent) return report(sent.error());
    const json::array& deliveries = sent->at("deliveries").as_array();
    bool failed = false, pending = false;
    for (const json::value& delivery : deliveries) {
        bool delivered = text_of(delivery, "state") == "delivered";
        bool tried = number_of(delivery, "attempts") > 0;
        failed = failed || (tried && !delivered);
        pending = pending || (!tried && !delivered);
    }
    int code = failed ? unavailable : pending ? try_again : ok;
    if (invocation.json) {
        print_json(*sent);
        return code;
    }
    auto ink = ink_for(1);
    for (const json::value& delivery : deliveries) {
        auto address = text_of(delivery, "address");
        std::cout << text_of(delivery, "receiver") << (address.empty() ? "" : " <" + address + ">") << ": ";
        auto reason = text_of(delivery, "reason");
        if (text_of(delivery, "state") == "delivered")
            std::cout << ink.green("delivered");
        else if (text_of(delivery, "state") == "failed")
            std::cout << ink.red("failed") << ": " << reason;
        else if (number_of(delivery, "attempts") > 0)
            std::cout << ink.red("not delivered") << ": " << reason << "; next try " << time_of(delivery, "due");
        else
            std::cout << ink.yellow("pending") << ": no outcome yet; `watchword deliveries list` will tell";
        std::cout << '\n';
    }
    return code;
}

}  // namespace

void add_subscriptions(Menu& menu) {
    auto& group = menu.group("subscriptions", "Who is told of what");
    auto name = std::make_shared<std::string>();
    auto adding = std::make_shared<Adding>();
    menu.add(group, "list", "Every subscription", [&menu] { return list_subscriptions(menu.invocation()); });
    auto* add = menu.add(group, "add", "Subscribe receivers of the configuration to a query",
                         [&menu, adding] { return add_subscription(menu.invocation(), *adding); });
    add->add_option("NAME", adding->name, "What to call it; alerts carry it")->required();
    add->add_option("QUERY", adding->query, "What to look for; `man watchword-query`")->required();
    add->add_option("--receiver", adding->receivers, "Whom to tell; may be repeated")->allow_extra_args(false);
    add->add_option("--feed", adding->feeds, "Only these feeds: a name, or tag:...; may be repeated")
        ->allow_extra_args(false);
    add->add_option("--language", adding->languages, "Only these languages, such as en; may be repeated")
        ->allow_extra_args(false);
    add->add_option("--event", adding->events, "matched, edited, removed, restored; default: matched; may be repeated")
        ->allow_extra_args(false);
    add->add_flag("--exact", adding->exact, "No other forms of the words");
    add->add_flag("--fold", adding->fold, "Accents make no difference");
    struct Verb {
        const char* name;
        const char* what;
        const char* method;
        const char* path;
        const char* done;
    };
    for (const Verb& verb :
         {Verb{"remove", "Forget one that was added by command; its alerts stay", "DELETE", "", "Removed"},
          Verb{"pause", "Tell nobody, until resumed", "POST", "/pause", "Paused"},
          Verb{"resume", "Tell again, from here on", "POST", "/resume", "Resumed"}})
        menu.add(group, verb.name, verb.what,
                 [&menu, name, verb] { return change(menu.invocation(), verb.method, *name, verb.path, verb.done); })
            ->add_option("NAME", *name, "Its name")
            ->required();
    menu.add(group, "show", "One subscription", [&menu, name] { return show_subscription(menu.invocation(), *name); })
        ->add_option("NAME", *name, "Its name")
        ->required();
    menu.add(group, "test", "Send a sample alert, marked as such, through its receivers",
             [&menu, name] { return test_subscription(menu.invocation(), *name); })
        ->add_option("NAME", *name, "Its name")
        ->required();
}

}  // namespace watchword::cli
