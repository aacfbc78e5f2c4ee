#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/feed/document.hpp"

namespace watchword::feed {

struct SourceText {
    std::string text;  // valid UTF-8 without control characters or byte order marks
    std::vector<std::string> warnings;
};

// The text of a document, whatever encoding its bytes are in.
SourceText source_text(std::string_view bytes, const Source& source);

}  // namespace watchword::feed
