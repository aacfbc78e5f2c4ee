#include "systemd/journal_sink.hpp"

#include <spdlog/sinks/base_sink.h>
#include <sys/stat.h>
#ifdef WATCHWORD_HAVE_SYSTEMD
// The place in the source is of no use to who reads the journal.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <sys/uio.h>
#include <systemd/sd-journal.h>
#include <unistd.h>
#endif

#include <array>
#include <cctype>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "daemon/runtime/log.hpp"

namespace watchword::systemd {

namespace {

// What journalctl --catalog explains; the texts are in watchword.catalog. Made once by `systemd-id128 new`.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> message_ids{{
    {"feed.failing", "bfb00b0d4dc0472bb9d1ff907fdebc5c"},
    {"feed.silent", "96efbc4be70b4d919fb2ac7e97fd3b97"},
    {"feed.overflow", "f732bb6cec48403cb668982b2aaef79a"},
    {"feed.recovered", "f2e98980a620478e98ff225dcbe980f2"},
    {"delivery.failing", "ba110133da0f40bc94de8d072954f1ce"},
    {"config.refused", "836d43519d974c8a800de2800172ed44"},
}};

std::shared_ptr<spdlog::sinks::sink> prefixed_text() {
    return log::stderr_sink(log::text_formatter(log::Stamp::priority));
}

#ifdef WATCHWORD_HAVE_SYSTEMD

class JournalSink : public spdlog::sinks::base_sink<std::mutex> {
  protected:
    void sink_it_(const spdlog::details::log_msg& entry) override {
        std::vector<std::string> fields = journal_fields(entry);
        std::vector<iovec> vectors;
        for (std::string& field : fields) vectors.push_back({field.data(), field.size()});
        if (sd_journal_sendv(vectors.data(), static_cast<int>(vectors.size())) < 0) fallback_->log(entry);
    }
    void flush_() override {}

  private:
    static std::vector<std::string> journal_fields(const spdlog::details::log_msg& entry) {
        std::vector<std::string> fields;
        fields.push_back("MESSAGE=" + std::string(entry.payload.data(), entry.payload.size()));
        fields.push_back("PRIORITY=" + std::to_string(log::syslog_priority(entry.level)));
        for (auto [name, member] : log::field_names) {
            const std::string& value = log::current_fields().*member;
            if (value.empty()) continue;
            std::string field = "WATCHWORD_";
            for (char c : name) field += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
            fields.push_back(field + "=" + value);
        }
        for (auto [event, id] : message_ids)
            if (log::current_fields().event == event) fields.push_back("MESSAGE_ID=" + std::string(id));
        return fields;
    }

    std::shared_ptr<spdlog::sinks::sink> fallback_ = prefixed_text();
};

#endif

std::shared_ptr<spdlog::sinks::sink> journal_sink() {
#ifdef WATCHWORD_HAVE_SYSTEMD
    // Where there is no socket, sd_journal_sendv() drops entries and calls that a success.
    if (::access("/run/systemd/journal/socket", W_OK) == 0) return std::make_shared<JournalSink>();
#endif
    return prefixed_text();
}

}  // namespace

std::shared_ptr<spdlog::sinks::sink> log_sink(LogFormat format) {
    switch (format) {
        case LogFormat::json:
            return log::stderr_sink(log::json_formatter());
        case LogFormat::journal:
            return journal_sink();
        case LogFormat::automatic:
            if (stderr_is_journal()) return journal_sink();
            break;
        case LogFormat::text:
            break;
    }
    return log::stderr_sink(log::text_formatter(log::Stamp::time));
}

bool stderr_is_journal() {
    const char* stream = std::getenv("JOURNAL_STREAM");  // "device:inode"
    struct stat status {};
    if (stream == nullptr || ::fstat(2, &status) != 0) return false;
    return std::to_string(status.st_dev) + ":" + std::to_string(status.st_ino) == stream;
}

}  // namespace watchword::systemd
