#include "daemon/store/pieces.hpp"

namespace watchword::store {

namespace {

// Ten of them, with what SQLite notes of each, fill a page of 4096 bytes.
constexpr std::size_t piece_bytes = 396;

// A piece's number is this times its revision's and its place: the last one has all that is left.
constexpr std::int64_t pieces_max = 64;

}  // namespace

std::string_view beginning_of(std::string_view bytes) {
    return bytes.substr(0, piece_bytes);
}

void save_rest(Connection& connection, std::int64_t revision, std::string_view bytes) {
    bytes.remove_prefix(beginning_of(bytes).size());
    for (std::int64_t place = 0; !bytes.empty(); ++place) {
        auto piece = bytes.substr(0, place + 1 < pieces_max ? piece_bytes : bytes.size());
        auto statement = connection.prepare("INSERT INTO piece (id, bytes) VALUES (?, ?)");
        statement.bind(revision * pieces_max + place).bind_blob(piece).run();
        bytes.remove_prefix(piece.size());
    }
}

std::string with_rest(Connection& connection, std::int64_t revision, std::string_view beginning) {
    std::string bytes(beginning);
    if (bytes.size() != piece_bytes) return bytes;
    auto statement = connection.prepare("SELECT bytes FROM piece WHERE id BETWEEN ? AND ? ORDER BY id");
    statement.bind(revision * pieces_max).bind(revision * pieces_max + pieces_max - 1);
    while (statement.step()) bytes += statement.blob(0);
    return bytes;
}

void remove_rests(Connection& connection, ArticleId article) {
    auto revisions = connection.prepare("SELECT id FROM revision WHERE article = ?");
    revisions.bind(article);
    while (revisions.step()) {
        std::int64_t first = revisions.integer(0) * pieces_max;
        connection.run("DELETE FROM piece WHERE id BETWEEN ? AND ?", first, first + pieces_max - 1);
    }
}

}  // namespace watchword::store
