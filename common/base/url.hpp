#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace watchword {

// An absolute http or https URL whose text is safe to hand on: no control characters or blanks, a non-empty host,
// at most 4,096 bytes. RFC 3986, with the leniency of WHATWG for what publishers write (blanks and non-ASCII bytes in
// path and query are percent-escaped, a missing path becomes "/").
struct Url {
    std::string text;    // as sent: scheme and host in lower case, default port and fragment gone, no user information
    std::string scheme;  // "http" or "https"
    std::string host;    // lower case, without brackets or port
    unsigned port = 0;   // as connected to, 80 or 443 by default

    std::string origin() const;  // "https://example.org" or with a port that is not the default
    bool operator==(const Url&) const = default;
};

// nullopt for what is no http(s) URL.
std::optional<Url> parse_url(std::string_view text);

// RFC 3986 5: `reference` against an absolute `base`; nullopt when the outcome is no http(s) URL.
std::optional<Url> resolve_url(std::string_view base, std::string_view reference);

// What two addresses of one article have in common: without fragment, tracking parameters (utm_*, fbclid, gclid and the
// like), "www.", the scheme and a trailing slash. Not an address any more: only to be compared.
std::string url_identity(const Url& url);

// Whether `host` is `domain` or below it: "news.example.org" is below "example.org".
bool host_within(std::string_view host, std::string_view domain);

}  // namespace watchword
