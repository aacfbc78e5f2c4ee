#pragma once

#include <functional>
#include <string>
#include <utility>

#include <CLI/CLI.hpp>

#include "daemon/cli/commands.hpp"

namespace watchword::cli {

// The command line as it is built up: one function adds the commands of a noun, with their options. What options are
// read into must live as long as the command: a shared_ptr that the command holds.
class Menu {
  public:
    Menu(CLI::App& app, const Invocation& invocation, std::function<int()>& chosen)
        : app_(app), invocation_(invocation), chosen_(chosen) {}

    // Valid when a command runs, not before.
    const Invocation& invocation() const { return invocation_; }

    // `watchword NAME`
    CLI::App* add(const std::string& name, const std::string& what, std::function<int()> run) {
        return add(app_, name, what, std::move(run));
    }
    // `watchword PARENT NAME`
    CLI::App* add(CLI::App& parent, const std::string& name, const std::string& what, std::function<int()> run) {
        auto* added = parent.add_subcommand(name, what);
        added->callback([&chosen = chosen_, run = std::move(run)] { chosen = run; });
        return added;
    }
    // A noun with commands of its own.
    CLI::App& group(const std::string& name, const std::string& what) {
        for (CLI::App* there : app_.get_subcommands([](CLI::App*) { return true; }))
            if (there->check_name(name)) return *there;
        auto* added = app_.add_subcommand(name, what);
        added->require_subcommand(1);
        return *added;
    }

  private:
    CLI::App& app_;
    const Invocation& invocation_;
    std::function<int()>& chosen_;
};

void add_alerts(Menu& menu);
void add_articles(Menu& menu);
void add_deliveries(Menu& menu);
void add_backup(Menu& menu);
void add_doctor(Menu& menu);
void add_feeds(Menu& menu);
void add_query_test(Menu& menu, CLI::App& query);
void add_subscriptions(Menu& menu);
void add_sending_again(Menu& menu);  // deliveries retry, alerts resend

}  // namespace watchword::cli
