#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "daemon/archive/archive.hpp"

namespace watchword::archive {

// The parameters of a question. What is wrong with them is kept until it is asked for: an answer takes all it knows,
// then looks at fault() once.
class Parameters {
  public:
    // `question` must outlive it.
    Parameters(const Question& question, Time now) : question_(question), now_(now) {}

    // nullopt: not given. Of one given twice the last counts.
    std::optional<std::string> text(std::string_view name);
    // A time ("2018-04-17", RFC 3339), or how long ago ("7d").
    std::optional<Time> time(std::string_view name);
    std::optional<unsigned> number(std::string_view name, unsigned least, unsigned most);
    // One of a few values, by what to_text calls them.
    template <class Value, std::size_t count>
    std::optional<Value> one_of(std::string_view name, const std::array<Value, count>& values) {
        std::array<std::string_view, count> words;
        for (std::size_t i = 0; i < count; ++i) words[i] = to_text(values[i]);
        auto place = choice(name, words);
        return place ? std::optional(values[*place]) : std::nullopt;
    }
    bool flag(std::string_view name);
    // How many rows a list may have: the parameter "limit".
    std::size_t limit();

    void refuse(std::string message);
    // The first thing wrong, that a parameter is given which nobody took among them.
    std::optional<Refusal> fault() const;

  private:
    std::optional<std::size_t> choice(std::string_view name, std::span<const std::string_view> words);

    const Question& question_;
    Time now_;
    std::set<std::string, std::less<>> taken_;
    std::optional<Refusal> fault_;
};

}  // namespace watchword::archive
