#include "daemon/app/service.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cerrno>
#include <csignal>

#include "config/load.hpp"
#include "daemon/app/app.hpp"
#include "daemon/http/curl_client.hpp"
#include "daemon/mail/curl_sender.hpp"
#include "daemon/runtime/aborted.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/offload.hpp"
#include "daemon/runtime/system_clock.hpp"
#include "daemon/runtime/system_random.hpp"
#include "daemon/runtime/with_timeout.hpp"
#include "systemd/notify.hpp"

namespace watchword::app {

namespace {

constexpr unsigned cpu_threads = 2;
constexpr Duration drain_limit = std::chrono::seconds(4);
constexpr Duration status_interval = std::chrono::seconds(10);

http::Policy fetch_policy(const config::Fetch& fetch) {
    return {fetch.connections, fetch.connections_per_host, fetch.contact, fetch.proxy, fetch.ca_file, fetch.allow_networks};
}

mail::Relay relay_of(const config::Config& config) {
    mail::Relay relay;
    relay.url = config.smtp.url;
    relay.starttls = static_cast<mail::StartTls>(config.smtp.starttls);
    relay.username = config.smtp.username;
    relay.password = config.smtp.password.reveal();
    relay.ca_file = config.fetch.ca_file;
    return relay;
}

// What the watchdog asks of the other threads.
void answer() {}
bool answer_from_disk(store::Connection&) { return true; }

// How the log names the level that the configuration asks for.
log::Level level_of(config::LogLevel level) { return static_cast<log::Level>(level); }

Ending ending_of(const store::OpenError& error) {
    using Kind = store::OpenError::Kind;
    switch (error.kind) {
        case Kind::cannot_create:
            return {Ending::Kind::cannot_create, error.message};
        case Kind::newer:
            return {Ending::Kind::newer_database, error.message};
        case Kind::damaged:
            return {Ending::Kind::damaged, error.message};
        case Kind::io:
            break;
    }
    return {Ending::Kind::io, error.message};
}

// The process around an App.
class Service {
  public:
    Service(std::filesystem::path config_file, config::Config config, config::Environment environment,
            std::unique_ptr<store::Connection> connection)
        : config_file_(std::move(config_file)),
          environment_(std::move(environment)),
          config_(config),
          cpu_(cpu_threads),
          disk_(1),
          clock_(loop_.get_executor()),
          signals_(loop_, SIGTERM, SIGINT, SIGHUP),
          fetch_(http::make_curl_client(loop_.get_executor(), fetch_policy(config.fetch))),
          webhooks_(http::make_curl_client(loop_.get_executor(), fetch_policy(config.fetch))),
          mail_(mail::make_curl_sender(loop_.get_executor(), relay_of(config))),
          app_({clock_, random_, *fetch_, *webhooks_, *mail_, loop_.get_executor(), cpu_.get_executor(),
                disk_.get_executor()},
               std::move(config), std::move(connection)) {}

    Ending run() {
        asio::co_spawn(loop_, live(), [this](std::exception_ptr error) {
            if (error && !runtime::is_aborted(error)) failure_ = error;
            loop_.stop();
        });
        loop_.run();
        cpu_.join();
        disk_.join();
        if (!failure_) return {};
        try {
            std::rethrow_exception(failure_);
        } catch (const std::exception& error) {
            return {Ending::Kind::failed, error.what()};
        }
    }

  private:
    Awaitable<> live() {
        co_await app_.prepare();
        runtime::TaskGroup tasks(loop_.get_executor(), [this](std::exception_ptr error) {
            failure_ = error;
            stop_requested_ = true;
            signals_.cancel();
        });
        tasks.spawn(app_.run());
        tasks.spawn(report());
        if (auto interval = systemd::watchdog_interval()) tasks.spawn(feed_watchdog(*interval));
        auto status = co_await app_.summary();
        systemd::ready(status);
        log::info({.event = "daemon.ready"}, status);

        while (!stop_requested_) {
            auto caught = co_await next_signal();
            if (caught.error || caught.signal != SIGHUP) break;
            co_await reload();
        }
        systemd::stopping("letting what is under way end");
        log::info({.event = "daemon.stopping"}, "stopping");
        tasks.cancel();
        co_await runtime::with_timeout(clock_, drain_limit, tasks.join());
    }

    struct Caught {
        boost::system::error_code error;
        int signal = 0;
    };
    Awaitable<Caught> next_signal() {
        Caught caught;
        try {
            caught.signal = co_await signals_.async_wait(asio::use_awaitable);
        } catch (const boost::system::system_error& error) {
            caught.error = error.code();
        }
        co_return caught;
    }

    Awaitable<> reload() {
        systemd::reloading();
        auto loaded = co_await runtime::offload(cpu_.get_executor(), config::load, config_file_, environment_);
        if (!loaded) {
            for (const config::Fault& fault : loaded.error())
                log::error({.event = "config.refused"}, fault.text());
            log::error({.event = "config.refused"}, "the configuration has faults: the old one stays in force");
        } else {
            for (const std::string& text : config::needs_restart(config_, *loaded))
                log::warning({.event = "config.restart"}, text);
            config_ = *loaded;
            log::set_level(level_of(config_.log.level));
            fetch_->set_policy(fetch_policy(config_.fetch));
            webhooks_->set_policy(fetch_policy(config_.fetch));
            mail_->set_relay(relay_of(config_));
            co_await app_.reload(std::move(*loaded));
            log::info({.event = "config.reloaded"}, "the configuration was read again: " + co_await app_.summary());
        }
        auto status = co_await app_.summary();
        systemd::ready(status);
    }

    Awaitable<> report() {
        while (true) {
            co_await clock_.sleep_for(status_interval);
            auto status = co_await app_.summary();
            systemd::status(status);
        }
    }

    // The service manager hears that we live only after the cpu pool and the disk have answered as well.
    Awaitable<> feed_watchdog(Duration interval) {
        while (true) {
            co_await runtime::offload(cpu_.get_executor(), answer);
            auto answered = co_await app_.store().read(answer_from_disk);
            if (answered) systemd::watchdog();
            co_await clock_.sleep_for(interval);
        }
    }

    std::filesystem::path config_file_;
    config::Environment environment_;
    config::Config config_;
    asio::io_context loop_{1};
    asio::thread_pool cpu_;
    asio::thread_pool disk_;
    runtime::SystemClock clock_;
    runtime::SystemRandom random_;
    asio::signal_set signals_;
    std::unique_ptr<http::CurlClient> fetch_;
    std::unique_ptr<http::CurlClient> webhooks_;
    std::unique_ptr<mail::CurlSender> mail_;
    App app_;
    bool stop_requested_ = false;
    std::exception_ptr failure_;
};

}  // namespace

Ending serve(const std::filesystem::path& config_file, config::Config config, const config::Environment& environment) {
    std::signal(SIGPIPE, SIG_IGN);
    auto progress = [](const std::string& what) {
        systemd::extend_timeout(std::chrono::minutes(10));
        log::info({.event = "store.migrating"}, what);
    };
    auto connection = store::open(config.state.directory, progress);
    if (!connection) {
        systemd::failed(EIO, connection.error().message);
        return ending_of(connection.error());
    }
    Service service(config_file, std::move(config), environment, std::move(*connection));
    auto ending = service.run();
    if (ending.kind == Ending::Kind::failed) systemd::failed(EIO, ending.message);
    return ending;
}

}  // namespace watchword::app
