#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/store/sqlite.hpp"

// Stored texts, one behind the other in sheets that fill a page of the database each. In rows of their own they would
// leave a fifth of each page empty: what remains of it is too little for the next one. Functions run inside a Store
// job.
namespace watchword::store {

// Where in the sheets a text stands, counted in bytes over all of them.
struct Stretch {
    std::int64_t place = 0;
    std::int64_t size = 0;
};

// Adds the bytes, which are not empty, behind all others.
Stretch save_in_sheets(Connection& connection, std::string_view bytes);

// Throws SqliteError (SQLITE_CORRUPT) where a part of them is missing.
std::string bytes_in_sheets(Connection& connection, const Stretch& stretch);

// A text's bytes, from three columns of its revision's row, `text`, `place` and `size`: it stands in the first of them,
// or where the others say.
std::string text_bytes(Connection& connection, const Statement& statement, int column);

// A sheet goes with the last of its texts: what is kept beside it takes at most the two sheets that it reaches into.
void remove_from_sheets(Connection& connection, const Stretch& stretch);

}  // namespace watchword::store
