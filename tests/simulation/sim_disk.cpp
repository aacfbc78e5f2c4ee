#include "tests/simulation/sim_disk.hpp"

#include <stdexcept>
#include <string>
#include <utility>

#include <stdlib.h>

namespace watchword::simulation {

namespace {

namespace fs = std::filesystem;

SimDisk* disk = nullptr;  // that the file system below asks
sqlite3_vfs* real = nullptr;

// A file of SQLite's own file system with us before its writes. Stands in memory that SQLite hands out, with the real
// file behind it.
struct File {
    sqlite3_file base;
    sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};
sqlite3_file* below(sqlite3_file* file) {
    return reinterpret_cast<File*>(file)->below();
}

int close_file(sqlite3_file* file) {
    return below(file)->pMethods->xClose(below(file));
}
int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 at) {
    return below(file)->pMethods->xRead(below(file), to, size, at);
}
int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 at) {
    int code = disk ? disk->before_write() : SQLITE_OK;
    return code != SQLITE_OK ? code : below(file)->pMethods->xWrite(below(file), from, size, at);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    return below(file)->pMethods->xTruncate(below(file), size);
}
int sync_file(sqlite3_file*, int) {
    return SQLITE_OK;
}
int size_of_file(sqlite3_file* file, sqlite3_int64* size) {
    return below(file)->pMethods->xFileSize(below(file), size);
}
int lock_file(sqlite3_file* file, int lock) {
    return below(file)->pMethods->xLock(below(file), lock);
}
int unlock_file(sqlite3_file* file, int lock) {
    return below(file)->pMethods->xUnlock(below(file), lock);
}
int check_lock(sqlite3_file* file, int* held) {
    return below(file)->pMethods->xCheckReservedLock(below(file), held);
}
int control_file(sqlite3_file* file, int what, void* with) {
    return below(file)->pMethods->xFileControl(below(file), what, with);
}
int sector_size(sqlite3_file* file) {
    return below(file)->pMethods->xSectorSize(below(file));
}
int traits_of(sqlite3_file* file) {
    return below(file)->pMethods->xDeviceCharacteristics(below(file));
}
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** to) {
    return below(file)->pMethods->xShmMap(below(file), page, size, extend, to);
}
int lock_shared(sqlite3_file* file, int from, int count, int flags) {
    return below(file)->pMethods->xShmLock(below(file), from, count, flags);
}
void fence_shared(sqlite3_file* file) {
    below(file)->pMethods->xShmBarrier(below(file));
}
int unmap_shared(sqlite3_file* file, int remove) {
    return below(file)->pMethods->xShmUnmap(below(file), remove);
}

constexpr sqlite3_io_methods methods = {
    2,           close_file,   read_file,    write_file,   truncate_file, sync_file, size_of_file,
    lock_file,   unlock_file,  check_lock,   control_file, sector_size,   traits_of, map_shared,
    lock_shared, fence_shared, unmap_shared, nullptr,      nullptr};

int open_file(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* flags_out) {
    file->pMethods = nullptr;
    int code = real->xOpen(real, name, below(file), flags, flags_out);
    if (code == SQLITE_OK) file->pMethods = &methods;
    return code;
}

sqlite3_vfs simulated;

void register_file_system() {
    real = sqlite3_vfs_find("unix");
    simulated = *real;
    simulated.zName = "simulated";
    simulated.pNext = nullptr;
    simulated.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
    simulated.xOpen = open_file;
    sqlite3_vfs_register(&simulated, 1);
}

}  // namespace

SimDisk::SimDisk() {
    std::string pattern = (fs::temp_directory_path() / "watchword-simulation-XXXXXX").string();
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no folder for the simulated disk");
    root_ = pattern;
    directory_ = root_ / "0";
    disk = this;
    register_file_system();
}

SimDisk::~SimDisk() {
    sqlite3_vfs_unregister(&simulated);
    disk = nullptr;
    std::error_code ignored;
    fs::remove_all(root_, ignored);
}

void SimDisk::attach(store::Connection& connection) {
    database_ = connection.handle();
    changes_ = sqlite3_total_changes64(database_);
    sqlite3_commit_hook(connection.handle(), before_commit, this);
    sqlite3_wal_hook(connection.handle(), after_commit, this);
}

void SimDisk::crash_at(std::uint64_t number, Moment moment, std::function<void()> gone) {
    crash_at_ = commits_ + number;
    moment_ = moment;
    gone_ = std::move(gone);
}

void SimDisk::come_back() {
    crashed_ = false;
    crash_at_ = 0;
    directory_ = root_ / std::to_string(copies_);
}

void SimDisk::fail_writes(std::uint64_t number, int code) {
    fail_at_ = writes_ + number;
    fail_code_ = code;
}

int SimDisk::before_write() {
    ++writes_;
    if (fail_at_ == 0 || writes_ < fail_at_) return SQLITE_OK;
    ++failed_writes_;
    return fail_code_;
}

int SimDisk::before_commit(void* self) {
    auto& it = *static_cast<SimDisk*>(self);
    // One that changes nothing writes nothing.
    if (auto before = std::exchange(it.changes_, sqlite3_total_changes64(it.database_)); before == it.changes_)
        return 0;
    if (++it.commits_ == it.crash_at_ && it.moment_ == Moment::before) it.crash();
    return 0;
}

int SimDisk::after_commit(void* self, sqlite3* database, const char* schema, int pages) {
    auto& it = *static_cast<SimDisk*>(self);
    if (it.commits_ == it.crash_at_ && it.moment_ == Moment::after && !it.crashed_) it.crash();
    constexpr int checkpoint_pages = 1000;  // SQLite's own hook does the same
    if (pages >= checkpoint_pages)
        sqlite3_wal_checkpoint_v2(database, schema, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    return SQLITE_OK;
}

void SimDisk::crash() {
    crashed_ = true;
    auto copy = root_ / std::to_string(++copies_);
    fs::create_directories(copy);
    for (const char* name : {"watchword.db", "watchword.db-wal"})
        if (fs::exists(directory_ / name)) fs::copy_file(directory_ / name, copy / name);
    if (gone_) gone_();
}

}  // namespace watchword::simulation
