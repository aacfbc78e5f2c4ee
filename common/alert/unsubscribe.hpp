#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/base/id.hpp"

// The link in a mail by which its reader leaves (RFC 8058): it ends in a code that names the mail's delivery and proves
// that the mail was ours, so that nobody can leave for somebody else.
namespace watchword::alert {

// `key` is secret and stays the same for as long as links shall be good.
std::string unsubscribe_code(DeliveryId delivery, std::string_view key);

// The delivery of a code that was made with that key.
std::optional<DeliveryId> delivery_of(std::string_view unsubscribe_code, std::string_view key);

}  // namespace watchword::alert
