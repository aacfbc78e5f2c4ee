#pragma once

#include <functional>
#include <string>

#include "common/websub/subscription.hpp"
#include "daemon/poll/context.hpp"
#include "daemon/runtime/signal.hpp"
#include "daemon/runtime/task_group.hpp"
#include "daemon/store/websub.hpp"

namespace watchword::poll {

// Has the hubs of feeds tell of news (WebSub, W3C Recommendation, 2018): asks them, asks again before a lease ends, and
// answers what they say; those of feeds that are not polled any more are asked to be silent. A hub is as hostile as any
// publisher: what it sends is never read, it only makes a feed be polled sooner. Where [server] public_url is empty,
// nobody is asked and nothing is answered.
class Hubs {
  public:
    // `told`: a feed is to be polled at that time.
    Hubs(Context& context, std::function<void(FeedId, Time)> told);

    // Until cancelled.
    Awaitable<> run();
    // After the catalog was replaced.
    Awaitable<> reload();
    // A feed named a hub that is to be asked.
    void look();

    // What is answered to a hub, over a callback that ends in `code`.
    struct Answer {
        unsigned status = 404;
        std::string text{};
    };
    // It asks whether we want, or want no more, what we asked for, or denies it.
    Awaitable<Answer> inquired(std::string code, websub::Inquiry inquiry);
    // It sends news, with the X-Hub-Signature. What is not signed rightly is taken and forgotten (section 7.1): who
    // guesses signatures learns nothing.
    Awaitable<Answer> pushed(std::string code, std::string signature, std::string body);

  private:
    const std::string& public_url() const { return context_.catalog->config().server.public_url; }
    Awaitable<> ask_those_due();
    Awaitable<Duration> ask_some();
    Awaitable<> ask(store::WebsubRow row);
    Awaitable<std::string> send(std::string hub, std::string form);

    Context& context_;
    std::function<void(FeedId, Time)> told_;
    runtime::Signal changed_;
    bool look_ = false;
    runtime::TaskGroup tasks_;
};

}  // namespace watchword::poll
