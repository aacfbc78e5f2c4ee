#pragma once

#include <functional>
#include <set>
#include <unordered_map>
#include <utility>

#include "daemon/poll/context.hpp"
#include "daemon/runtime/signal.hpp"
#include "daemon/runtime/slots.hpp"
#include "daemon/runtime/task_group.hpp"
#include "daemon/store/articles.hpp"

namespace watchword::poll {

// Polls every active feed when it is due: the first of the three commits on the data's way. An idle feed costs a place in
// the schedule; everything else of it waits in the database.
class FeedPoller {
  public:
    // `news` is handed the readings that a commit made due.
    FeedPoller(Context& context, std::function<void(std::vector<store::ReadingDue>)> news);

    // Until cancelled.
    Awaitable<> run();

    // After the catalog was replaced: new feeds are enlisted, those that went are not polled any more.
    Awaitable<> reload();

    // As soon as the host's limits allow; false when there is no such active feed.
    bool poll_now(FeedId id);

    struct Counts {
        std::size_t scheduled = 0;
        std::size_t polling = 0;
    };
    Counts counts() const;

  private:
    Awaitable<> poll(FeedId id);
    Awaitable<> poll_and_reschedule(FeedId id);
    Awaitable<Result<http::Response, http::Error>> send(http::Request request, bool suspect);
    void schedule(FeedId id, Time when);

    Context& context_;
    std::function<void(std::vector<store::ReadingDue>)> news_;
    std::set<std::pair<Time, FeedId>> due_;
    std::unordered_map<FeedId, Time> scheduled_;
    std::set<FeedId> polling_;
    runtime::Signal changed_;
    runtime::Slots suspects_;  // feeds that failed last time share a part of the connections
    runtime::TaskGroup tasks_;
};

}  // namespace watchword::poll
