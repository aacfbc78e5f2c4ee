#include "daemon/app/service.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <initializer_list>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <unistd.h>

#include "config/load.hpp"
#include "daemon/app/app.hpp"
#include "daemon/app/desk.hpp"
#include "daemon/app/sockets.hpp"
#include "daemon/app/ways_out.hpp"
#include "daemon/control/server.hpp"
#include "daemon/http/curl_client.hpp"
#include "daemon/mail/curl_sender.hpp"
#include "daemon/runtime/aborted.hpp"
#include "daemon/runtime/allocator.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/offload.hpp"
#include "daemon/runtime/signal.hpp"
#include "daemon/runtime/system_clock.hpp"
#include "daemon/runtime/system_random.hpp"
#include "daemon/runtime/task_group.hpp"
#include "daemon/runtime/with_timeout.hpp"
#include "systemd/notify.hpp"

namespace watchword::app {

namespace {

constexpr unsigned cpu_threads = 2;
constexpr Duration drain_limit = std::chrono::seconds(3);
constexpr unsigned insist_after_seconds = 4;
constexpr Duration status_interval = std::chrono::seconds(10);
constexpr Duration memory_interval = std::chrono::seconds(20);
constexpr Duration patience = std::chrono::minutes(2);  // with a pool, before it counts as stuck

// What the watchdog asks of the other threads.
void answer() {}
bool answer_from_disk(store::Connection&) {
    return true;
}

// How the log names the level that the configuration asks for.
log::Level level_of(config::LogLevel level) {
    return static_cast<log::Level>(level);
}

// SIG_BLOCK: they wait; SIG_UNBLOCK: they are heeded. Of the calling thread.
void mask(int how, std::initializer_list<int> signals) {
    sigset_t set;
    sigemptyset(&set);
    for (int signal : signals) sigaddset(&set, signal);
    pthread_sigmask(how, &set, nullptr);
}
void mask_reloads(int how) {
    mask(how, {SIGHUP});
}
void hold_all_signals() {
    mask(SIG_BLOCK, {SIGHUP, SIGTERM, SIGINT});
}

// Tells the service manager that a migration goes on, so that a long one is not taken for a start that hangs.
class MigrationProgress {
  public:
    void operator()(const std::string& what) {
        auto now = std::chrono::steady_clock::now();
        if (what != told_) {
            systemd::status(what);
            log::info({.event = "store.migrating"}, what);
        } else if (now < told_at_ + interval) {
            return;
        }
        systemd::extend_timeout(step_max);
        told_ = what;
        told_at_ = now;
    }

