#include "common/alert/signature.hpp"

#include <array>
#include <chrono>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace watchword::alert {
namespace {

constexpr std::string_view prefix = "whsec_";
constexpr std::size_t secret_bytes_min = 24;
constexpr std::size_t secret_bytes_max = 64;
constexpr std::string_view advice = "; make one with: echo \"whsec_$(head -c 32 /dev/urandom | base64)\"";

std::string base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    auto length = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                  reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(length);
    return text;
}

bool is_base64(std::string_view text) {
    auto padding = text.size() - std::min(text.size(), text.find_last_not_of('=') + 1);
    if (text.empty() || text.size() % 4 != 0 || padding > 2) return false;
    text.remove_suffix(padding);
    return text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") ==
           std::string_view::npos;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (!HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
              reinterpret_cast<const unsigned char*>(message.data()), message.size(), digest.data(), &length))
        throw std::runtime_error("HMAC-SHA256 failed in OpenSSL");
    return {reinterpret_cast<const char*>(digest.data()), length};
}

}  // namespace

Result<std::string, Fault> parse_whsec(std::string_view text) {
    if (!text.starts_with(prefix)) return Fault{"a webhook secret begins with whsec_" + std::string(advice)};
    text.remove_prefix(prefix.size());
    if (!is_base64(text)) return Fault{"what follows whsec_ is not base64" + std::string(advice)};

    auto padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    std::string bytes(text.size() / 4 * 3, '\0');
    EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), reinterpret_cast<const unsigned char*>(text.data()),
                    static_cast<int>(text.size()));
    bytes.resize(bytes.size() - padding);
    if (bytes.size() < secret_bytes_min || bytes.size() > secret_bytes_max)
        return Fault{"a webhook secret holds 24 to 64 bytes, this one " + std::to_string(bytes.size()) +
                     std::string(advice)};
    return {boost::system::in_place_value, std::move(bytes)};
}

std::vector<std::pair<std::string, std::string>> signature_headers(std::string_view id, Time attempt,
                                                                   std::string_view body,
                                                                   const std::vector<std::string>& secrets) {
    auto seconds = std::chrono::floor<std::chrono::seconds>(attempt).time_since_epoch().count();
    auto timestamp = std::to_string(seconds);
    std::vector<std::pair<std::string, std::string>> headers = {{"webhook-id", std::string(id)},
                                                                {"webhook-timestamp", timestamp}};
    if (secrets.empty()) return headers;

    std::string signed_text;
    signed_text.reserve(id.size() + timestamp.size() + body.size() + 2);
    signed_text.append(id).append(".").append(timestamp).append(".").append(body);
    std::string signatures;
    for (const auto& secret : secrets) {
        if (!signatures.empty()) signatures += ' ';
        signatures += "v1," + base64(hmac_sha256(secret, signed_text));
    }
    headers.emplace_back("webhook-signature", std::move(signatures));
    return headers;
}

}  // namespace watchword::alert
