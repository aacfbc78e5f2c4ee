#include "tests/simulation/simulation.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "config/load.hpp"
#include "daemon/store/database.hpp"

namespace watchword::simulation {

namespace {

using namespace std::chrono_literals;

constexpr Duration drain_limit = 4s;  // as the service gives it
constexpr Duration glance = 10min;    // how long a crash can go unnoticed

Awaitable<> live(app::App& app) {
    co_await app.prepare();
    co_await app.run();
}

Awaitable<> reload(app::App& app, config::Config config) {
    co_await app.reload(std::move(config));
}

}  // namespace

Simulation::Simulation(std::uint64_t seed, Time start)
    : clock(loop_, start),
      random(seed),
      web(clock, seed + 1),
      mailbox(clock, seed + 2),
      tasks_(loop_.get_executor(), [](std::exception_ptr error) { std::rethrow_exception(error); }) {}

Simulation::~Simulation() {
    end(true);
}

Result<config::Config, std::vector<config::Fault>> Simulation::load() const {
    auto environment = config::process_environment();
    environment.variables["STATE_DIRECTORY"] = disk.directory().string();
    return config::load(config_file(), environment);
}

std::filesystem::path Simulation::config_file() const {
    return disk.directory().parent_path() / "watchword.toml";
}

std::vector<std::string> Simulation::configure(const std::string& toml) {
    std::ofstream(config_file(), std::ios::binary) << toml;
    auto loaded = load();
    std::vector<std::string> faults;
    if (!loaded) {
        for (const config::Fault& fault : loaded.error()) faults.push_back(fault.text());
    } else if (app_) {
        tasks_.spawn(reload(*app_, std::move(*loaded)));
        clock.run_ready();
    }
    return faults;
}

void Simulation::start() {
    auto config = load();
    if (!config) throw std::runtime_error(config.error().front().text());
    auto connection = store::open(disk.directory(), [](const std::string&) {});
    if (!connection) throw std::runtime_error(connection.error().message);
    disk.attach(**connection);
    auto loop = loop_.get_executor();
    app::World world{clock, random, web, mailbox, mailbox, loop, loop, loop};
    app_ = std::make_unique<app::App>(world, std::move(*config), std::move(*connection));
    tasks_.spawn(live(*app_));
    clock.run_ready();
}

void Simulation::stop() {
    end(false);
}

void Simulation::restart() {
    stop();
    start();
}

void Simulation::run_until(Time end) {
    while (clock.now() < end && !crashed()) clock.run_until(std::min(end, clock.now() + glance));
}

void Simulation::crash_at_commit(std::uint64_t number, SimDisk::Moment moment) {
    disk.crash_at(number, moment, [this] {
        web.cut();
        mailbox.cut();
    });
}

void Simulation::recover() {
    end(true);
    disk.come_back();
    web.mend();
    mailbox.mend();
    start();
}

void Simulation::end(bool at_once) {
    if (!app_) return;
    tasks_.cancel();
    clock.run_ready();
    if (tasks_.size() > 0 && !at_once) clock.run_for(drain_limit);
    if (tasks_.size() > 0) {
        tasks_.cancel();
        clock.run_ready();
    }
    if (tasks_.size() > 0) throw std::logic_error("the daemon does not end");
    app_.reset();
}

}  // namespace watchword::simulation
