#pragma once

#include <string>
#include <string_view>

namespace watchword::feed {

// A title or name as a reader sees it: HTML tags and comments out, character references decoded (also twice,
// as feeds escape more than once), white space folded. What merely looks like a tag ("List<String>", "a < b")
// stays.
std::string plain_text(std::string_view html);

// Whether the text holds an HTML tag.
bool has_html(std::string_view text);

// White space of any kind folded to single blanks, none at the ends.
std::string folded(std::string_view text);

// `text` as HTML that shows it.
std::string escaped_html(std::string_view text);

}  // namespace watchword::feed
