#include "daemon/store/database.hpp"

#include <zstd.h>

#include <system_error>
#include <vector>

namespace watchword::store {

std::vector<std::pair<std::string_view, std::string_view>> migrations();  // embedded from migrations/*.sql

namespace {

constexpr int application_id = 0x77776f72;  // "wwor": tells this database from any other SQLite file

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

void migrate(Connection& connection, std::int64_t from, const std::function<void(const std::string&)>& progress) {
    auto files = migrations();
    for (auto number = static_cast<std::size_t>(from); number < files.size(); ++number) {
        progress("migrating the database: " + std::string(files[number].first));
        Transaction transaction(connection);
        connection.run_script(std::string(files[number].second));
        connection.run_script("PRAGMA user_version = " + std::to_string(number + 1));
        transaction.commit();
    }
}

}  // namespace

std::filesystem::path database_file(const std::filesystem::path& directory) { return directory / "watchword.db"; }

int schema_version() { return static_cast<int>(migrations().size()); }

Result<std::unique_ptr<Connection>, OpenError> open(const std::filesystem::path& directory,
                                                    const std::function<void(const std::string&)>& progress) {
    std::error_code error;
    std::filesystem::create_directories(directory, error);
    if (error)
        return OpenError{OpenError::Kind::cannot_create, "the state directory " + directory.string() +
                                                             " cannot be created: " + error.message()};
    auto file = database_file(directory);
    try {
        if (std::filesystem::exists(file, error)) {
            // Looked at before it is opened for writing, so that a newer one is not even touched.
            Connection looking(file, Access::read_only);
            if (auto version = pragma(looking, "PRAGMA user_version"); version > schema_version())
                return newer(file, version);
        }
        auto connection = std::make_unique<Connection>(file, Access::read_write);
        connection->run_script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
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

Result<std::unique_ptr<Connection>, OpenError> open_read_only(const std::filesystem::path& directory) {
    auto file = database_file(directory);
    try {
        auto connection = std::make_unique<Connection>(file, Access::read_only);
        auto version = pragma(*connection, "PRAGMA user_version");
        if (version > schema_version()) return newer(file, version);
        if (version < schema_version())
            return OpenError{OpenError::Kind::io, file.string() + " was written by an older watchword: start the daemon "
                                                                  "once, so that it is migrated"};
        return connection;
    } catch (const SqliteError& refused) {
        return explain(refused, file);
    }
}

std::string deflate(std::string_view text) {
    constexpr int level = 9;
    std::string bytes(ZSTD_compressBound(text.size()), '\0');
    auto size = ZSTD_compress(bytes.data(), bytes.size(), text.data(), text.size(), level);
    if (ZSTD_isError(size)) throw SqliteError(SQLITE_NOMEM, ZSTD_getErrorName(size));
    bytes.resize(size);
    bytes.shrink_to_fit();
    return bytes;
}

std::string inflate(std::string_view bytes) {
    constexpr unsigned long long most = 64ULL << 20;
    auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > most)
        throw SqliteError(SQLITE_CORRUPT, "a stored text is damaged");
    std::string text(size, '\0');
    auto got = ZSTD_decompress(text.data(), text.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got) || got != size) throw SqliteError(SQLITE_CORRUPT, "a stored text is damaged");
    return text;
}

}  // namespace watchword::store
