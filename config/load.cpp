#include "config/load.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "common/base/printable.hpp"
#include "config/include.hpp"
#include "config/readers.hpp"

namespace watchword::config {

namespace {

// A value of the top level, with the name it must have there.
struct Top {
    std::string_view name;
    bool list;
};
constexpr std::array<Top, 12> tops{{{"state", false},
                                    {"log", false},
                                    {"fetch", false},
                                    {"poll", false},
                                    {"articles", false},
                                    {"smtp", false},
                                    {"server", false},
                                    {"operator", false},
                                    {"lists", false},
                                    {"feed", true},
                                    {"receiver", true},
                                    {"subscription", true}}};

std::string written(const Top& top) {
    return top.list ? "[[" + std::string(top.name) + "]]" : '[' + std::string(top.name) + ']';
}

class Loader {
  public:
    Loader(const std::vector<Document>& documents, const Environment& environment, Faults& faults)
        : documents_(documents), environment_(environment), faults_(faults) {}

    Config load() {
        for (const Document& document : documents_) {
            config_.files.push_back(document.source->path);
            check_top_level(document.root);
        }
        read_settings();
        read_lists();
        read_entries();
        check_names();
        check_references();
        return std::move(config_);
    }

  private:
    void check_top_level(const Node& root) {
        std::vector<std::string> names{"include"};
        for (const Top& top : tops) names.emplace_back(top.name);
        for (auto& [key, member] : root.members) {
            auto top = std::find_if(tops.begin(), tops.end(), [&](const Top& t) { return t.name == key; });
            if (top == tops.end()) {
                if (key != "include")
                    faults_.error(member.key,
                                  "unknown section or key `" + printable(key, 80) + "`" + did_you_mean(key, names));
                continue;
            }
            bool tables = std::all_of(member.value.items.begin(), member.value.items.end(),
                                      [](const Node& item) { return item.kind == Node::Kind::table; });
            if (member.value.kind != (top->list ? Node::Kind::list : Node::Kind::table) || !tables)
                faults_.error(member.key, "`" + key + "` must be written as the section " + written(*top));
        }
    }

    // The section of that name, gathered from all files.
    Section section(std::string_view name) {
        Section section('[' + std::string(name) + ']', faults_);
        for (const Document& document : documents_) {
            auto member = document.root.members.find(std::string(name));
            if (member != document.root.members.end() && member->second.value.kind == Node::Kind::table)
                section.add(member->second.value);
        }
        return section;
    }

    // The tables of that list, from all files in their order.
    std::vector<const Node*> tables(std::string_view name) const {
        std::vector<const Node*> tables;
        for (const Document& document : documents_) {
            auto member = document.root.members.find(std::string(name));
            if (member == document.root.members.end()) continue;
            for (const Node& item : member->second.value.items)
                if (item.kind == Node::Kind::table) tables.push_back(&item);
        }
        return tables;
    }

    void read_settings() {
        read_state(section("state"), config_.state, environment_);
        if (config_.state.directory.empty())
            faults_.error({.file = main_file()}, "no place to keep the state: set `directory` in [state]");
        read_log(section("log"), config_.log);
        read_fetch(section("fetch"), config_.fetch, environment_);
        Section poll = section("poll");
        read_poll(poll, config_.poll);
        poll.finish();
        Section articles = section("articles");
        read_articles(articles, config_.articles);
        articles.finish();
        read_smtp(section("smtp"), config_.smtp, environment_);
        read_server(section("server"), config_.server, environment_);
        Section hears = section("operator");
        for (const Node* name : hears.texts("receivers", "names of receivers")) {
            config_.operator_receivers.push_back(name->text);
            operator_nodes_.push_back(name);
        }
        hears.finish();
    }

    // Each list is checked by itself, so that its faults stand where it is written.
    void read_lists() {
        Section lists = section("lists");
        std::map<std::string, const Node*> nodes;
        for (const Document& document : documents_) {
            auto member = document.root.members.find("lists");
            if (member == document.root.members.end()) continue;
            for (auto& [name, value] : member->second.value.members)
                if (const Node* node = lists.find(name, Node::Kind::text, "a query such as 'nazarbayev OR tokayev'"))
                    nodes[name] = node;
        }
        for (auto& [name, node] : nodes) config_.lists[name] = node->text;
        for (auto& [name, node] : nodes) {
            auto query = query::parse(node->text, config_.lists);
            for (const query::Fault& fault : query ? query->warnings() : query.error()) {
                Place place = place_within(*node, fault.line, fault.column);
                if (fault.warning)
                    faults_.warning(place, fault.message);
                else
                    faults_.error(place, fault.message);
            }
        }
    }

    Section section_of(const Node& table, std::string name) {
        Section section(std::move(name), faults_);
        section.add(table);
        return section;
    }

