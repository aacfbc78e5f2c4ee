#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace watchword::article {

// Bounds within which a parser's time and memory stay proportional to the bytes. Browsers stop nesting at 512
// too.
struct Bounds {
    std::size_t bytes = 5 << 20;
    std::size_t depth = 512;
    std::size_t attributes = 256;      // of one tag
    std::size_t tags = 60'000;         // of the page; honest ones have some thousands
    std::size_t open_formatting = 12;  // <b>, <font> ..., which each block that follows would open again
};

// `html` with the tags and attributes beyond the bounds left out: a scan over the tags, before any tree is
// built. What it guesses about the open elements is never fewer than a parser would hold open. The contents
// of the elements stay. Returns a view of `html` where nothing had to go, else of `storage`.
std::string_view tame(std::string_view html, std::string& storage, const Bounds& bounds = {});

}  // namespace watchword::article
