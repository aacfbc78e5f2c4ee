#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "config/config.hpp"

namespace watchword::config {

// More than this nobody reads; a file that is no configuration at all would give one for every line.
inline constexpr std::size_t faults_max = 500;  // of either kind

// Gathers what is wrong, so that all of it is reported at once.
class Faults {
  public:
    void error(const Place& place, std::string message);
    void warning(const Place& place, std::string message);
    bool any_errors() const { return !errors_.empty(); }
    // By file, then place.
    std::vector<Fault> sorted() const;

  private:
    std::vector<Fault> errors_;
    std::vector<Fault> warnings_;
};

// The candidate that was most likely meant by `name`, as ": did you mean `interval`?"; empty when none is
// near.
std::string did_you_mean(const std::string& name, const std::vector<std::string>& candidates);

}  // namespace watchword::config
