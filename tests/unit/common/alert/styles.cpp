#include <map>

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include "common/alert/bulletin.hpp"
#include "common/alert/display.hpp"
#include "common/alert/webhook.hpp"
#include "common/text/utf8.hpp"
#include "golden.hpp"
#include "samples.hpp"

namespace watchword::alert {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::Not;

const std::map<std::string, Style> chats = {{"slack", Style::slack},       {"discord", Style::discord},
                                            {"teams", Style::teams},       {"mattermost", Style::mattermost},
                                            {"telegram", Style::telegram}, {"ntfy", Style::ntfy}};

WebhookMessage compose(const Payload& payload, Style style, Length length = Length::full) {
    return *compose_webhook(payload, style, {}, length);
}

json::value read(const WebhookMessage& message) {
    return json::parse(message.body);
}

std::string text_at(const json::value& value, std::string_view pointer) {
    return std::string(value.at_pointer(pointer).as_string());
}

// Indented, for people who review a difference.
std::string pretty(const json::value& value, std::string indent = "\n") {
    auto deeper = indent + "  ";
    std::string text;
    if (const auto* object = value.if_object()) {
        for (const auto& [key, member] : *object)
            text += (text.empty() ? "{" : ",") + deeper + "\"" + std::string(key) + "\": " + pretty(member, deeper);
        return text.empty() ? "{}" : text + indent + "}";
    }
    if (const auto* array = value.if_array()) {
        for (const auto& item : *array) text += (text.empty() ? "[" : ",") + deeper + pretty(item, deeper);
        return text.empty() ? "[]" : text + indent + "]";
    }
    return json::serialize(value);
}

TEST(Styles, LookAsTheyDid) {
    std::map<std::string, Payload> payloads = {{"matched", samples::matched()},
                                               {"edited", samples::edited()},
                                               {"failing", samples::failing()},
                                               {"digest", samples::digest()}};
    for (const auto& [name, payload] : payloads) {
        expect_golden("webhook/standard-" + name + ".json", pretty(json::parse(standard_body(payload))) + "\n");
        for (const auto& [chat, style] : chats) {
            auto message = compose(payload, style);
            if (message.content_type == "application/json") {
                expect_golden("webhook/" + chat + "-" + name + ".json", pretty(read(message)) + "\n");
            } else {
                std::string text;
                for (const auto& [header, value] : message.headers) text += header + ": " + value + "\n";
                expect_golden("webhook/" + chat + "-" + name + ".txt", text + "\n" + message.body + "\n");
            }
        }
    }
}

TEST(Styles, AreValidWhateverAPublisherWrites) {
    for (const auto& payload : samples::hostile_payloads()) {
        for (const auto& [chat, style] : chats) {
            auto message = compose(payload, style);
            EXPECT_TRUE(text::is_valid_utf8(message.body)) << chat;
            EXPECT_EQ(message.body.find('\x1b'), std::string::npos) << chat;
            for (const auto& [name, value] : message.headers)
                for (unsigned char c : name + value) EXPECT_TRUE(c >= 0x20 && c < 0x7F) << chat;
            if (style == Style::ntfy) continue;
            boost::system::error_code error;
            json::parse(message.body, error);
            EXPECT_FALSE(error) << chat;
        }
    }
}

TEST(Styles, HoldTheirLimitsForATitleOfTenMegabytes) {
    auto alert = samples::matched();
    alert.article.title.clear();
    while (alert.article.title.size() < 10'000'000) alert.article.title += "\"Ж\u2028\\\u202E🐎<b>*x*</b>\u0627\u2029 ";
    alert.hits.front().field = query::Field::title;
    alert.hits.front().text = "🐎";
    EXPECT_LE(standard_body(alert).size(), body_bytes_max);
    EXPECT_LE(utf16_units(text_at(read(compose(alert, Style::slack)), "/blocks/1/text/text")), 3'000u);
    EXPECT_LE(text_at(read(compose(alert, Style::slack)), "/text").size(), 40'000u);
    EXPECT_LE(utf16_units(text_at(read(compose(alert, Style::discord)), "/embeds/0/description")), 4'096u);
    EXPECT_LT(compose(alert, Style::teams).body.size(), 28'000u);
    EXPECT_LE(code_points(text_at(read(compose(alert, Style::mattermost)), "/text")), 4'000u);
    EXPECT_LE(utf16_units(text_at(read(compose(alert, Style::telegram)), "/text")), 4'096u);
    EXPECT_LE(compose(alert, Style::ntfy).body.size(), 4'096u);
    for (const auto& [chat, style] : chats) {
        auto message = compose(alert, style);
        EXPECT_THAT(message.body, HasSubstr("🐎")) << chat;  // cut, not dropped
        EXPECT_THAT(message.body, Not(HasSubstr("\u2028"))) << chat;
        for (const auto& [name, value] : message.headers) EXPECT_LE(value.size(), 4'096u) << name;
    }
}

// A digest of `count` articles, all of whose texts are as long as they may be.
DigestContent wordy_digest(std::uint64_t count) {
    auto digest = samples::digest();
    digest.groups.resize(1);
    auto wordy = samples::matched();
    wordy.article.title.clear();
    while (wordy.article.title.size() < 2'000) wordy.article.title += "\"Стена\" 農民 🐎 ";
    wordy.article.feeds.assign(5, wordy.article.title);
    wordy.article.authors.assign(5, wordy.article.title);
    digest.groups.front().alerts.assign(count, wordy);
    for (auto& alert : digest.groups.front().alerts) alert.article.id = ArticleId{count--};
    return digest;
}

TEST(Styles, StayBelow20KilobytesWhateverAPublisherWrites) {
    auto payloads = samples::hostile_payloads();
    payloads.push_back(wordy_digest(20));
    for (const auto& payload : payloads)
        for (const auto& [chat, style] : chats) EXPECT_LE(compose(payload, style).body.size(), body_bytes_max) << chat;
}

TEST(Slack, CountsTheArticlesThatItDoesNotShow) {
    auto body = read(compose(wordy_digest(20), Style::slack));
    std::size_t shown = 0;
    for (const auto& block : body.at("blocks").as_array()) shown += block.at("type") == "section";
    EXPECT_GT(shown, 0u);
    EXPECT_LT(shown, 10u);
    EXPECT_THAT(text_at(body.at("blocks").as_array().back(), "/elements/0/text"),
                HasSubstr("And " + std::to_string(20 - shown) + " more."));
}

TEST(Styles, InBriefLeaveOutThePassages) {
    for (const auto& [chat, style] : chats)
        EXPECT_LT(compose(samples::edited(), style, Length::brief).body.size(),
                  compose(samples::edited(), style).body.size())
            << chat;
}

TEST(Slack, StaysWithinBlocksHeadersAndSections) {
    for (const auto& payload : samples::hostile_payloads()) {
        auto body = read(compose(payload, Style::slack));
        const auto& blocks = body.at("blocks").as_array();
        EXPECT_LE(blocks.size(), 50u);
        EXPECT_LE(utf16_units(text_at(body, "/blocks/0/text/text")), 150u);
        for (const auto& block : blocks) {
            if (block.at("type") != "section") continue;
            auto units = utf16_units(text_at(block, "/text/text"));
            EXPECT_GE(units, 1u);
            EXPECT_LE(units, 3'000u);
        }
    }
}

TEST(Slack, MentionsAndFormatsNothingByItself) {
    auto message =
        compose(samples::with_text(samples::matched(), "<!channel> <@U123> *bold* ~gone~ `code`"), Style::slack);
    auto body = text_at(read(message), "/blocks/1/text/text");  // the header is plain text
    for (auto forbidden : {"<!channel>", "<@U123>", "*bold*", "~gone~", "`code`"})
        EXPECT_THAT(body, Not(HasSubstr(forbidden)));
    EXPECT_THAT(body, HasSubstr("&lt;!channel&gt;"));
}

TEST(Discord, StaysWithinAnEmbed) {
    for (const auto& payload : samples::hostile_payloads()) {
        auto body = read(compose(payload, Style::discord));
        auto title = utf16_units(text_at(body, "/embeds/0/title"));
        auto description = utf16_units(text_at(body, "/embeds/0/description"));
        EXPECT_LE(title, 256u);
        EXPECT_LE(description, 4'096u);
        EXPECT_LE(title + description, 6'000u);
        EXPECT_TRUE(body.at("allowed_mentions").at("parse").as_array().empty());
    }
}

TEST(Discord, FormatsNothingByItself) {
    auto text = text_at(
        read(compose(samples::with_text(samples::matched(), "**b** [x](https://evil.example) ||s||"), Style::discord)),
        "/embeds/0/description");
    EXPECT_THAT(text, HasSubstr(R"(\*\*b\*\* \[x\]\(https\://evil\.example\) \|\|s\|\|)"));
}

TEST(Teams, IsAnAdaptiveCardBelow28Kilobytes) {
    for (const auto& payload : samples::hostile_payloads()) {
        auto message = compose(payload, Style::teams);
        EXPECT_LT(message.body.size(), 28'000u);
        auto body = read(message);
        EXPECT_EQ(text_at(body, "/attachments/0/contentType"), "application/vnd.microsoft.card.adaptive");
        for (const auto& block : body.at_pointer("/attachments/0/content/body").as_array())
            EXPECT_EQ(block.at("type"), "RichTextBlock") << "a TextBlock would read Markdown";
    }
}

TEST(Mattermost, StaysWithinAPostOfOlderServersAndMentionsNobody) {
    for (const auto& payload : samples::hostile_payloads())
        EXPECT_LE(code_points(text_at(read(compose(payload, Style::mattermost)), "/text")), 4'000u);
    auto text =
        text_at(read(compose(samples::with_text(samples::matched(), "@channel @all"), Style::mattermost)), "/text");
    EXPECT_THAT(text, Not(HasSubstr("@channel")));
}

TEST(Telegram, StaysWithinAMessageOfBalancedTags) {
    for (const auto& payload : samples::hostile_payloads()) {
        auto text = text_at(read(compose(payload, Style::telegram)), "/text");
        EXPECT_LE(utf16_units(text), 4'096u);
        for (std::string tag : {"b", "s", "u", "a"}) {
            auto count = [&](const std::string& what) {
                std::size_t found = 0;
                for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
                return found;
            };
            EXPECT_EQ(count("<" + tag + ">") + count("<" + tag + " "), count("</" + tag + ">")) << tag;
        }
        EXPECT_THAT(text, Not(HasSubstr("<script")));
    }
}

TEST(Ntfy, StaysWithinAMessageAndSendsTitleAndLinkAsHeaders) {
    for (const auto& payload : samples::hostile_payloads())
        EXPECT_LE(compose(payload, Style::ntfy).body.size(), 4'096u);
    auto message = compose(samples::matched(), Style::ntfy);
    EXPECT_THAT(message.headers, testing::Contains(testing::Pair("Click", samples::matched().article.url)));
    EXPECT_THAT(message.headers, testing::Contains(testing::Pair(
                                     "Title", "[Maidan talk] Harvest protest fills Karadala's main square")));
    auto russian = samples::matched();
    russian.article.title = "Тариф на воду";
    EXPECT_THAT(compose(russian, Style::ntfy).headers,
                testing::Contains(testing::Pair("Title", testing::StartsWith("=?UTF-8?B?"))));
}

}  // namespace
}  // namespace watchword::alert
