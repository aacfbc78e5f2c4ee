#include <iostream>
#include <memory>

#include <boost/json.hpp>

#include "common/feed/opml.hpp"
#include "daemon/cli/ask.hpp"
#include "daemon/cli/find_feeds.hpp"
#include "daemon/cli/menu.hpp"
#include "daemon/cli/print.hpp"
#include "daemon/cli/read_file.hpp"
#include "daemon/cli/terminal.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

constexpr std::size_t candidates_shown = 10;

std::string coloured(const Ink& ink, const std::string& health) {
    if (health == "ok") return ink.green(health);
    if (health == "disabled") return ink.faint(health);
    return health == "failing" || health == "gone" ? ink.red(health) : ink.yellow(health);
}

json::array to_array(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

int list_feeds(const Invocation& invocation) {
    auto feeds = ask(invocation, {"/feeds", {}});
    if (!feeds) return report(feeds.error());
    if (invocation.json) {
        print_json(*feeds);
        return ok;
    }
    if (feeds->as_array().empty()) {
        std::cerr << "Nothing is watched. Add a feed with `watchword feeds add URL`, or a [[feed]] to "
                  << invocation.config_file.string() << ".\n";
        return ok;
    }
    auto ink = ink_for(1);
    Table table({"HEALTH", "NAME", "LAST POLL", "NEXT POLL", "FROM", "URL"});
    for (const json::value& feed : feeds->as_array()) {
        auto file = text_of(feed, "file");
        table.add({coloured(ink, text_of(feed, "health")), text_of(feed, "name"), time_of(feed, "last_poll"),
                   time_of(feed, "next_poll"), file.empty() ? "command" : file, text_of(feed, "url")});
    }
    std::cout << table.text(ink);
    return ok;
}

void print_line(const Ink& ink, std::string_view label, const std::string& text) {
    if (text.empty()) return;
    std::string padded(label);
    padded.resize(14, ' ');
    std::cout << ink.faint(padded) << text << '\n';
}

std::string hub_text(const json::value& hub) {
    auto text = text_of(hub, "url");
    auto until = time_of(hub, "lease_ends"), told = time_of(hub, "told"), trouble = text_of(hub, "trouble");
    if (!until.empty()) text += ", tells of news until " + until;
    if (!told.empty()) text += ", did last " + told;
    if (!trouble.empty()) text += "; " + trouble + "; next asked " + time_of(hub, "next_try");
    return text;
}

void print_feed(const json::value& feed) {
    auto ink = ink_for(1);
    std::cout << ink.bold(text_of(feed, "name")) << '\n';
    print_line(ink, "url", text_of(feed, "url"));
    print_line(ink, "moved to", text_of(feed, "moved_to"));
    print_line(ink, "site", text_of(feed, "home_url"));
    print_line(ink, "tags", list_of(feed, "tags"));
    print_line(ink, "health", coloured(ink, text_of(feed, "health")));
    print_line(ink, "trouble", text_of(feed, "trouble"));
    auto last = time_of(feed, "last_poll");
    print_line(ink, "last poll", last.empty() ? "never" : last);
    auto next = time_of(feed, "next_poll");
    print_line(ink, "next poll", (next.empty() ? "never" : next) + ": " + text_of(feed, "why"));
    if (const json::value* hub = feed.as_object().if_contains("hub"); hub && hub->is_object())
        print_line(ink, "hub", hub_text(*hub));
    print_line(ink, "last news", time_of(feed, "last_change"));
    print_line(ink, "entries", text_of(feed, "entries_listed"));
    print_line(
        ink, "interval",
        text_of(feed, "interval") + ", from " + text_of(feed, "interval_min") + " to " + text_of(feed, "interval_max"));
    auto file = text_of(feed, "file");
    print_line(ink, "from", file.empty() ? "a command: `watchword feeds remove` takes it out" : file);
    print_line(ink, "id", text_of(feed, "id"));
}

int show_feed(const Invocation& invocation, const std::string& name) {
    auto feed = ask(invocation, {"/feeds/" + name, {}});
    if (!feed) return report(feed.error());
    if (invocation.json)
        print_json(*feed);
    else
        print_feed(*feed);
    return ok;
}

struct Adding {
    std::string url;
    std::string name;
    std::vector<std::string> tags;
    bool unchecked = false;
};

int list_found(const Invocation& invocation, const std::vector<FoundFeed>& found, const std::string& url) {
    if (invocation.json) {
        for (const FoundFeed& feed : found)
            std::cout << json::serialize(json::object{{"url", feed.url},
                                                      {"title", feed.title},
                                                      {"format", feed.format},
                                                      {"entries", feed.entries}})
                      << '\n';
    } else {
        Table table({"URL", "FORMAT", "ENTRIES", "TITLE"});
        for (const FoundFeed& feed : found) {
            json::value title = json::object{{"title", feed.title}};
            table.add({feed.url, feed.format, std::to_string(feed.entries), text_of(title, "title")});
        }
        std::cout << table.text(ink_for(1));
    }
    return report({bad_data, with_scheme(url) + " has " + std::to_string(found.size()) +
                                 " feeds: add the one you mean by its own address"});
}

int add_feed(const Invocation& invocation, const Adding& adding) {
    auto url = with_scheme(adding.url);
    if (!adding.unchecked) {
        auto found = find_feeds(invocation, url, candidates_shown);
        if (!found)
            return report({found.error().exit_code,
                           found.error().message + "\n`--unchecked` adds an address that does not answer at present"});
        if (found->size() > 1) return list_found(invocation, *found, url);
        url = found->front().url;
    }
    json::object details{{"url", url}, {"tags", to_array(adding.tags)}};
    if (!adding.name.empty()) details["name"] = adding.name;
    auto added = order(invocation, {"POST", "/feeds", std::move(details)});
    if (!added) return report(added.error());
    if (invocation.json) {
        print_json(*added);
        return ok;
    }
    std::cout << "Added " << text_of(*added, "url")
              << ". What it lists at its first poll is its baseline: searchable, and no news.\n";
    return ok;
}

int remove_feed(const Invocation& invocation, const std::string& name) {
    auto removed = order(invocation, {"DELETE", "/feeds/" + name, {}});
    if (!removed) return report(removed.error());
    if (invocation.json) {
        print_json(*removed);
        return ok;
    }
    std::cout << "Removed " << text_of(*removed, "url") << ". What it brought stays in the archive.\n";
    if (auto orphaned = list_of(*removed, "subscriptions_naming_it"); !orphaned.empty())
        std::cerr << "Still naming it: " << orphaned << ".\n";
    return ok;
}

// A plain address that is not watched: one request, no daemon.
int check_address(const Invocation& invocation, const std::string& url) {
    auto found = find_feeds(invocation, url, candidates_shown);
    if (!found) return report(found.error());
    for (const FoundFeed& feed : *found) {
        json::object object{{"url", feed.url},
                            {"title", feed.title},
                            {"format", feed.format},
                            {"entries", feed.entries},
                            {"warnings", to_array(feed.warnings)}};
        if (invocation.json) {
            std::cout << json::serialize(object) << '\n';
            continue;
        }
        json::value shown = std::move(object);
        std::cout << text_of(shown, "url") << ": " << text_of(shown, "format") << ", "
                  << count_of(feed.entries, "entry", "entries") << ", \"" << text_of(shown, "title") << "\"\n";
        for (const json::value& warning : shown.at("warnings").as_array())
            std::cout << "  repaired: " << text_of(json::object{{"text", warning}}, "text") << '\n';
    }
    return ok;
}

int check_feed(const Invocation& invocation, const std::string& name) {
    bool address = name.find("://") != std::string::npos;
    auto known = ask(invocation, {"/feeds/" + name, {}});
    if (!known) {
        bool nobody_knows = known.error().exit_code == no_input || known.error().exit_code == unavailable;
        return address && nobody_knows ? check_address(invocation, name) : report(known.error());
    }
    auto polled = order(invocation, {"POST", "/feeds/" + text_of(*known, "id") + "/check", {}});
    if (!polled && address && polled.error().exit_code == unavailable) return check_address(invocation, name);
    if (!polled) return report(polled.error());
    bool failed = !text_of(*polled, "failure").empty();
    if (invocation.json) {
        print_json(*polled);
        return failed ? unavailable : ok;
    }
    std::cout << text_of(*polled, "url") << ": ";
    if (failed)
        std::cout << ink_for(1).red(text_of(*polled, "failure"));
    else if (number_of(*polled, "status") == 304)
        std::cout << "unchanged (304)";
    else
        std::cout << count_of(number_of(*polled, "listed"), "entry", "entries") << ", " << number_of(*polled, "added")
                  << " new, " << number_of(*polled, "changed") << " changed";
    std::cout << "\nnext poll " << time_of(*polled, "next_poll") << ": " << text_of(*polled, "why") << '\n';
    return failed ? unavailable : ok;
}

int import_feeds(const Invocation& invocation, const std::string& file) {
    constexpr std::size_t bytes_max = 64 << 20;
    auto bytes = read_file(file);
    if (!bytes) return report({no_input, cannot_be_read(file)});
    if (bytes->size() > bytes_max) return report({bad_data, file + ": is larger than any list of feeds"});
    auto opml = feed::parse_opml(*bytes);
    if (!opml) return report({bad_data, file + ":1:1: " + opml.error().message});
    for (const std::string& warning : opml->warnings) report({ok, file + ": " + warning});
    json::array feeds;
    for (const feed::Opml::Feed& feed : opml->feeds) {
        json::object item{
            {"url", feed.url}, {"title", feed.title}, {"home_url", feed.home_url}, {"tags", to_array(feed.tags)}};
        json::object attributes;
        for (const auto& [key, value] : feed.attributes) attributes[key] = value;
        if (!attributes.empty()) item["attributes"] = std::move(attributes);
        feeds.push_back(std::move(item));
    }
    if (feeds.empty()) return report({bad_data, file + ":1:1: there is no feed in it"});
    auto imported = order(invocation, {"POST", "/feeds/import", json::object{{"feeds", std::move(feeds)}}});
    if (!imported) return report(imported.error());
    if (invocation.json) {
        print_json(*imported);
        return ok;
    }
    std::cout << "Added " << count_of(number_of(*imported, "added"), "feed");
    if (auto known = number_of(*imported, "known")) std::cout << "; " << known << " watched already";
    if (auto refused = number_of(*imported, "refused")) std::cout << "; " << refused << " refused";
    std::cout << ".\n";
    return ok;
}

int export_feeds(const Invocation& invocation) {
    auto exported = ask(invocation, {"/opml", {}});
    if (!exported) return report(exported.error());
    if (invocation.json) {
        print_json(*exported);
        return ok;
    }
    feed::Opml opml;
    opml.title = "watchword";
    for (const json::value& item : exported->as_array()) {
        feed::Opml::Feed feed;
        auto text = [&](const char* key) {
            const json::value* value = item.as_object().if_contains(key);
            return value && value->is_string() ? std::string(value->get_string()) : std::string();
        };
        feed.url = text("url");
        feed.title = text("title");
        feed.home_url = text("home_url");
        for (const json::value& tag : item.at("tags").as_array()) feed.tags.emplace_back(tag.as_string());
        for (const auto& [key, value] : item.at("attributes").as_object())
            if (value.is_string()) feed.attributes.emplace_back(key, value.get_string());
        opml.feeds.push_back(std::move(feed));
    }
    std::cout << feed::to_opml(opml);
    return ok;
}

}  // namespace

