#include "common/alert/unsubscribe.hpp"

namespace watchword::alert {

std::string unsubscribe_code(DeliveryId delivery, std::string_view key) {
    return delivery.text() + '-' + base32(digest_of({"unsubscribe", key, delivery.text()}));
}

std::optional<DeliveryId> delivery_of(std::string_view code, std::string_view key) {
    auto delivery = DeliveryId::parse(code.substr(0, code.find('-')));
    if (!delivery) return std::nullopt;
    auto right = unsubscribe_code(*delivery, key);
    if (code.size() != right.size()) return std::nullopt;
    // Takes as long for a wrong code as for a right one, whatever they have in common.
    unsigned different = 0;
    for (std::size_t i = 0; i < right.size(); ++i)
        different |= static_cast<unsigned char>(code[i]) ^ static_cast<unsigned char>(right[i]);
    return different == 0 ? delivery : std::nullopt;
}

}  // namespace watchword::alert
