#include "daemon/store/coverage.hpp"

namespace watchword::store {

alert::Coverage coverage(Connection& connection, Time since) {
    alert::Coverage coverage;
    auto polled = connection.prepare("SELECT count(*) FROM feed WHERE last_poll >= ?");
    if (polled.bind(since).step()) coverage.polled = static_cast<std::size_t>(polled.integer(0));
    auto troubled = connection.prepare(
        "SELECT health, iif(title = '', url, title) FROM feed WHERE health <> 'ok' ORDER BY 2");
    while (troubled.step()) {
        if (troubled.text(0) == "failing" || troubled.text(0) == "gone") coverage.failing.push_back(troubled.string(1));
        if (troubled.text(0) == "silent") coverage.silent.push_back(troubled.string(1));
        if (troubled.text(0) == "overflowing") coverage.overflowed.push_back(troubled.string(1));
    }
    return coverage;
}

}  // namespace watchword::store
