#include "daemon/cli/command_line.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>

#include <CLI/CLI.hpp>
#include <unistd.h>

#include "config/load.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/menu.hpp"
#include "daemon/cli/query_run.hpp"
#include "daemon/cli/terminal.hpp"

namespace watchword::cli {

namespace {

std::filesystem::path default_config() {
    std::filesystem::path system = config::system_file;
    std::error_code error;
    if (std::filesystem::exists(system, error)) return system;
    const char* base = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    if (base && *base) return std::filesystem::path(base) / "watchword" / "watchword.toml";
    if (home && *home) return std::filesystem::path(home) / ".config" / "watchword" / "watchword.toml";
    return system;
}

// The command line as options, and the command that was chosen.
struct CommandLine {
    CLI::App app{"watchword: tells you that something was published, changed or taken down", "watchword"};
    Invocation invocation;
    std::function<int()> chosen;

    TryOptions trial;
    InspectOptions inspect;
    QueryRun bulk;
    std::string expression;
    std::string file;
    std::vector<std::string> help_topic;
    Menu menu{app, invocation, chosen};

    CommandLine() {
        app.require_subcommand(1);
        app.fallthrough();
        app.set_help_flag("-h,--help", "Say what a command does and which options it takes");
        app.set_version_flag("--version", "", "Say what `watchword version` says");
        app.add_option("--config", invocation.config_file, "The configuration file")->type_name("FILE");
        app.add_flag("--json", invocation.json, "Print JSON: one document, or one a line for lists");

        add("run", "The daemon, in the foreground", [this] { return run(invocation); });
        add("check-config", "Find every fault of the configuration; touches no network",
            [this] { return check_config(invocation); });
        auto* init_command = add("init", "Write a commented configuration to start from", [this] {
            return init(file.empty() ? invocation.config_file : std::filesystem::path(file));
        });
        init_command->add_option("FILE", file, "Where to write it; default: the configuration file that would be read");
        add("demo", "A made-up press world on this machine: a hit, an edit, a removal, and the messages sent",
            [this] { return demo(invocation); });
        auto* try_command = add("try", "What a query finds in a feed, once; needs no configuration and keeps nothing",
                                [this] { return try_query(invocation, trial); });
        try_command->add_option("URL", trial.address, "A feed, a site that has one, or an article")->required();
        try_command->add_option("QUERY", trial.query, "The query")->required();
        try_command->add_option("--limit", trial.limit, "Read so many articles at most, the newest; default: 30")
            ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
        add("status", "The health of the daemon: feeds, queue, last alerts", [this] { return status(invocation); });
        add_feeds(menu);
        add_articles(menu);
        add_alerts(menu);
        add_deliveries(menu);
        add_doctor(menu);
        add_backup(menu);
        add_subscriptions(menu);
        add_sending_again(menu);
        add("version", "Version, commit and library versions", [this] { return version(invocation); });

        auto* inspect_command = app.add_subcommand("inspect", "What the parsers see");
        inspect_command->require_subcommand(1);
        add_inspect(*inspect_command, "feed", "A feed as JSON", [this] { return inspect_feed(invocation, inspect); });
        auto* article = add_inspect(*inspect_command, "article", "An article as JSON",
                                    [this] { return inspect_article(invocation, inspect); });
        article->add_flag("--explain", inspect.explain, "Add the candidates, their scores and what was cut");

        auto* query = app.add_subcommand("query", "The query language");
        query->require_subcommand(1);
        auto* check = query->add_subcommand("check", "The parsed query and how it will be found, or its faults");
        check->add_option("EXPR", expression, "The query")->required();
        check->callback([this] { chosen = [this] { return query_check(invocation, expression); }; });
        add_query_test(menu, *query);
        auto* bulk_command = query->add_subcommand("run", "Match many queries against many articles");
        bulk_command->add_option("--queries", bulk.queries, "JSON lines {\"id\",\"query\"}")
            ->type_name("FILE")
            ->required();
        bulk_command->add_option("--articles", bulk.articles, "JSON lines {\"id\",\"title\",\"text\",...}")
            ->type_name("FILE")
            ->required();
        bulk_command->add_flag("--hits", bulk.hits, "With where each query hit");
        bulk_command->add_option("--threads", bulk.threads, "Work on several threads")->check(CLI::Range(1U, 256U));
        bulk.progress = is_terminal(STDERR_FILENO) && !is_terminal(STDOUT_FILENO);
        bulk_command->callback([this] { chosen = [this] { return query_run(bulk, std::cin, std::cout, std::cerr); }; });

        auto* help = app.add_subcommand("help", "This, or the help of a command");
        help->add_option("COMMAND", help_topic, "Such as `query check`")->expected(0, 2);
        help->callback([this] { chosen = [this] { return print_help(); }; });
    }

