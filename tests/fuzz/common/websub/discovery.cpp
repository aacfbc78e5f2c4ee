#include "common/websub/discovery.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "common/base/url.hpp"

using namespace watchword;

namespace {

// A request is sent to the hub, so that it has to be an address that can be asked.
void expect_address(const std::string& text) {
    if (!parse_url(text) || text.find_first_of(" \t\r\n#") != std::string::npos) std::abort();
}

}  // namespace

// Lines: the address of the feed, the hub and itself as the document names them, and then Link headers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view rest(reinterpret_cast<const char*>(data), size);
    auto line = [&] {
        auto text = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), text.size() + 1));
        return text;
    };
    auto feed = parse_url(line()).value_or(*parse_url("https://x.example/feed"));
    websub::Announcement announcement;
    announcement.url = feed.text;
    announcement.hub_url = line();
    announcement.self_url = line();
    while (!rest.empty()) announcement.link_headers.emplace_back(line());
    for (const std::string& header : announcement.link_headers)
        if (websub::targets_with_relation(header, "hub").size() > websub::links_max) std::abort();
    if (auto found = websub::discover(announcement)) {
        expect_address(found->hub);
        expect_address(found->topic);
    }
    return 0;
}
