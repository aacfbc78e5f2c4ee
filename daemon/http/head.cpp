#include "daemon/http/head.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

#include <boost/algorithm/string/predicate.hpp>

namespace watchword::http {

namespace {

std::string_view strip(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// RFC 9110 5.6.2
bool is_token_character(char c) {
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
    return std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f;
}

}  // namespace

bool Head::add(std::string_view line) {
    bytes_ += line.size();
    if (bytes_ > bytes_max) return false;
    if (line.starts_with("HTTP/")) {
        headers.clear();
        return true;
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return true;
    const auto name = line.substr(0, colon);
    const auto value = strip(line.substr(colon + 1));
    if (is_header_name(name) && is_header_value(value)) headers.emplace_back(name, value);
    return true;
}

bool Head::tells_one_length() const {
    std::optional<std::uint64_t> length;
    for (const auto& [name, value] : headers) {
        if (!boost::algorithm::iequals(name, "Content-Length", std::locale::classic())) continue;
        std::uint64_t said = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), said);
        if (error != std::errc() || end != value.data() + value.size()) return false;
        if (length && *length != said) return false;
        length = said;
    }
    return true;
}

bool is_header_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), is_token_character);
}

bool is_header_value(std::string_view value) {
    return std::none_of(value.begin(), value.end(), is_control);
}

}  // namespace watchword::http
