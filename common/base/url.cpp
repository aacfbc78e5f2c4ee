#include "common/base/url.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <boost/url.hpp>
#include <unicode/idna.h>

namespace watchword {

namespace {

namespace urls = boost::urls;

constexpr std::size_t url_bytes_max = 4096;

bool is_blank_or_control(char c) {
    return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

// What browsers do with a reference before they read it (WHATWG URL 4.4): blanks around it and line breaks in it go,
// and what RFC 3986 does not allow in it is percent-escaped.
std::optional<std::string> tidy(std::string_view text) {
    while (!text.empty() && is_blank_or_control(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank_or_control(text.back())) text.remove_suffix(1);
    if (text.size() > url_bytes_max) return std::nullopt;
    std::string tidied;
    tidied.reserve(text.size() + 16);
    bool in_fragment = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        if (c == '\t' || c == '\n' || c == '\r') continue;
        if (c < 0x20 || c == 0x7f) return std::nullopt;
        auto is_hex = [&](std::size_t at) {
            return at < text.size() && std::isxdigit(static_cast<unsigned char>(text[at]));
        };
        bool broken_escape = c == '%' && !(is_hex(i + 1) && is_hex(i + 2));
        bool second_hash = c == '#' && in_fragment;
        if (c == '#') in_fragment = true;
        if (c == ' ' || c >= 0x80 || broken_escape || second_hash ||
            std::string_view("\"<>\\^`{|}").find(static_cast<char>(c)) != std::string_view::npos) {
            constexpr std::string_view hex = "0123456789ABCDEF";
            tidied += '%';
            tidied += hex[c >> 4];
            tidied += hex[c & 15];
        } else {
            tidied += static_cast<char>(c);
        }
    }
    return tidied;
}

// Brackets stand for themselves in many a publisher's query, though RFC 3986 keeps them for IPv6 addresses.
std::string escape_brackets(std::string text) {
    auto start = text.find_first_of("?#");
    auto authority = text.find("://");
    auto path = authority == std::string::npos ? 0 : text.find('/', authority + 3);
    start = std::min(start, path);
    if (start == std::string::npos) return text;
    std::string escaped = text.substr(0, start);
    for (char c : std::string_view(text).substr(start)) {
        if (c == '[')
            escaped += "%5B";
        else if (c == ']')
            escaped += "%5D";
        else
            escaped += c;
    }
    return escaped;
}

// An internationalised host in the form that goes over the wire (UTS #46): "пример.рф" is "xn--e1afmkfd.xn--p1ai".
std::optional<std::string> ascii_host(std::string_view encoded) {
    auto decoded = urls::make_pct_string_view(encoded);
    if (!decoded) return std::nullopt;
    std::string host = lower(decoded->decode());
    if (std::none_of(host.begin(), host.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        return host;
    UErrorCode error = U_ZERO_ERROR;
    std::unique_ptr<icu::IDNA> idna(icu::IDNA::createUTS46Instance(
        UIDNA_NONTRANSITIONAL_TO_ASCII | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_USE_STD3_RULES, error));
    if (U_FAILURE(error)) return std::nullopt;
    icu::IDNAInfo info;
    std::string ascii;
    icu::StringByteSink<std::string> sink(&ascii);
    idna->nameToASCII_UTF8(host, sink, info, error);
    if (U_FAILURE(error) || info.hasErrors()) return std::nullopt;
    return ascii;
}

bool is_host(std::string_view host) {
    if (host.empty() || host.size() > 253) return false;
    return std::all_of(host.begin(), host.end(), [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) ||
               std::string_view("-._:").find(c) != std::string_view::npos;
    });
}

std::optional<Url> from_view(const urls::url_view& view) {
    Url url;
    url.scheme = lower(view.scheme());
    if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
    // Browsers end the host at a backslash, so that the address would lead elsewhere than it seems to.
    if (std::string_view(view.encoded_userinfo()).find("%5C") != std::string_view::npos) return std::nullopt;
    auto host = ascii_host(view.encoded_host_address());
    if (!host || !is_host(*host)) return std::nullopt;
    url.host = std::move(*host);
    unsigned default_port = url.scheme == "http" ? 80 : 443;
    url.port = view.has_port() && !view.port().empty() ? view.port_number() : default_port;
    if (url.port == 0) return std::nullopt;
    std::string_view path = view.encoded_path();
    // Boost takes what follows "host:" for a path when it is no port; written out, it would make another host.
    if (!path.empty() && path.front() != '/') return std::nullopt;
    url.text = url.origin();
    url.text += path.empty() ? std::string_view("/") : path;
    if (view.has_query()) url.text += '?' + std::string(std::string_view(view.encoded_query()));
    return url;
}

// "&" and "=" of the query stay as the publisher ordered them; only known trackers go.
bool is_tracking(std::string_view key) {
    static constexpr std::array<std::string_view, 22> exact{
        "fbclid",      "gclid",  "dclid",  "gbraid", "wbraid",      "msclkid", "yclid",   "ysclid",
        "twclid",      "igshid", "mc_cid", "mc_eid", "_openstat",   "ref_src", "ref_url", "at_medium",
        "at_campaign", "cmpid",  "ito",    "xtor",   "from_source", "smid"};
    auto key_lower = lower(key);
    return key_lower.starts_with("utm_") || std::find(exact.begin(), exact.end(), key_lower) != exact.end();
}

}  // namespace

std::string Url::origin() const {
    std::string bracketed = host.find(':') == std::string::npos ? host : '[' + host + ']';
    unsigned default_port = scheme == "http" ? 80 : 443;
    return scheme + "://" + bracketed + (port == default_port ? "" : ':' + std::to_string(port));
}

std::optional<Url> parse_url(std::string_view text) {
    auto tidied = tidy(text);
    if (!tidied) return std::nullopt;
    auto escaped = escape_brackets(std::move(*tidied));
    auto view = urls::parse_uri_reference(escaped);
    if (!view || !view->has_scheme() || !view->has_authority()) return std::nullopt;
    return from_view(*view);
}

std::optional<Url> resolve_url(std::string_view base, std::string_view reference) {
    auto tidied = tidy(reference);
    if (!tidied) return std::nullopt;
    auto escaped = escape_brackets(std::move(*tidied));
    auto relative = urls::parse_uri_reference(escaped);
    if (!relative) return std::nullopt;
    if (relative->has_scheme() && relative->has_authority()) return from_view(*relative);
    auto base_url = parse_url(base);
    if (!base_url) return std::nullopt;
    auto base_view = urls::parse_uri(base_url->text);
    if (!base_view) return std::nullopt;
    urls::url resolved;
    if (!urls::resolve(*base_view, *relative, resolved)) return std::nullopt;
    return from_view(resolved);
}

std::string url_identity(const Url& url) {
    std::string_view rest(url.text);
    rest.remove_prefix(url.origin().size());
    auto question = rest.find('?');
    std::string_view path = rest.substr(0, question);
    std::string_view query = question == std::string_view::npos ? std::string_view() : rest.substr(question + 1);

    std::string identity(url.host.starts_with("www.") ? url.host.substr(4) : url.host);
    if (url.port != 80 && url.port != 443) identity += ':' + std::to_string(url.port);
    while (path.ends_with('/')) path.remove_suffix(1);
    identity += path;
    char separator = '?';
    while (!query.empty()) {
        auto length = query.find('&');
        auto parameter = query.substr(0, length);
        query.remove_prefix(length == std::string_view::npos ? query.size() : length + 1);
        if (parameter.empty() || is_tracking(parameter.substr(0, parameter.find('=')))) continue;
        identity += separator;
        identity += parameter;
        separator = '&';
    }
    return identity;
}

bool host_within(std::string_view host, std::string_view domain) {
    if (!host.ends_with(domain)) return false;
    return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

}  // namespace watchword
