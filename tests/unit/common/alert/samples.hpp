#pragma once

#include <string>
#include <vector>

#include "common/alert/payload.hpp"

// Invented alerts for tests. Articles, people and newspapers do not exist.
namespace watchword::alert::samples {

inline Time at(std::string_view rfc3339) {
    return from_rfc3339(rfc3339).value();
}

inline Alert matched() {
    Alert alert;
    alert.id = AlertId{1001};
    alert.event = Event::article_matched;
    alert.time = at("2018-04-17T09:12:44Z");
    alert.subscription = {.name = "Maidan talk", .query = "maidan OR \"security council\"", .time_zone = "Asia/Almaty"};
    alert.article = {.id = ArticleId{2002},
                     .url = "https://news.example.org/2018/04/17/harvest-protest?page=1&from=rss",
                     .title = "Harvest protest fills Karadala's main square",
                     .standfirst = "Farmers say the town might face Maidan-style unrest unless the water tariff falls.",
                     .authors = {"Aigul Sample", "Tom Inventor"},
                     .published = at("2018-04-17T08:30:00Z"),
                     .language = "en",
                     .tags = {"Karadala", "Water"},
                     .feeds = {"Steppe Courier"},
                     .revision = 1,
                     .seen = at("2018-04-17T09:12:41Z")};
    alert.hits = {
        {.part = "maidan",
         .field = query::Field::standfirst,
         .start = 32,
         .end = 38,
         .text = "Maidan",
         .excerpt = "Farmers say the town might face Maidan-style unrest unless the water tariff falls."},
        {.part = "\"security council\"",
         .field = query::Field::body,
         .start = 812,
         .end = 828,
         .text = "Security Council",
         .excerpt = "…a session of the region's Security Council was called for the evening, and the maidan stayed "
                    "full…"},
        {.part = "maidan",
         .field = query::Field::body,
         .start = 868,
         .end = 874,
         .text = "maidan",
         .excerpt = "…region's Security Council was called for the evening, and the maidan stayed full until "
                    "dawn…"}};
    return alert;
}

inline Alert edited() {
    using Op = revision::Piece::Op;
    auto alert = matched();
    alert.id = AlertId{1002};
    alert.event = Event::article_edited;
    alert.time = at("2018-04-17T11:02:09Z");
    alert.article.title = "Harvest protest empties Karadala's main square";
    alert.article.revision = 2;
    alert.article.seen = at("2018-04-17T11:02:03Z");
    alert.grade = revision::Grade::major;
    alert.changes = {{.kind = revision::Kind::headline,
                      .grade = revision::Grade::major,
                      .before = "Harvest protest fills Karadala's main square",
                      .after = "Harvest protest empties Karadala's main square",
                      .paragraph = {},
                      .words = {{Op::keep, "Harvest protest "},
                                {Op::remove, "fills"},
                                {Op::insert, "empties"},
                                {Op::keep, " Karadala's main square"}}},
                     {.kind = revision::Kind::number,
                      .grade = revision::Grade::substantive,
                      .before = "Some 4,000 people came, the organisers said.",
                      .after = "Some 400 people came, the police said.",
                      .paragraph = 3,
                      .words = {{Op::keep, "Some "},
                                {Op::remove, "4,000"},
                                {Op::insert, "400"},
                                {Op::keep, " people came, the "},
                                {Op::remove, "organisers"},
                                {Op::insert, "police"},
                                {Op::keep, " said."}}},
                     {.kind = revision::Kind::paragraph,
                      .grade = revision::Grade::major,
                      .before = "The mayor did not answer questions.",
                      .after = "",
                      .paragraph = 9,
                      .words = {{Op::remove, "The mayor did not answer questions."}}}};
    return alert;
}

inline Alert removed() {
    auto alert = matched();
    alert.id = AlertId{1003};
    alert.event = Event::article_removed;
    alert.time = at("2018-04-18T03:00:00Z");
    alert.hits.clear();
    alert.present_at = at("2018-04-18T01:40:00Z");
    alert.absent_at = at("2018-04-18T03:00:00Z");
    alert.absence = "404 Not Found";
    return alert;
}

inline Alert restored() {
    auto alert = matched();
    alert.id = AlertId{1004};
    alert.event = Event::article_restored;
    alert.time = at("2018-04-18T09:00:00Z");
    alert.hits.clear();
    alert.present_at = at("2018-04-18T09:00:00Z");
    alert.absent_at = at("2018-04-18T01:45:00Z");
    return alert;
}

inline Notice failing() {
    return {.id = AlertId{1005},
            .event = Event::feed_failing,
            .time = at("2018-04-18T09:00:00Z"),
            .subject = "Steppe Courier",
            .url = "https://news.example.org/rss",
            .reason = "three polls in a row failed: 503 Service Unavailable",
            .since = at("2018-04-18T08:15:00Z")};
}

inline Notice delivery_failing() {
    return {.id = AlertId{1006},
            .event = Event::delivery_failing,
            .time = at("2018-04-21T13:00:00Z"),
            .subject = "newsroom",
            .url = "",
            .reason = "10 attempts over 3d failed, the last with 500 Internal Server Error",
            .since = at("2018-04-18T09:15:00Z")};
}

// What a hostile publisher may put into any text.
inline std::vector<std::string> hostile_texts() {
    std::string long_title;
    for (int i = 0; i < 5'000; ++i) long_title += i % 7 == 0 ? "Ж" : i % 11 == 0 ? "🐎" : i % 13 == 0 ? " " : "x";
    return {"x\r\nBcc: victim@example.org\r\n\r\n.\r\nMAIL FROM:<evil@example.org>",
            "\x1b[31mred\x1b[0m \x07 bell \x7f",
            "{{7*7}} {{{a}}} {{#section}} {{/section}} {{=<% %>=}} {{> style}} %s%n $(id) ${jndi:ldap://x} `id`",
            "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&<!--",
            "\u202Eevil\u202E \u2066isolate \u2069\u2069\u202C",
            std::move(long_title),
            "bad \xff\xfe \xc3\x28 \xed\xa0\x80 \xf8\x88\x80\x80\x80 utf-8 \xe2\x82",
            "line\u2028separator\u2029and \\ \" \b \f \t end",
            std::string("nul\0byte", 8),
            "@everyone @here @channel <!channel> <@U123> <#C1> [link](https://evil.example) **bold** _it_ ~s~ "
            "`c` ||s|| > q",
            "a" +
                [] {
                    std::string marks;
                    for (int i = 0; i < 1'000; ++i) marks += "\u0301";
                    return marks;
                }(),
            std::string(20'000, '"'),
            "From here\n.\n..x\nFrom there",
            "]]>--></style></mark></ins>",
            ""};
}

// `alert` with every text replaced.
inline Alert with_text(Alert alert, const std::string& text) {
    alert.subscription.name = alert.subscription.query = text;
    auto& article = alert.article;
    article.url = "https://example.org/" + text;
    article.title = article.standfirst = article.language = text;
    article.authors = article.tags = article.feeds = {text, text};
    alert.absence = text;
    for (auto& hit : alert.hits) hit.part = hit.text = hit.excerpt = text;
    for (auto& change : alert.changes) {
        change.before = change.after = text;
        for (auto& piece : change.words) piece.text = text;
    }
    return alert;
}

inline Notice with_text(Notice notice, const std::string& text) {
    notice.subject = notice.reason = text;
    notice.url = "https://example.org/" + text;
    return notice;
}

inline DigestContent digest(std::size_t copies = 1) {
    DigestContent digest;
    digest.from = at("2018-04-17T03:00:00Z");
    digest.until = at("2018-04-18T03:00:00Z");
    digest.time_zone = "Asia/Almaty";
    DigestGroup maidan{.subscription = matched().subscription, .alerts = {}};
    for (std::size_t i = 0; i < copies; ++i) {
        for (auto alert : {matched(), edited(), removed()}) {
            alert.id.value += 10'000 * i;
            alert.article.id.value += i;
            maidan.alerts.push_back(std::move(alert));
        }
    }
    auto water = matched();
    water.id = AlertId{1010};
    water.time = at("2018-04-17T20:30:00Z");
    water.subscription.name = "Вода";
    water.subscription.query = "вода OR тариф";
    water.article.id = ArticleId{2010};
    water.article.url = "https://gazeta.example.org/voda";
    water.article.title = "Тариф на воду в Карадале снизят с мая";
    water.article.standfirst = "Акимат назвал новую цену кубометра.";
    water.article.feeds = {"Карадалинская газета"};
    water.article.language = "ru";
    water.hits = {{.part = "тариф",
                   .field = query::Field::title,
                   .start = 0,
                   .end = 5,
                   .text = "Тариф",
                   .excerpt = "Тариф на воду в Карадале снизят с мая"}};
    digest.groups = {std::move(maidan), {.subscription = water.subscription, .alerts = {water}}};
    digest.coverage = {
        .polled = 212, .failing = {"Steppe Courier", "Гудок"}, .silent = {"Harbour News"}, .overflowed = {}};
    return digest;
}

inline DigestContent with_text(DigestContent digest, const std::string& text) {
    digest.time_zone = text;
    for (auto& group : digest.groups) {
        group.subscription.name = group.subscription.query = text;
        for (auto& alert : group.alerts) alert = with_text(alert, text);
    }
    digest.coverage->failing = digest.coverage->silent = {text, text, text};
    return digest;
}

inline std::vector<Payload> every_payload() {
    return {matched(), edited(), removed(), restored(), failing(), delivery_failing(), digest(), digest(5)};
}

inline std::vector<Payload> hostile_payloads() {
    std::vector<Payload> payloads;
    for (const auto& text : hostile_texts())
        for (const auto& payload : every_payload())
            payloads.push_back(
                std::visit([&](const auto& value) -> Payload { return with_text(value, text); }, payload));
    return payloads;
}

}  // namespace watchword::alert::samples
