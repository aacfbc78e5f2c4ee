#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "daemon/http/client.hpp"
#include "daemon/mail/sender.hpp"
#include "daemon/runtime/clock.hpp"
#include "tests/simulation/sim_random.hpp"

namespace watchword::simulation {

// Every receiver there is: webhooks by their URL, mail by its address. Notes what comes and answers as it is told to.
// Loop thread only.
class SimMailbox final : public http::Client, public mail::Sender {
  public:
    SimMailbox(runtime::Clock& clock, std::uint64_t seed) : clock_(clock), random_(seed) {}

    // A message that came.
    struct Message {
        Time time;
        std::string receiver;             // URL or address
        std::string id;                   // webhook-id, or the Message-ID
        std::string type;                 // of a webhook: "article.matched", ...
        std::vector<std::string> alerts;  // the ids of all it tells of
        std::string body;                 // of a webhook the JSON, of a mail all of it
        int status = 0;                   // what it was answered; 0: nothing
    };
    // Those that were taken (2xx), in order, including such whose answer was lost.
    const std::vector<Message>& messages() const { return messages_; }
    std::vector<Message> messages(const std::string& receiver) const;
    // All attempts, taken or not.
    const std::vector<Message>& attempts() const { return attempts_; }
    std::vector<Message> attempts(const std::string& receiver) const;

    struct Reply {
        int status = 200;  // of HTTP, or for mail 250, 4xx, 5xx; 0: no answer and nothing taken
        std::string retry_after{};
        bool answer_lost = false;  // taken, but the answer does not arrive
    };
    using Manner = std::function<Reply(const Message&)>;
    // A receiver without a manner takes everything.
    void set_manner(const std::string& receiver, Manner manner) { manners_[receiver] = std::move(manner); }
    void clear_manner(const std::string& receiver) { manners_.erase(receiver); }

    // From now on nothing arrives: the daemon has lost its power.
    void cut() { cut_ = true; }
    void mend() { cut_ = false; }

    Awaitable<Result<http::Response, http::Error>> send(http::Request request) override;
    Awaitable<mail::Outcome> send(alert::Mail mail) override;

  private:
    Reply take(Message message);

    runtime::Clock& clock_;
    SimRandom random_;
    std::map<std::string, Manner> manners_;
    std::vector<Message> messages_, attempts_;
    bool cut_ = false;
};

}  // namespace watchword::simulation
