#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::article {

// Short lines that stand in several articles of one host: an appeal to donate, a disclaimer, a box the judge
// let through. What recurs is no part of any of the articles.
//
// A line that is found out later stands in revisions stored before: compare a new revision with an old one
// only after passing both through without_recurring(), or the line's disappearance looks like an edit.
class HostMemory {
  public:
    // Counts the lines of an article of `host`. To be called once for each article, not for each of its
    // revisions.
    void learn(std::string_view host, const std::vector<std::string>& paragraphs);

    bool recurs(std::string_view host, std::string_view paragraph) const;
    std::vector<std::string> without_recurring(std::string_view host,
                                               std::vector<std::string> paragraphs) const;

    // For storing: every line with its count.
    struct Line {
        std::string host;
        std::uint64_t digest = 0;
        std::uint32_t articles = 0;
    };
    std::vector<Line> lines() const;
    void restore(const Line& line);

  private:
    static constexpr std::uint32_t recurring_from = 3;  // articles
    static constexpr std::size_t line_bytes_max = 400;
    static constexpr std::size_t lines_per_host_max = 400;
    static constexpr std::size_t hosts_max = 5000;

    using Counts = std::map<std::uint64_t, std::uint32_t>;
    std::map<std::string, Counts, std::less<>> hosts_;
};

}  // namespace watchword::article
