#include "daemon/demo/layout.hpp"

#include <boost/json.hpp>

namespace watchword::demo {

namespace {

namespace json = boost::json;

// Columns on a terminal, for scripts whose characters are one wide.
std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\x1b') {
            at = std::min(text.find('m', at), text.size());
            continue;
        }
        bool continues = (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
        if (!continues) ++width;
    }
    return width;
}

std::string line_of(std::string_view line, std::size_t indent, std::size_t columns) {
    const std::string margin(indent, ' ');
    std::string out = margin;
    std::size_t used = indent;
    bool first = true;
    while (!line.empty()) {
        auto end = std::min(line.find(' '), line.size());
        auto word = line.substr(0, end);
        line.remove_prefix(std::min(end + 1, line.size()));
        auto width = width_of(word);
        if (!first && used + 1 + width > columns) {
            out += '\n' + margin;
            used = indent;
            first = true;
        }
        if (!first) out += ' ', ++used;
        out += word;
        used += width;
        first = false;
    }
    return out + '\n';
}

// `room`: columns left on the line where the value begins.
void write(std::string& out, const json::value& value, std::size_t indent, std::size_t room, std::size_t columns) {
    auto flat = json::serialize(value);
    bool nested =
        (value.is_object() && !value.get_object().empty()) || (value.is_array() && !value.get_array().empty());
    if (width_of(flat) <= room || !nested) {
        out += flat;
        return;
    }
    const std::string margin(indent + 2, ' ');
    out += value.is_object() ? "{\n" : "[\n";
    bool first = true;
    auto next = [&](const std::string& key, const json::value& member) {
        if (!std::exchange(first, false)) out += ",\n";
        out += margin + key;
        write(out, member, indent + 2, columns - std::min(columns, indent + 2 + key.size() + 1), columns);
    };
    if (value.is_object())
        for (const auto& [key, member] : value.get_object()) next(json::serialize(json::string(key)) + ": ", member);
    else
        for (const json::value& member : value.get_array()) next("", member);
    out += '\n' + std::string(indent, ' ') + (value.is_object() ? '}' : ']');
}

}  // namespace

std::string paragraph(std::string_view text, std::size_t indent, std::size_t columns) {
    std::string out;
    while (!text.empty()) {
        auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        out += line.empty() ? "\n" : line_of(line, indent, columns);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

std::string indented(const json::value& value, std::size_t indent, std::size_t columns) {
    std::string out(indent, ' ');
    write(out, value, indent, columns - std::min(columns, indent), columns);
    return out + '\n';
}

}  // namespace watchword::demo
