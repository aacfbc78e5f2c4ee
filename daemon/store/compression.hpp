#pragma once

#include <string>
#include <string_view>

struct ZSTD_DDict_s;

// Texts as they are stored: zstd.
namespace watchword::store {

// At a level that costs less than a millisecond an article; `inflate` refuses more than 64 MiB and damaged data by
// throwing SqliteError (SQLITE_CORRUPT).
std::string deflate(std::string_view text);
std::string inflate(std::string_view bytes);

// For texts that are kept for years: smaller, and slower to make.
std::string deflate_well(std::string_view text);

// What a text has beyond `base`, a text that is much like it; it is read again with the same one.
std::string deflate_against(std::string_view text, std::string_view base);
std::string inflate_against(std::string_view bytes, std::string_view base);

// What was made with a dictionary (daemon/store/dictionary.hpp).
std::string inflate_with(std::string_view bytes, const ZSTD_DDict_s& dictionary);

}  // namespace watchword::store
