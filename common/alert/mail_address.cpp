#include <algorithm>

#include "common/alert/display.hpp"
#include "common/alert/mail.hpp"
#include "common/text/utf8.hpp"

namespace watchword::alert {
namespace {

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// RFC 5322 3.2.3, atext.
bool is_atext(char c) { return is_letter_or_digit(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos; }

template <class Good>
bool dotted(std::string_view text, std::size_t part_max, Good good) {
    for (;;) {
        auto dot = text.find('.');
        auto part = text.substr(0, dot);
        if (part.empty() || part.size() > part_max || !std::ranges::all_of(part, good)) return false;
        if (dot == std::string_view::npos) return true;
        text.remove_prefix(dot + 1);
    }
}

bool is_host(std::string_view text) {
    auto good = [](char c) { return is_letter_or_digit(c) || c == '-'; };
    return text.size() <= 253 && dotted(text, 63, good) && !text.starts_with('-') && !text.ends_with('-') &&
           text.find("-.") == std::string_view::npos && text.find(".-") == std::string_view::npos;
}

std::string_view trim(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

// A phrase, or a quoted string without its quotes and backslashes; nullopt when the quotes do not match.
std::optional<std::string> display_name(std::string_view text) {
    if (!text.starts_with('"')) {
        if (text.find('"') != std::string_view::npos) return std::nullopt;
        return std::string(text);
    }
    std::string name;
    std::size_t at = 1;
    for (; at < text.size() && text[at] != '"'; ++at) {
        if (text[at] == '\\' && ++at == text.size()) return std::nullopt;
        name += text[at];
    }
    if (at + 1 != text.size()) return std::nullopt;
    return name;
}

Fault fault(std::string_view text, std::string_view reason) {
    return {"\"" + one_line(text, 100) + "\" is no e-mail address: " + std::string(reason) +
            "; write local@domain or Name <local@domain>"};
}

}  // namespace

Result<Mailbox, Fault> parse_mailbox(std::string_view text) {
    auto is_control = [](unsigned char c) { return c < 0x20 || c == 0x7F; };
    if (std::ranges::any_of(text, is_control)) return fault(text, "it holds a control character");
    if (!text::is_valid_utf8(text)) return fault(text, "it is not UTF-8");

    Mailbox mailbox;
    auto address = trim(text);
    if (address.ends_with('>')) {
        auto open = address.rfind('<');
        if (open == std::string_view::npos) return fault(text, "\">\" without \"<\"");
        auto name = display_name(trim(address.substr(0, open)));
        if (!name || name->find_first_of("<>") != std::string::npos) return fault(text, "its name is not well quoted");
        mailbox.name = *name;
        address = trim(address.substr(open + 1, address.size() - open - 2));
    }
    auto at = address.find('@');
    if (at == std::string_view::npos) return fault(text, "\"@\" is missing");
    auto local = address.substr(0, at);
    if (local.size() > 64 || !dotted(local, 64, is_atext)) return fault(text, "what stands before \"@\" cannot stand there");
    if (!is_host(address.substr(at + 1))) return fault(text, "what stands after \"@\" is no host name");
    mailbox.address = address;
    return mailbox;
}

}  // namespace watchword::alert
