#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/query/matcher.hpp"
#include "common/query/query.hpp"

namespace watchword::query {

// Short ways to ask in tests. A query that does not parse ends the test with its first fault.

inline Query query(std::string_view text, const Options& options = {}, const Lists& lists = {}) {
    auto parsed = parse(text, lists, options);
    if (!parsed) throw std::runtime_error(std::string(text) + ": " + parsed.error().front().message);
    return *parsed;
}

inline bool matches(std::string_view text, const Subject& subject, const Options& options = {}) {
    Matcher matcher;
    matcher.add(1, query(text, options));
    return !matcher.snapshot()->match(subject).empty();
}

inline std::vector<Hit> hits_of(std::string_view text, const Subject& subject, const Options& options = {}) {
    Matcher matcher;
    matcher.add(1, query(text, options));
    return matcher.snapshot()->hits(1, subject);
}

}  // namespace watchword::query
