#include "daemon/control/metrics.hpp"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <sys/resource.h>
#include <unistd.h>

namespace watchword::control {

namespace {

void append(std::string& text, const Gauge& gauge, std::string_view kind) {
    char number[32];
    auto end = std::to_chars(number, number + sizeof number, gauge.value).ptr;
    text.append("# HELP ").append(gauge.name).append(" ").append(gauge.help).append("\n# TYPE ").append(gauge.name);
    text.append(" ").append(kind).append("\n").append(gauge.name).append(" ").append(number, end).append("\n");
}

double resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    double total = 0, resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double open_descriptors() {
    std::error_code error;
    std::filesystem::directory_iterator entries("/proc/self/fd", error), end;
    return error ? 0 : static_cast<double>(std::distance(entries, end));
}

double processor_seconds() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

std::string prometheus_text(const Gauges& gauges) {
    std::string text;
    for (const Gauge& gauge : gauges) append(text, gauge, "gauge");
    append(text, {"process_resident_memory_bytes", "Memory in use.", resident_bytes()}, "gauge");
    append(text, {"process_open_fds", "Open descriptors.", open_descriptors()}, "gauge");
    append(text, {"process_cpu_seconds_total", "Processor time used.", processor_seconds()}, "counter");
    return text;
}

}  // namespace watchword::control
