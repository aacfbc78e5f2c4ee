#include "daemon/runtime/log.hpp"

#include <sstream>

#include <boost/json/parse.hpp>
#include <gmock/gmock.h>
#include <spdlog/sinks/ostream_sink.h>

namespace watchword::log {
namespace {

// What a sink with this formatter writes for everything that is logged while it stands.
class Written {
  public:
    explicit Written(std::unique_ptr<spdlog::formatter> formatter, Level level = Level::info) {
        auto sink = std::make_shared<spdlog::sinks::ostream_sink_mt>(out_);
        sink->set_formatter(std::move(formatter));
        start(level, sink);
    }
    ~Written() { start(Level::warning, stderr_sink(text_formatter(Stamp::time))); }
    std::string text() const { return out_.str(); }

  private:
    std::ostringstream out_;
};

TEST(Log, WritesAMessageWithItsFieldsOnOneLine) {
    Written log(text_formatter(Stamp::priority));
    warning({.event = "feed.failing", .reason = "timeout", .feed = "fd_1"}, "Eurasianet has failed 3 times");
    info({}, "watchword has started");
    EXPECT_EQ(log.text(),
              "<4>Eurasianet has failed 3 times [event=feed.failing reason=timeout feed=fd_1]\n"
              "<6>watchword has started\n");
}

TEST(Log, StampsTextWithTheTimeInUtc) {
    Written log(text_formatter(Stamp::time));
    error({}, "no");
    EXPECT_THAT(log.text(), testing::MatchesRegex("[0-9]+-[0-9]+-[0-9]+T[0-9]+:[0-9]+:[0-9]+\\.[0-9]+Z error no\n"));
}

TEST(Log, LeavesOutWhatIsBelowItsLevel) {
    Written log(text_formatter(Stamp::priority));
    debug({}, "not this");
    EXPECT_FALSE(enabled(Level::debug));
    set_level(Level::debug);
    debug({}, "but this");
    EXPECT_EQ(log.text(), "<7>but this\n");
}

TEST(Log, NeverLetsFetchedTextForgeAnEntryOrReachTheTerminal) {
    Written log(text_formatter(Stamp::priority));
    info({.reason = "x\nEVENT=y"}, "title\nMESSAGE=\x1b[31m{} %s%n");
    EXPECT_EQ(log.text(), R"(<6>title\nMESSAGE=\x1b[31m{} %s%n [reason=x\nEVENT=y])"
                          "\n");
}

TEST(Log, CutsALongMessage) {
    Written log(text_formatter(Stamp::priority));
    info({}, std::string(1 << 20, 'x'));
    EXPECT_LT(log.text().size(), 2100U);
}

TEST(Log, WritesJsonThatReadsBack) {
    Written log(json_formatter());
    info({.event = "delivery.sent", .delivery = "dl_1"}, "sent \"it\" \\ \xff");
    auto entry = boost::json::parse(log.text()).as_object();
    EXPECT_EQ(entry["level"], "info");
    EXPECT_EQ(entry["event"], "delivery.sent");
    EXPECT_EQ(entry["delivery"], "dl_1");
    EXPECT_EQ(entry["message"], "sent \"it\" \\ \\xff");
    EXPECT_FALSE(entry.contains("feed"));
}

}  // namespace
}  // namespace watchword::log
