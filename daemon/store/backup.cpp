#include "daemon/store/backup.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "daemon/store/database.hpp"
#include "daemon/store/sqlite.hpp"

namespace watchword::store {

namespace {

namespace fs = std::filesystem;
using Kind = CopyError::Kind;

constexpr int pages_at_a_time = 4'096;

std::string reason_of(int code) {
    return std::error_code(code, std::system_category()).message();
}

// Removes a file that is not what it shall become, unless told that it is.
class Draft {
  public:
    explicit Draft(fs::path file) : file_(std::move(file)) { discard(); }
    ~Draft() { discard(); }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    const fs::path& file() const { return file_; }

    // 0 or errno.
    int create() const {
        int fd = ::open(file_.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (fd < 0) return errno;
        ::close(fd);
        return 0;
    }
    // On disk, under its name, in one step; 0 or errno.
    int become(const fs::path& target) const {
        if (int failed = sync(file_)) return failed;
        if (::rename(file_.c_str(), target.c_str()) != 0) return errno;
        return sync(target.parent_path().empty() ? fs::path(".") : target.parent_path());
    }

  private:
    static int sync(const fs::path& path) {
        int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
        if (fd < 0) return errno;
        int failed = ::fsync(fd) == 0 ? 0 : errno;
        ::close(fd);
        return failed;
    }
    void discard() const {
        std::error_code ignored;
        for (const char* suffix : {"", "-journal", "-wal", "-shm"}) fs::remove(file_.string() + suffix, ignored);
    }

    fs::path file_;
};

// What speaks against taking the database for a whole one of ours.
std::optional<std::string> objection_to(Connection& connection, const fs::path& file, const char* check) {
    auto id = connection.prepare("PRAGMA application_id");
    if (!id.step() || id.integer(0) != application_id) return file.string() + " is no database of watchword";
    auto version = connection.prepare("PRAGMA user_version");
    if (version.step() && version.integer(0) > schema_version())
        return file.string() + " was written by a newer watchword: install that version first";
    auto damage = connection.prepare(check);
    if (damage.step() && damage.text(0) != "ok") return file.string() + " is damaged: " + damage.string(0);
    return std::nullopt;
}

CopyError unreadable(const fs::path& file, const SqliteError& error) {
    int code = error.code() & 0xff;
    std::error_code ignored;
    if (!fs::exists(file, ignored)) return {Kind::no_input, "there is no " + file.string()};
    if (code == SQLITE_NOTADB) return {Kind::bad, file.string() + " is no database of watchword"};
    if (code == SQLITE_CORRUPT) return {Kind::bad, file.string() + " is damaged: " + error.what()};
    if (code == SQLITE_CANTOPEN || code == SQLITE_READONLY || code == SQLITE_PERM)
        return {Kind::no_input, file.string() + " cannot be read: " + error.what() + "; try sudo"};
    return {Kind::io, file.string() + ": " + error.what()};
}

CopyError unwritable(const fs::path& file, const std::string& reason) {
    return {Kind::cannot_create, file.string() + " cannot be written: " + reason};
}

// The copy is one file, without a journal beside it.
std::optional<CopyError> copy(const fs::path& from, const Draft& draft, const CopyProgress& progress) {
    std::unique_ptr<Connection> source;
    try {
        source = std::make_unique<Connection>(from, Access::read_only);
        source->run("BEGIN");  // what others write from here on is not seen
        if (auto objection = objection_to(*source, from, "SELECT 'ok'")) return CopyError{Kind::bad, *objection};
    } catch (const SqliteError& error) {
        return unreadable(from, error);
    }
    if (int failed = draft.create()) return unwritable(draft.file(), reason_of(failed));
    try {
        Connection target(draft.file(), Access::read_write);
        sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", source->handle(), "main");
        if (!backup) throw SqliteError(sqlite3_extended_errcode(target.handle()), sqlite3_errmsg(target.handle()));
        int code = SQLITE_OK;
        while (code == SQLITE_OK) {
            code = sqlite3_backup_step(backup, pages_at_a_time);
            auto all = static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup));
            progress(all - static_cast<std::uint64_t>(sqlite3_backup_remaining(backup)), all);
        }
        sqlite3_backup_finish(backup);
        if (code != SQLITE_DONE) throw SqliteError(code, sqlite3_errstr(code));
        target.run("PRAGMA journal_mode = DELETE");
        if (auto objection = objection_to(target, from, "PRAGMA quick_check(1)"))
            return CopyError{Kind::bad, *objection};
    } catch (const SqliteError& error) {
        if (error.out_of_space())
            return CopyError{Kind::io,
                             draft.file().string() + " cannot be written: " + error.what() + " (is the disk full?)"};
        return unreadable(from, error);
    }
    return std::nullopt;
}

bool is_ours(const fs::path& file) {
    try {
        Connection connection(file, Access::read_only);
        return !objection_to(connection, file, "SELECT 'ok'");
    } catch (const SqliteError&) {
        return false;
    }
}

// The daemon may run as somebody else than who restores: what is in its directory belongs to the directory's owner.
int give_to_owner(const fs::path& directory, const fs::path& file) {
    struct stat status {};
    if (::geteuid() != 0) return 0;
    if (::stat(directory.c_str(), &status) != 0) return errno;
    return ::chown(file.c_str(), status.st_uid, status.st_gid) == 0 ? 0 : errno;
}

std::string name_of_kept(Time now) {
    std::string time = to_rfc3339(now);
    std::erase(time, ':');
    std::erase(time, '-');
    return "watchword-before-restore-" + time + ".db";
}

// Writes what the write-ahead log holds into the database and takes the log away, so that it cannot be taken for the
// restored database's.
std::optional<CopyError> settle(const fs::path& database, bool force) {
    try {
        Connection connection(database, Access::read_write);
        connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
        connection.run("PRAGMA journal_mode = DELETE");
    } catch (const SqliteError& error) {
        if (!force) return unreadable(database, error);
    }
    std::error_code failed;
    for (const char* suffix : {"-wal", "-shm"})
        if (fs::remove(database.string() + suffix, failed); failed)
            return unwritable(database.string() + suffix, failed.message());
    return std::nullopt;
}

}  // namespace

