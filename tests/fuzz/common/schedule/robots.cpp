#include "common/schedule/robots.hpp"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text(reinterpret_cast<const char*>(data), size);
    // The last line doubles as the address that is asked about.
    auto target = text.substr(text.rfind('\n') + 1);
    auto robots = watchword::schedule::Robots::parse(text, "watchword");
    auto verdict = robots.judge(target);
    if (!verdict.allowed && verdict.why.empty()) std::abort();
    return 0;
}
