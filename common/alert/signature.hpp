#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/alert/alert.hpp"
#include "common/base/result.hpp"
#include "common/base/time.hpp"

namespace watchword::alert {

// A Standard Webhooks secret, "whsec_" and base64 of 24 to 64 bytes, as its bytes. The error says what to
// mend and never holds the secret.
Result<std::string, Fault> parse_whsec(std::string_view text);

// The headers webhook-id, webhook-timestamp and webhook-signature of Standard Webhooks 1.0.0. `id` stays the
// same over all attempts, `attempt` is the time of this one, `secrets` are bytes from parse_whsec, each
// giving one signature; without secrets there is no webhook-signature.
std::vector<std::pair<std::string, std::string>> signature_headers(std::string_view id, Time attempt,
                                                                   std::string_view body,
                                                                   const std::vector<std::string>& secrets);

}  // namespace watchword::alert
