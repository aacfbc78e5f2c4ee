#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/query/hit.hpp"

namespace watchword::query {

// Something wrong, or worth a warning, at a place of a query's text.
struct Fault {
    std::size_t line = 1;    // from 1
    std::size_t column = 1;  // from 1, in Unicode code points
    std::string message;     // says what is wrong and how to mend it
    bool warning = false;
};

// [lists] of the configuration: the text behind each @name.
using Lists = std::map<std::string, std::string, std::less<>>;

struct Options {
    bool forms = true;  // word forms ("auto"); false: exact
    bool fold = false;  // é = e, ё = е
};

// A query, parsed, checked and made ready. Immutable; cheap to copy and safe to share between threads.
class Query {
  public:
    struct Compiled;
    explicit Query(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

    const std::string& text() const;             // as its author wrote it
    const std::vector<Fault>& warnings() const;  // such as `and` where AND seems meant
    bool watches_edits() const;                  // has an appeared: or removed: part
    const Compiled& compiled() const { return *compiled_; }
    // Whether both were written alike and made with the same lists and options.
    bool operator==(const Query& other) const;

  private:
    std::shared_ptr<const Compiled> compiled_;
};

// The language of spec/queries.md. On failure: every fault that could be found, the first one first.
Result<Query, std::vector<Fault>> parse(std::string_view text, const Lists& lists = {}, const Options& options = {});

// What a query is asked about: one revision of an article with what is known around it. All text is valid
// UTF-8. Views must outlive the call they are passed to.
struct Subject {
    std::string_view title{};
    std::string_view standfirst{};
    std::string_view body{};  // paragraphs joined by "\n"
    std::vector<std::string_view> authors{};
    std::vector<std::string_view> tags{};
    std::vector<std::string_view> feeds{};  // names of the feeds that carry it
    std::string_view source{};              // host of its URL
    std::string_view url{};
    std::string_view language{};  // ISO 639-1, empty when unknown
    // Text that the newest edit brought, and text that it took away: paragraphs joined by "\n", empty without
    // an edit.
    std::string_view appeared{};
    std::string_view removed{};
};

}  // namespace watchword::query
