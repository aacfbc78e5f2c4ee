#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <zlib.h>

namespace watchword::http {

// Decodes a body of `Content-Encoding: gzip` (RFC 1952) piece by piece. libcurl could do so itself, but it
// takes a body that ends in the middle of the gzip stream for a whole one.
class Gunzip {
  public:
    enum class Status { good, full, broken };

    Gunzip() = default;
    ~Gunzip();
    Gunzip(const Gunzip&) = delete;
    Gunzip& operator=(const Gunzip&) = delete;

    // Appends what `input` decodes to. `full`: it would have grown beyond `bytes_max`, and was filled up to
    // that. Members that follow one another are one text; other bytes after the last are ignored, as gzip(1)
    // does.
    Status write(std::string_view input, std::string& text, std::uint64_t bytes_max);

    // Whether the input so far ends where a gzip stream may end.
    bool complete() const { return state_ != State::inside; }

  private:
    enum class State { before, inside, between, after };

    Status inflate_some(std::string& text, std::uint64_t bytes_max);

    State state_ = State::before;
    bool allocated_ = false;
    z_stream stream_{};
};

}  // namespace watchword::http
