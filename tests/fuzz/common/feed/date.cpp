#include "common/feed/date.hpp"

#include <cstdint>
#include <cstdlib>
#include <string_view>

using namespace watchword;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    auto date = feed::parse_date({reinterpret_cast<const char*>(data), size});
    if (date && feed::parse_date(to_rfc3339(*date)) != std::chrono::floor<std::chrono::seconds>(*date)) std::abort();
    return 0;
}
