#include "systemd/notify.hpp"

#ifdef WATCHWORD_HAVE_SYSTEMD
#include <systemd/sd-daemon.h>
#endif

#include <cstdint>
#include <string>

#include "common/base/printable.hpp"

namespace watchword::systemd {

namespace {

constexpr std::size_t status_bytes_max = 500;

void send(const std::string& assignments) {
#ifdef WATCHWORD_HAVE_SYSTEMD
    // Nothing to do about a service manager that does not listen: the daemon's work goes on.
    sd_notify(0, assignments.c_str());
#else
    static_cast<void>(assignments);
#endif
}

std::string status_line(std::string_view text) {
    return "STATUS=" + printable(text, status_bytes_max) + "\n";
}

std::uint64_t monotonic_microseconds() {
    auto now = std::chrono::steady_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

}  // namespace

void ready(std::string_view status) {
    send(status_line(status) + "READY=1\n");
}

// MONOTONIC_USEC= is what Type=notify-reload of systemd 253 and later waits for; older ones ignore it.
void reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(monotonic_microseconds()) + "\n");
}

void stopping(std::string_view status) {
    send(status_line(status) + "STOPPING=1\n");
}

void status(std::string_view text) {
    send(status_line(text));
}

void watchdog() {
    send("WATCHDOG=1\n");
}

void extend_timeout(std::chrono::microseconds longer) {
    send("EXTEND_TIMEOUT_USEC=" + std::to_string(longer.count()) + "\n");
}

void failed(int error, std::string_view status) {
    send(status_line(status) + "ERRNO=" + std::to_string(error) + "\n");
}

std::optional<Duration> watchdog_interval() {
#ifdef WATCHWORD_HAVE_SYSTEMD
    std::uint64_t limit = 0;
    if (sd_watchdog_enabled(0, &limit) > 0)
        return std::chrono::duration_cast<Duration>(std::chrono::microseconds(limit / 3));
#endif
    return std::nullopt;
}

}  // namespace watchword::systemd
