#include <iterator>

#include "common/base/ascii.hpp"
#include "common/feed/document.hpp"
#include "common/feed/json_feed.hpp"
#include "common/feed/limits.hpp"
#include "common/feed/source_text.hpp"
#include "common/feed/xml_feed.hpp"

namespace watchword::feed {

Result<Document, ParseError> parse(std::string_view bytes, const Source& source) {
    SourceText read = source_text(bytes, source);
    bool json = trimmed(read.text).starts_with('{');
    auto document = json ? parse_json_feed(read.text, source.url) : parse_xml_feed(read.text, source.url);
    if (!document) return document;
    document->warnings.insert(document->warnings.begin(), std::make_move_iterator(read.warnings.begin()),
                              std::make_move_iterator(read.warnings.end()));
    return document;
}

}  // namespace watchword::feed
