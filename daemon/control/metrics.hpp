#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace watchword::control {

// A number that goes up and down, under a name that is ours: nothing that was fetched is ever a name or a label.
struct Gauge {
    std::string_view name;
    std::string_view help;
    double value = 0;
};
using Gauges = std::vector<Gauge>;

// Prometheus' text exposition format, version 0.0.4, with the process's memory, descriptors and processor time at the
// end.
std::string prometheus_text(const Gauges& gauges);

}  // namespace watchword::control
