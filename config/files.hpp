#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/base/result.hpp"

namespace watchword::config {

struct ReadError {
    bool missing = false;
    std::string message;  // "permission denied", without the path
};

// The files a configuration may name.
class Files {
  public:
    struct Content {
        std::string bytes;
        bool readable_by_all = false;
    };
    virtual ~Files() = default;
    // A file of more than `bytes_max` is an error.
    virtual Result<Content, ReadError> read(const std::filesystem::path& path, std::size_t bytes_max) const = 0;
    // The names of what lies in a directory, sorted.
    virtual Result<std::vector<std::string>, ReadError> list(const std::filesystem::path& directory) const = 0;
};

// What a configuration takes from around it.
struct Environment {
    std::map<std::string, std::string, std::less<>> variables;
    std::shared_ptr<const Files> files;  // never null

    // Empty when unset.
    std::string variable(std::string_view name) const;
};

// The process's own variables and the disk.
Environment process_environment();

}  // namespace watchword::config
