#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::article {

// What recurs over the articles of one host: short lines that stand in several of them, such as an appeal to
// donate, a disclaimer, a box the judge let through. They are no part of any of the articles.
//
// A line that is found out later stands in revisions stored before: compare a new revision with an old one
// only after passing both through without_recurring(), or the line's disappearance looks like an edit.
class HostMemory {
  public:
    // Counts the lines of an article. To be called once for each article, not for each of its revisions. An
    // article that is mostly known is another copy of one, and counts for nothing.
    void learn(const std::vector<std::string>& paragraphs);

    bool recurs(std::string_view paragraph) const;

    // Whether each paragraph is to be cut. None is where nearly all recur: they are an article that the host
    // has published over and over, not what surrounds one.
    std::vector<bool> recurring_in(const std::vector<std::string_view>& paragraphs) const;
    std::vector<std::string> without_recurring(std::vector<std::string> paragraphs) const;

    // For storing: at most 5 kB. What cannot be read is an empty memory.
    std::string serialise() const;
    static HostMemory deserialise(std::string_view bytes);

    bool empty() const { return articles_.empty(); }

  private:
    std::map<std::uint64_t, std::uint32_t> articles_;  // by the digest of a line
};

}  // namespace watchword::article
