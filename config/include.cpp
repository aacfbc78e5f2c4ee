#include "config/include.hpp"

#include <algorithm>

#include <fnmatch.h>

#include "config/section.hpp"

namespace watchword::config {

namespace {

namespace fs = std::filesystem;

class Reader {
  public:
    Reader(const Files& files, Faults& faults) : files_(files), faults_(faults) {}

    // `from` is where the file is asked for; for the first file, the file itself.
    void read(const fs::path& path, const Place& from) {
        if (std::find(open_.begin(), open_.end(), path) != open_.end())
            return faults_.error(from, path.string() + " includes itself" +
                                           (open_.size() > 1 ? " by way of " + open_.back().string() : ""));
        if (std::find(done_.begin(), done_.end(), path) != done_.end()) return;  // two patterns match it
        if (done_.size() == files_max)
            return faults_.error(from, "more than " + std::to_string(files_max) + " files: join some of them");
        done_.push_back(path);

        auto content = files_.read(path, file_bytes_max);
        if (!content) return faults_.error(from, unreadable(path, content.error(), from));
        auto source = std::make_unique<const Source>(Source{.path = path, .text = std::move(content->bytes)});
        auto root = parse_toml(*source);
        if (!root) return faults_.error(root.error().place, root.error().message);

        auto patterns = include_patterns(*root);
        documents_.push_back({.source = std::move(source), .root = std::move(*root)});
        open_.push_back(path);
        for (auto& [pattern, place] : patterns) include(pattern, place);
        open_.pop_back();
    }

    std::vector<Document> take() { return std::move(documents_); }

  private:
    struct Pattern {
        std::string text;
        Place place;
    };

    std::string unreadable(const fs::path& path, const ReadError& error, const Place& from) const {
        if (!error.missing) return (from.line ? path.string() + ' ' : "cannot be read: ") + error.message;
        if (from.line != 0) return path.string() + " does not exist";
        return "there is no such file: `watchword init` writes one to start from, `--config FILE` names "
               "another";
    }

    std::vector<Pattern> include_patterns(const Node& root) const {
        auto member = root.members.find("include");
        if (member == root.members.end()) return {};
        Node only;
        only.members.insert(*member);
        Section section("the file", faults_);
        section.add(only);
        std::vector<Pattern> patterns;
        for (const Node* text : section.texts("include", R"(such as ["conf.d/*.toml"])"))
            patterns.push_back({.text = text->text, .place = text->place});
        return patterns;
    }

    void include(const std::string& pattern, const Place& place) {
        fs::path path = beside(place, pattern);
        if (pattern.find_first_of("*?[") == std::string::npos) return read(path, place);
        if (path.parent_path().string().find_first_of("*?[") != std::string::npos)
            return faults_.error(place, "only the last part of \"" + pattern + "\" may hold * or ?");
        auto names = files_.list(path.parent_path());
        if (!names) {
            if (names.error().missing) return;  // an empty conf.d need not be there
            return faults_.error(place, path.parent_path().string() + ": " + names.error().message);
        }
        for (const std::string& name : *names)
            if (fnmatch(path.filename().c_str(), name.c_str(), FNM_PERIOD) == 0) read(path.parent_path() / name, place);
    }

    const Files& files_;
    Faults& faults_;
    std::vector<fs::path> open_;  // the files whose includes are being read
    std::vector<fs::path> done_;
    std::vector<Document> documents_;
};

}  // namespace

std::vector<Document> read_documents(const fs::path& file, const Files& files, Faults& faults) {
    Reader reader(files, faults);
    reader.read(file.lexically_normal(), {.file = file.string()});
    return reader.take();
}

fs::path beside(const Place& place, const fs::path& path) {
    return (fs::path(place.file).parent_path() / path).lexically_normal();
}

}  // namespace watchword::config
