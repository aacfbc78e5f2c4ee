// kill -9, power loss and a full disk at any moment: every alert is delivered in the end, every repeat carries the same
// id (spec/product.md, promise 2).
#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "tests/simulation/stories/story.hpp"

namespace watchword::simulation {
namespace {

constexpr auto mail_address = "ops@example.org";

// A morning in which everything happens: news, news of a second feed, a silent edit, a piece taken down, a desk that is
// out for a while.
class Morning {
  public:
    explicit Morning(std::uint64_t seed) : sim(seed, start), prose_random(seed + 3) {
        std::string toml = "[poll]\nsilent_after = \"never\"\nadaptive = false\n";
        for (Outlet* one : {&gazette, &herald}) toml += "[[feed]]\nurl = \"" + one->feed_url() + "\"\n";
        toml += "[[receiver]]\nname = \"desk\"\nwebhook = \"" + hook +
                "\"\n[[receiver]]\nname = \"mail\"\nemail = [\"" + std::string(mail_address) +
                "\"]\n[[subscription]]\nname = \"Maidan talk\"\nquery = \"maidan\"\nreceivers = [\"desk\", \"mail\"]\n"
                "events = [\"matched\", \"edited\", \"removed\"]\n";
        EXPECT_THAT(sim.configure(toml), IsEmpty());
        gazette.publish("The old Maidan", start - 48h);
        sim.start();
    }

    // Every few minutes, and whenever the power went, `then` is called.
    void play(const std::function<void()>& then) {
        auto until = [&](Duration at) {
            while (sim.clock.now() < start + at) {
                sim.run_until(std::min(start + at, sim.clock.now() + 5min));
                then();
            }
        };
        until(20min);
        Piece& fills = gazette.publish("The Maidan fills again", sim.clock.now());
        Piece& talks = gazette.publish("Talks on the Maidan today", sim.clock.now());
        until(60min);
        herald.carry(fills, fills.link, sim.clock.now());
        fills.headline = "The Maidan fills up once more";
        until(120min);
        talks.status = 404;
        sim.mailbox.set_manner(hook, [](const auto&) { return SimMailbox::Reply{500}; });
        herald.publish("A song for the Maidan", sim.clock.now());
        until(160min);
        sim.mailbox.clear_manner(hook);
        until(7h);
    }

    // "article.matched https://..." of what came to the desk, each as often as it came.
    std::multiset<std::string> told() const {
        std::multiset<std::string> found;
        for (const auto& message : sim.mailbox.messages(hook)) {
            auto body = boost::json::parse(message.body);
            found.insert(message.type + ' ' + std::string(body.at("data").at("article").at("url").as_string()));
        }
        return found;
    }
    std::set<std::string> told_once() const {
        auto all = told();
        return {all.begin(), all.end()};
    }

    // Ids of the alerts that came to a receiver.
    std::set<std::string> alerts(const std::string& receiver) const {
        std::set<std::string> ids;
        for (const auto& message : sim.mailbox.messages(receiver))
            ids.insert(message.alerts.begin(), message.alerts.end());
        return ids;
    }

    // How many messages the receivers have taken that the disk knows nothing of.
    std::size_t unrecorded() {
        std::size_t delivered = sim.look([](store::Connection& c) {
            auto statement = c.prepare("SELECT count(*) FROM delivery WHERE state = 'delivered'");
            return static_cast<std::size_t>(statement.step() ? statement.integer(0) : 0);
        });
        std::set<std::pair<std::string, std::string>> taken;
        for (const auto& message : sim.mailbox.messages()) taken.emplace(message.receiver, message.id);
        return taken.size() - delivered;
    }

    static constexpr Time start = std::chrono::sys_days(std::chrono::year(2026) / 3 / 2) + 9h;
    Simulation sim;
    SimRandom prose_random;
    Outlet gazette{sim.web, prose_random, "gazette.example", "gazette"};
    Outlet herald{sim.web, prose_random, "herald.example", "herald"};
};

class CrashStory : public testing::Test {
  protected:
    CrashStory() {
        Morning calm(seed);
        auto commits_before = calm.sim.disk.commits();
        auto writes_before = calm.sim.disk.writes();
        calm.play([] {});
        expected = calm.told_once();
        commits = calm.sim.disk.commits() - commits_before;
        writes = calm.sim.disk.writes() - writes_before;
        EXPECT_EQ(calm.told().size(), expected.size()) << "without a crash everything comes once";
        EXPECT_THAT(expected, SizeIs(5)) << testing::PrintToString(expected);
        EXPECT_EQ(calm.alerts(hook), calm.alerts(mail_address));
    }

