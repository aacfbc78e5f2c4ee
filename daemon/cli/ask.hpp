#pragma once

#include <functional>
#include <string>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include "common/base/result.hpp"
#include "daemon/archive/archive.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/control/message.hpp"

// How commands reach what they are about: the running daemon over its control socket, else the database of a stopped
// one.
namespace watchword::cli {

// Why a command ends early.
struct Failure {
    int exit_code = internal;
    std::string message;  // for a person, with what to do; may have several lines
};
// Prints it to stderr, safe for a terminal; returns its exit code.
int report(const Failure& failure);

// What the daemon knows, or the database of a stopped one - also with a configuration that has faults, or none, as long
// as it is known where the database is.
Result<boost::json::value, Failure> ask(const Invocation& invocation, const archive::Question& question);

// The state directory, as far as it can be told of a configuration with faults, or of none; empty: it cannot.
std::filesystem::path state_directory(const Invocation& invocation);

// Changes something: through the daemon, else in the database of a stopped one, as far as that needs no daemon.
struct Order {
    std::string method;  // "POST" or "DELETE"
    std::string path;
    boost::json::object details;
};
Result<boost::json::value, Failure> order(const Invocation& invocation, Order order);

}  // namespace watchword::cli
