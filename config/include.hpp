#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <vector>

#include "config/document.hpp"
#include "config/faults.hpp"
#include "config/files.hpp"

namespace watchword::config {

// A list of subscriptions with 10,000 terms each fits; what is larger was not meant to be a configuration.
inline constexpr std::size_t file_bytes_max = 8 << 20;
inline constexpr std::size_t files_max = 1000;

struct Document {
    std::unique_ptr<const Source> source;
    Node root;
};

// The file and what it includes, in the order they are read. A file that cannot be read is a fault and left
// out.
std::vector<Document> read_documents(const std::filesystem::path& file, const Files& files, Faults& faults);

// A path as a configuration file names it: relative to the file that says it.
std::filesystem::path beside(const Place& place, const std::filesystem::path& path);

}  // namespace watchword::config
