#pragma once

#include <string>
#include <string_view>

namespace watchword::feed {

// `reference` as an absolute address (RFC 3986 5), fragment kept, user information removed, with the leniency
// of base's Url for blanks and non-ASCII characters. What cannot be resolved is returned as it stands: a
// relative reference without a usable base, or another scheme such as "tag:". Schemes that a browser would
// run or that point into a machine
// ("javascript:", "data:", "file:" and the like) give an empty text, as does what is longer than
// limits::url_bytes.
std::string resolved(std::string_view base, std::string_view reference);

// The base that xml:base="`reference`" makes within `base`.
std::string composed_base(std::string_view base, std::string_view reference);

// `html` with the relative references of its links and pictures made absolute.
std::string with_absolute_links(std::string html, std::string_view base);

// Whether the text is an absolute http or https URL, by its looks.
bool looks_like_web_address(std::string_view text);

}  // namespace watchword::feed
