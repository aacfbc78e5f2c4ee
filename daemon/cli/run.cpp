#include <iostream>

#include "config/load.hpp"
#include "daemon/app/service.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/runtime/log.hpp"
#include "systemd/journal_sink.hpp"

namespace watchword::cli {

namespace {

void print(const std::vector<config::Fault>& faults) {
    for (const config::Fault& fault : faults) std::cerr << fault.text() << '\n';
}

void start_log(const config::Log& settings) {
    log::start(static_cast<log::Level>(settings.level), systemd::log_sink(static_cast<systemd::LogFormat>(settings.format)));
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
    auto environment = config::process_environment();
    auto config = config::load(invocation.config_file, environment);
    if (!config) {
        print(config.error());
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
    std::cout << invocation.config_file.string() << ": " << config->feeds.size() << " feeds, "
              << config->receivers.size() << " receivers, " << config->subscriptions.size() << " subscriptions: no faults\n";
    return ok;
}

}  // namespace watchword::cli