    CLI::App* add(const std::string& name, const std::string& what, std::function<int()> command) {
        auto* added = app.add_subcommand(name, what);
        added->callback([this, command = std::move(command)] { chosen = command; });
        return added;
    }

    CLI::App* add_inspect(CLI::App& parent, const std::string& name, const std::string& what,
                          std::function<int()> command) {
        auto* added = parent.add_subcommand(name, what);
        added->add_option("FILE", inspect.file, "A file, - for standard input, or a URL");
        added->add_option("--url", inspect.url, "Read FILE as if it had come from there");
        added->add_option("--content-type", inspect.content_type, "... with that HTTP Content-Type");
        added->add_flag("--batch", inspect.batch,
                        "Read JSON lines {\"id\",\"file\",\"url\"?,\"content_type\"?} from standard input");
        added->callback([this, command = std::move(command)] { chosen = command; });
        return added;
    }

    // The help of the command that was named, or of all.
    int print_help() {
        std::vector<CLI::App*> path{&app};
        for (const std::string& name : help_topic) {
            CLI::App* found = nullptr;
            for (CLI::App* command : path.back()->get_subcommands([](CLI::App*) { return true; }))
                if (command->check_name(name)) found = command;
            if (!found) {
                std::cerr << "watchword: there is no command '" << name << "'; `watchword help"
                          << (path.size() == 1 ? "" : ' ' + path.back()->get_name()) << "` lists them\n";
                return usage;
            }
            path.push_back(found);
        }
        print_help_of(path);
        return ok;
    }

    // For --help: that of the command it stands behind.
    void print_help_here() {
        std::vector<CLI::App*> path{&app};
        while (!path.back()->get_subcommands().empty()) path.push_back(path.back()->get_subcommands().back());
        print_help_of(path);
    }

    static void print_help_of(const std::vector<CLI::App*>& path) {
        std::string name;
        for (CLI::App* command : path) name += (name.empty() ? "" : " ") + command->get_name();
        std::cout << path.back()->get_formatter()->make_help(path.back(), name, CLI::AppFormatMode::Normal);
        if (path.size() > 1)
            std::cout << "As every command it takes --config FILE and --json, too: `watchword help`.\n";
    }
};

}  // namespace

int main_of(int argc, char** argv) {
    CommandLine line;
    try {
        line.app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        line.print_help_here();
        return ok;
    } catch (const CLI::CallForVersion&) {
        return version(line.invocation);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return line.app.exit(error);
        std::cerr << "watchword: " << error.what() << '\n';
        // A query may begin with a minus: what looks like an option and holds a blank is no option.
        bool query = std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
            return argument.starts_with('-') && argument.find(' ') != std::string_view::npos;
        });
        std::cerr << (query ? "Before a query that begins with -, write --.\n" : "Try `watchword help`.\n");
        return usage;
    }
    line.invocation.config_named = !line.invocation.config_file.empty();
    if (!line.invocation.config_named) line.invocation.config_file = default_config();
    int code = line.chosen ? line.chosen() : usage;
    if (std::cout.flush() || code != ok) return code;
    std::cerr << "watchword: the output cannot be written; is the disk full?\n";
    return io_error;
}

}  // namespace watchword::cli
