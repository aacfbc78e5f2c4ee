#include "daemon/archive/parameters.hpp"

#include <algorithm>
#include <charconv>

namespace watchword::archive {

std::optional<std::string> Parameters::text(std::string_view name) {
    taken_.emplace(name);
    std::optional<std::string> value;
    for (const auto& [given, text] : question_.parameters)
        if (given == name) value = text;
    return value;
}

std::optional<Time> Parameters::time(std::string_view name) {
    auto value = text(name);
    if (!value) return std::nullopt;
    if (auto ago = parse_duration(*value)) return now_ - *ago;
    if (auto at = from_rfc3339(*value)) return at;
    if (auto day = from_rfc3339(*value + "T00:00:00Z")) return day;
    refuse("`" + *value + "` is no time: " + std::string(name) +
           " takes how long ago (`12h`, `7d`), a day (`2018-04-17`) or a time (`2018-04-17T09:12:44Z`)");
    return std::nullopt;
}

std::optional<unsigned> Parameters::number(std::string_view name, unsigned least, unsigned most) {
    auto value = text(name);
    if (!value) return std::nullopt;
    unsigned number = 0;
    auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
    if (error == std::errc() && end == value->data() + value->size() && number >= least && number <= most)
        return number;
    refuse(std::string(name) + " takes a number from " + std::to_string(least) + " to " + std::to_string(most) +
           ", not `" + *value + "`");
    return std::nullopt;
}

std::optional<std::size_t> Parameters::choice(std::string_view name, std::span<const std::string_view> words) {
    auto value = text(name);
    if (!value) return std::nullopt;
    auto place = std::find(words.begin(), words.end(), *value);
    if (place != words.end()) return static_cast<std::size_t>(place - words.begin());
    std::string all;
    for (std::string_view word : words) all += (all.empty() ? "" : ", ") + std::string(word);
    refuse("there is no " + std::string(name) + " `" + *value + "`; there are: " + all);
    return std::nullopt;
}

bool Parameters::flag(std::string_view name) {
    static constexpr std::array<std::string_view, 2> words{"false", "true"};
    return choice(name, words) == 1U;
}

std::size_t Parameters::limit() {
    return number("limit", 1, limit_max).value_or(limit_default);
}

void Parameters::refuse(std::string message) {
    if (!fault_) fault_ = Refusal{Refusal::Kind::bad, std::move(message)};
}

std::optional<Refusal> Parameters::fault() const {
    if (fault_) return fault_;
    for (const auto& [name, value] : question_.parameters)
        if (!taken_.contains(name))
            return Refusal{Refusal::Kind::bad, "there is no parameter `" + name + "` for " + question_.path};
    return std::nullopt;
}

}  // namespace watchword::archive
