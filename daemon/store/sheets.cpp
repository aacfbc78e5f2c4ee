#include "daemon/store/sheets.hpp"

namespace watchword::store {

namespace {

// With what SQLite notes of a row, just as much as it keeps within a page of 4096 bytes.
constexpr std::int64_t sheet_bytes = 4050;

std::int64_t first_sheet(const Stretch& stretch) {
    return stretch.place / sheet_bytes;
}
std::int64_t last_sheet(const Stretch& stretch) {
    return (stretch.place + stretch.size - 1) / sheet_bytes;
}

// The end of the last sheet, if that has room left.
struct Open {
    std::int64_t sheet = 1;
    std::string bytes;
};
Open open_sheet(Connection& connection) {
    auto last = connection.prepare("SELECT id, bytes FROM sheet ORDER BY id DESC LIMIT 1");
    if (!last.step()) return {};
    auto bytes = last.blob(1);
    if (bytes.size() >= sheet_bytes) return {last.integer(0) + 1, {}};
    return {last.integer(0), std::string(bytes)};
}

}  // namespace

Stretch save_in_sheets(Connection& connection, std::string_view bytes) {
    auto [sheet, written] = open_sheet(connection);
    const Stretch stretch{sheet * sheet_bytes + static_cast<std::int64_t>(written.size()),
                          static_cast<std::int64_t>(bytes.size())};
    while (!bytes.empty()) {
        auto part = bytes.substr(0, sheet_bytes - written.size());
        bytes.remove_prefix(part.size());
        written += part;
        auto statement = connection.prepare(
            "INSERT INTO sheet (id, texts, bytes) VALUES (?, 1, ?) "
            "ON CONFLICT (id) DO UPDATE SET texts = texts + 1, bytes = excluded.bytes");
        statement.bind(sheet++).bind_blob(written).run();
        written.clear();
    }
    return stretch;
}

std::string bytes_in_sheets(Connection& connection, const Stretch& stretch) {
    std::string bytes;
    auto statement = connection.prepare("SELECT id, bytes FROM sheet WHERE id BETWEEN ? AND ? ORDER BY id");
    statement.bind(first_sheet(stretch)).bind(last_sheet(stretch));
    while (statement.step()) {
        const std::int64_t next = stretch.place + static_cast<std::int64_t>(bytes.size());
        const std::int64_t passed = next - statement.integer(0) * sheet_bytes;
        auto written = statement.blob(1);
        if (passed < 0 || passed > static_cast<std::int64_t>(written.size())) break;
        bytes +=
            written.substr(static_cast<std::size_t>(passed), static_cast<std::size_t>(stretch.size) - bytes.size());
    }
    if (bytes.size() != static_cast<std::size_t>(stretch.size))
        throw SqliteError(SQLITE_CORRUPT, "a part of a stored text is missing");
    return bytes;
}

std::string text_bytes(Connection& connection, const Statement& statement, int column) {
    if (statement.is_null(column + 1)) return std::string(statement.blob(column));
    return bytes_in_sheets(connection, {statement.integer(column + 1), statement.integer(column + 2)});
}

void remove_from_sheets(Connection& connection, const Stretch& stretch) {
    connection.run("UPDATE sheet SET texts = texts - 1 WHERE id BETWEEN ? AND ?", first_sheet(stretch),
                   last_sheet(stretch));
    connection.run("DELETE FROM sheet WHERE texts <= 0 AND id BETWEEN ? AND ?", first_sheet(stretch),
                   last_sheet(stretch));
}

}  // namespace watchword::store
