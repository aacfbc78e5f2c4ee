#include "daemon/store/sqlite.hpp"

#include "daemon/store/dictionary.hpp"

namespace watchword::store {

namespace {

[[noreturn]] void fail(sqlite3* database, int code) {
    throw SqliteError(database ? sqlite3_extended_errcode(database) : code,
                      database ? sqlite3_errmsg(database) : sqlite3_errstr(code));
}

}  // namespace

Statement::~Statement() {
    if (!statement_) return;
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

Statement& Statement::bind(std::int64_t value) {
    if (int code = sqlite3_bind_int64(statement_, next_++, value)) fail(database_, code);
    return *this;
}

Statement& Statement::bind(double value) {
    if (int code = sqlite3_bind_double(statement_, next_++, value)) fail(database_, code);
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    if (int code = sqlite3_bind_text64(statement_, next_++, text.data() ? text.data() : "", text.size(), SQLITE_STATIC,
                                       SQLITE_UTF8))
        fail(database_, code);
    return *this;
}

Statement& Statement::bind_blob(std::string_view bytes) {
    if (int code =
            sqlite3_bind_blob64(statement_, next_++, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_STATIC))
        fail(database_, code);
    return *this;
}

Statement& Statement::bind(std::nullopt_t) {
    if (int code = sqlite3_bind_null(statement_, next_++)) fail(database_, code);
    return *this;
}

bool Statement::step() {
    int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(database_, code);
    return false;
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}
bool Statement::is_integer(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_INTEGER;
}
std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}
double Statement::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string_view Statement::text(int column) const {
    auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                : std::string_view();
}

std::string_view Statement::blob(int column) const {
    auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return bytes ? std::string_view(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
                 : std::string_view();
}

Connection::Connection(const std::filesystem::path& file, Access access)
    : dictionaries_(std::make_unique<Dictionaries>()) {
    sqlite3* database = nullptr;
    int flags = (access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) |
                SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int code = sqlite3_open_v2(file.c_str(), &database, flags, nullptr);
    database_.reset(database);
    if (code != SQLITE_OK) fail(database, code);
    sqlite3_busy_timeout(database, 10'000);
    sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

Connection::~Connection() {
    statements_.clear();
}

Statement Connection::prepare(const char* sql) {
    auto& kept = statements_[sql];
    if (kept && sqlite3_stmt_busy(kept.get())) throw std::logic_error("a statement is used within itself");
    if (!kept) {
        sqlite3_stmt* statement = nullptr;
        if (int code = sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr))
            fail(database_.get(), code);
        kept.reset(statement);
    }
    return {kept.get(), database_.get()};
}

void Connection::run_script(const std::string& sql) {
    if (int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr)) fail(database_.get(), code);
}

void Connection::stop_when(const std::atomic<bool>& flag) {
    constexpr int instructions_between = 1000;
    auto look = [](void* stop) { return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0; };
    sqlite3_progress_handler(database_.get(), instructions_between, look, const_cast<std::atomic<bool>*>(&flag));
}

std::int64_t Connection::changes() const {
    return sqlite3_changes64(database_.get());
}

Transaction::Transaction(Connection& connection) : connection_(&connection) {
    connection.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction() {
    if (!connection_ || sqlite3_get_autocommit(connection_->handle())) return;
    // A failed rollback leaves nothing to do: SQLite has rolled back by itself or will when the file is opened again.
    sqlite3_exec(connection_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    connection_->run("COMMIT");
    connection_ = nullptr;
}

}  // namespace watchword::store
