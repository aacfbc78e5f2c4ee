#include <system_error>

#include <curl/curl.h>
#include <sys/stat.h>
#include <sys/timex.h>
#include <unistd.h>

#include "daemon/doctor/checks.hpp"
#include "daemon/store/database.hpp"

namespace watchword::doctor {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t bytes_wanted = std::uintmax_t{1} << 30;
constexpr std::uintmax_t bytes_needed = std::uintmax_t{100} << 20;

std::string count(std::size_t number, const std::string& what) {
    return std::to_string(number) + ' ' + what + (number == 1 ? "" : "s");
}

}  // namespace

Findings check_configuration(const Patient& patient) {
    Findings findings;
    for (const config::Fault& fault : patient.faults) {
        // What concerns no line, such as a file that is not there, says itself what to do.
        std::string advice = fault.place.line == 0 ? "" : "mend that line; `watchword check-config` looks again";
        findings.push_back(fault.warning ? notice("configuration", fault.text(), std::move(advice))
                                         : wrong("configuration", fault.text(), std::move(advice)));
    }
    if (!findings.empty()) return findings;
    const config::Config& config = patient.config;
    return {good("configuration", count(config.feeds.size(), "feed") + ", " +
                                      count(config.receivers.size(), "receiver") + ", " +
                                      count(config.subscriptions.size(), "subscription") + ", no faults")};
}

Findings check_permissions(const Patient& patient) {
    const std::string check = "permissions";
    if (patient.state.empty())
        return {wrong(check, "it is not known where the state directory is", "name it in [state] directory")};
    struct stat directory {};
    if (::stat(patient.state.c_str(), &directory) != 0) {
        std::string reason = std::error_code(errno, std::system_category()).message();
        if (errno == ENOENT)
            return {notice(check, "there is no " + patient.state.string() + " yet",
                           "the daemon makes it when it first starts")};
        return {
            wrong(check, patient.state.string() + ": " + reason, "look as root, or as the user the daemon runs as")};
    }
    if (!S_ISDIR(directory.st_mode))
        return {
            wrong(check, patient.state.string() + " is no directory", "move it away, or correct [state] directory")};
    if ((directory.st_mode & 0700) != 0700)
        return {wrong(check, patient.state.string() + " is closed to its own owner: the daemon cannot work in it",
                      "chmod 0700 " + patient.state.string())};
    if ((directory.st_mode & 0007) != 0)
        return {notice(check, patient.state.string() + " is open to every user of this machine",
                       "chmod 0700 " + patient.state.string())};
    auto file = store::database_file(patient.state);
    struct stat database {};
    bool exists = ::stat(file.c_str(), &database) == 0;
    if (exists && (database.st_mode & 0600) != 0600)
        return {wrong(check, file.string() + " may not be written by its own owner", "chmod 0600 " + file.string())};
    if (exists && database.st_uid != directory.st_uid)
        return {wrong(check,
                      file.string() + " does not belong to the owner of its directory: the daemon cannot write to it",
                      "chown --reference=" + patient.state.string() + " " + file.string())};
    if (::geteuid() != 0 && ::access(patient.state.c_str(), W_OK) != 0)
        return {notice(check, patient.state.string() + " is not yours to write",
                       "if the daemon runs as another user all is well; sudo looks closer")};
    return {good(check, patient.state.string() + " is the daemon's alone")};
}

Findings check_disk_space(const Patient& patient) {
    const std::string check = "disk space";
    if (patient.state.empty()) return {};
    fs::path existing = patient.state;
    std::error_code error;
    while (!fs::exists(existing, error) && existing.has_relative_path()) existing = existing.parent_path();
    auto space = fs::space(existing, error);
    if (error) return {notice(check, existing.string() + ": " + error.message(), "look as root")};
    std::string left = size_for_people(space.available) + " left in " + patient.state.string();
    std::string advice = "make room, or keep less: [state] keep";
    if (space.available < bytes_needed) return {wrong(check, left, advice)};
    if (space.available < bytes_wanted) return {notice(check, left, advice)};
    return {good(check, left)};
}

Findings check_clock(const Patient& patient) {
    const std::string check = "clock";
    timex kernel{};
    std::string now = to_rfc3339(patient.now);
    if (patient.now < Time(std::chrono::sys_days(std::chrono::year(2024) / 1 / 1)))
        return {wrong(check, "it is " + now + " here, which cannot be", "set the clock: timedatectl set-ntp true")};
    if (::adjtimex(&kernel) == TIME_ERROR || (kernel.status & STA_UNSYNC) != 0)
        return {notice(check, now + ", but nothing keeps the clock right",
                       "timedatectl set-ntp true, unless a virtual machine's host sets it")};
    return {good(check, now + ", synchronised")};
}

Findings check_certificates(const Patient& patient) {
    const std::string check = "certificates";
    std::error_code error;
    const std::string& own = patient.config.fetch.ca_file;
    if (!own.empty() && ::access(own.c_str(), R_OK) != 0)
        return {wrong(check, own + " cannot be read", "correct [fetch] ca_file, or let the daemon's user read it")};
    const auto* curl = curl_version_info(CURLVERSION_NOW);
    std::string file = curl->cainfo ? curl->cainfo : "";
    std::string directory = curl->capath ? curl->capath : "";
    bool has_file = !file.empty() && fs::file_size(file, error) > 0 && !error;
    bool has_directory = !directory.empty() && fs::is_directory(directory, error) && !fs::is_empty(directory, error);
    if (!has_file && !has_directory)
        return {wrong(check, "there are no certificates of authorities in " + (file.empty() ? directory : file),
                      "apt install ca-certificates")};
    return {good(check, "authorities in " + (has_file ? file : directory) + (own.empty() ? "" : " and " + own))};
}

}  // namespace watchword::doctor
