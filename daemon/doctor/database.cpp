#include "daemon/store/database.hpp"

#include <algorithm>

#include "daemon/doctor/checks.hpp"
#include "daemon/store/feeds.hpp"
#include "daemon/store/summary.hpp"

namespace watchword::doctor {

namespace {

constexpr std::size_t feeds_told = 20;

Finding check_integrity(store::Connection& connection, const std::filesystem::path& file) {
    const std::string check = "database";
    auto result = connection.prepare("PRAGMA integrity_check(1)");
    if (result.step() && result.text(0) != "ok")
        return wrong(check, file.string() + " is damaged: " + result.string(0),
                     "stop the daemon and `watchword restore` the last backup");
    std::error_code error;
    auto size = std::filesystem::file_size(file, error);
    return good(check, file.string() + ", " + size_for_people(size) + ", whole");
}

Findings check_feeds(store::Connection& connection) {
    const std::string check = "feeds";
    Findings findings;
    std::size_t troubled = 0;
    auto feeds = store::all_feeds(connection);
    std::ranges::sort(feeds, {}, &store::FeedRow::url);
    for (const store::FeedRow& feed : feeds) {
        if (feed.health == "ok" || ++troubled > feeds_told) continue;
        std::string name = feed.title.empty() ? feed.url : feed.title;
        std::string message = name + " is " + feed.health + (feed.trouble.empty() ? "" : ": " + feed.trouble);
        std::string advice = "`watchword feeds show " + feed.url + "` tells more";
        if (feed.health == "gone") advice = "the site says it is gone for good: remove it, or find its new address";
        if (feed.health == "overflowing") advice = "entries are lost between polls: give it a shorter interval";
        findings.push_back(feed.health == "failing" || feed.health == "gone" ? wrong(check, message, advice)
                                                                             : notice(check, message, advice));
    }
    if (troubled > feeds_told)
        findings.push_back(
            wrong(check, std::to_string(troubled - feeds_told) + " more are in trouble", "watchword feeds list"));
    if (findings.empty()) findings.push_back(good(check, std::to_string(feeds.size()) + " known, none in trouble"));
    return findings;
}

Finding check_outbox(store::Connection& connection) {
    const std::string check = "outbox";
    auto summary = store::summarise(connection);
    std::string waiting = std::to_string(summary.deliveries_pending) + " waiting";
    if (summary.deliveries_failed > 0)
        return wrong(check, std::to_string(summary.deliveries_failed) + " failed for good, " + waiting,
                     "`watchword deliveries list --state failed` says why, `deliveries retry` tries again");
    return good(check, waiting + ", none failed");
}

}  // namespace

Findings check_database(const Patient& patient) {
    if (patient.state.empty()) return {};
    auto file = store::database_file(patient.state);
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        if (error)
            return {wrong("database", file.string() + ": " + error.message(), "look as root: sudo watchword doctor")};
        return {notice("database", "there is none yet", "the daemon makes it when it first starts")};
    }
    auto connection = store::open_read_only(patient.state);
    if (!connection) return {wrong("database", connection.error().message, "")};  // which says what to do
    try {
        Findings findings{check_integrity(**connection, file)};
        if (findings.front().grade == Finding::Grade::wrong) return findings;
        for (Finding& finding : check_feeds(**connection)) findings.push_back(std::move(finding));
        findings.push_back(check_outbox(**connection));
        return findings;
    } catch (const store::SqliteError& refused) {
        return {wrong("database", file.string() + ": " + refused.what(),
                      "stop the daemon and `watchword restore` the last backup")};
    }
}

}  // namespace watchword::doctor
