#include "daemon/store/compression.hpp"

#include <memory>

#include <zstd.h>

#include "daemon/store/sqlite.hpp"

namespace watchword::store {

namespace {

std::string deflated(std::string_view text, std::string_view base, int level) {
    struct Free {
        void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    };
    // To make one costs more than to compress an entry's few sentences. A long text makes it large for good.
    constexpr std::size_t long_text = 512 << 10;
    thread_local const std::unique_ptr<ZSTD_CCtx, Free> kept(ZSTD_createCCtx());
    const std::unique_ptr<ZSTD_CCtx, Free> passing(text.size() + base.size() > long_text ? ZSTD_createCCtx() : nullptr);
    ZSTD_CCtx* context = passing ? passing.get() : kept.get();
    ZSTD_CCtx_reset(context, ZSTD_reset_session_and_parameters);
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_refPrefix(context, base.data(), base.size());
    std::string bytes(ZSTD_compressBound(text.size()), '\0');
    auto size = ZSTD_compress2(context, bytes.data(), bytes.size(), text.data(), text.size());
    if (ZSTD_isError(size)) throw SqliteError(SQLITE_NOMEM, ZSTD_getErrorName(size));
    bytes.resize(size);
    bytes.shrink_to_fit();
    return bytes;
}

ZSTD_DCtx* fresh_decompressor() {
    struct Free {
        void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    };
    thread_local const std::unique_ptr<ZSTD_DCtx, Free> context(ZSTD_createDCtx());
    ZSTD_DCtx_reset(context.get(), ZSTD_reset_session_and_parameters);
    return context.get();
}

std::string inflated(ZSTD_DCtx* context, std::string_view bytes) {
    constexpr unsigned long long most = 64ULL << 20;
    auto size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > most)
        throw SqliteError(SQLITE_CORRUPT, "a stored text is damaged");
    std::string text(size, '\0');
    auto got = ZSTD_decompressDCtx(context, text.data(), text.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got) || got != size) throw SqliteError(SQLITE_CORRUPT, "a stored text is damaged");
    return text;
}

}  // namespace

std::string deflate(std::string_view text) {
    constexpr int level = 3;  // most texts are an entry's few sentences: more finds nothing more in them
    return deflated(text, {}, level);
}

std::string deflate_well(std::string_view text) {
    constexpr int level = 9;
    return deflated(text, {}, level);
}

std::string deflate_against(std::string_view text, std::string_view base) {
    constexpr int level = 9;
    return deflated(text, base, level);
}

std::string inflate(std::string_view bytes) {
    return inflate_against(bytes, {});
}

std::string inflate_against(std::string_view bytes, std::string_view base) {
    ZSTD_DCtx* context = fresh_decompressor();
    ZSTD_DCtx_refPrefix(context, base.data(), base.size());
    return inflated(context, bytes);
}

std::string inflate_with(std::string_view bytes, const ZSTD_DDict_s& dictionary) {
    ZSTD_DCtx* context = fresh_decompressor();
    ZSTD_DCtx_refDDict(context, &dictionary);
    return inflated(context, bytes);
}

}  // namespace watchword::store
