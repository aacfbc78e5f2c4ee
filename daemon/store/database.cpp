#include "daemon/store/database.hpp"

#include <cerrno>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "daemon/store/archive_index.hpp"

namespace watchword::store {

std::vector<std::pair<std::string_view, std::string_view>> migrations();  // embedded from migrations/*.sql

namespace {

std::int64_t pragma(Connection& connection, const char* sql) {
    auto statement = connection.prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

OpenError explain(const SqliteError& error, const std::filesystem::path& file) {
    using enum OpenError::Kind;
    std::string what = file.string() + ": " + error.what();
    switch (error.code() & 0xff) {
        case SQLITE_CANTOPEN:
        case SQLITE_PERM:
        case SQLITE_READONLY:
        case SQLITE_AUTH:
            return {cannot_create, what + "; the daemon's user must be able to write to its folder"};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {damaged, what + "; restore it with `watchword restore FILE` or move it away to start anew"};
        case SQLITE_FULL:
        case SQLITE_IOERR:
            return {io, what + "; see whether the disk is full (df) or failing (dmesg)"};
        default:
            return {io, what};
    }
}

OpenError newer(const std::filesystem::path& file, std::int64_t version) {
    return {OpenError::Kind::newer,
            file.string() + " was written by a newer watchword (its schema is version " + std::to_string(version) +
                ", this program knows up to " + std::to_string(schema_version()) +
                "); it is left untouched: install that version again or restore an older backup"};
}

// While it lives, `tell` is called every so often by whatever the connection does.
class Telling {
  public:
    Telling(Connection& connection, const std::function<void()>& tell) : handle_(connection.handle()) {
        constexpr int steps = 20'000;  // of SQLite's machine: some milliseconds
        auto call = [](void* told) {
            (*static_cast<const std::function<void()>*>(told))();
            return 0;
        };
        sqlite3_progress_handler(handle_, steps, call, const_cast<std::function<void()>*>(&tell));
    }
    ~Telling() { sqlite3_progress_handler(handle_, 0, nullptr, nullptr); }
    Telling(const Telling&) = delete;
    Telling& operator=(const Telling&) = delete;

  private:
    sqlite3* handle_;
};

// All or nothing, so that after a failure the older program still finds the database that it knows.
void migrate(Connection& connection, std::int64_t from, const std::function<void(const std::string&)>& progress) {
    define_archive_words(connection);
    auto files = migrations();
    auto number = static_cast<std::size_t>(from);
    std::function<void()> tell = [&] { progress("migrating the database: " + std::string(files[number].first)); };
    Telling telling(connection, tell);
    // Debian's SQLite overwrites what is deleted, and to do so with a table that was copied costs as much memory and
    // log as it holds.
    auto overwrites = pragma(connection, "PRAGMA secure_delete");
    connection.run_script("PRAGMA secure_delete = OFF");
    Transaction transaction(connection);
    for (; number < files.size(); ++number) {
        tell();
        connection.run_script(std::string(files[number].second));
        connection.run_script("PRAGMA user_version = " + std::to_string(number + 1));
    }
    number = files.size() - 1;
    transaction.commit();
    connection.run_script("PRAGMA secure_delete = " + std::to_string(overwrites));
}

}  // namespace

Result<DirectoryLock, OpenError> DirectoryLock::take(const std::filesystem::path& directory) {
    auto failed = [&](const std::error_code& error) {
        return OpenError{OpenError::Kind::cannot_create,
                         "the state directory " + directory.string() + " cannot be used: " + error.message() +
                             "; [state] directory names it, else $STATE_DIRECTORY or $XDG_STATE_HOME"};
    };
    std::error_code error;
    bool is_new = std::filesystem::create_directories(directory, error);
    if (!error && is_new) std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
    if (error) return failed(error);
    int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return failed(std::error_code(errno, std::system_category()));
    DirectoryLock lock(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return lock;
    if (errno != EWOULDBLOCK) return failed(std::error_code(errno, std::system_category()));
    return OpenError{OpenError::Kind::in_use, "another watchword uses the state directory " + directory.string() +
                                                  ": stop it first, or give this one a [state] directory of its own"};
}

DirectoryLock::~DirectoryLock() {
    if (fd_ >= 0) ::close(fd_);
}

std::filesystem::path database_file(const std::filesystem::path& directory) {
    return directory / "watchword.db";
}

int schema_version() {
    return static_cast<int>(migrations().size());
}

Result<std::unique_ptr<Connection>, OpenError> open(const std::filesystem::path& directory,
                                                    const std::function<void(const std::string&)>& progress) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error)
        return OpenError{OpenError::Kind::cannot_create,
                         "the state directory " + directory.string() + " cannot be created: " + error.message()};
    auto file = database_file(directory);
    try {
        if (std::filesystem::exists(file, error)) {
            // Looked at before it is opened for writing, so that a newer one is not even touched.
            Connection looking(file, Access::read_only);
            if (auto version = pragma(looking, "PRAGMA user_version"); version > schema_version())
                return newer(file, version);
        }
        auto connection = std::make_unique<Connection>(file, Access::read_write);
        connection->run_script(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
            "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY;"
            "PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 1000;");
        auto version = pragma(*connection, "PRAGMA user_version");
        if (version == 0) connection->run_script("PRAGMA application_id = " + std::to_string(application_id));
        if (version < schema_version()) migrate(*connection, version, progress);
        return connection;
    } catch (const SqliteError& refused) {
        return explain(refused, file);
    }
}

std::unique_ptr<Connection> open_in_memory() {
    auto connection = std::make_unique<Connection>(":memory:", Access::read_write);
    connection->run_script("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;");
    migrate(*connection, 0, [](const std::string&) {});
    return connection;
}

Result<std::unique_ptr<Connection>, OpenError> open_read_only(const std::filesystem::path& directory) {
    auto file = database_file(directory);
    try {
        auto connection = std::make_unique<Connection>(file, Access::read_only);
        auto version = pragma(*connection, "PRAGMA user_version");
        if (version > schema_version()) return newer(file, version);
        if (version < schema_version())
            return OpenError{OpenError::Kind::io, file.string() +
                                                      " was written by an older watchword: start the daemon "
                                                      "once, so that it is migrated"};
        return connection;
    } catch (const SqliteError& refused) {
        return explain(refused, file);
    }
}

}  // namespace watchword::store
