#include "daemon/store/dictionary.hpp"

#include <algorithm>
#include <array>
#include <new>

#include <zdict.h>
#include <zstd.h>

#include "common/base/id.hpp"
#include "daemon/store/compression.hpp"
#include "daemon/store/sheets.hpp"

namespace watchword::store {

namespace {

// Larger ones save little more, and each takes a dozen times its size of memory while it is made ready for writing.
constexpr std::size_t dictionary_bytes_max = 512 << 10;
constexpr std::size_t texts_per_dictionary = 8;  // bytes of texts that a byte of the dictionary is chosen from, or more
constexpr std::size_t texts_min = 1'000;
constexpr std::size_t lesson_bytes_max = 8 << 20;
constexpr std::int64_t growth = 8;
constexpr int level = 19;

// What a longer text has in common with others is little beside what it repeats of itself.
constexpr std::size_t long_text = 512 << 10;

SqliteError damaged(std::int64_t id, const char* how) {
    return {SQLITE_CORRUPT, "the dictionary " + std::to_string(id) + " of stored texts is " + how};
}

std::string find_dictionary(Connection& connection, std::int64_t id) {
    auto statement = connection.prepare("SELECT digest, bytes FROM dictionary WHERE id = ?");
    if (!statement.bind(id).step()) throw damaged(id, "missing");
    std::string bytes = inflate(statement.blob(1));
    // A wrong byte in it would not be noticed but in the texts that are read with it.
    if (digest_of({bytes}) != static_cast<std::uint64_t>(statement.integer(0))) throw damaged(id, "damaged");
    return bytes;
}

std::int64_t newest_revision(Connection& connection) {
    auto statement = connection.prepare("SELECT max(id) FROM revision");
    return statement.step() ? statement.integer(0) : 0;
}

// Almost as small as what level 19 makes of it, in a sixth of the memory.
ZSTD_CCtx* compressor_with(const std::string& dictionary) {
    ZSTD_CCtx* context = ZSTD_createCCtx();
    if (!context) throw std::bad_alloc();
    constexpr std::array<std::pair<ZSTD_cParameter, int>, 7> parameters{{{ZSTD_c_compressionLevel, level},
                                                                         {ZSTD_c_strategy, ZSTD_btopt},
                                                                         {ZSTD_c_windowLog, 20},
                                                                         {ZSTD_c_chainLog, 20},
                                                                         {ZSTD_c_hashLog, 17},
                                                                         {ZSTD_c_searchLog, 5},
                                                                         {ZSTD_c_minMatch, 3}}};
    for (auto [parameter, value] : parameters) ZSTD_CCtx_setParameter(context, parameter, value);
    ZSTD_CCtx_loadDictionary(context, dictionary.data(), dictionary.size());
    return context;
}

}  // namespace

void Dictionaries::Free::operator()(ZSTD_CCtx_s* compressor) const {
    ZSTD_freeCCtx(compressor);
}

void Dictionaries::Free::operator()(ZSTD_DDict_s* dictionary) const {
    ZSTD_freeDDict(dictionary);
}

std::string Dictionaries::deflate(Connection& connection, std::string_view text) {
    // Asked for each time: one that was met may have been undone with the job that brought it.
    auto newest = connection.prepare("SELECT id FROM dictionary ORDER BY revisions DESC LIMIT 1");
    if (text.size() > long_text || !newest.step()) return deflate_well(text);
    if (compressor_of_ != newest.integer(0)) {
        compressor_.reset();
        try {
            compressor_.reset(compressor_with(find_dictionary(connection, newest.integer(0))));
        } catch (const SqliteError& error) {
            if ((error.code() & 0xff) != SQLITE_CORRUPT) throw;
            // News goes on without it; that it is damaged is told of wherever a text needs it.
        }
        compressor_of_ = newest.integer(0);
    }
    if (!compressor_) return deflate_well(text);
    ZSTD_CCtx_reset(compressor_.get(), ZSTD_reset_session_only);
    std::string bytes(ZSTD_compressBound(text.size()), '\0');
    auto size = ZSTD_compress2(compressor_.get(), bytes.data(), bytes.size(), text.data(), text.size());
    if (ZSTD_isError(size)) throw SqliteError(SQLITE_NOMEM, ZSTD_getErrorName(size));
    bytes.resize(size);
    bytes.shrink_to_fit();
    return bytes;
}

std::string Dictionaries::inflate(Connection& connection, std::string_view bytes) {
    std::int64_t id = ZSTD_getDictID_fromFrame(bytes.data(), bytes.size());
    if (id == 0) return store::inflate(bytes);
    auto met = met_.find(id);
    if (met == met_.end()) {
        std::string dictionary = find_dictionary(connection, id);
        ZSTD_DDict* ready = ZSTD_createDDict(dictionary.data(), dictionary.size());
        if (!ready || ZSTD_getDictID_fromDDict(ready) != id) {
            ZSTD_freeDDict(ready);
            throw damaged(id, "damaged");
        }
        met = met_.emplace(id, ready).first;
    }
    return inflate_with(bytes, *met->second);
}

bool wants_dictionary(Connection& connection) {
    auto newest = connection.prepare("SELECT max(revisions) FROM dictionary");
    auto before = newest.step() ? newest.integer(0) : 0;
    return newest_revision(connection) >= std::max<std::int64_t>(texts_min, before * growth);
}

bool gather_some(Connection& connection, Lesson& lesson) {
    constexpr int some = 100;
    auto statement = connection.prepare(
        "SELECT id, text, place, size FROM revision WHERE base IS NULL AND id < ? "
        "ORDER BY id DESC LIMIT ?");
    statement.bind(lesson.before).bind(some);
    bool more = false;
    while (lesson.bytes < lesson_bytes_max && statement.step()) {
        lesson.before = statement.integer(0);
        auto bytes = text_bytes(connection, statement, 1);
        std::string text = connection.dictionaries().inflate(connection, bytes);
        more = true;
        if (text.size() > long_text) continue;
        lesson.bytes += text.size();
        lesson.texts.push_back(std::move(text));
    }
    return more && lesson.bytes < lesson_bytes_max;
}

std::string learn(const std::vector<std::string>& texts) {
    if (texts.size() < texts_min) return {};
    std::string all;
    std::vector<std::size_t> sizes;
    for (const std::string& text : texts) {
        all += text;
        sizes.push_back(text.size());
    }
    auto count = static_cast<unsigned>(sizes.size());
    const std::size_t most = std::min(dictionary_bytes_max, all.size() / texts_per_dictionary);
    std::string chosen(most, '\0');
    auto size = ZDICT_trainFromBuffer(chosen.data(), chosen.size(), all.data(), sizes.data(), count);
    if (ZDICT_isError(size)) return {};
    chosen = chosen.substr(0, size).substr(ZDICT_getDictHeaderSize(chosen.data(), size));
    // What was chosen recurs. Where it is little the newest texts make up for it, and what is cheapest to refer to, the
    // end, stays its own.
    std::string content = all.substr(0, most - chosen.size()) + chosen;
    constexpr std::size_t header_bytes_max = 8 << 10;
    std::string dictionary(content.size() + header_bytes_max, '\0');
    ZDICT_params_t parameters{};
    parameters.compressionLevel = level;
    size = ZDICT_finalizeDictionary(dictionary.data(), dictionary.size(), content.data(), content.size(), all.data(),
                                    sizes.data(), count, parameters);
    if (ZDICT_isError(size)) return {};
    dictionary.resize(size);
    return dictionary;
}

void save_dictionary(Connection& connection, std::string_view dictionary, Time now) {
    std::int64_t id = ZDICT_getDictID(dictionary.data(), dictionary.size());
    auto bytes = deflate_well(dictionary);
    auto statement = connection.prepare(
        "INSERT INTO dictionary (id, made, revisions, digest, bytes) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
    statement.bind(id).bind(now).bind(newest_revision(connection)).bind(digest_of({dictionary})).bind_blob(bytes).run();
}

}  // namespace watchword::store
