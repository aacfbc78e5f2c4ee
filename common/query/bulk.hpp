#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/query/matcher.hpp"
#include "common/query/query.hpp"

namespace watchword::query {

// Many queries against many articles, both as JSON lines (spec/cli.md, "query run"). Queries are added first,
// by one thread; after ready() any number of threads may match. Errors are sentences for a person, without
// the line's number.
class Bulk {
  public:
    // What is wrong with a line and how to mend it, without the line's number.
    struct Malformed {
        std::size_t column = 1;  // from 1, in Unicode code points
        std::string message;
    };

    explicit Bulk(Lists lists = {}, Options options = {});

    // {"id", "query"}; ids are strings or whole numbers.
    Result<void, Malformed> add_query(std::string_view line);

    // Compiles what was added. No query may be added after it.
    void ready();
    std::size_t queries() const { return ids_.size(); }

    struct Outcome {
        std::string line;         // what to print, without a newline; empty when nothing matched
        std::size_t matches = 0;  // queries
    };
    // {"id", "title", "text", "language"?, "url"?, "authors"?, "tags"?}. A language that is not given is
    // detected.
    Result<Outcome, Malformed> match(std::string_view line, bool with_hits) const;

  private:
    Lists lists_;
    Options options_;
    std::vector<std::pair<std::string, Query>> added_;  // id as JSON
    std::vector<std::string> ids_;                      // by the query's key in the matcher; ascending
    std::shared_ptr<const Matcher::Snapshot> snapshot_;
};

}  // namespace watchword::query
