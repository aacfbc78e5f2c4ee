#include "config/faults.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace watchword::config {

namespace {

// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
std::size_t distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = std::exchange(last, row);
    }
    return last[b.size()];
}

}  // namespace

void Faults::error(const Place& place, std::string message) {
    if (errors_.size() < faults_max) errors_.push_back({.place = place, .message = std::move(message)});
}

void Faults::warning(const Place& place, std::string message) {
    if (warnings_.size() >= faults_max) return;
    warnings_.push_back({.place = place, .message = std::move(message), .warning = true});
}

std::vector<Fault> Faults::sorted() const {
    std::vector<Fault> faults = errors_;
    faults.insert(faults.end(), warnings_.begin(), warnings_.end());
    auto place = [](const Fault& f) { return std::tie(f.place.file, f.place.line, f.place.column); };
    std::stable_sort(faults.begin(), faults.end(), [&](const Fault& a, const Fault& b) { return place(a) < place(b); });
    return faults;
}

std::string did_you_mean(const std::string& name, const std::vector<std::string>& candidates) {
    constexpr std::size_t longest = 64;  // the distance costs the product of the lengths
    if (name.size() > longest) return "";
    const std::string* nearest = nullptr;
    std::size_t least = std::max<std::size_t>(1, name.size() / 3) + 1;
    for (const std::string& candidate : candidates) {
        if (candidate.size() > longest) continue;
        if (auto d = distance(name, candidate); d < least) nearest = &candidate, least = d;
    }
    return nearest ? ": did you mean `" + *nearest + "`?" : "";
}

}  // namespace watchword::config
