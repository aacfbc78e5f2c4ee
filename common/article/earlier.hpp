#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::article {

// What an article said when its page was read before.
struct Earlier {
    std::string standfirst;
    std::vector<std::string> paragraphs;
};

// Whether a line of today's page was in it.
class EarlierLines {
  public:
    explicit EarlierLines(const Earlier& earlier);

    // The line as it stands, each as often as it stood there: what is taken is not found again.
    bool take(std::string_view line);
    // A line that may be one of those that are left, edited.
    bool take_edited(std::string_view line);
    // Whether most of the line stood there, be it in one line or in several.
    bool resemble(std::string_view line) const;

    std::size_t bytes() const { return bytes_; }  // of what has not been taken, letters alone

  private:
    std::map<std::string, std::size_t, std::less<>> lines_;
    std::vector<std::uint64_t> stretches_;  // of letters, sorted
    std::size_t bytes_ = 0;
    std::size_t comparisons_left_ = 1000;  // of one line with another
};

// Whether one line may be the other, edited: most of either stands in the other.
bool resemble_each_other(std::string_view one, std::string_view other);

}  // namespace watchword::article
