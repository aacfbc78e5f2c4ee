#pragma once

#include <string>
#include <string_view>

namespace watchword::article {

// What the page itself says its encoding is, in a <meta> within its first 8 KiB; empty when it does not.
std::string_view declared_charset(std::string_view bytes);

// The page's bytes as UTF-8, judged by the HTTP header, the page itself and its bytes.
std::string to_text(std::string_view bytes, std::string_view content_type);

}  // namespace watchword::article
