#include "common/alert/unsubscribe.hpp"

#include <gtest/gtest.h>

namespace watchword::alert {
namespace {

const DeliveryId delivery = DeliveryId::of({"a delivery"});

TEST(UnsubscribeCode, NamesItsDeliveryToWhoMadeIt) {
    auto code = unsubscribe_code(delivery, "key");
    EXPECT_EQ(delivery_of(code, "key"), delivery);
    EXPECT_EQ(code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-"), std::string::npos) << code;
}

TEST(UnsubscribeCode, OfAnotherKeyOrDeliveryIsWorthNothing) {
    auto code = unsubscribe_code(delivery, "key");
    EXPECT_EQ(delivery_of(code, "kez"), std::nullopt);
    auto other = DeliveryId::of({"another"}).text() + code.substr(code.find('-'));
    EXPECT_EQ(delivery_of(other, "key"), std::nullopt);
    for (auto wrong :
         {std::string(), delivery.text(), delivery.text() + '-', code + '0', code.substr(0, code.size() - 1)})
        EXPECT_EQ(delivery_of(wrong, "key"), std::nullopt) << wrong;
}

}  // namespace
}  // namespace watchword::alert
