#include <cerrno>
#include <iostream>

#include "config/load.hpp"
#include "daemon/app/service.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/runtime/log.hpp"
#include "systemd/journal_sink.hpp"
#include "systemd/notify.hpp"

namespace watchword::cli {

namespace {

void print(const std::vector<config::Fault>& faults) {
    for (const config::Fault& fault : faults) std::cerr << fault.text() << '\n';
}

// In the journal, each fault is an entry that can be searched for; elsewhere a line that editors understand.
void refuse(const std::vector<config::Fault>& faults) {
    if (systemd::stderr_is_journal()) {
        log::start(log::Level::info, systemd::log_sink(systemd::LogFormat::automatic));
        for (const config::Fault& fault : faults) log::error({.event = "config.refused"}, fault.text());
    } else {
        print(faults);
    }
    systemd::failed(EINVAL, "the configuration has faults: " + faults.front().text());
}

void start_log(const config::Log& settings) {
    log::start(static_cast<log::Level>(settings.level),
               systemd::log_sink(static_cast<systemd::LogFormat>(settings.format)));
}

int exit_code(app::Ending::Kind kind) {
    using Kind = app::Ending::Kind;
    switch (kind) {
        case Kind::stopped:
            return ok;
        case Kind::cannot_create:
            return cannot_create;
        case Kind::io:
        case Kind::damaged:
            return io_error;
        case Kind::newer_database:
            return bad_data;
        case Kind::unavailable:
            return unavailable;
        case Kind::failed:
            return internal;
    }
    return internal;
}

}  // namespace

int run(const Invocation& invocation) {
    app::hold_reloads();
    auto environment = config::process_environment();
    auto config = config::load(invocation.config_file, environment);
    if (!config) {
        refuse(config.error());
        return bad_config;
    }
    start_log(config->log);
    auto ending = app::serve(invocation.config_file, std::move(*config), environment);
    if (!ending.message.empty()) log::error({.event = "daemon.failed"}, ending.message);
    return exit_code(ending.kind);
}

int check_config(const Invocation& invocation) {
    auto config = config::load(invocation.config_file, config::process_environment());
    if (!config) {
        print(config.error());
        return bad_config;
    }
    print(config->warnings);
    auto counted = [](std::size_t count, const char* what) {
        return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
    };
    std::cout << invocation.config_file.string() << ": " << counted(config->feeds.size(), "feed") << ", "
              << counted(config->receivers.size(), "receiver") << ", "
              << counted(config->subscriptions.size(), "subscription") << ": no faults\n";
    return ok;
}

}  // namespace watchword::cli
