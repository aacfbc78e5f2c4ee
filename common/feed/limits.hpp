#pragma once

#include <cstddef>

// What a feed may make us keep. Publishers stay far below; what exceeds a limit is cut, and the document says
// so.
namespace watchword::feed::limits {

constexpr std::size_t entries = 1000;  // per document, the first ones
constexpr std::size_t title_characters = 1000;
constexpr std::size_t text_bytes = 2 * 1024 * 1024;  // of a summary or a content, as markup
constexpr std::size_t url_bytes = 4096;
constexpr std::size_t id_bytes = 4096;
constexpr std::size_t name_characters = 200;  // an author, a tag, a language
constexpr std::size_t tags = 64;              // per entry, as are authors and enclosures
constexpr std::size_t authors = 64;
constexpr std::size_t enclosures = 64;
constexpr std::size_t depth = 256;                    // elements within elements; what lies deeper is passed over
constexpr std::size_t tree_bytes = 40 * 1024 * 1024;  // the parsed document in memory
constexpr std::size_t warnings = 32;

// What is said of a document of which only a part was read.
constexpr char too_large[] = "the document is too large; only its beginning was read";
constexpr char cut_short[] = "the document ends in the middle; what is there was read";

}  // namespace watchword::feed::limits