    void read_entries() {
        for (const Node* table : tables("feed")) {
            Feed feed;
            feed.place = table->place;
            feed.poll = config_.poll;
            feed.articles = config_.articles;
            read_feed(section_of(*table, "[[feed]]"), feed);
            config_.feeds.push_back(std::move(feed));
        }
        for (const Node* table : tables("receiver")) {
            Receiver receiver;
            receiver.place = table->place;
            read_receiver(section_of(*table, "[[receiver]]"), receiver, environment_);
            config_.receivers.push_back(std::move(receiver));
        }
        for (const Node* table : tables("subscription")) {
            Subscription subscription;
            subscription.place = table->place;
            read_subscription(section_of(*table, "[[subscription]]"), subscription, config_.lists);
            config_.subscriptions.push_back(std::move(subscription));
        }
    }

    template <class Entry>
    void check_once(const std::vector<Entry>& entries, std::string Entry::*key, std::string_view what) {
        std::map<std::string_view, const Entry*> seen;
        for (const Entry& entry : entries) {
            if ((entry.*key).empty()) continue;
            auto [first, added] = seen.emplace(entry.*key, &entry);
            if (!added)
                faults_.error(entry.place, std::string(what) + " \"" + printable(entry.*key, 80) +
                                               "\" stands already at " + first->second->place.file + ':' +
                                               std::to_string(first->second->place.line));
        }
    }

    void check_names() {
        check_once(config_.feeds, &Feed::url, "a feed with the URL");
        check_once(config_.feeds, &Feed::name, "a feed named");
        check_once(config_.receivers, &Receiver::name, "a receiver named");
        check_once(config_.subscriptions, &Subscription::name, "a subscription named");
    }

    void check_references() {
        std::vector<std::string> receivers, feeds;
        for (const Receiver& receiver : config_.receivers) receivers.push_back(receiver.name);
        for (const Feed& feed : config_.feeds) {
            feeds.push_back(feed.name.empty() ? feed.url : feed.name);
            for (const std::string& tag : feed.tags) feeds.push_back("tag:" + tag);
        }
        std::set<std::string_view> known_receivers(receivers.begin(), receivers.end());
        std::set<std::string_view> known_feeds(feeds.begin(), feeds.end());

        auto check = [&](const Node& reference, const std::set<std::string_view>& known,
                         const std::vector<std::string>& candidates, const std::string& what) {
            if (!known.contains(reference.text))
                faults_.error(reference.place, what + " \"" + printable(reference.text, 80) + '"' +
                                                   did_you_mean(reference.text, candidates));
        };
        for (const Node* name : operator_nodes_) check(*name, known_receivers, receivers, "there is no receiver");
        for (const Node* table : tables("subscription")) {
            for (const Node* name : strings_of(*table, "receivers"))
                check(*name, known_receivers, receivers, "there is no receiver");
            for (const Node* name : strings_of(*table, "feeds")) {
                bool tag = name->text.starts_with("tag:");
                check(*name, known_feeds, feeds, tag ? "no feed has the tag" : "there is no feed");
            }
        }
    }

    static std::vector<const Node*> strings_of(const Node& table, const std::string& key) {
        std::vector<const Node*> strings;
        auto member = table.members.find(key);
        if (member == table.members.end()) return strings;
        for (const Node& item : member->second.value.items)
            if (item.kind == Node::Kind::text) strings.push_back(&item);
        return strings;
    }

    std::string main_file() const { return documents_.front().source->path.string(); }

    const std::vector<Document>& documents_;
    const Environment& environment_;
    Faults& faults_;
    Config config_;
    std::vector<const Node*> operator_nodes_;
};

Environment beside_the_service(const std::filesystem::path& file, Environment environment) {
    environment.variables.try_emplace("CREDENTIALS_DIRECTORY", (file.parent_path() / "credentials").string());
    if (is_of_the_service(file) && environment.variable("XDG_STATE_HOME").empty())
        environment.variables.try_emplace("STATE_DIRECTORY", "/var/lib/watchword");
    return environment;
}

}  // namespace

bool is_of_the_service(const std::filesystem::path& file) {
    return file.string().ends_with("/etc/watchword/watchword.toml");
}

Result<Config, std::vector<Fault>> load(const std::filesystem::path& file, const Environment& environment) {
    Faults faults;
    auto documents = read_documents(file, *environment.files, faults);
    if (documents.empty()) return faults.sorted();
    Environment surroundings = beside_the_service(file, environment);
    Config config = Loader(documents, surroundings, faults).load();
    if (faults.any_errors()) return faults.sorted();
    config.warnings = faults.sorted();
    return config;
}

std::filesystem::path state_directory(const std::filesystem::path& file, const Environment& environment) {
    Faults faults;
    Section section("[state]", faults);
    auto documents = read_documents(file, *environment.files, faults);
    for (const Document& document : documents)
        if (auto member = document.root.members.find("state");
            member != document.root.members.end() && member->second.value.kind == Node::Kind::table)
            section.add(member->second.value);
    State state;
    read_state(std::move(section), state, beside_the_service(file, environment));
    return state.directory;
}

}  // namespace watchword::config
