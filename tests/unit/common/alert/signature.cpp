#include "common/alert/signature.hpp"

#include <gmock/gmock.h>

namespace watchword::alert {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::Pair;

std::string secret(std::string_view whsec) {
    return *parse_whsec(whsec);
}

Time at(long seconds) {
    return Time(std::chrono::seconds(seconds));
}

// The reference vector of the Standard Webhooks libraries.
TEST(Signature, MatchesTheReferenceVectorOfStandardWebhooks) {
    auto headers = signature_headers("msg_p5jXN8AQM9LWM0D4loKWxJek", at(1614265330), R"({"test": 2432232314})",
                                     {secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")});
    EXPECT_THAT(headers,
                testing::ElementsAre(Pair("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
                                     Pair("webhook-timestamp", "1614265330"),
                                     Pair("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")));
}

// Expected values from Python's hmac module.
TEST(Signature, CoversBodiesInAnyScriptAndTheSecondNotTheMillisecond) {
    auto headers = signature_headers("dl_0123456789abc", at(1523956364) + Duration(999), "{\"title\":\"Майдан 🐎\"}",
                                     {std::string(24, 'k')});
    EXPECT_EQ(headers[1].second, "1523956364");
    EXPECT_EQ(headers[2].second, "v1,Dd2TwG/GZkGo/qVi5j+49JETKrRtzocPehvu47Vc/5Y=");
}

TEST(Signature, GivesOneSignaturePerSecretWhileASecretIsRotated) {
    auto headers =
        signature_headers("dl_0123456789abc", at(1523956364), "{}", {std::string(24, 'k'), std::string(64, '\xff')});
    EXPECT_EQ(headers[2].second,
              "v1,uDvxks1P2qhMpAro+OnKLSzk4l/K+cR4voQZohotd2g= "
              "v1,YAWTW6usS8zhgD/5B8mUOHUpK8YTMCrBoSbarm6rR94=");
}

TEST(Signature, IsAbsentWithoutASecret) {
    EXPECT_EQ(signature_headers("dl_0123456789abc", at(0), "{}", {}).size(), 2u);
}

TEST(WebhookSecret, HoldsTwentyFourToSixtyFourBytes) {
    EXPECT_FALSE(parse_whsec("whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="));  // 23
    EXPECT_EQ(secret("whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB"), std::string(24, 'A'));
    EXPECT_EQ(secret("whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQQ=="),
              std::string(64, 'A'));
    EXPECT_FALSE(
        parse_whsec("whsec_QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="));
}

TEST(WebhookSecret, FaultsSayWhatIsWrongAndNeverHoldTheSecret) {
    for (std::string_view text : {"TopSecretTopSecretTopSecretTopSe", "whsec_", "whsec_TopSecret",
                                  "whsec_TopSecret=A==", "whsec_TopSecret TopSecretTopSecretTopSe",
                                  "whsec_TopSecret====", "whsec_TopSecretTopSecretTopSecret_-TopS"}) {
        auto parsed = parse_whsec(text);
        ASSERT_FALSE(parsed) << text;
        EXPECT_THAT(parsed.error().message, HasSubstr("whsec_"));
        EXPECT_THAT(parsed.error().message, Not(HasSubstr("TopSecret")));
    }
}

}  // namespace
}  // namespace watchword::alert
