#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "common/feed/document.hpp"
#include "common/feed/identity.hpp"
#include "common/feed/limits.hpp"
#include "common/feed/opml.hpp"
#include "common/feed/xml_feed.hpp"
#include "common/text/utf8.hpp"

using namespace watchword;

namespace {

void expect(bool condition) {
    if (!condition) std::abort();
}

void expect_sound(const feed::Document& document) {
    expect(document.entries.size() <= feed::limits::entries);
    for (const feed::Entry& entry : document.entries) {
        expect(text::is_valid_utf8(entry.title) && text::is_valid_utf8(entry.summary_html) &&
               text::is_valid_utf8(entry.content_html));
        expect(text::is_valid_utf8(entry.id) && text::is_valid_utf8(entry.url));
        expect(text::first_characters(entry.title, feed::limits::title_characters) == entry.title);
        expect(entry.tags.size() <= feed::limits::tags && entry.authors.size() <= feed::limits::authors);
    }
    expect(feed::keys_of(document.entries).size() == document.entries.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::string text = text::sanitised(bytes);
    if (auto document = feed::parse_xml_feed(text, "https://x.example/feed")) expect_sound(*document);
    if (auto opml = feed::parse_opml(bytes)) expect(feed::parse_opml(feed::to_opml(*opml)).has_value());
    return 0;
}
