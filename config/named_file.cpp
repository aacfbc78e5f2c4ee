#include <algorithm>

#include "config/include.hpp"
#include "config/readers.hpp"

namespace watchword::config {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t secret_bytes_max = 64 << 10;

// How systemd names the files of a directory that the unit hands over by LoadCredential=secret:DIRECTORY.
const std::string credential_prefix = "secret_";

std::string trimmed(const std::string& text) {
    constexpr std::string_view blanks = " \t\r\n";
    auto first = text.find_first_not_of(blanks);
    return first == std::string::npos ? "" : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

std::optional<NamedFile> read_named_file(Section& section, std::string_view key, const Environment& environment,
                                         std::size_t bytes_max) {
    const Node* node = section.find(key, Node::Kind::text, "the path of a file");
    if (!node || node->text.empty()) return std::nullopt;
    fs::path path = beside(node->place, node->text);
    auto content = environment.files->read(path, bytes_max);
    if (content) return NamedFile{.path = path, .text = std::move(content->bytes), .place = node->place};
    section.faults().error(node->place,
                           "`" + std::string(key) + "`: " + path.string() + ": " + content.error().message);
    return std::nullopt;
}

std::optional<NamedFile> read_secret_file(Section& section, std::string_view key, const Environment& environment) {
    const Node* node = section.find(key, Node::Kind::text, "the path of a file with the secret");
    if (!node || node->text.empty()) return std::nullopt;
    bool credential = node->text.find('/') == std::string::npos;
    fs::path path = credential ? environment.variable("CREDENTIALS_DIRECTORY") / fs::path(node->text)
                               : beside(node->place, node->text);

    auto content = environment.files->read(path, secret_bytes_max);
    if (!content && credential && content.error().missing)
        content = environment.files->read(path.parent_path() / (credential_prefix + node->text), secret_bytes_max);
    if (!content) {
        std::string message = "`" + std::string(key) + "`: " + path.string() + ": " + content.error().message;
        if (credential)
            message +=
                "; put it into `credentials` beside the configuration and restart, or write a path with a "
                "slash";
        section.faults().error(node->place, std::move(message));
        return std::nullopt;
    }
    if (content->readable_by_all && !credential)
        section.faults().warning(node->place, path.string() + " can be read by every user: chmod 640 it");
    NamedFile file{.path = path, .text = trimmed(content->bytes), .place = node->place};
    if (!file.text.empty()) return file;
    section.faults().error(node->place, "`" + std::string(key) + "`: " + path.string() + " is empty");
    return std::nullopt;
}

}  // namespace watchword::config
