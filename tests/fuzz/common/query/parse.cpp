// Whatever is typed as a query: it is refused, or it prints as something that reads the same, and can be
// matched.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/query/matcher.hpp"
#include "common/query/parser.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace watchword::query;
    std::string_view text(reinterpret_cast<const char*>(data), size);
    Parsed once = read(text, {});
    if (once.root) {
        Parsed twice = read(print(*once.root), {});
        if (!twice.root || !same(*once.root, *twice.root)) std::abort();
    }
    if (auto query = parse(text)) {
        Matcher matcher;
        matcher.add(1, *query);
        Subject subject{
            .title = text, .body = "maidan and the security council", .url = "https://example.org/", .language = "en"};
        auto snapshot = matcher.snapshot();
        bool matched = !snapshot->match(subject).empty();
        if (matched == snapshot->hits(1, subject).empty()) std::abort();
    }
    return 0;
}
