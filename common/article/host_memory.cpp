#include "common/article/host_memory.hpp"

#include <algorithm>

#include "common/article/fold.hpp"
#include "common/base/id.hpp"

namespace watchword::article {
namespace {

constexpr std::uint32_t recurring_from = 3;  // articles
constexpr std::size_t line_bytes_max = 400;
constexpr std::size_t remembered_max = 400;

// A stored line: its digest and how many articles had it, least byte first.
constexpr std::size_t digest_bytes = 8, count_bytes = 4;

std::uint64_t digest_of_line(std::string_view paragraph) {
    return digest_of({essence(paragraph)});
}

void append(std::string& bytes, std::uint64_t number, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) bytes += static_cast<char>(number >> 8 * i & 0xff);
}

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint64_t number = 0;
    for (std::size_t i = size; i-- > 0;) number = number << 8 | static_cast<unsigned char>(bytes[at + i]);
    return number;
}

}  // namespace

void HostMemory::learn(const std::vector<std::string>& paragraphs) {
    std::vector<std::uint64_t> lines;
    std::size_t bytes = 0, bytes_known = 0;
    for (const auto& paragraph : paragraphs) {
        bytes += paragraph.size();
        if (paragraph.size() > line_bytes_max) continue;
        lines.push_back(digest_of_line(paragraph));
        if (articles_.contains(lines.back())) bytes_known += paragraph.size();
    }
    if (2 * bytes_known > bytes) return;
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    for (auto line : lines) {
        if (auto found = articles_.find(line); found != articles_.end()) {
            if (found->second < recurring_from) ++found->second;
            continue;
        }
        // Lines seen once make room: most stand in one article only.
        if (articles_.size() >= remembered_max)
            std::erase_if(articles_, [](const auto& known) { return known.second < 2; });
        if (articles_.size() < remembered_max) articles_.emplace(line, 1);
    }
}

bool HostMemory::recurs(std::string_view paragraph) const {
    if (articles_.empty() || paragraph.size() > line_bytes_max) return false;
    auto found = articles_.find(digest_of_line(paragraph));
    return found != articles_.end() && found->second >= recurring_from;
}

std::vector<bool> HostMemory::recurring_in(const std::vector<std::string_view>& paragraphs) const {
    std::vector<bool> recurring(paragraphs.size());
    std::size_t bytes = 0, bytes_recurring = 0;
    for (std::size_t i = 0; i < paragraphs.size(); ++i) {
        recurring[i] = recurs(paragraphs[i]);
        bytes += paragraphs[i].size();
        if (recurring[i]) bytes_recurring += paragraphs[i].size();
    }
    if (2 * bytes_recurring > bytes) recurring.assign(paragraphs.size(), false);
    return recurring;
}

std::vector<std::string> HostMemory::without_recurring(std::vector<std::string> paragraphs) const {
    auto recurring = recurring_in({paragraphs.begin(), paragraphs.end()});
    std::vector<std::string> left;
    for (std::size_t i = 0; i < paragraphs.size(); ++i)
        if (!recurring[i]) left.push_back(std::move(paragraphs[i]));
    return left;
}

std::string HostMemory::serialise() const {
    std::string bytes;
    for (const auto& [line, articles] : articles_) {
        append(bytes, line, digest_bytes);
        append(bytes, articles, count_bytes);
    }
    return bytes;
}

HostMemory HostMemory::deserialise(std::string_view bytes) {
    constexpr std::size_t line_bytes = digest_bytes + count_bytes;
    HostMemory memory;
    if (bytes.size() % line_bytes != 0 || bytes.size() > remembered_max * line_bytes) return memory;
    for (std::size_t at = 0; at < bytes.size(); at += line_bytes)
        memory.articles_[number_at(bytes, at, digest_bytes)] =
            static_cast<std::uint32_t>(number_at(bytes, at + digest_bytes, count_bytes));
    return memory;
}

}  // namespace watchword::article
