#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <boost/json/value.hpp>

#include "common/base/ink.hpp"
#include "daemon/cli/commands.hpp"

// What commands print of JSON that the daemon or the database gave.
namespace watchword::cli {

// --json: a list one item a line, anything else as one document.
void print_json(const boost::json::value& value);

// A member as text for a person, printable and on one line; "" for null and for what is not there.
std::string text_of(const boost::json::value& object, std::string_view key);
std::uint64_t number_of(const boost::json::value& object, std::string_view key);
bool flag_of(const boost::json::value& object, std::string_view key);
// The texts of a list, each likewise; and joined by ", ".
std::vector<std::string> texts_of(const boost::json::value& object, std::string_view key);
std::string list_of(const boost::json::value& object, std::string_view key);

// "2018-04-17 15:12:44 +06" of "2018-04-17T09:12:44Z": a time as the reader's clock shows it ($TZ, /etc/localtime).
std::string time_of(const boost::json::value& object, std::string_view key);

// Rows in aligned columns, as wide as their texts are on a terminal; the last is not padded. The heading is faint.
class Table {
  public:
    explicit Table(std::vector<std::string> heading) : rows_{std::move(heading)} {}
    void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
    std::string text(const Ink& ink) const;

  private:
    std::vector<std::vector<std::string>> rows_;
};

// A line "name          text" of what is told of one thing; none when the text is empty.
void print_row(std::string_view name, std::string_view text);

// "3 feeds", "1 feed"
std::string count_of(std::uint64_t count, std::string_view one, std::string_view many = {});

}  // namespace watchword::cli
