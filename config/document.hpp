#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "config/config.hpp"

namespace watchword::config {

// One file of the configuration as it was read. Outlives the nodes made from it.
struct Source {
    std::filesystem::path path;
    std::string text;
};

struct Member;

// A TOML value that knows where it stands.
struct Node {
    enum class Kind { text, integer, real, boolean, date, list, table };
    Kind kind = Kind::table;
    std::string text;
    std::int64_t integer = 0;
    bool boolean = false;
    std::vector<Node> items;
    std::map<std::string, Member> members;
    Place place;
    const Source* source = nullptr;
};

struct Member {
    Place key;
    Node value;
};

std::string_view describe(Node::Kind kind);  // "an integer"

// TOML 1.0. toml++ stops at the first fault of a file.
Result<Node, Fault> parse_toml(const Source& source);

// Where in the file the character stands that is at `line` and `column` (from 1, in code points) of a
// string's value. Follows all four kinds of TOML strings and their escapes.
Place place_within(const Node& string, std::size_t line, std::size_t column);

}  // namespace watchword::config
