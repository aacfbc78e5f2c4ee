#include "daemon/store/backup.hpp"

#include <chrono>
#include <iostream>
#include <memory>

#include "daemon/cli/ask.hpp"
#include "daemon/cli/menu.hpp"
#include "daemon/cli/terminal.hpp"

namespace watchword::cli {

namespace {

int exit_code_of(store::CopyError::Kind kind) {
    using Kind = store::CopyError::Kind;
    switch (kind) {
        case Kind::no_input:
            return no_input;
        case Kind::bad:
            return bad_data;
        case Kind::in_use:
            return try_again;
        case Kind::cannot_create:
            return cannot_create;
        case Kind::io:
            break;
    }
    return io_error;
}

int report(const store::CopyError& error) {
    return report(Failure{exit_code_of(error.kind), error.message});
}

// A line that is written over itself, on a terminal alone.
store::CopyProgress progress_on_terminal(const char* what) {
    if (!is_terminal(2)) return [](std::uint64_t, std::uint64_t) {};
    return [what](std::uint64_t done, std::uint64_t all) {
        std::cerr << '\r' << what << ' ' << (all == 0 ? 100 : done * 100 / all) << " %"
                  << (done == all ? "\r\x1b[K" : "") << std::flush;
    };
}

Failure unknown_state() {
    return {bad_config,
            "it is not known where the database is: name the configuration with --config, or set STATE_DIRECTORY"};
}

int back_up(const Invocation& invocation, const std::string& file) {
    auto state = state_directory(invocation);
    if (state.empty()) return report(unknown_state());
    auto done = store::back_up(state, file, progress_on_terminal("backing up"));
    if (!done) return report(done.error());
    std::cerr << "The database of " << state.string() << " is in " << file << ", whole and checked.\n";
    return ok;
}

int restore(const Invocation& invocation, const std::string& file, bool force) {
    auto state = state_directory(invocation);
    if (state.empty()) return report(unknown_state());
    auto now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    auto restored = store::restore(state, file, force, now, progress_on_terminal("restoring"));
    if (!restored) return report(restored.error());
    std::cerr << file << " is the database of " << state.string() << " from now on.\n";
    if (!restored->kept.empty()) std::cerr << "What was there is kept in " << restored->kept.string() << ".\n";
    std::cerr << "Alerts delivered since that backup may come once more, under the ids they had.\n";
    return ok;
}

}  // namespace

void add_backup(Menu& menu) {
    auto target = std::make_shared<std::string>();
    auto* backup = menu.add("backup", "Copy the database to a file, while the daemon runs or not",
                            [&menu, target] { return back_up(menu.invocation(), *target); });
    backup->add_option("FILE", *target, "Where to; an older backup there is replaced")->required();

    struct RestoreOptions {
        std::string file;
        bool force = false;
    };
    auto options = std::make_shared<RestoreOptions>();
    auto* command = menu.add("restore", "Put a backup in the database's place; the daemon must be stopped",
                             [&menu, options] { return restore(menu.invocation(), options->file, options->force); });
    command->add_option("FILE", options->file, "The backup")->required();
    command->add_flag("--force", options->force, "Give up a database that is damaged and cannot be kept aside");
}

}  // namespace watchword::cli
