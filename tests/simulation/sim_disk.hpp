#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>

#include "daemon/store/sqlite.hpp"

namespace watchword::simulation {

// The disk that a simulated daemon keeps its database on: real SQLite on real files, below which writes can fail and
// around whose commits the power can go. One at a time in a process. Syncs nothing: a process's crash keeps what was
// written.
class SimDisk {
  public:
    SimDisk();  // in a fresh folder that goes with it
    ~SimDisk();
    SimDisk(const SimDisk&) = delete;
    SimDisk& operator=(const SimDisk&) = delete;

    // Where the daemon finds its state: after a crash the files as they were at that moment.
    const std::filesystem::path& directory() const { return directory_; }

    // Counts the connection's commits that change something, and plays the crash.
    void attach(store::Connection& connection);
    std::uint64_t commits() const { return commits_; }

    // The power goes at the `number`th commit from now (from 1): just before it is written, or when it has just been.
    // `gone` is called at that moment.
    enum class Moment { before, after };
    void crash_at(std::uint64_t number, Moment moment, std::function<void()> gone);
    bool crashed() const { return crashed_; }
    // The daemon comes up again on what the disk held at the crash.
    void come_back();

    // The `number`th write from now (from 1) and all later ones fail with `code`, SQLITE_FULL or SQLITE_IOERR, until
    // room is made.
    void fail_writes(std::uint64_t number, int code);
    void make_room() { fail_at_ = 0; }
    std::uint64_t writes() const { return writes_; }
    std::uint64_t failed_writes() const { return failed_writes_; }
    int before_write();  // called below SQLite: SQLITE_OK, or how the write fails

  private:
    static int before_commit(void* self);
    static int after_commit(void* self, sqlite3* database, const char* schema, int pages);
    void crash();

    std::filesystem::path root_, directory_;
    sqlite3* database_ = nullptr;
    std::int64_t changes_ = 0;  // rows touched until the last commit
    std::uint64_t commits_ = 0, writes_ = 0, failed_writes_ = 0;
    std::uint64_t crash_at_ = 0, fail_at_ = 0;  // 0: never
    Moment moment_ = Moment::before;
    int fail_code_ = SQLITE_OK;
    std::function<void()> gone_;
    unsigned copies_ = 0;
    bool crashed_ = false;
};

}  // namespace watchword::simulation
