#include "daemon/cli/read_file.hpp"

#include <array>
#include <fstream>
#include <iostream>

namespace watchword::cli {

std::optional<std::string> read_file(const std::string& file) {
    std::ifstream opened;
    if (file != "-") {
        opened.open(file, std::ios::binary);
        if (!opened) return std::nullopt;
    }
    std::istream& stream = file == "-" ? std::cin : opened;
    std::string bytes;
    std::array<char, 1 << 16> part;
    do {
        stream.read(part.data(), part.size());
        bytes.append(part.data(), static_cast<std::size_t>(stream.gcount()));
    } while (stream);
    if (stream.bad()) return std::nullopt;  // a folder can be opened
    return bytes;
}

std::string cannot_be_read(const std::string& file) {
    return file + ": cannot be read (is it a file, and yours to read?)";
}

}  // namespace watchword::cli
