#pragma once

#include <string>
#include <string_view>

namespace watchword {

// Marks up text for a terminal with ANSI SGR sequences, or leaves it as it is. What is marked must be printable.
class Ink {
  public:
    explicit Ink(bool on = false) : on_(on) {}
    explicit operator bool() const { return on_; }

    std::string bold(std::string_view text) const { return mark("1", text); }
    std::string faint(std::string_view text) const { return mark("2", text); }
    std::string red(std::string_view text) const { return mark("31", text); }
    std::string green(std::string_view text) const { return mark("32", text); }
    std::string yellow(std::string_view text) const { return mark("33", text); }
    std::string cyan(std::string_view text) const { return mark("36", text); }

  private:
    std::string mark(std::string_view code, std::string_view text) const {
        if (!on_ || text.empty()) return std::string(text);
        return "\x1b[" + std::string(code) + 'm' + std::string(text) + "\x1b[0m";
    }
    bool on_;
};

}  // namespace watchword
