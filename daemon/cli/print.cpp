#include "daemon/cli/print.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <iostream>

#include <boost/json.hpp>

#include "common/base/printable.hpp"
#include "common/base/time.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

constexpr std::size_t text_bytes_max = 4000;

const json::value* member(const json::value& value, std::string_view key) {
    const json::object* object = value.if_object();
    return object ? object->if_contains(key) : nullptr;
}

// Characters that take a place: neither the bytes of one character after its first, nor marks of colour.
std::size_t width_of(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\x1b') {
            i = std::min(text.find('m', i), text.size());
            continue;
        }
        width += (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
    }
    return width;
}

std::string plain(const json::value& value) {
    if (value.is_null()) return "";
    if (value.is_string()) return printable(value.get_string(), text_bytes_max);
    return json::serialize(value);
}

}  // namespace

void print_json(const json::value& value) {
    if (const json::array* list = value.if_array())
        for (const json::value& item : *list) std::cout << json::serialize(item) << '\n';
    else
        std::cout << json::serialize(value) << '\n';
}

std::string text_of(const json::value& object, std::string_view key) {
    const json::value* value = member(object, key);
    return value ? plain(*value) : "";
}

std::uint64_t number_of(const json::value& object, std::string_view key) {
    const json::value* value = member(object, key);
    boost::system::error_code ignored;
    return value && value->is_number() ? value->to_number<std::uint64_t>(ignored) : 0;
}

bool flag_of(const json::value& object, std::string_view key) {
    const json::value* value = member(object, key);
    return value && value->is_bool() && value->get_bool();
}

std::vector<std::string> texts_of(const json::value& object, std::string_view key) {
    const json::value* value = member(object, key);
    std::vector<std::string> texts;
    if (value && value->is_array())
        for (const json::value& item : value->get_array()) texts.push_back(plain(item));
    return texts;
}

std::string list_of(const json::value& object, std::string_view key) {
    std::string list;
    for (const std::string& text : texts_of(object, key)) list += (list.empty() ? "" : ", ") + text;
    return list;
}

std::string time_of(const json::value& object, std::string_view key) {
    auto text = text_of(object, key);
    auto time = from_rfc3339(text);
    if (!time) return text;
    std::time_t seconds = std::chrono::system_clock::to_time_t(*time);
    std::tm local{};
    std::array<char, 64> shown{};
    if (!::localtime_r(&seconds, &local)) return text;
    return {shown.data(), std::strftime(shown.data(), shown.size(), "%Y-%m-%d %H:%M:%S %Z", &local)};
}

std::string Table::text(const Ink& ink) const {
    std::vector<std::size_t> widths(rows_.front().size(), 0);
    for (const auto& row : rows_)
        for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
    std::string out;
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size()) line += std::string(widths[i] - width_of(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += (&row == &rows_.front() ? ink.faint(line) : line) + '\n';
    }
    return out;
}

void print_row(std::string_view name, std::string_view text) {
    constexpr std::size_t name_column = 14;
    if (!text.empty()) std::cout << name << std::string(name_column - name.size(), ' ') << text << '\n';
}

std::string count_of(std::uint64_t count, std::string_view one, std::string_view many) {
    std::string text = std::to_string(count) + ' ' + std::string(count != 1 && !many.empty() ? many : one);
    return count == 1 || !many.empty() ? text : text + 's';
}

}  // namespace watchword::cli
