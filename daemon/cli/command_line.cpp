#include <CLI/CLI.hpp>

#include <cstdlib>
#include <functional>
#include <iostream>

#include "daemon/cli/command_line.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/query_run.hpp"

namespace watchword::cli {

namespace {

std::filesystem::path default_config() {
    std::filesystem::path system = "/etc/watchword/watchword.toml";
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

    InspectOptions inspect;
    QueryRun bulk;
    std::string expression;
    std::string file;
    std::string help_topic;

    CommandLine() {
        app.require_subcommand(1);
        app.fallthrough();
        app.set_help_flag("-h,--help", "Say what a command does and which options it takes");
        app.add_option("--config", invocation.config_file, "The configuration file")->type_name("FILE");
        app.add_flag("--json", invocation.json, "Print JSON: one document, or one a line for lists");

        add("run", "The daemon, in the foreground", [this] { return run(invocation); });
        add("check-config", "Find every fault of the configuration; touches no network",
            [this] { return check_config(invocation); });
        auto* init_command = add("init", "Write a commented configuration to start from", [this] { return init(file); });
        init_command->add_option("FILE", file, "Where to write it; default: the configuration file that would be read");
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
        auto* bulk_command = query->add_subcommand("run", "Match many queries against many articles");
        bulk_command->add_option("--queries", bulk.queries, "JSON lines {\"id\",\"query\"}")->required();
        bulk_command->add_option("--articles", bulk.articles, "JSON lines {\"id\",\"title\",\"text\",...}")->required();
        bulk_command->add_flag("--hits", bulk.hits, "With where each query hit");
        bulk_command->add_option("--threads", bulk.threads, "Work on several threads")->check(CLI::Range(1U, 256U));
        bulk_command->callback([this] { chosen = [this] { return query_run(bulk, std::cin, std::cout, std::cerr); }; });

        auto* help = app.add_subcommand("help", "This, or the help of a command");
        help->add_option("COMMAND", help_topic);
        help->callback([this] { chosen = [this] { return print_help(); }; });
    }

    CLI::App* add(const std::string& name, const std::string& what, std::function<int()> command) {
        auto* added = app.add_subcommand(name, what);
        added->callback([this, command = std::move(command)] { chosen = command; });
        return added;
    }

    CLI::App* add_inspect(CLI::App& parent, const std::string& name, const std::string& what, std::function<int()> command) {
        auto* added = parent.add_subcommand(name, what);
        added->add_option("FILE", inspect.file, "A file, - for standard input, or a URL");
        added->add_option("--url", inspect.url, "Read FILE as if it had come from there");
        added->add_option("--content-type", inspect.content_type, "... with that HTTP Content-Type");
        added->add_flag("--batch", inspect.batch, "Read JSON lines {\"id\",\"file\",\"url\"?,\"content_type\"?} from standard input");
        added->callback([this, command = std::move(command)] { chosen = command; });
        return added;
    }

    int print_help() {
        if (help_topic.empty()) {
            std::cout << app.help();
            return ok;
        }
        CLI::App* topic = nullptr;
        for (CLI::App* command : app.get_subcommands({}))
            if (command->check_name(help_topic)) topic = command;
        if (!topic) {
            std::cerr << "watchword: there is no command '" << help_topic << "'; `watchword help` lists them\n";
            return usage;
        }
        std::cout << topic->help();
        return ok;
    }
};

}  // namespace

int main_of(int argc, char** argv) {
    CommandLine line;
    try {
        line.app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) return line.app.exit(error);
        std::cerr << "watchword: " << error.what() << "\nTry `watchword help`.\n";
        return usage;
    }
    if (line.invocation.config_file.empty()) line.invocation.config_file = default_config();
    return line.chosen ? line.chosen() : usage;
}

}  // namespace watchword::cli
