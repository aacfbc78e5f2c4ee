#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "common/base/result.hpp"
#include "daemon/store/sqlite.hpp"

namespace watchword::store {

// Why the database cannot be used.
struct OpenError {
    enum class Kind {
        cannot_create,  // the directory or file: permissions, no such folder
        newer,          // made by a newer version: left untouched
        in_use,         // another process writes to it
        damaged,
        io,
    };
    Kind kind;
    std::string message;  // with what to do
};

// The right to write to a state directory, of one process at a time; given back when it goes, or with the process.
class DirectoryLock {
  public:
    // Creates the directory where it is missing.
    static Result<DirectoryLock, OpenError> take(const std::filesystem::path& directory);

    DirectoryLock(DirectoryLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    DirectoryLock& operator=(DirectoryLock&&) = delete;
    ~DirectoryLock();

  private:
    explicit DirectoryLock(int fd) : fd_(fd) {}
    int fd_;
};

// Opens DIRECTORY/watchword.db, creating or migrating it, in one transaction. Write-ahead log,
// synchronous=FULL: what was committed survives a power cut. `progress` hears of each migration before it runs and,
// with the same words, every few milliseconds while it does.
Result<std::unique_ptr<Connection>, OpenError> open(const std::filesystem::path& directory,
                                                    const std::function<void(const std::string&)>& progress);

// A database of the same shape that goes with its connection, for what must leave nothing behind. Throws SqliteError.
std::unique_ptr<Connection> open_in_memory();

// For reading beside a daemon or without one; never creates or migrates.
Result<std::unique_ptr<Connection>, OpenError> open_read_only(const std::filesystem::path& directory);

std::filesystem::path database_file(const std::filesystem::path& directory);

// The version this program writes: the number of its migrations.
int schema_version();

// Tells our database from any other SQLite file: "wwor".
constexpr int application_id = 0x77776f72;

}  // namespace watchword::store
