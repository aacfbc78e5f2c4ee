#include "common/article/fold.hpp"

namespace watchword::article {
namespace {

// The small letter of a two-byte sequence, in place: Latin-1, Latin Extended-A, Greek and Cyrillic, which is
// all the phrases and titles that are compared here need.
void to_small(unsigned char& lead, unsigned char& trail) {
    unsigned point = (lead & 0x1fU) << 6 | (trail & 0x3fU);
    if ((point >= 0xc0 && point <= 0xde && point != 0xd7) || (point >= 0x391 && point <= 0x3a9) ||
        (point >= 0x410 && point <= 0x42f))
        point += 0x20;
    else if (point >= 0x400 && point <= 0x40f)
        point += 0x50;
    else if ((point >= 0x100 && point <= 0x137) || (point >= 0x14a && point <= 0x177))
        point |= 1;
    else if ((point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17e))
        point += point & 1;
    else if (point == 0x386)
        point = 0x3ac;
    else if (point >= 0x388 && point <= 0x38a)
        point += 0x25;
    else if (point == 0x38c)
        point = 0x3cc;
    else if (point == 0x38e || point == 0x38f)
        point += 0x3f;
    lead = static_cast<unsigned char>(0xc0 | point >> 6);
    trail = static_cast<unsigned char>(0x80 | (point & 0x3f));
}

}  // namespace

std::string small_letters(std::string_view text) {
    std::string out(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        auto c = static_cast<unsigned char>(out[i]);
        if (c >= 'A' && c <= 'Z') {
            out[i] = static_cast<char>(c + 32);
        } else if (c >= 0xc3 && c <= 0xd2 && i + 1 < out.size()) {
            auto trail = static_cast<unsigned char>(out[i + 1]);
            to_small(c, trail);
            out[i] = static_cast<char>(c);
            out[++i] = static_cast<char>(trail);
        }
    }
    return out;
}

std::string essence(std::string_view text) {
    std::string out;
    auto small = small_letters(text);
    out.reserve(small.size());
    for (std::size_t i = 0; i < small.size(); ++i) {
        auto c = static_cast<unsigned char>(small[i]);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            out += small[i];
        } else if (c == 0xe2 && i + 2 < small.size()) {
            i += 2;  // U+2000 to U+2FFF: quotation marks, dashes, arrows
        } else if (c == 0xc2 && i + 1 < small.size()) {
            ++i;  // U+0080 to U+00BF: no-break space, guillemets
        } else if (c >= 0x80) {
            out += small[i];
        }
    }
    return out;
}

}  // namespace watchword::article
