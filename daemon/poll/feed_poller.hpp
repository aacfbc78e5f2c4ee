#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "daemon/poll/context.hpp"
#include "daemon/poll/poll_record.hpp"
#include "daemon/runtime/signal.hpp"
#include "daemon/runtime/slots.hpp"
#include "daemon/runtime/task_group.hpp"

namespace watchword::poll {

// Polls every active feed when it is due: the first of the three commits on the data's way. An idle feed costs a place
// in the schedule; everything else of it waits in the database.
class FeedPoller {
  public:
    // `news` is told of every host that a commit made readings due of.
    FeedPoller(Context& context, std::function<void(const std::string&)> news);

    // Until cancelled; then it lets the polls under way end and be recorded, for a bounded time.
    Awaitable<> run();

    // After the catalog was replaced: new feeds are enlisted, those that went are not polled any more.
    Awaitable<> reload();

    // What a poll came to, for somebody who waits for it.
    struct Report {
        std::string failure;  // empty: none
        int status = 0;
        std::size_t listed = 0;
        std::size_t added = 0;
        std::size_t changed = 0;
    };
    // Polls as soon as the host's limits allow; nullopt when there is no such active feed.
    Awaitable<std::optional<Report>> poll_now(FeedId id);

    // Polls at `when`, unless it would before; a poll under way is followed by another.
    void poll_by(FeedId id, Time when);

    struct Counts {
        std::size_t scheduled = 0;
        std::size_t polling = 0;
    };
    Counts counts() const;

  private:
    enum class Trust { good, unknown, failed };  // as a feed answered last time
    // Of the connections, for a poll that may keep others waiting.
    struct Share {
        std::optional<runtime::Slot> of_suspects;
        std::optional<runtime::Slot> of_doubtful;
    };

    Awaitable<> start_polls();
    Awaitable<std::optional<Report>> poll(FeedId id);
    Awaitable<Report> ask(std::shared_ptr<const catalog::Catalog> catalog, store::FeedRow row, std::string address);
    Awaitable<Report> record(std::shared_ptr<const catalog::Catalog> catalog, Polled outcome);
    Awaitable<> poll_and_reschedule(FeedId id);
    Awaitable<Share> take_share(Trust trust);
    void schedule(FeedId id, Time when);
    void tell_waiting(FeedId id, std::optional<Report> report);

    Context& context_;
    std::function<void(const std::string&)> news_;
    std::set<std::pair<Time, FeedId>> due_;
    std::unordered_map<FeedId, Time> scheduled_;
    std::set<FeedId> polling_;
    struct Waiting {
        bool done = false;
        std::optional<Report> report;
    };
    std::unordered_map<FeedId, std::shared_ptr<Waiting>> awaited_;  // polls that somebody waits for
    std::unordered_map<FeedId, Time> again_;                        // of those in polling_
    runtime::Signal changed_;
    runtime::Slots suspects_;  // feeds that failed last time share a part of the connections
    runtime::Slots doubtful_;  // and a larger one together with those that are polled for the first time
    runtime::TaskGroup tasks_;
};

}  // namespace watchword::poll
