#pragma once

#include <cstdlib>
#include <deque>
#include <iostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/simulation/press.hpp"
#include "tests/simulation/simulation.hpp"

namespace watchword::simulation {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Under a sanitizer everything takes many times as long: the longest stories are then played with fewer days or pieces,
// and the same is asked of them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool is_slow_build = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool is_slow_build = true;
#else
inline constexpr bool is_slow_build = false;
#endif
#else
inline constexpr bool is_slow_build = false;
#endif

inline const std::string hook = "https://desk.example/hook";  // the first desk's webhook

inline std::uint64_t chosen_seed() {
    const char* chosen = std::getenv("WATCHWORD_SEED");
    return chosen ? std::strtoull(chosen, nullptr, 10) : 1;
}

// What every story has: a world, outlets, a desk that hears by webhook. A failure names its seed; WATCHWORD_SEED=N
// plays it again.
class Story : public testing::Test {
  protected:
    ~Story() override {
        if (HasFailure()) std::cerr << "seed " << seed << '\n';
    }

    Outlet& outlet(const std::string& name) {
        return outlets.emplace_back(sim.web, prose_random, name + ".example", name);
    }

    // [[feed]] for every outlet; `more` are further keys of each.
    std::string feeds(const std::string& more = {}) const {
        std::string toml;
        for (const Outlet& one : outlets) toml += "[[feed]]\nurl = \"" + one.feed_url() + "\"\n" + more + "\n";
        return toml;
    }

    static std::string desk() { return "[[receiver]]\nname = \"desk\"\nwebhook = \"" + hook + "\"\n"; }
    // A subscription to `maidan`, for the desk.
    static std::string maidan(const std::string& more = {}) {
        return "[[subscription]]\nname = \"Maidan talk\"\nquery = \"maidan\"\nreceivers = [\"desk\"]\n" + more + "\n";
    }

    void configure(const std::string& toml) { ASSERT_THAT(sim.configure(toml), IsEmpty()); }

    // What the desk got, as "article.matched" and so on.
    std::vector<std::string> types() const {
        std::vector<std::string> found;
        for (const auto& message : sim.mailbox.messages(hook)) found.push_back(message.type);
        return found;
    }
    std::vector<SimMailbox::Message> at_the_desk() const { return sim.mailbox.messages(hook); }

    static constexpr Time start = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 9h;  // a Monday

    std::uint64_t seed = chosen_seed();
    Simulation sim{seed, start};
    SimRandom prose_random{seed + 3};
    std::deque<Outlet> outlets;
};

}  // namespace watchword::simulation
