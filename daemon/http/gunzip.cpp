#include "daemon/http/gunzip.hpp"

#include <algorithm>
#include <array>
#include <new>

namespace watchword::http {

namespace {

constexpr int gzip_only = 16 + MAX_WBITS;
constexpr unsigned char gzip_first_byte = 0x1f;

}  // namespace

Gunzip::~Gunzip() {
    if (allocated_) inflateEnd(&stream_);
}

Gunzip::Status Gunzip::write(std::string_view input, std::string& text, std::uint64_t bytes_max) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(input.data()));  // zlib does not write to it
    stream_.avail_in = static_cast<uInt>(input.size());
    while (stream_.avail_in > 0 && state_ != State::after) {
        if (state_ == State::between && *stream_.next_in != gzip_first_byte) {
            state_ = State::after;
            break;
        }
        if (!allocated_) {
            if (inflateInit2(&stream_, gzip_only) != Z_OK) throw std::bad_alloc();
            allocated_ = true;
        } else if (state_ == State::between) {
            inflateReset(&stream_);
        }
        state_ = State::inside;
        if (const auto status = inflate_some(text, bytes_max); status != Status::good) return status;
    }
    return Status::good;
}

// To the end of the input or of the member.
Gunzip::Status Gunzip::inflate_some(std::string& text, std::uint64_t bytes_max) {
    std::array<char, 32 * 1024> piece;
    int code = Z_OK;
    do {
        stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream_.avail_out = piece.size();
        code = inflate(&stream_, Z_NO_FLUSH);
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) return Status::broken;
        const std::uint64_t made = piece.size() - stream_.avail_out;
        const std::uint64_t room = bytes_max - std::min<std::uint64_t>(bytes_max, text.size());
        text.append(piece.data(), std::min(made, room));
        if (made > room) return Status::full;
    } while (code != Z_STREAM_END && stream_.avail_out == 0);
    if (code == Z_STREAM_END) state_ = State::between;
    return Status::good;
}

}  // namespace watchword::http
