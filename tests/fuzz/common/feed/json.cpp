#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <boost/json/serialize.hpp>

#include "common/feed/inspect.hpp"
#include "common/feed/json_feed.hpp"
#include "common/feed/to_json.hpp"
#include "common/text/utf8.hpp"

using namespace watchword;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string text = text::sanitised({reinterpret_cast<const char*>(data), size});
    auto document = feed::parse_json_feed(text, "https://x.example/feed");
    if (document && !text::is_valid_utf8(boost::json::serialize(feed::to_json(*document)))) std::abort();
    return 0;
}
