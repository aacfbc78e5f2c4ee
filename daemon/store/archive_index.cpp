#include "daemon/store/archive_index.hpp"

#include <algorithm>

#include "common/revision/storage.hpp"
#include "common/text/tokens.hpp"
#include "daemon/store/compression.hpp"

namespace watchword::store {

namespace {

using query::Necessary;

constexpr const char* merged_until = "index merged until revision";

void add_words(std::string& words, text::Tokens& tokens, std::string_view text) {
    tokens.clear();
    text::tokenize(text, tokens);
    for (const text::Token& token : tokens.list) {
        words += tokens.key(token);
        words += ' ';
    }
}

// Keys are letters, marks and numbers: no quote is among them.
std::string expression_of(const Necessary& condition) {
    if (condition.kind == Necessary::Kind::word) return '"' + condition.key + '"';
    if (condition.kind == Necessary::Kind::prefix) return '"' + condition.key + "\"*";
    std::string expression = "(";
    for (const Necessary& part : condition.parts) {
        if (expression.size() > 1) expression += condition.kind == Necessary::Kind::all ? " AND " : " OR ";
        expression += expression_of(part);
    }
    return expression + ')';
}

void archive_words_of_stored(sqlite3_context* context, int, sqlite3_value** values) {
    try {
        auto* bytes = static_cast<const char*>(sqlite3_value_blob(values[0]));
        auto size = static_cast<std::size_t>(sqlite3_value_bytes(values[0]));
        auto revision = revision::deserialise(inflate({bytes, size}));
        auto words = revision ? archive_words(*revision) : std::string();
        sqlite3_result_text64(context, words.data(), words.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    } catch (const std::exception& error) {
        sqlite3_result_error(context, error.what(), -1);
    }
}

}  // namespace

std::string archive_words(const revision::Revision& revision) {
    std::string words;
    text::Tokens tokens;
    add_words(words, tokens, revision.headline);
    add_words(words, tokens, revision.standfirst);
    for (const std::string& paragraph : revision.paragraphs) add_words(words, tokens, paragraph);
    return words;
}

std::optional<std::string> archive_expression(const query::Necessary& condition) {
    if (condition.kind == Necessary::Kind::anything) return std::nullopt;
    return expression_of(condition);
}

bool wants_merge(Connection& connection) {
    constexpr std::int64_t few = 200;
    auto merged = connection.prepare("SELECT value FROM memory WHERE key = ?");
    std::int64_t before = merged.bind(merged_until).step() ? merged.integer(0) : 0;
    auto newest = connection.prepare("SELECT max(id) FROM revision");
    return newest.step() && newest.integer(0) >= before + std::max(few, before / 16);
}

bool merge_some(Connection& connection, bool begins) {
    constexpr int some = 100;  // pages of the index
    if (begins)
        connection.run(
            "INSERT INTO memory (key, value) SELECT ?, coalesce(max(id), 0) FROM revision WHERE true "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            merged_until);
    // A negative number makes one part of all that are there, a positive one goes on with it.
    auto before = sqlite3_total_changes(connection.handle());
    connection.run("INSERT INTO archive (archive, rank) VALUES ('merge', ?)", begins ? -some : some);
    return sqlite3_total_changes(connection.handle()) - before > 1;
}

void define_archive_words(Connection& connection) {
    int code = sqlite3_create_function_v2(connection.handle(), "archive_words", 1,
                                          SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nullptr,
                                          archive_words_of_stored, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw SqliteError(code, sqlite3_errstr(code));
}

}  // namespace watchword::store
