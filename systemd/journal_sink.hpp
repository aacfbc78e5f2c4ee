#pragma once

#include <memory>

namespace spdlog::sinks {
class sink;
}

namespace watchword::systemd {

enum class LogFormat { automatic, text, json, journal };

// Where the daemon's log goes, for log::start().
//   journal    natively, with own fields: MESSAGE, PRIORITY, MESSAGE_ID for what the operator is told,
//   WATCHWORD_EVENT,
//              WATCHWORD_FEED and so on; an entry that journald refuses goes to stderr as text
//   automatic  journal when stderr is the journal, else text
// Without libsystemd or journald's socket, journal is text on stderr with priorities and without times.
std::shared_ptr<spdlog::sinks::sink> log_sink(LogFormat format);

// Whether fd 2 is the stream to journald that $JOURNAL_STREAM names, and not a file that it was redirected
// to.
bool stderr_is_journal();

}  // namespace watchword::systemd
