#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "common/base/time.hpp"

// What the daemon tells the service manager, sd_notify(3). Each call does nothing when nobody listens: no
// $NOTIFY_SOCKET, or a build without libsystemd. A status is one line for `systemctl status`; it is made
// printable, so that a feed's title in it cannot add a message of its own. Any thread.
namespace watchword::systemd {

// Started, or done with reloading: the store is open, the configuration read and the timers are set.
void ready(std::string_view status);
// SIGHUP was taken; ready() must follow, whether the new configuration came into force or not.
void reloading();
void stopping(std::string_view status);
void status(std::string_view text);
// The loop lives. Called from the loop itself, never from a side thread, every watchdog_interval().
void watchdog();
// Starting or stopping takes this much longer from here on, such as for a migration.
void extend_timeout(std::chrono::microseconds longer);
// The daemon is about to exit because of this errno.
void failed(int error, std::string_view status);

// How often to call watchdog(): a third of WatchdogSec=. nullopt when the service manager does not watch.
std::optional<Duration> watchdog_interval();

}  // namespace watchword::systemd
