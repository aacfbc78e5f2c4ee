#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>

#include "daemon/app/app.hpp"
#include "daemon/runtime/task_group.hpp"
#include "tests/simulation/sim_clock.hpp"
#include "tests/simulation/sim_disk.hpp"
#include "tests/simulation/sim_mailbox.hpp"
#include "tests/simulation/sim_random.hpp"
#include "tests/simulation/sim_web.hpp"

namespace watchword::simulation {

// The whole daemon in a made-up world: virtual time, a simulated web, receivers that note what comes, and SQLite on a
// disk that can fail. The same seed plays the same story.
class Simulation {
  public:
    explicit Simulation(std::uint64_t seed, Time start);
    ~Simulation();  // ends the daemon, whatever it is doing
    Simulation(const Simulation&) = delete;
    Simulation& operator=(const Simulation&) = delete;

    // Writes the configuration file; a daemon that runs reads it again, as by SIGHUP. Gives the faults found: then the
    // old one stays in force.
    std::vector<std::string> configure(const std::string& toml);

    void start();
    // As by SIGTERM: what is under way ends within seconds.
    void stop();
    void restart();
    // Plays until then, or until the power goes.
    void run_until(Time end);
    void run_for(Duration duration) { run_until(clock.now() + duration); }

    // The power goes at the `number`th commit from now; crashed() tells that it did.
    void crash_at_commit(std::uint64_t number, SimDisk::Moment moment);
    bool crashed() const { return disk.crashed(); }
    // Starts the daemon again on what the disk held.
    void recover();

    // Looks into the database beside the daemon.
    template <class Look>
    auto look(Look look) {
        auto connection = store::open_read_only(disk.directory());
        if (!connection) throw std::runtime_error(connection.error().message);
        return look(**connection);
    }

    app::App& app() { return *app_; }

    // Puts a question to the daemon, as those who reach it by its listeners do.
    template <class Answer>
    Answer ask(Awaitable<Answer> question) {
        std::optional<Answer> answer;
        tasks_.spawn(take_answer(std::move(question), answer));
        while (!answer) clock.run_for(std::chrono::milliseconds(10));
        return *answer;
    }

  private:
    std::filesystem::path config_file() const;
    Result<config::Config, std::vector<config::Fault>> load() const;
    void end(bool at_once);
    template <class Answer>
    static Awaitable<> take_answer(Awaitable<Answer> question, std::optional<Answer>& place) {
        place = co_await std::move(question);
    }

    asio::io_context loop_;

  public:
    SimClock clock;
    SimRandom random;
    SimWeb web;
    SimMailbox mailbox;
    SimDisk disk;

  private:
    runtime::TaskGroup tasks_;
    std::unique_ptr<app::App> app_;
};

}  // namespace watchword::simulation
