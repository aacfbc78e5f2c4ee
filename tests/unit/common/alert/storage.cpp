#include <gtest/gtest.h>

#include "common/alert/payload.hpp"
#include "samples.hpp"

namespace watchword::alert {
namespace {

TEST(Storage, GivesBackAnAlertFieldByField) {
    auto alert = samples::edited();
    auto read = alert_from_json(to_json(alert));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->id, alert.id);
    EXPECT_EQ(read->event, alert.event);
    EXPECT_EQ(read->time, alert.time);
    EXPECT_EQ(read->subscription.time_zone, "Asia/Almaty");
    EXPECT_EQ(read->article.authors, alert.article.authors);
    EXPECT_EQ(read->article.published, alert.article.published);
    EXPECT_EQ(read->hits, alert.hits);
    EXPECT_EQ(read->changes, alert.changes);
    EXPECT_EQ(read->grade, revision::Grade::major);
}

TEST(Storage, GivesBackEveryPayloadAsTheSameJson) {
    for (const auto& payload : samples::every_payload()) {
        auto stored = to_json(payload);
        auto read = payload_from_json(stored);
        ASSERT_TRUE(read) << stored.substr(0, 300);
        EXPECT_EQ(read->index(), payload.index());
        EXPECT_EQ(to_json(*read), stored);
    }
}

TEST(Storage, KeepsMillisecondsAndWhatIsUnknown) {
    auto alert = samples::removed();
    alert.present_at = Time(Duration(1'523'956'364'123));
    alert.article.published.reset();
    auto read = alert_from_json(to_json(alert));
    EXPECT_EQ(read->present_at, alert.present_at);
    EXPECT_FALSE(read->article.published);
    EXPECT_FALSE(read->grade);
    auto notice = notice_from_json(to_json(samples::delivery_failing()));
    EXPECT_EQ(notice->subject, "newsroom");
}

TEST(Storage, CanReadBackWhateverAPublisherWrites) {
    for (const auto& payload : samples::hostile_payloads()) EXPECT_TRUE(payload_from_json(to_json(payload)));
}

TEST(Storage, RefusesWhatIsNoAlert) {
    for (std::string_view text : {"", "{}", "[]", "null", "{\"alert\": {\"id\": 7}}", "{\"digest\": {}}", "{\"id\""}) {
        EXPECT_FALSE(payload_from_json(text)) << text;
        EXPECT_FALSE(alert_from_json(text)) << text;
        EXPECT_FALSE(notice_from_json(text)) << text;
    }
}

TEST(Event, NamesAreReadBack) {
    for (auto event : {Event::article_matched, Event::digest, Event::delivery_failing, Event::test})
        EXPECT_EQ(event_from_text(to_text(event)), event);
    EXPECT_FALSE(event_from_text("article.vanished"));
}

}  // namespace
}  // namespace watchword::alert
