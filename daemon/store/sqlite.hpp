#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <sqlite3.h>

#include "common/base/id.hpp"
#include "common/base/time.hpp"

// Three small RAII types over SQLite's C API. One thread uses a Connection at a time.
namespace watchword::store {

// What SQLite refused. `code` is its extended result code.
class SqliteError : public std::runtime_error {
  public:
    SqliteError(int code, const std::string& message) : std::runtime_error(message), code_(code) {}
    int code() const { return code_; }
    bool out_of_space() const { return (code_ & 0xff) == SQLITE_FULL || (code_ & 0xff) == SQLITE_IOERR; }

  private:
    int code_;
};

// A prepared statement in use: bound, then stepped. Lent by Connection::prepare and given back clean when it goes.
class Statement {
  public:
    Statement(sqlite3_stmt* statement, sqlite3* database) : statement_(statement), database_(database) {}
    Statement(Statement&& other) noexcept
        : statement_(std::exchange(other.statement_, nullptr)), database_(other.database_), next_(other.next_) {}
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    // Binds the next parameter. Text is not copied: it must live until the last step.
    Statement& bind(std::int64_t value);
    Statement& bind(double value);
    Statement& bind(std::string_view text);
    Statement& bind_blob(std::string_view bytes);
    Statement& bind(std::nullopt_t);
    Statement& bind(const char* text) { return bind(std::string_view(text)); }
    Statement& bind(const std::string& text) { return bind(std::string_view(text)); }
    Statement& bind(bool value) { return bind(std::int64_t{value}); }
    Statement& bind(int value) { return bind(std::int64_t{value}); }
    Statement& bind(unsigned value) { return bind(std::int64_t{value}); }
    Statement& bind(std::uint64_t value) { return bind(static_cast<std::int64_t>(value)); }
    Statement& bind(Time time) { return bind(std::int64_t{time.time_since_epoch().count()}); }
    Statement& bind(Duration duration) { return bind(std::int64_t{duration.count()}); }
    template <class Tag>
    Statement& bind(Id<Tag> id) {
        return bind(static_cast<std::int64_t>(id.value));
    }
    template <class T>
    Statement& bind(const std::optional<T>& value) {
        return value ? bind(*value) : bind(std::nullopt);
    }

    bool step();  // true: there is a row
    void run() {  // for statements without rows
        while (step()) {
        }
    }

    bool is_null(int column) const;
    bool is_integer(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string_view text(int column) const;  // valid until the next step; NULL is ""
    std::string_view blob(int column) const;  // likewise
    std::string string(int column) const { return std::string(text(column)); }
    Time time(int column) const { return Time(Duration(integer(column))); }
    std::optional<Time> maybe_time(int column) const {
        return is_null(column) ? std::nullopt : std::optional(time(column));
    }
    template <class AnyId>
    AnyId id(int column) const {
        return AnyId{static_cast<std::uint64_t>(integer(column))};
    }

  private:
    sqlite3_stmt* statement_;
    sqlite3* database_;
    int next_ = 1;
};

// For columns in which "none" is NULL.
inline std::optional<std::string_view> null_if_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}

class Dictionaries;

enum class Access { read_write, read_only };

// One open database file.
class Connection {
  public:
    Connection(const std::filesystem::path& file, Access access);  // throws SqliteError
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // `sql` must be a string literal: prepared statements are kept by its address.
    Statement prepare(const char* sql);

    template <class... Values>
    void run(const char* sql, const Values&... values) {
        auto statement = prepare(sql);
        (statement.bind(values), ...);
        statement.run();
    }

    // Several statements from a file, without parameters.
    void run_script(const std::string& sql);

    std::int64_t changes() const;  // rows touched by the last statement

    // From when `flag` is true, every statement fails with SQLITE_INTERRUPT. The flag must outlive the connection.
    void stop_when(const std::atomic<bool>& flag);

    // Those that its texts were stored with (daemon/store/dictionary.hpp).
    Dictionaries& dictionaries() { return *dictionaries_; }

    sqlite3* handle() const { return database_.get(); }

  private:
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3, Close> database_;
    std::unordered_map<const char*, std::unique_ptr<sqlite3_stmt, Finalize>> statements_;
    std::unique_ptr<Dictionaries> dictionaries_;
};

// Rolls back unless committed.
class Transaction {
  public:
    explicit Transaction(Connection& connection);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Connection* connection_;
};

}  // namespace watchword::store
