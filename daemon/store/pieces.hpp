#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "daemon/store/sqlite.hpp"

// Stored texts in pieces of a tenth of a page. Whole, they left a fifth of each page empty: what remained of it was too
// little for the next one.
namespace watchword::store {

// As much of a text's bytes as its revision's row has.
std::string_view beginning_of(std::string_view bytes);
// Stores what goes beyond that.
void save_rest(Connection& connection, std::int64_t revision, std::string_view bytes);

// All the bytes of the text whose revision's row has `beginning`.
std::string with_rest(Connection& connection, std::int64_t revision, std::string_view beginning);

// Of all revisions of an article. Goes before they do.
void remove_rests(Connection& connection, ArticleId article);

}  // namespace watchword::store
