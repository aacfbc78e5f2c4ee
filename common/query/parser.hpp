#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/query/expression.hpp"

namespace watchword::query {

// What reading a query gives: the tree, the texts its places refer to (the query's own, then those of the
// lists it names), and what is wrong or doubtful. The tree is there when no fault is more than a warning.
struct Parsed {
    std::optional<Expression> root;
    std::vector<std::string> sources;
    std::vector<Fault> faults;
};

// Grammar only; whether the expression makes a query that can be looked for is decided by compile().
Parsed read(std::string_view text, const Lists& lists);

// A fault at a byte of a source. One inside a list is reported where the query names the list.
Fault fault_at(std::string_view text, std::size_t byte, std::string message, bool warning = false);

}  // namespace watchword::query
