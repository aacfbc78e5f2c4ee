#include "common/base/id.hpp"

#include <array>
#include <memory>
#include <stdexcept>

#include <openssl/evp.h>

namespace watchword {

namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t base32_length = 13;  // 65 bits, of which 63 are used

}  // namespace

std::uint64_t digest_of(std::initializer_list<std::string_view> parts) {
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
    bool ok = context && EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) == 1;
    for (std::string_view part : parts) {
        std::array<unsigned char, 8> length{};
        for (std::size_t i = 0; i < length.size(); ++i)
            length[i] = static_cast<unsigned char>(std::uint64_t{part.size()} >> (8 * i));
        ok = ok && EVP_DigestUpdate(context.get(), length.data(), length.size()) == 1 &&
             EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    ok = ok && EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
    if (!ok) throw std::runtime_error("SHA-256 is not available from OpenSSL");
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8 | digest[i];
    number >>= 1;
    return number == 0 ? 1 : number;
}

std::string base32(std::uint64_t number) {
    std::string text(base32_length, '0');
    for (std::size_t i = base32_length; i-- > 0; number >>= 5) text[i] = alphabet[number & 31];
    return text;
}

std::optional<std::uint64_t> from_base32(std::string_view text) {
    if (text.size() != base32_length) return std::nullopt;
    if (alphabet.find(text[0]) > 15) return std::nullopt;  // the first character holds four bits
    std::uint64_t number = 0;
    for (char c : text) {
        auto digit = alphabet.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        number = number << 5 | digit;
    }
    return number;
}

}  // namespace watchword
