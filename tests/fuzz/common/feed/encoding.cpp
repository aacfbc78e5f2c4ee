#include <array>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "common/feed/document.hpp"
#include "common/feed/links.hpp"
#include "common/feed/plain_text.hpp"
#include "common/feed/source_text.hpp"
#include "common/text/utf8.hpp"

using namespace watchword;

// The first byte chooses a label; the rest is a document.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr std::array<std::string_view, 8> types{"",
                                                           "text/xml; charset=windows-1251",
                                                           "text/xml; charset=shift_jis",
                                                           "text/xml; charset=gb18030",
                                                           "text/xml; charset=iso-2022-jp",
                                                           "text/xml; charset=euc-kr",
                                                           "text/xml; charset=utf-16",
                                                           "text/xml; charset=big5"};
    if (size == 0) return 0;
    std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    std::string text = feed::source_text(bytes, {"", types[data[0] % types.size()]}).text;
    if (!text::is_clean(text)) std::abort();
    if (!text::is_valid_utf8(feed::plain_text(text))) std::abort();
    if (!text::is_valid_utf8(feed::with_absolute_links(text, "https://x.example/"))) std::abort();
    return 0;
}
