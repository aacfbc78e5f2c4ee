#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace watchword::revision {

// Hashes words, most of which are short. Seeded with an address, which differs from process to process, so that no page
// can be written to collide.
struct WordHash {
    using is_avalanching = void;  // its bits need no further mixing
    using is_transparent = void;

    std::size_t operator()(std::string_view bytes) const noexcept {
        constexpr std::uint64_t k0 = 0xa0761d6478bd642f;
        constexpr std::uint64_t k1 = 0xe7037ed1a0b428db;
        std::uint64_t hash = mix(reinterpret_cast<std::uintptr_t>(&anchor_) ^ k0, bytes.size() ^ k1);
        auto block_at = [&](std::size_t at) {
            std::uint64_t block;
            std::memcpy(&block, bytes.data() + at, sizeof block);
            return block;
        };
        auto half_at = [&](std::size_t at) {
            std::uint32_t half;
            std::memcpy(&half, bytes.data() + at, sizeof half);
            return std::uint64_t{half};
        };
        const std::size_t size = bytes.size();
        std::uint64_t rest = 0;
        if (size >= 8) {
            for (std::size_t i = 0; i + 8 < size; i += 8) hash = mix(hash ^ block_at(i), k0);
            rest = block_at(size - 8);  // bytes read twice do no harm, for the size is part of the hash
        } else if (size >= 4) {
            rest = half_at(0) << 32 | half_at(size - 4);
        } else {
            for (char c : bytes) rest = rest << 8 | static_cast<unsigned char>(c);
        }
        return mix(hash ^ rest, k1);
    }

  private:
    static inline const char anchor_ = 0;

    static std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
        __extension__ using Wide = unsigned __int128;
        Wide product = static_cast<Wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    }
};

}  // namespace watchword::revision
