#include "config/document.hpp"

#include <cctype>

#include <toml++/toml.h>

namespace watchword::config {

namespace {

Place place_of(const toml::source_region& region, const Source& source) {
    return {.file = source.path.string(), .line = region.begin.line, .column = region.begin.column};
}

Node to_node(const toml::node& from, const Source& source) {
    Node node;
    node.place = place_of(from.source(), source);
    node.source = &source;
    if (auto* text = from.as_string()) {
        node.kind = Node::Kind::text;
        node.text = text->get();
    } else if (auto* integer = from.as_integer()) {
        node.kind = Node::Kind::integer;
        node.integer = integer->get();
    } else if (auto* boolean = from.as_boolean()) {
        node.kind = Node::Kind::boolean;
        node.boolean = boolean->get();
    } else if (from.is_floating_point()) {
        node.kind = Node::Kind::real;
    } else if (auto* list = from.as_array()) {
        node.kind = Node::Kind::list;
        for (const toml::node& item : *list) node.items.push_back(to_node(item, source));
    } else if (auto* table = from.as_table()) {
        for (auto&& [key, value] : *table)
            node.members.emplace(key.str(),
                                 Member{.key = place_of(key.source(), source), .value = to_node(value, source)});
    } else {
        node.kind = Node::Kind::date;
    }
    return node;
}

// Walks over a file's text, one code point at a time, counting lines and columns as toml++ does.
struct Cursor {
    std::string_view rest;
    unsigned line = 1;
    unsigned column = 1;

    bool ahead(std::string_view text) const { return rest.starts_with(text); }
    char32_t step() {
        if (rest.empty()) return 0;
        char c = rest[0];
        std::size_t bytes = 1;
        while (bytes < rest.size() && (rest[bytes] & 0xc0) == 0x80) ++bytes;
        rest.remove_prefix(bytes);
        if (c == '\n')
            ++line, column = 1;
        else
            ++column;
        return static_cast<unsigned char>(c);
    }
    void step(std::size_t count) {
        while (count-- > 0) step();
    }
};

void skip_escape(Cursor& at, bool& newline, bool& nothing) {
    at.step();  // the backslash
    if (at.ahead("u")) return at.step(5);
    if (at.ahead("U")) return at.step(9);
    if (at.rest.empty() || !std::isspace(static_cast<unsigned char>(at.rest[0]))) {
        newline = at.ahead("n");
        return at.step(1);
    }
    // A backslash at the end of a line takes the blanks that follow with it.
    nothing = true;
    while (!at.rest.empty() && std::isspace(static_cast<unsigned char>(at.rest[0]))) at.step();
}

}  // namespace

std::string_view describe(Node::Kind kind) {
    switch (kind) {
        case Node::Kind::text:
            return "a string";
        case Node::Kind::integer:
            return "an integer";
        case Node::Kind::real:
            return "a fraction";
        case Node::Kind::boolean:
            return "true or false";
        case Node::Kind::date:
            return "a date or time";
        case Node::Kind::list:
            return "a list";
        case Node::Kind::table:
            return "a table";
    }
    return "";
}

Result<Node, Fault> parse_toml(const Source& source) {
    try {
        return to_node(toml::parse(std::string_view(source.text)), source);
    } catch (const toml::parse_error& error) {
        std::string message(error.description());
        if (message.find("utf-8") != std::string::npos) message += "; save the file as UTF-8";
        return Fault{.place = place_of(error.source(), source), .message = std::move(message)};
    }
}

Place place_within(const Node& string, std::size_t line, std::size_t column) {
    Cursor at{string.source->text};
    if (at.ahead("\xef\xbb\xbf")) at.rest.remove_prefix(3);
    while (!at.rest.empty() &&
           (at.line < string.place.line || (at.line == string.place.line && at.column < string.place.column)))
        at.step();

    bool escapes = at.ahead("\"");
    bool long_form = at.ahead("\"\"\"") || at.ahead("'''");
    if (!escapes && !at.ahead("'")) return string.place;
    at.step(long_form ? 3 : 1);
    if (long_form && at.ahead("\r\n"))
        at.step(2);
    else if (long_form && at.ahead("\n"))
        at.step();

    std::size_t value_line = 1, value_column = 1;
    while (!at.rest.empty() && (value_line < line || (value_line == line && value_column < column))) {
        bool newline = at.ahead("\n");
        bool nothing = false;
        if (escapes && at.ahead("\\"))
            skip_escape(at, newline, nothing);
        else
            at.step();
        if (newline)
            ++value_line, value_column = 1;
        else if (!nothing)
            ++value_column;
    }
    return {.file = string.place.file, .line = at.line, .column = at.column};
}

}  // namespace watchword::config
