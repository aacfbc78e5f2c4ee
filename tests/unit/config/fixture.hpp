#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "config/load.hpp"

namespace watchword::config {

// Files that exist in a test only.
class MapFiles : public Files {
  public:
    std::map<std::string, Content> files;

    Result<Content, ReadError> read(const std::filesystem::path& path, std::size_t bytes_max) const override {
        auto found = files.find(path.string());
        if (found == files.end()) return ReadError{.missing = true, .message = "No such file or directory"};
        if (found->second.bytes.size() > bytes_max)
            return ReadError{.message = "is larger than " + std::to_string(bytes_max) + " bytes"};
        return found->second;
    }

    Result<std::vector<std::string>, ReadError> list(const std::filesystem::path& directory) const override {
        std::vector<std::string> names;
        for (auto& [name, content] : files)
            if (std::filesystem::path path(name); path.parent_path() == directory)
                names.push_back(path.filename().string());
        if (names.empty()) return ReadError{.missing = true, .message = "No such file or directory"};
        return names;
    }
};

// Loads /etc/w.toml from texts.
class Configuration : public testing::Test {
  protected:
    Configuration() { environment_.variables["STATE_DIRECTORY"] = "/var/lib/watchword"; }

    void file(const std::string& path, std::string text, bool readable_by_all = false) {
        files_->files[path] = {.bytes = std::move(text), .readable_by_all = readable_by_all};
    }
    void variable(const std::string& name, const std::string& value) { environment_.variables[name] = value; }
    void no_variables() { environment_.variables.clear(); }

    Result<Config, std::vector<Fault>> load(std::string text) {
        file("/etc/w.toml", std::move(text));
        return config::load("/etc/w.toml", environment_);
    }

    // What load says of a text without faults.
    Config loaded(std::string text) {
        auto config = load(std::move(text));
        if (config) return std::move(*config);
        for (const Fault& fault : config.error()) ADD_FAILURE() << fault.text();
        return {};
    }

    // Faults, and the warnings of a text that has none.
    std::vector<std::string> said(std::string text) {
        auto config = load(std::move(text));
        std::vector<std::string> texts;
        for (const Fault& fault : config ? config->warnings : config.error()) texts.push_back(fault.text());
        return texts;
    }

    std::shared_ptr<MapFiles> files_ = std::make_shared<MapFiles>();
    Environment environment_{.variables = {}, .files = files_};
};

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

}  // namespace watchword::config
