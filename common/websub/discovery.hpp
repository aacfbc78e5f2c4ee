#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::websub {

// Where news of a feed can be had, and under which name.
struct Discovered {
    std::string hub;    // absolute http(s) URL
    std::string topic;  // likewise, spelled as the publisher does: hubs compare it letter by letter
    bool operator==(const Discovered&) const = default;
};

// What a feed says of itself, all of it hostile; absent texts are empty.
struct Announcement {
    std::vector<std::string> link_headers;  // the values of all Link headers of the answer
    std::string_view hub_url;               // of the document
    std::string_view self_url;              // likewise
    std::string_view url;                   // that the document was read from, after redirects
};

// WebSub (W3C Recommendation, 2018), section 4: the Link headers come first, then the document. A feed that names a hub
// and not itself is asked for under the address it was read from. nullopt: it names no hub that is an http(s) URL.
std::optional<Discovered> discover(const Announcement& announcement);

// The targets of a Link header's value that have the relation, in their order (RFC 8288, 3); at most `links_max` links
// of one header are looked at. Ill-formed ones end the list.
inline constexpr std::size_t links_max = 64;
std::vector<std::string> targets_with_relation(std::string_view link_header, std::string_view relation);

}  // namespace watchword::websub
