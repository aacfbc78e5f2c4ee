#include "common/websub/signature.hpp"

#include <array>
#include <optional>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace watchword::websub {

namespace {

const EVP_MD* digest_named(std::string_view name) {
    if (name == "sha1") return EVP_sha1();
    if (name == "sha256") return EVP_sha256();
    if (name == "sha384") return EVP_sha384();
    if (name == "sha512") return EVP_sha512();
    return nullptr;
}

std::optional<std::string> bytes_of(std::string_view hex) {
    auto value = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    if (hex.size() % 2 != 0) return std::nullopt;
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        int high = value(hex[i]), low = value(hex[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(16 * high + low);
    }
    return bytes;
}

}  // namespace

bool is_signed(std::string_view signature, std::string_view secret, std::string_view body) {
    auto equals = signature.find('=');
    if (equals == std::string_view::npos || secret.empty()) return false;
    const EVP_MD* digest = digest_named(signature.substr(0, equals));
    if (!digest) return false;
    auto size = static_cast<std::size_t>(EVP_MD_size(digest));
    auto hex = signature.substr(equals + 1);
    if (hex.size() != 2 * size) return false;
    auto told = bytes_of(hex);
    std::array<unsigned char, EVP_MAX_MD_SIZE> right{};
    unsigned length = 0;
    if (!told || !HMAC(digest, secret.data(), static_cast<int>(secret.size()),
                       reinterpret_cast<const unsigned char*>(body.data()), body.size(), right.data(), &length))
        return false;
    return length == size && CRYPTO_memcmp(told->data(), right.data(), size) == 0;
}

}  // namespace watchword::websub
