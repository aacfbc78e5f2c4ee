#pragma once

namespace watchword::cli {

// sysexits.h, as spec/cli.md names them.
enum ExitCode : int {
    ok = 0,
    usage = 64,
    bad_data = 65,
    no_input = 66,
    unavailable = 69,
    internal = 70,
    cannot_create = 73,
    io_error = 74,
    try_again = 75,
    no_permission = 77,
    bad_config = 78,
};

}  // namespace watchword::cli
