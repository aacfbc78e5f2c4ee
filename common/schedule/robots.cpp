#include "common/schedule/robots.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "common/base/ascii.hpp"

namespace watchword::schedule {

namespace {

// "Watchword/1.0 (monitor)" names the product "Watchword" (2.2.1).
std::string_view product_of(std::string_view value) {
    auto end = std::find_if(value.begin(), value.end(), [](char c) { return !is_letter(c) && c != '_' && c != '-'; });
    return value.substr(0, static_cast<std::size_t>(end - value.begin()));
}

bool is_unreserved(unsigned char c) {
    char letter = static_cast<char>(c);
    return is_digit(letter) || is_letter(letter) || c == '-' || c == '.' || c == '_' || c == '~';
}

// One spelling for every octet (2.2.2): what needs no escape has none, other octets and non-ASCII ones are
// "%C3".
std::string normalised(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        unsigned char octet = 0;
        bool escaped = c == '%' && i + 2 < text.size() &&
                       std::from_chars(text.data() + i + 1, text.data() + i + 3, octet, 16).ptr == text.data() + i + 3;
        if (escaped)
            i += 2;
        else
            octet = c;
        if (escaped ? is_unreserved(octet) : octet < 0x80)
            result += static_cast<char>(octet);
        else
            (((result += '%') += hex[octet >> 4]) += hex[octet & 15]);
    }
    return result;
}

std::optional<Duration> parse_delay(std::string_view text) {
    double seconds = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size() || !(seconds >= 0)) return std::nullopt;
    seconds = std::min(seconds, std::chrono::duration<double>(Robots::delay_max).count());
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
}

}  // namespace

Robots Robots::parse(std::string_view text, std::string_view product) {
    text = text.substr(0, bytes_max);
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    Robots ours, everybodys;
    bool named = false;                           // a group for `product` is there, though perhaps empty
    bool in_ours = false, in_everybodys = false;  // what the present group is for
    bool naming = false;                          // the last line was a User-agent: the group may have more names

    while (!text.empty()) {
        auto length = std::min(text.find_first_of("\r\n"), text.size());
        auto line = text.substr(0, length);
        text.remove_prefix(std::min(length + 1, text.size()));
        line = line.substr(0, line.find('#'));
        auto colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        auto key = trimmed(line.substr(0, colon));
        auto value = trimmed(line.substr(colon + 1));

        if (equal_ignoring_case(key, "user-agent")) {
            if (!naming) in_ours = in_everybodys = false;
            naming = true;
            if (value == "*")
                in_everybodys = true;
            else if (equal_ignoring_case(product_of(value), product))
                in_ours = named = true;
            continue;
        }
        bool allow = equal_ignoring_case(key, "allow");
        if (allow || equal_ignoring_case(key, "disallow")) {
            naming = false;
            if (value.empty()) continue;
            Rule rule{.allow = allow, .pattern = normalised(value)};
            if (in_ours && ours.rules_.size() < rules_max) ours.rules_.push_back(rule);
            if (in_everybodys && everybodys.rules_.size() < rules_max) everybodys.rules_.push_back(rule);
        } else if (equal_ignoring_case(key, "crawl-delay")) {
            naming = false;
            auto delay = parse_delay(value);
            if (delay && in_ours) ours.crawl_delay_ = delay;
            if (delay && in_everybodys) everybodys.crawl_delay_ = delay;
        }
    }
    return named ? ours : everybodys;
}

Robots Robots::from_answer(int status, std::string_view body, std::string_view product) {
    if (status >= 200 && status < 300) return parse(body, product);
    Robots robots;
    if (status == 0 || status >= 500) robots.failed_with_ = status;
    return robots;
}

Robots::Verdict Robots::judge(std::string_view target) const {
    if (target == "/robots.txt") return {};
    if (failed_with_ == 0) return {.allowed = false, .why = "the host did not answer for its robots.txt"};
    if (failed_with_ > 0)
        return {.allowed = false, .why = "the host answered " + std::to_string(failed_with_) + " for its robots.txt"};
    auto path = normalised(target);
    const Rule* longest = nullptr;
    for (const Rule& rule : rules_) {
        bool longer = !longest || rule.pattern.size() > longest->pattern.size() ||
                      (rule.pattern.size() == longest->pattern.size() && rule.allow && !longest->allow);
        if (longer && matches(rule, path)) longest = &rule;
    }
    if (!longest) return {};
    return {.allowed = longest->allow, .why = (longest->allow ? "Allow: " : "Disallow: ") + longest->pattern};
}

// Between stars, every piece is taken at its first place, which leaves the most for those that follow; only
// the last piece of a pattern that ends with `$` must stand at the end. So the cost is linear whatever the
// pattern.
bool Robots::matches(const Rule& rule, std::string_view target) {
    std::string_view pattern = rule.pattern;
    bool anchored = pattern.ends_with('$');
    if (anchored) pattern.remove_suffix(1);
    auto piece = pattern.substr(0, pattern.find('*'));
    if (!target.starts_with(piece)) return false;
    target.remove_prefix(piece.size());
    bool first = true;
    while (piece.size() < pattern.size()) {
        first = false;
        pattern.remove_prefix(piece.size() + 1);
        piece = pattern.substr(0, pattern.find('*'));
        if (anchored && piece.size() == pattern.size()) return target.ends_with(piece);
        auto* found = static_cast<const char*>(memmem(target.data(), target.size(), piece.data(), piece.size()));
        if (!found) return false;
        target.remove_prefix(static_cast<std::size_t>(found - target.data()) + piece.size());
    }
    return !(anchored && first) || target.empty();
}

}  // namespace watchword::schedule
