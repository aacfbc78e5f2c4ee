#include "common/websub/signature.hpp"

#include <gtest/gtest.h>

namespace watchword::websub {
namespace {

// The second case of RFC 2202 and of RFC 4231.
constexpr std::string_view secret = "Jefe";
constexpr std::string_view body = "what do ya want for nothing?";
const std::string signatures[] = {
    "sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
    "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
    "sha384=af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649",
    "sha512="
    "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b63"
    "6e"
    "070a38bce737",
};

TEST(HubSignature, IsKnownByEveryMethodOfTheRecommendation) {
    for (const std::string& signature : signatures) EXPECT_TRUE(is_signed(signature, secret, body)) << signature;
    EXPECT_TRUE(is_signed("sha1=EFFCDF6AE5EB2FA2D27416D5F184DF9C259A7C79", secret, body));
}

TEST(HubSignature, OfAnotherBodyOrSecretIsNone) {
    for (const std::string& signature : signatures) {
        EXPECT_FALSE(is_signed(signature, secret, "what do ya want for nothing!")) << signature;
        EXPECT_FALSE(is_signed(signature, "jefe", body)) << signature;
        EXPECT_FALSE(is_signed(signature, "", body)) << signature;
        for (std::size_t at : {signature.find('=') + 1, signature.size() - 1}) {
            auto wrong = signature;
            wrong[at] = wrong[at] == '0' ? '1' : '0';
            EXPECT_FALSE(is_signed(wrong, secret, body)) << wrong;
        }
        EXPECT_FALSE(is_signed(signature.substr(0, signature.size() - 2), secret, body)) << signature;
        EXPECT_FALSE(is_signed(signature + "00", secret, body)) << signature;
    }
}

TEST(HubSignature, WhatIsNoSignatureIsNone) {
    for (auto text :
         {"", "=", "sha1", "sha1=", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", "md5=750c783e6ab0b503eaa86e310a5db738",
          "SHA1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79", "sha256=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79",
          "sha1=gffcdf6ae5eb2fa2d27416d5f184df9c259a7c79", " sha1=effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"})
        EXPECT_FALSE(is_signed(text, secret, body)) << text;
    // An HMAC with an empty key can be made by anybody.
    EXPECT_FALSE(is_signed("sha1=fbdb1d1b18aa6c08324b7d64b71fb76370690e1d", "", ""));
}

}  // namespace
}  // namespace watchword::websub
