#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "common/base/result.hpp"
#include "common/base/time.hpp"

// A database copied whole: to a file of its own while the daemon writes, and back while none does.
namespace watchword::store {

struct CopyError {
    enum class Kind {
        no_input,       // what is to be copied is not there, or not to be read
        bad,            // ... is no database of ours, or damaged, or of a newer version
        in_use,         // a daemon writes where it is to go
        cannot_create,  // the target: permissions, no such folder, something else is there
        io,
    };
    Kind kind;
    std::string message;  // for a person, with what to do
};

// Hears of pages copied, of how many, now and then.
using CopyProgress = std::function<void(std::uint64_t done, std::uint64_t all)>;

// Writes the database of a state directory to `file` as it is at one moment, checked, in one piece: until it is
// complete and on disk, `file` stays what it was. What is there is replaced if it is such a copy itself; anything else
// is refused. Readable by its owner alone.
Result<void, CopyError> back_up(const std::filesystem::path& directory, const std::filesystem::path& file,
                                const CopyProgress& progress);

struct Restored {
    std::filesystem::path kept;  // where the database that was there is; empty: there was none, or it was given up
};
// Puts a copy in the place of a state directory's database, after checking all of it; refused while a daemon uses the
// directory. The database that was there is kept beside it, by a name with `now` in it; one that cannot be read any
// more is given up only with `force`. A crash at any moment leaves the old database or the new one.
Result<Restored, CopyError> restore(const std::filesystem::path& directory, const std::filesystem::path& file,
                                    bool force, Time now, const CopyProgress& progress);

}  // namespace watchword::store
