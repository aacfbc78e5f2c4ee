#include "common/article/host_memory.hpp"

#include <algorithm>

#include "common/article/fold.hpp"
#include "common/base/id.hpp"

namespace watchword::article {
namespace {

std::uint64_t digest_of_line(std::string_view paragraph) {
    return digest_of({essence(paragraph)});
}

}  // namespace

void HostMemory::learn(std::string_view host, const std::vector<std::string>& paragraphs) {
    auto known = hosts_.find(host);
    if (known == hosts_.end()) {
        if (hosts_.size() >= hosts_max) return;
        known = hosts_.emplace(std::string(host), Counts()).first;
    }
    auto& counts = known->second;
    std::vector<std::uint64_t> seen;
    for (const auto& paragraph : paragraphs)
        if (paragraph.size() <= line_bytes_max) seen.push_back(digest_of_line(paragraph));
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    for (auto digest : seen) {
        auto found = counts.find(digest);
        if (found != counts.end()) {
            ++found->second;
        } else {
            // Lines seen once make room: most stand in one article only.
            if (counts.size() >= lines_per_host_max)
                std::erase_if(counts, [](const auto& line) { return line.second < 2; });
            if (counts.size() < lines_per_host_max) counts.emplace(digest, 1);
        }
    }
}

bool HostMemory::recurs(std::string_view host, std::string_view paragraph) const {
    if (paragraph.size() > line_bytes_max) return false;
    auto known = hosts_.find(host);
    if (known == hosts_.end()) return false;
    auto found = known->second.find(digest_of_line(paragraph));
    return found != known->second.end() && found->second >= recurring_from;
}

std::vector<std::string> HostMemory::without_recurring(std::string_view host,
                                                       std::vector<std::string> paragraphs) const {
    std::erase_if(paragraphs, [&](const auto& paragraph) { return recurs(host, paragraph); });
    return paragraphs;
}

std::vector<HostMemory::Line> HostMemory::lines() const {
    std::vector<Line> lines;
    for (const auto& [host, counts] : hosts_)
        for (const auto& [digest, articles] : counts) lines.push_back({host, digest, articles});
    return lines;
}

void HostMemory::restore(const Line& line) {
    hosts_[line.host][line.digest] = line.articles;
}

}  // namespace watchword::article
