#include <cerrno>
#include <iostream>

#include <boost/json.hpp>

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

boost::json::array faults_as_json(const std::vector<config::Fault>& faults) {
    boost::json::array array;
    for (const config::Fault& fault : faults)
        array.push_back({{"file", fault.place.file},
                         {"line", fault.place.line},
                         {"column", fault.place.column},
                         {"grade", fault.warning ? "warning" : "error"},
                         {"message", fault.message}});
    return array;
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
    const std::vector<config::Fault>& faults = config ? config->warnings : config.error();
    print(faults);
    if (invocation.json) {
        boost::json::object found{{"file", invocation.config_file.string()}, {"faults", faults_as_json(faults)}};
        if (config) {
            found["feeds"] = config->feeds.size();
            found["receivers"] = config->receivers.size();
            found["subscriptions"] = config->subscriptions.size();
        }
        std::cout << found << '\n';
    }
    if (!config) return bad_config;
    if (invocation.json) return ok;
    auto counted = [](std::size_t count, const char* what) {
        return std::to_string(count) + ' ' + what + (count == 1 ? "" : "s");
    };
    std::cout << invocation.config_file.string() << ": " << counted(config->feeds.size(), "feed") << ", "
              << counted(config->receivers.size(), "receiver") << ", "
              << counted(config->subscriptions.size(), "subscription") << ": no faults\n";
    return ok;
}

}  // namespace watchword::cli
