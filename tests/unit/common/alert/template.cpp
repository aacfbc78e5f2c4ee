#include "common/alert/template.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include "samples.hpp"

namespace watchword::alert {
namespace {

using testing::HasSubstr;

constexpr std::string_view note = R"({"note": "{{subscription}}: {{title}}", "link": "{{url}}",
 "found": [{{#hits}}"{{text}}", {{/hits}}null], "changed": [{{#changes}}"{{kind}}", {{/changes}}null]})";

WebhookMessage compose(const Payload& payload, std::string_view text) {
    return *compose_webhook(payload, Style::template_file, text);
}

TEST(Template, BuildsAnyBody) {
    auto message = compose(samples::matched(), note);
    EXPECT_EQ(message.content_type, "application/json");
    EXPECT_EQ(boost::json::parse(message.body),
              boost::json::parse(R"({"note": "Maidan talk: Harvest protest fills Karadala's main square",
                "link": "https://news.example.org/2018/04/17/harvest-protest?page=1&from=rss",
                "found": ["Maidan", "Security Council", "maidan", null], "changed": [null]})"));
}

TEST(Template, MayBePlainText) {
    auto message = compose(samples::removed(), "{{type}} {{title}} ({{reason}})");
    EXPECT_EQ(message.content_type, "text/plain; charset=utf-8");
    EXPECT_EQ(message.body, "article.removed Harvest protest fills Karadala's main square (404 Not Found)");
}

TEST(Template, ListsTheAlertsOfADigest) {
    EXPECT_EQ(compose(samples::digest(), "{{heading}}{{#alerts}}; {{label}} {{subscription}}{{/alerts}}").body,
              "2 articles; Matched Maidan talk; Edited (major) Maidan talk; Removed Maidan talk; Matched Вода");
}

TEST(Template, GivesValidJsonWhateverAPublisherWrites) {
    for (const auto& payload : samples::hostile_payloads()) {
        auto message = compose(payload, note);
        EXPECT_EQ(message.content_type, "application/json") << message.body.substr(0, 300);
    }
}

TEST(Template, DoesNotReadTextAsTemplate) {
    EXPECT_EQ(compose(samples::with_text(samples::matched(), "{{7*7}} {{{url}}}"), "{{title}}").body,
              "{{7*7}} {{{url}}}");
}

TEST(Template, ThatIsNoMustacheIsAFault) {
    EXPECT_FALSE(check_template(note));
    EXPECT_FALSE(check_template(""));
    for (std::string_view text : {"{{#hits}}", "{{title", "{{/hits}}"}) {
        auto fault = check_template(text);
        ASSERT_TRUE(fault) << text;
        EXPECT_THAT(fault->message, HasSubstr("Mustache"));
    }
}

TEST(Template, ThatGivesTooMuchIsAFault) {
    EXPECT_TRUE(check_template(std::string(300'000, 'x')));
}

}  // namespace
}  // namespace watchword::alert
