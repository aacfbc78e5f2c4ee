#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include "daemon/app/app.hpp"
#include "daemon/demo/http_server.hpp"
#include "daemon/demo/press.hpp"
#include "daemon/demo/received_mail.hpp"
#include "daemon/demo/smtp_server.hpp"
#include "daemon/http/curl_client.hpp"
#include "daemon/mail/curl_sender.hpp"
#include "daemon/runtime/virtual_clock.hpp"

namespace watchword::demo {

// A webhook as its receiver took it.
struct Post {
    HttpRequest request;
    boost::json::object body;  // parsed
    Time at;
    bool signature_holds = false;
};

// The daemon as it is, between the made-up press, a webhook receiver and a mail server: all in this process,
// over real sockets on loopback, with a database in memory and a clock that skips the waiting. Nothing of it
// remains.
class Stage {
  public:
    explicit Stage(const std::vector<Outlet>& press);  // starts the daemon; throws when it cannot
    ~Stage();                                          // stops it, if stop() did not

    Time now() const { return clock_.now(); }
    // Until `done` holds, at most until `end`; returns whether it does.
    bool run_until(Time end, const std::function<bool()>& done) { return clock_.run_until(end, done); }
    void run_until(Time end) { clock_.run_until(end); }
    // Asks the daemon to end and lets it; returns whether it did.
    bool stop();

    const std::deque<Post>& posts() const { return posts_; }
    const std::deque<ReceivedMail>& mails() const { return mails_; }
    std::size_t requests() const { return requests_; }  // that the press has answered

    // The answer of `job(store::Connection&)`.
    template <class Job>
    auto ask(Job job) {
        std::optional<std::invoke_result_t<Job&, store::Connection&>> answer;
        tasks_.spawn(fetch_answer(std::move(job), answer));
        clock_.run_ready();
        return std::move(answer).value();
    }

  private:
    // Time stands still while the daemon waits for an answer from outside.
    class Client final : public http::Client {
      public:
        Client(runtime::VirtualClock& clock, std::unique_ptr<http::CurlClient> client)
            : clock_(clock), client_(std::move(client)) {}
        Awaitable<Result<http::Response, http::Error>> send(http::Request request) override;

      private:
        runtime::VirtualClock& clock_;
        std::unique_ptr<http::CurlClient> client_;
    };
    class Sender final : public mail::Sender {
      public:
        Sender(runtime::VirtualClock& clock, std::unique_ptr<mail::CurlSender> sender)
            : clock_(clock), sender_(std::move(sender)) {}
        Awaitable<mail::Outcome> send(alert::Mail mail) override;

      private:
        runtime::VirtualClock& clock_;
        std::unique_ptr<mail::CurlSender> sender_;
    };
    // The same numbers in every run.
    class Dice final : public runtime::Random {
      public:
        double unit() override;

      private:
        std::uint64_t state_ = 20260303;
    };

    template <class Job, class Answer>
    Awaitable<> fetch_answer(Job job, std::optional<Answer>& place) {
        auto answer = co_await app_->store().read(std::move(job));
        if (answer) place.emplace(std::move(*answer));
    }

    config::Config configuration() const;
    HttpAnswer answer_reader(const HttpRequest& request);
    HttpAnswer take_post(const HttpRequest& request);

    const std::vector<Outlet>& press_;
    asio::io_context loop_{1};
    runtime::VirtualClock clock_;
    Dice dice_;
    HttpServer web_;
    HttpServer hook_;
    SmtpServer smtp_;
    std::deque<Post> posts_;  // what was received stays where it is
    std::deque<ReceivedMail> mails_;
    std::size_t requests_ = 0;
    std::unique_ptr<Client> fetch_;
    std::unique_ptr<Client> webhooks_;
    std::unique_ptr<Sender> mail_;
    std::unique_ptr<app::App> app_;
    runtime::TaskGroup tasks_;
};

}  // namespace watchword::demo
