#include <map>

#include <gmock/gmock.h>

#include "common/alert/mail.hpp"
#include "golden.hpp"
#include "samples.hpp"

namespace watchword::alert {
namespace {

using testing::HasSubstr;
using testing::Not;

MailContext context() {
    return {.from = {.name = "watchword", .address = "watchword@example.org"},
            .to = "desk@example.org",
            .delivery = DeliveryId{3003},
            .first = {},
            .date = samples::at("2018-04-17T09:12:45Z"),
            .unsubscribe_url = {}};
}

MailContext reply() {
    auto context_of_first = context();
    context_of_first.first = DeliveryId{3001};
    return context_of_first;
}

std::string compose(const Payload& payload, const MailContext& in = context()) {
    return compose_mail(payload, in)->data;
}

std::string header_of(const std::string& mail) {
    return mail.substr(0, mail.find("\r\n\r\n") + 2);
}

std::vector<std::string> lines(const std::string& text) {
    std::vector<std::string> result;
    for (std::size_t at = 0; at < text.size();) {
        auto end = text.find("\r\n", at);
        if (end == std::string::npos) end = text.size();
        result.push_back(text.substr(at, end - at));
        at = end + 2;
    }
    return result;
}

std::string decoded(std::string_view quoted_printable) {
    std::string text;
    for (std::size_t i = 0; i < quoted_printable.size(); ++i) {
        char c = quoted_printable[i];
        if (c == '\r') continue;
        if (c != '=') {
            text += c;
        } else if (quoted_printable[i + 1] == '\r') {
            i += 2;
        } else {
            text += static_cast<char>(std::stoi(std::string(quoted_printable.substr(i + 1, 2)), nullptr, 16));
            i += 2;
        }
    }
    return text;
}

// The part of that type, as a mail reader shows it.
std::string part_of(const Payload& payload, std::string_view type, const MailContext& in = context()) {
    auto mail = compose(payload, in);
    auto head = mail.find("Content-Type: " + std::string(type));
    auto begin = mail.find("\r\n\r\n", head) + 4;
    return decoded(std::string_view(mail).substr(begin, mail.find("\r\n--=_", begin) + 2 - begin));
}

std::string text_of(const Payload& payload, const MailContext& in = context()) {
    return part_of(payload, "text/plain", in);
}
std::string html_of(const Payload& payload, const MailContext& in = context()) {
    return part_of(payload, "text/html", in);
}

TEST(Mail, LooksAsItDid) {
    auto burst = samples::digest();
    burst.reason = DigestContent::Reason::burst;
    burst.coverage.reset();
    burst.groups.pop_back();
    std::map<std::string, Payload> payloads = {
        {"matched", samples::matched()},
        {"edited", samples::edited()},
        {"removed", samples::removed()},
        {"restored", samples::restored()},
        {"failing", samples::failing()},
        {"delivery-failing", samples::delivery_failing()},
        {"digest", samples::digest()},
        {"burst", burst},
        {"test", sample_alert(samples::matched().subscription, samples::at("2018-04-17T09:12:45Z"))}};
    for (const auto& [name, payload] : payloads) {
        bool answers = name == "edited" || name == "removed" || name == "restored";
        expect_golden("mail/" + name + ".eml", compose(payload, answers ? reply() : context()));
        expect_golden("mail/" + name + ".txt", text_of(payload));
        expect_golden("mail/" + name + ".html", html_of(payload));
    }
}

TEST(Mail, HasTheHeadersOfTheContract) {
    auto header = header_of(compose(samples::matched()));
    for (std::string_view line :
         {"Subject: [Maidan talk] Harvest protest fills Karadala's main square\r\n",
          "Date: Tue, 17 Apr 2018 09:12:45 +0000\r\n", "From: \"watchword\" <watchword@example.org>\r\n",
          "To: desk@example.org\r\n", "Auto-Submitted: auto-generated\r\n", "X-Watchword-Event: article.matched\r\n"})
        EXPECT_THAT(header, HasSubstr(std::string(line)));
    EXPECT_THAT(header, HasSubstr("Message-ID: <" + DeliveryId{3003}.text() + "@example.org>\r\n"));
    EXPECT_THAT(header, HasSubstr("X-Watchword-Alert: " + AlertId{1001}.text() + "\r\n"));
    EXPECT_THAT(header, HasSubstr("List-Id: \"Maidan talk\" <" + SubscriptionId::of({"Maidan talk"}).text() +
                                  ".watchword.example.org>\r\n"));
    EXPECT_THAT(header, Not(HasSubstr("In-Reply-To")));
}

TEST(Mail, OfAnEditAnswersTheFirstMailOfItsArticle) {
    auto header = header_of(compose(samples::edited(), reply()));
    auto first = "<" + DeliveryId{3001}.text() + "@example.org>\r\n";
    EXPECT_THAT(header, HasSubstr("In-Reply-To: " + first));
    EXPECT_THAT(header, HasSubstr("References: " + first));
}

TEST(Mail, IsUnsubscribedFromInOneClickWhereThereIsAPublicAddress) {
    auto in = context();
    EXPECT_THAT(compose(samples::matched(), in),
                HasSubstr("List-Unsubscribe:\r\n <mailto:watchword@example.org?subject="));
    in.unsubscribe_url = "https://watch.example.org/unsubscribe/abc";
    auto mail = compose(samples::matched(), in);
    EXPECT_THAT(mail, HasSubstr("List-Unsubscribe: <https://watch.example.org/unsubscribe/abc>\r\n"));
    EXPECT_THAT(mail, HasSubstr("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
}

TEST(Mail, ShowsItsReaderTheWayOutWhereThereIsOne) {
    auto in = context();
    for (const Payload& payload : {Payload(samples::matched()), Payload(samples::digest())}) {
        EXPECT_THAT(text_of(payload, in), Not(HasSubstr("Unsubscribe")));
        EXPECT_THAT(html_of(payload, in), Not(HasSubstr("Unsubscribe")));
    }
    in.unsubscribe_url = "https://watch.example.org/unsubscribe/abc";
    for (const Payload& payload : {Payload(samples::matched()), Payload(samples::digest())}) {
        EXPECT_TRUE(text_of(payload, in).ends_with("\nUnsubscribe: https://watch.example.org/unsubscribe/abc\n"));
        EXPECT_THAT(html_of(payload, in),
                    HasSubstr("<a href=\"https://watch.example.org/unsubscribe/abc\">Unsubscribe</a>"));
    }
}

// RFC 5321 4.5.3.1.3: an address of 254 bytes; what names it cannot be folded.
TEST(Mail, HasNoLineThatIsTooLongForTheLongestAddresses) {
    std::string domain = "example.org";
    while (domain.size() < 180) domain = std::string(60, 'd') + '.' + domain;
    auto address = std::string(254 - 1 - domain.size(), '#') + '@' + domain;
    auto in = reply();
    in.from = {.name = std::string(200, 'n'), .address = address};
    in.to = address;
    auto mail = compose(samples::edited(), in);
    for (const auto& line : lines(mail)) EXPECT_LE(line.size(), 998u) << line;
    EXPECT_THAT(mail, HasSubstr("Message-ID:\r\n <" + DeliveryId{3003}.text() + "@" + domain + ">\r\n"));
    EXPECT_THAT(mail, HasSubstr("To:\r\n " + address + "\r\n"));
}

TEST(Mail, CarriesEveryAlertOfADigestById) {
    auto header = header_of(compose(samples::digest()));
    for (auto id : {1001, 1002, 1003, 1010}) EXPECT_THAT(header, HasSubstr(AlertId{std::uint64_t(id)}.text()));
}

TEST(Mail, TellsTheOperatorWhichTemplateFails) {
    auto templates = built_in_templates();
    templates.alert_html = "{{#open}}";
    auto mail = compose_mail(samples::matched(), context(), templates);
    ASSERT_FALSE(mail);
    EXPECT_THAT(mail.error().message, HasSubstr("open"));
}

TEST(Mail, GoesToNoAddressThatCouldBeACommand) {
    for (std::string_view address : {"a@b>\r\nRCPT TO:<evil@x", "a b@c", "", "nobody", "a@b,c@d"}) {
        auto in = context();
        in.to = address;
        EXPECT_FALSE(compose_mail(samples::matched(), in)) << address;
    }
}

TEST(Mail, TemplatesOfTheCallerAreUsed) {
    auto templates = built_in_templates();
    templates.alert_text = "{{title}} for {{subscription}}\n";
    EXPECT_THAT(compose_mail(samples::matched(), context(), templates)->data,
                HasSubstr("\r\n\r\nHarvest protest fills Karadala's main square for Maidan talk\r\n"));
}

TEST(DigestMail, ShowsEachArticleOnceUnderTheDayOfItsNewestEvent) {
    auto text = text_of(samples::digest());
    auto first = text.find("/harvest-protest");
    ASSERT_NE(first, std::string::npos);
    EXPECT_EQ(text.find("/harvest-protest", first + 1), std::string::npos);
    EXPECT_LT(text.find("Wednesday, 18 April 2018"), first);
    EXPECT_THAT(text, HasSubstr("From 17 Apr 2018, 09:00 to 18 Apr 2018, 09:00, Asia/Almaty"));
    EXPECT_THAT(text, HasSubstr("Coverage: 212 feeds polled. Failing: Steppe Courier, Гудок. Silent: Harbour News. "
                                "Overflowed: none."));
}

TEST(DigestMail, SaysSoWhenNothingMatched) {
    auto digest = samples::digest();
    digest.groups.clear();
    EXPECT_THAT(text_of(digest), HasSubstr("No article matched."));
    EXPECT_THAT(html_of(digest), HasSubstr("No article matched."));
}

// What the judge of the SMTP sink calls problems, for every hostile text in every place.
TEST(HostileMail, KeepsItsFormWhateverAPublisherWrites) {
    auto well_named = header_of(compose(samples::matched(), reply()));
    for (const auto& payload : samples::hostile_payloads()) {
        auto mail = compose(payload, reply());
        std::map<std::string, int> fields;
        for (const auto& line : lines(header_of(mail))) {
            ASSERT_LE(line.size(), 78u) << line;
            for (unsigned char c : line) ASSERT_TRUE(c >= 0x20 && c < 0x7F) << line;
            if (!line.starts_with(' ')) ++fields[line.substr(0, line.find(':'))];
        }
        for (const auto& [name, count] : fields) {
            EXPECT_EQ(count, 1) << name;
            EXPECT_THAT(well_named, HasSubstr(name + ":"));
        }
        bool after_return = false;
        for (unsigned char c : mail) {
            ASSERT_EQ(c == '\n', after_return);
            ASSERT_TRUE(c < 0x7F);
            after_return = c == '\r';
        }
        for (const auto& line : lines(mail)) {
            ASSERT_LE(line.size(), 78u);
            ASSERT_FALSE(line.starts_with('.')) << line;
            ASSERT_FALSE(line.starts_with("From ")) << line;
        }
    }
}

TEST(HostileMail, HtmlHoldsNoMarkupFromOutside) {
    for (const auto& payload : samples::hostile_payloads()) {
        auto html = html_of(payload);
        for (std::string_view forbidden : {"<script", "<img", "<svg", "<form", "<iframe", "href=\"javascript"})
            EXPECT_EQ(html.find(forbidden), std::string::npos) << forbidden;
        EXPECT_EQ(html.find('\x1b'), std::string::npos);
    }
}

TEST(HostileMail, TextThatLooksLikeATemplateStaysText) {
    auto text = text_of(samples::with_text(samples::matched(), "{{7*7}} {{{title}}} {{#passages}} {{> style}}"));
    EXPECT_THAT(text, HasSubstr("{{7*7}} {{{title}}} {{#passages}} {{> style}}"));
}

TEST(HostileMail, LinksOnlyToTheWeb) {
    auto alert = samples::matched();
    alert.article.url = "javascript:alert(1)";
    EXPECT_THAT(html_of(alert), Not(HasSubstr("javascript:")));
}

}  // namespace
}  // namespace watchword::alert