Result<void, CopyError> back_up(const fs::path& directory, const fs::path& file, const CopyProgress& progress) {
    std::error_code error;
    if (fs::exists(file, error) && !is_ours(file))
        return CopyError{
            Kind::cannot_create,
            file.string() + " is there and is no backup of watchword: it is left alone; name another file"};
    Draft draft(file.string() + ".partial");
    if (auto failed = copy(database_file(directory), draft, progress)) return *failed;
    if (int failed = draft.become(file)) return unwritable(file, reason_of(failed));
    return {};
}

Result<Restored, CopyError> restore(const fs::path& directory, const fs::path& file, bool force, Time now,
                                    const CopyProgress& progress) {
    auto lock = DirectoryLock::take(directory);
    if (!lock)
        return CopyError{lock.error().kind == OpenError::Kind::in_use ? Kind::in_use : Kind::cannot_create,
                         lock.error().message};
    auto database = database_file(directory);
    Draft draft(database.string() + ".restoring");
    if (auto failed = copy(file, draft, progress)) return *failed;
    try {
        Connection copied(draft.file(), Access::read_only);
        if (auto objection = objection_to(copied, file, "PRAGMA integrity_check(1)"))
            return CopyError{Kind::bad, *objection};
    } catch (const SqliteError& error) {
        return unreadable(file, error);
    }

    Restored restored;
    std::error_code error;
    if (fs::exists(database, error)) {
        auto kept = directory / name_of_kept(now);
        Draft keeping(kept.string() + ".partial");
        auto failed = copy(database, keeping, [](std::uint64_t, std::uint64_t) {});
        if (failed && !force)
            return CopyError{failed->kind, "what is there cannot be kept, so it is not replaced: " + failed->message +
                                               "; --force gives it up"};
        if (!failed) {
            if (int code = give_to_owner(directory, keeping.file())) return unwritable(kept, reason_of(code));
            if (int code = keeping.become(kept)) return unwritable(kept, reason_of(code));
            restored.kept = kept;
        }
        if (auto unsettled = settle(database, force)) return *unsettled;
    }
    if (int failed = give_to_owner(directory, draft.file())) return unwritable(database, reason_of(failed));
    if (int failed = draft.become(database)) return unwritable(database, reason_of(failed));
    return restored;
}

}  // namespace watchword::store
