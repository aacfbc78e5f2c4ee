#include "common/feed/date.hpp"
namespace watchword::feed {
std::optional<Time> parse_date(std::string_view text) { return from_rfc3339(text); }
}
