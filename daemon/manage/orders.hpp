#pragma once

#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "common/base/id.hpp"
#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/store/sqlite.hpp"

// What the managing commands change, as jobs on the database: the running daemon carries them out in its writer, a
// command without a daemon on the database of a stopped one.
namespace watchword::manage {

//     POST   /feeds                       {"url", "name"?, "tags"?}
//     POST   /feeds/import                {"feeds": [{"url", "title"?, "home_url"?, "tags"?, "attributes"?}]}
//     DELETE /feeds/NAME
//     POST   /subscriptions               {"name", "query", "receivers", "feeds"?, "languages"?, "events"?, "forms"?,
//     "fold"?} DELETE /subscriptions/NAME POST   /subscriptions/NAME/pause POST   /subscriptions/NAME/resume POST
//     /subscriptions/NAME/test     makes a sample alert and its deliveries POST   /deliveries/retry {"deliveries":
//     [ids]?, "receiver"?}; neither: all that failed POST   /alerts/ID/resend
struct Order {
    bool remove = false;  // DELETE; otherwise POST
    std::string path;     // decoded
    boost::json::object details;
};

struct Refusal {
    enum class Kind {
        unknown,    // there is no such order
        bad,        // a fault in what was given
        not_found,  // what it is about is not there
        exists,     // what it would make is there already
        in_file,    // it stands in the configuration, and is changed there
    };
    Kind kind = Kind::bad;
    std::string message;  // for a person, with what to do; a query's fault has several lines
};

struct Done {
    boost::json::object told;          // what was done, for a person or a program
    bool catalog_changed = false;      // what is watched has to be read again
    std::vector<ReceiverId> forgiven;  // that they failed is forgotten: they are tried at once
};

// One job: when it refuses, nothing was changed.
Result<Done, Refusal> carry_out(store::Connection& connection, const catalog::Catalog& catalog, Time now,
                                const Order& order);

}  // namespace watchword::manage
