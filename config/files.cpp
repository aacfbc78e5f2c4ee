#include "config/files.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <system_error>

#include <sys/stat.h>

namespace watchword::config {

namespace {

namespace fs = std::filesystem;

ReadError error_of(int number) {
    return {.missing = number == ENOENT || number == ENOTDIR, .message = std::generic_category().message(number)};
}

class Disk : public Files {
  public:
    Result<Content, ReadError> read(const fs::path& path, std::size_t bytes_max) const override {
        struct ::stat about {};
        if (::stat(path.c_str(), &about) != 0) return error_of(errno);
        if (!S_ISREG(about.st_mode)) return ReadError{.message = "is not a regular file"};
        errno = 0;
        std::ifstream in(path, std::ios::binary);
        if (!in) return error_of(errno != 0 ? errno : EIO);
        // One byte more than allowed tells a file that is too large, even while it grows.
        std::string bytes(std::min<std::uint64_t>(static_cast<std::uint64_t>(about.st_size), bytes_max) + 1, '\0');
        in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (in.bad()) return error_of(errno != 0 ? errno : EIO);
        bytes.resize(static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > bytes_max)
            return ReadError{.message = "is larger than " + std::to_string(bytes_max) + " bytes"};
        return Content{.bytes = std::move(bytes), .readable_by_all = (about.st_mode & S_IROTH) != 0};
    }

    Result<std::vector<std::string>, ReadError> list(const fs::path& directory) const override {
        std::error_code error;
        std::vector<std::string> names;
        fs::directory_iterator entry(directory, error);
        for (; !error && entry != fs::directory_iterator(); entry.increment(error))
            names.push_back(entry->path().filename().string());
        if (error) return error_of(error.value());
        std::sort(names.begin(), names.end());
        return names;
    }
};

}  // namespace

std::string Environment::variable(std::string_view name) const {
    auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
}

Environment process_environment() {
    Environment environment;
    environment.files = std::make_shared<Disk>();
    for (const char* name : {"STATE_DIRECTORY", "RUNTIME_DIRECTORY", "XDG_STATE_HOME", "HOME", "CREDENTIALS_DIRECTORY"})
        if (const char* value = std::getenv(name)) environment.variables[name] = value;
    return environment;
}

}  // namespace watchword::config