  private:
    static constexpr std::chrono::seconds interval{3};
    // Between two words of SQLite: it drops a table of years in one step, and copies the whole log after the commit. On
    // a slow disk either takes minutes, and a start that is broken off would be repeated for ever.
    static constexpr std::chrono::minutes step_max{10};
    std::string told_;
    std::chrono::steady_clock::time_point told_at_{};
};

// Whatever thread is at work by then, nothing is lost: what counts is committed, and the rest is done again.
void end_process_after(unsigned seconds) {
    std::signal(SIGALRM, [](int) { ::_exit(0); });
    ::alarm(seconds);
}

int errno_of(Ending::Kind kind) {
    using Kind = Ending::Kind;
    switch (kind) {
        case Kind::cannot_create:
            return EACCES;
        case Kind::newer_database:
            return EPROTONOSUPPORT;
        case Kind::unavailable:
            return EADDRINUSE;
        case Kind::damaged:
            return EUCLEAN;
        default:
            return EIO;
    }
}

Ending ending_of(const store::OpenError& error) {
    using Kind = store::OpenError::Kind;
    switch (error.kind) {
        case Kind::cannot_create:
            return {Ending::Kind::cannot_create, error.message};
        case Kind::newer:
            return {Ending::Kind::newer_database, error.message};
        case Kind::in_use:
            return {Ending::Kind::unavailable, error.message};
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
            std::unique_ptr<store::Connection> connection, std::vector<control::Listener> listeners)
        : config_file_(std::move(config_file)),
          environment_(std::move(environment)),
          config_(config),
          cpu_(cpu_threads),
          disk_(1),
          clock_(loop_.get_executor()),
          signals_(loop_, SIGTERM, SIGINT, SIGHUP),
          fetch_(http::make_curl_client(loop_.get_executor(), fetch_policy(config.fetch))),
          webhooks_(http::make_curl_client(loop_.get_executor(), webhook_policy(config.fetch))),
          mail_(mail::make_curl_sender(loop_.get_executor(), relay_of(config))),
          app_({clock_, random_, *fetch_, *webhooks_, *mail_, loop_.get_executor(), cpu_.get_executor(),
                disk_.get_executor()},
               std::move(config), std::move(connection)),
          desk_(app_, clock_, loop_.get_executor()),
          server_(loop_.get_executor(), clock_, std::move(listeners), config_.server.token.reveal(),
                  [this](control::Request request) { return desk_.answer(std::move(request)); }),
          tasks_(loop_.get_executor(),
                 [this](std::exception_ptr error) {
                     failure_ = error;
                     signals_.cancel();
                 }),
          reload_(loop_.get_executor()) {
        mask_reloads(SIG_UNBLOCK);
    }

    Ending run() {
        asio::co_spawn(loop_, live(), [this](std::exception_ptr error) {
            if (error && !runtime::is_aborted(error)) failure_ = error;
            loop_.stop();
        });
        try {
            loop_.run();
        } catch (...) {
            failure_ = std::current_exception();
        }
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
    // Asks all work to end, waits a bounded time, then insists.
    Awaitable<> live() {
        tasks_.spawn(work());
        co_await heed_signals();
        hold_all_signals();  // nobody heeds them any more, and none may end the process while its work is put away
        end_process_after(insist_after_seconds);
        systemd::stopping("letting what is under way end");
        log::info({.event = "daemon.stopping"}, "stopping");
        desk_.close();
        tasks_.cancel();
        co_await runtime::with_timeout(clock_, drain_limit, tasks_.join());
    }

    // Until the process is told to end, or has to. Reloads are only noted: however many are asked for while one is
    // under way, one more follows, and none keeps a stop waiting.
    Awaitable<> heed_signals() {
        while (!failure_) {
            int signal = 0;
            try {
                signal = co_await signals_.async_wait(asio::use_awaitable);
            } catch (const boost::system::system_error&) {
                co_return;
            }
            if (signal != SIGHUP) co_return;
            reload_wanted_ = true;
            reload_.notify_all();
        }
    }

    Awaitable<> work() {
        co_await app_.prepare();
        auto summary = co_await app_.summary();
        tasks_.spawn(app_.run());
        tasks_.spawn(server_.run());
        tasks_.spawn(report());
        tasks_.spawn(tend_memory());
        systemd::ready(summary);
        log::info({.event = "daemon.ready"}, summary);
        if (auto interval = systemd::watchdog_interval()) {
            tasks_.spawn(ask_cpu(*interval));
            tasks_.spawn(ask_disk(*interval));
            tasks_.spawn(feed_watchdog(*interval));
        }
        while (true) {
            while (!std::exchange(reload_wanted_, false)) co_await reload_.wait();
            co_await reload();
        }
    }

    Awaitable<> reload() {
        systemd::reloading();
        auto loaded = co_await runtime::offload(cpu_.get_executor(), config::load, config_file_, environment_);
        refused_ = !loaded;
        if (!loaded) {
            for (const config::Fault& fault : loaded.error()) log::error({.event = "config.refused"}, fault.text());
            log::error({.event = "config.refused"}, "the configuration has faults: the old one stays in force");
        } else {
            for (const std::string& text : config::needs_restart(config_, *loaded))
                log::warning({.event = "config.restart"}, text);
            loaded->state.directory = config_.state.directory;
            loaded->server.listen = config_.server.listen;
            loaded->log.format = config_.log.format;
            config_ = *loaded;
            log::set_level(level_of(config_.log.level));
            fetch_->set_policy(fetch_policy(config_.fetch));
            webhooks_->set_policy(webhook_policy(config_.fetch));
            mail_->set_relay(relay_of(config_));
            server_.set_token(config_.server.token.reveal());
            co_await app_.reload(std::move(*loaded));
        }
        auto status = co_await status_line();
        systemd::ready(status);
        if (!refused_) log::info({.event = "config.reloaded"}, "the configuration was read again: " + status);
    }

    Awaitable<std::string> status_line() {
        auto line = co_await app_.summary();
        if (refused_) line += "; the configuration has faults and was not taken: see `watchword check-config`";
        co_return line;
    }

    Awaitable<> report() {
        std::string said;
        while (true) {
            co_await clock_.sleep_for(status_interval);
            auto line = co_await status_line();
            if (line == said) continue;
            systemd::status(line);
            said = line;
        }
    }

    Awaitable<> tend_memory() {
        while (true) {
            co_await clock_.sleep_for(memory_interval);
            co_await runtime::offload(cpu_.get_executor(), runtime::give_memory_back);
        }
    }

    // The service manager hears that we live while the loop runs this and the pools answer. One that is at a long piece
    // of work is given patience; one that is stuck is not.
    Awaitable<> feed_watchdog(Duration interval) {
        while (true) {
            if (std::max(cpu_silent_for_, disk_silent_for_) < patience) systemd::watchdog();
            co_await clock_.sleep_for(interval);
            cpu_silent_for_ += interval;
            disk_silent_for_ += interval;
        }
    }

    Awaitable<> ask_cpu(Duration interval) {
        while (true) {
            co_await runtime::offload(cpu_.get_executor(), answer);
            cpu_silent_for_ = {};
            co_await clock_.sleep_for(interval);
        }
    }

    Awaitable<> ask_disk(Duration interval) {
        while (true) {
            auto answered = co_await app_.store().read(answer_from_disk);
            if (answered) disk_silent_for_ = {};
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
    Desk desk_;
    control::Server server_;
    runtime::TaskGroup tasks_;
    runtime::Signal reload_;
    bool reload_wanted_ = false;
    bool refused_ = false;  // the last configuration that was read
    Duration cpu_silent_for_{}, disk_silent_for_{};
    std::exception_ptr failure_;
};

Ending start(const std::filesystem::path& config_file, config::Config config, const config::Environment& environment) {
    auto lock = store::DirectoryLock::take(config.state.directory);
    if (!lock) return ending_of(lock.error());
    auto connection = store::open(config.state.directory, MigrationProgress());
    if (!connection) return ending_of(connection.error());
    auto listeners = open_sockets(config);
    if (!listeners) return {Ending::Kind::unavailable, listeners.error()};
    auto service = std::make_unique<Service>(config_file, std::move(config), environment, std::move(*connection),
                                             std::move(*listeners));
    auto ending = service->run();
    // Coroutines that a failure left where they were hold parts of the service, and would outlive them in its loop.
    if (ending.kind == Ending::Kind::failed) static_cast<void>(service.release());
    return ending;
}

}  // namespace

void hold_reloads() {
    mask_reloads(SIG_BLOCK);
}

Ending serve(const std::filesystem::path& config_file, config::Config config, const config::Environment& environment) {
    runtime::keep_memory_lean();
    std::signal(SIGPIPE, SIG_IGN);
    auto ending = start(config_file, std::move(config), environment);
    if (ending.kind != Ending::Kind::stopped) systemd::failed(errno_of(ending.kind), ending.message);
    return ending;
}

}  // namespace watchword::app
