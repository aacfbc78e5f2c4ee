#include "common/article/source_text.hpp"

#include "common/article/fold.hpp"
#include "common/text/charset.hpp"

namespace watchword::article {

std::string_view declared_charset(std::string_view bytes) {
    constexpr std::size_t head_bytes = 8 << 10;
    auto head = bytes.substr(0, head_bytes);
    auto small = small_letters(head);
    for (std::size_t at = 0; (at = small.find("<meta", at)) != std::string::npos; ++at) {
        auto end = std::min(small.find('>', at), small.size());
        auto label = small.find("charset", at);
        if (label == std::string::npos) return {};
        if (label > end) continue;
        auto from = small.find_first_not_of(" \t\r\n=\"'", label + 7);
        if (from == std::string::npos || from > end) continue;
        auto until = std::min(small.find_first_of(" \t\r\n\"'/;>", from), small.size());
        return head.substr(from, until - from);
    }
    return {};
}

std::string to_text(std::string_view bytes, std::string_view content_type) {
    return text::to_utf8(bytes, text::charset_parameter(content_type), declared_charset(bytes)).text;
}

}  // namespace watchword::article