void add_feeds(Menu& menu) {
    auto& feeds = menu.group("feeds", "The feeds that are watched");
    auto name = std::make_shared<std::string>();
    auto adding = std::make_shared<Adding>();
    menu.add(feeds, "list", "Every feed, how it is, and when it is polled next",
             [&menu] { return list_feeds(menu.invocation()); });
    menu.add(feeds, "show", "One feed, and why it is polled when it is",
             [&menu, name] { return show_feed(menu.invocation(), *name); })
        ->add_option("FEED", *name, "Its name, address or id")
        ->required();
    auto* add = menu.add(feeds, "add", "Watch a feed; a site's address finds its feeds",
                         [&menu, adding] { return add_feed(menu.invocation(), *adding); });
    add->add_option("URL", adding->url, "The address of a feed or a site")->required();
    add->add_option("--name", adding->name, "What to call it; default: its title");
    add->add_option("--tag", adding->tags, "A tag, for subscriptions to \"tag:...\"; may be repeated")
        ->allow_extra_args(false);
    add->add_flag("--unchecked", adding->unchecked, "Without looking whether it answers and is a feed");
    menu.add(feeds, "remove", "Watch it no more", [&menu, name] { return remove_feed(menu.invocation(), *name); })
        ->add_option("FEED", *name, "Its name, address or id")
        ->required();
    menu.add(feeds, "check", "Poll it now and say what came of it; an address that is not watched is only looked at",
             [&menu, name] { return check_feed(menu.invocation(), *name); })
        ->add_option("FEED", *name, "Its name, address or id")
        ->required();
    menu.add(feeds, "import", "Add the feeds of an OPML file; folders become tags",
             [&menu, name] { return import_feeds(menu.invocation(), *name); })
        ->add_option("FILE", *name, "The file, or - for standard input")
        ->required();
    menu.add(feeds, "export", "All feeds as OPML 2.0", [&menu] { return export_feeds(menu.invocation()); });
}

}  // namespace watchword::cli
