#include "daemon/cli/ask.hpp"

#include <cerrno>
#include <chrono>
#include <iostream>
#include <sstream>

#include <boost/json.hpp>

#include "common/base/printable.hpp"
#include "config/load.hpp"
#include "daemon/control/client.hpp"
#include "daemon/control/listeners.hpp"
#include "daemon/manage/added.hpp"
#include "daemon/manage/orders.hpp"
#include "daemon/store/database.hpp"

namespace watchword::cli {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

// Where the service keeps its database, and where its socket unit listens.
const fs::path system_state = "/var/lib/watchword";
const fs::path system_runtime = "/run/watchword";

struct Places {
    fs::path state;                 // empty: unknown
    std::vector<fs::path> sockets;  // where the daemon may answer, the likeliest first
};

Places places_of(const Invocation& invocation) {
    auto environment = config::process_environment();
    Places places;
    places.state = config::state_directory(invocation.config_file, environment);
    auto runtime = environment.variable("RUNTIME_DIRECTORY");
    if (!runtime.empty())
        places.sockets.push_back(fs::path(runtime.substr(0, runtime.find(':'))) / control::socket_name);
    if (config::is_of_the_service(invocation.config_file) || places.state == system_state)
        places.sockets.push_back(system_runtime / control::socket_name);
    if (!places.state.empty()) places.sockets.push_back(places.state / control::socket_name);
    return places;
}

int exit_code_of(control::Refused::Kind kind) {
    using Kind = control::Refused::Kind;
    switch (kind) {
        case Kind::bad:
            return bad_data;
        case Kind::not_found:
            return no_input;
        case Kind::conflict:
            return cannot_create;
        case Kind::forbidden:
            return no_permission;
        case Kind::unavailable:
            return unavailable;
        case Kind::failed:
            break;
    }
    return io_error;
}

Failure failure_of(const archive::Refusal& refusal) {
    using Kind = archive::Refusal::Kind;
    if (refusal.kind == Kind::not_found) return {no_input, refusal.message};
    if (refusal.kind == Kind::failed) return {io_error, refusal.message};
    return {bad_data, refusal.message};
}

Failure failure_of(const manage::Refusal& refusal) {
    using Kind = manage::Refusal::Kind;
    switch (refusal.kind) {
        case Kind::unknown:
        case Kind::not_found:
            return {no_input, refusal.message};
        case Kind::exists:
            return {cannot_create, refusal.message};
        case Kind::in_file:
            return {no_permission, refusal.message};
        case Kind::bad:
            break;
    }
    return {bad_data, refusal.message};
}

// A daemon that ends drops what it has not answered. A question may be asked again: the service manager keeps the
// socket open for the next daemon, and without it nobody is there any more.
Result<control::Reply, boost::system::error_code> call_again(const fs::path& socket, const control::Call& call) {
    constexpr int times = 3;
    auto reply = control::call(socket, call);
    for (int i = 1;
         i < times && !reply && reply.error() == boost::system::errc::connection_reset && call.method == "GET"; ++i)
        reply = control::call(socket, call);
    return reply;
}

// The daemon's reply; nullopt: none is running.
using Answered = Result<std::optional<json::value>, Failure>;

Answered ask_daemon(const Places& places, const control::Call& call) {
    std::optional<Failure> denied;
    for (const fs::path& socket : places.sockets) {
        auto reply = call_again(socket, call);
        if (reply) {
            if (reply->status != 200) {
                auto refused = control::refused_of(reply->status, reply->body);
                return Failure{exit_code_of(refused.kind), refused.message};
            }
            boost::system::error_code error;
            auto value = json::parse(reply->body, error);
            if (error) return Failure{internal, "the daemon's answer is no JSON"};
            return std::optional(std::move(value));
        }
        int error = reply.error().value();
        if (error == EACCES || error == EPERM)
            denied = denied.value_or(
                Failure{no_permission, "you may not use the control socket " + socket.string() +
                                           ": try sudo, or let your group in (man watchword, THE CONTROL SOCKET)"});
        else if (error != ENOENT && error != ECONNREFUSED && error != ENOTDIR)
            return Failure{unavailable,
                           "the daemon at " + socket.string() + " gave no answer: " + reply.error().message()};
    }
    if (denied) return *denied;
    return std::optional<json::value>();
}

Failure failure_of(const store::OpenError& error, const fs::path& directory) {
    using Kind = store::OpenError::Kind;
    std::error_code ignored;
    bool missing = !fs::exists(store::database_file(directory), ignored);
    if (missing && !ignored)
        return {unavailable, "no daemon is running, and there is no database in " + directory.string() +
                                 " yet: start one with `watchword run` or `systemctl start watchword`"};
    switch (error.kind) {
        case Kind::cannot_create:
            return {no_permission, error.message};
        case Kind::newer:
            return {bad_data, error.message};
        case Kind::in_use:
            return {unavailable, error.message};
        default:
            return {io_error, error.message};
    }
}

Result<json::value, Failure> ask_database(const Invocation& invocation, const fs::path& directory,
                                          const archive::Question& question) {
    if (directory.empty())
        return Failure{bad_config,
                       "no daemon is running, and it is not known where its database is: name the configuration "
                       "with --config, or set STATE_DIRECTORY"};
    auto connection = store::open_read_only(directory);
    if (!connection) return failure_of(connection.error(), directory);
    auto loaded = config::load(invocation.config_file, config::process_environment());
    auto config = loaded ? std::move(*loaded) : config::Config();
    try {
        auto catalog = manage::read_catalog(**connection, config);
        auto now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
        auto answer = archive::answer(**connection, *catalog, now, question);
        if (!answer) return failure_of(answer.error());
        if (auto* object = answer->if_object(); object && question.path == "/status")
            (*object)["daemon"] = json::object{{"running", false}};
        return std::move(*answer);
    } catch (const store::SqliteError& error) {
        return Failure{io_error, std::string("the database cannot be read: ") + error.what()};
    }
}

// A daemon that was never started has no database, and is to make it itself: as its own user.
Result<json::value, Failure> order_in_database(const Invocation& invocation, const fs::path& directory, Order order) {
    auto no_daemon = [](const std::string& what) {
        return Failure{unavailable, "no daemon is running, and " + what +
                                        ": start it with `watchword run` or `systemctl start watchword`"};
    };
    if (order.path.ends_with("/test") || order.path.ends_with("/check")) return no_daemon("this needs one");
    std::error_code ignored;
    if (directory.empty() || !fs::exists(store::database_file(directory), ignored))
        return no_daemon("there is no database yet");
    auto config = config::load(invocation.config_file, config::process_environment());
    if (!config) {
        std::string faults = "the configuration has faults:";
        for (const config::Fault& fault : config.error()) faults += '\n' + fault.text();
        return Failure{bad_config, faults};
    }
    auto lock = store::DirectoryLock::take(directory);
    if (!lock) return failure_of(lock.error(), directory);
    auto connection = store::open(directory, [](const std::string&) {});
    if (!connection) return failure_of(connection.error(), directory);
    try {
        store::Transaction transaction(**connection);
        auto catalog = manage::read_catalog(**connection, *config);
        auto now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
        auto done = manage::carry_out(**connection, *catalog, now,
                                      {order.method == "DELETE", std::move(order.path), std::move(order.details)});
        if (!done) return failure_of(done.error());
        transaction.commit();
        return json::value(std::move(done->told));
    } catch (const store::SqliteError& error) {
        return Failure{io_error, std::string("the database cannot be written: ") + error.what()};
    }
}

}  // namespace

int report(const Failure& failure) {
    constexpr std::size_t line_bytes_max = 2000;
    std::istringstream lines(failure.message);
    bool first = true;
    for (std::string line; std::getline(lines, line); first = false)
        std::cerr << (first ? "watchword: " : "") << printable(line, line_bytes_max) << '\n';
    return failure.exit_code;
}

Result<json::value, Failure> ask(const Invocation& invocation, const archive::Question& question) {
    auto places = places_of(invocation);
    control::Call call;
    call.target = {question.path, question.parameters};
    auto answered = ask_daemon(places, call);
    if (!answered) return answered.error();
    if (*answered) return std::move(**answered);
    return ask_database(invocation, places.state, question);
}

std::filesystem::path state_directory(const Invocation& invocation) {
    return places_of(invocation).state;
}

Result<json::value, Failure> order(const Invocation& invocation, Order order) {
    auto places = places_of(invocation);
    control::Call call;
    call.method = order.method;
    call.target = {order.path, {}};
    if (order.method == "POST") call.body = json::serialize(order.details);
    auto answered = ask_daemon(places, call);
    if (!answered) return answered.error();
    if (*answered) return std::move(**answered);
    return order_in_database(invocation, places.state, std::move(order));
}

}  // namespace watchword::cli