    void crash(std::uint64_t commit, SimDisk::Moment moment) {
        SCOPED_TRACE("seed " + std::to_string(seed) + ", power lost " +
                     (moment == SimDisk::Moment::before ? "before" : "after") + " commit " + std::to_string(commit));
        Morning morning(seed);
        morning.sim.crash_at_commit(commit, moment);
        std::size_t repeats = 0, crashes = 0;
        morning.play([&] {
            if (!morning.sim.crashed()) return;
            ++crashes;
            morning.sim.recover();
            repeats = morning.unrecorded();
        });
        EXPECT_EQ(crashes, 1u);
        EXPECT_EQ(morning.told_once(), expected);
        EXPECT_EQ(morning.alerts(hook).size(), expected.size()) << "one id each";
        EXPECT_EQ(morning.alerts(hook), morning.alerts(mail_address));
        std::map<std::pair<std::string, std::string>, unsigned> times;
        for (const auto& message : morning.sim.mailbox.messages()) ++times[{message.receiver, message.id}];
        std::size_t repeated = 0;
        for (const auto& [message, count] : times) repeated += count - 1;
        EXPECT_LE(repeated, repeats) << "nothing is repeated but what the disk did not know of";
    }

    // From the `write`th write on nothing can be written for a while.
    void fill_up(std::uint64_t write, int code) {
        SCOPED_TRACE("seed " + std::to_string(seed) + ", error " + std::to_string(code) + " from write " +
                     std::to_string(write));
        Morning morning(seed);
        morning.sim.disk.fail_writes(write, code);
        morning.play([&] {
            if (morning.sim.disk.failed_writes() > 0) morning.sim.disk.make_room();
        });
        EXPECT_GT(morning.sim.disk.failed_writes(), 0u);
        EXPECT_EQ(morning.told_once(), expected);
        EXPECT_EQ(morning.told().size(), expected.size()) << "each once";
        EXPECT_EQ(morning.alerts(hook), morning.alerts(mail_address));
        EXPECT_EQ(morning.sim.look([](store::Connection& c) {
            auto statement = c.prepare("PRAGMA integrity_check");
            return statement.step() ? statement.string(0) : "";
        }),
                  "ok");
    }

    const std::uint64_t seed = chosen_seed();
    std::set<std::string> expected;
    std::uint64_t commits = 0, writes = 0;
};

TEST_F(CrashStory, PowerLostBeforeAnyCommitLosesNothing) {
    for (std::uint64_t n = 1; n <= commits && !HasFailure(); ++n) crash(n, SimDisk::Moment::before);
}

TEST_F(CrashStory, PowerLostAfterAnyCommitLosesNothing) {
    for (std::uint64_t n = 1; n <= commits && !HasFailure(); ++n) crash(n, SimDisk::Moment::after);
}

TEST_F(CrashStory, PowerLostAgainAndAgainLosesNothing) {
    SimRandom chance(seed + 4);
    for (int round = 0; round < 20 && !HasFailure(); ++round) {
        Morning morning(seed + static_cast<std::uint64_t>(round));
        auto next = [&] {
            morning.sim.crash_at_commit(1 + chance.below(12),
                                        chance.below(2) == 0 ? SimDisk::Moment::before : SimDisk::Moment::after);
        };
        next();
        morning.play([&] {
            if (!morning.sim.crashed()) return;
            morning.sim.recover();
            next();
        });
        SCOPED_TRACE("round " + std::to_string(round));
        EXPECT_EQ(morning.told_once(), expected);
        EXPECT_EQ(morning.alerts(hook).size(), expected.size());
    }
}

TEST_F(CrashStory, ADiskThatIsFullFromAnyWriteOnLosesNothingWhenThereIsRoomAgain) {
    constexpr std::uint64_t step = 7;  // of some thousand writes
    for (std::uint64_t n = 1; n <= writes && !HasFailure(); n += step) fill_up(n, SQLITE_FULL);
}

TEST_F(CrashStory, ADiskThatFailsFromAnyWriteOnLosesNothingWhenItWorksAgain) {
    constexpr std::uint64_t step = 13;
    for (std::uint64_t n = 1; n <= writes && !HasFailure(); n += step) fill_up(n, SQLITE_IOERR_WRITE);
}

}  // namespace
}  // namespace watchword::simulation
