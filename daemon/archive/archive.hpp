#pragma once

#include <string>
#include <utility>
#include <vector>

#include <boost/json/value.hpp>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/store/sqlite.hpp"

// What is known, told as JSON: every reading command asks here, through the control socket of a running daemon or on
// the database of a stopped one.
namespace watchword::archive {

// "/articles" with {"since", "7d"}: a path and its parameters, decoded. README.md lists them all.
struct Question {
    std::string path;
    std::vector<std::pair<std::string, std::string>> parameters;
};

struct Refusal {
    enum class Kind {
        unknown,    // there is no such path
        bad,        // a parameter is none, or says what it cannot
        not_found,  // what is asked for is not there
        failed,     // the database cannot be read
    };
    Kind kind;
    std::string message;  // for a person, with what to do
};

// How many items a list has that asks for no `limit`, and how many it may ask for.
constexpr unsigned limit_default = 50;
constexpr unsigned limit_max = 1'000;

// Only reads. Times are RFC 3339 in UTC, ids as they are printed; lists are arrays, newest first, and bounded by their
// `limit`. Takes from milliseconds to, for /query/test on a large archive, a minute: not a job for the loop's thread.
Result<boost::json::value, Refusal> answer(store::Connection& connection, const catalog::Catalog& catalog, Time now,
                                           const Question& question);

}  // namespace watchword::archive
