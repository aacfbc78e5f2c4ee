#pragma once

#include <string>
#include <string_view>

namespace watchword::websub {

// Whether an X-Hub-Signature is that of `body` under `secret`: "method=hex" with sha1, sha256, sha384 or sha512
// (WebSub, section 7.1). Takes as long for a wrong signature as for a right one. False for what is no signature, and
// without a secret.
bool is_signed(std::string_view signature, std::string_view secret, std::string_view body);

}  // namespace watchword::websub
