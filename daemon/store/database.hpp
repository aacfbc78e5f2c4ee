#pragma once

#include <filesystem>
#include <string>

#include "common/base/result.hpp"
#include "daemon/store/sqlite.hpp"

namespace watchword::store {

// Why the database cannot be used.
struct OpenError {
    enum class Kind {
        cannot_create,  // the directory or file: permissions, no such folder
        newer,          // made by a newer version: left untouched
        damaged,
        io,
    };
    Kind kind;
    std::string message;  // with what to do
};

// Opens DIRECTORY/watchword.db, creating or migrating it; each migration is one transaction. Write-ahead log,
// synchronous=FULL: what was committed survives a power cut. `progress` hears of each migration before it runs.
Result<std::unique_ptr<Connection>, OpenError> open(const std::filesystem::path& directory,
                                                    const std::function<void(const std::string&)>& progress);

// For reading beside a daemon or without one; never creates or migrates.
Result<std::unique_ptr<Connection>, OpenError> open_read_only(const std::filesystem::path& directory);

std::filesystem::path database_file(const std::filesystem::path& directory);

// The version this program writes: the number of its migrations.
int schema_version();

// zstd at a level that costs less than a millisecond an article; `inflate` refuses more than 64 MiB and damaged data
// by throwing SqliteError (SQLITE_CORRUPT).
std::string deflate(std::string_view text);
std::string inflate(std::string_view bytes);

}  // namespace watchword::store
