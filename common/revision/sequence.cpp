#include "common/revision/sequence.hpp"

#include <algorithm>

namespace watchword::revision {

namespace {

constexpr int depth_max = 24;
constexpr std::ptrdiff_t edits_max = 192;  // a stretch without a unique common word that needs more is "different"

struct Range {
    std::size_t begin;
    std::size_t end;
    std::size_t size() const { return end - begin; }
    bool empty() const { return begin == end; }
};

}  // namespace

class SequenceMatcher::Comparison {
  public:
    Comparison(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b, SequenceMatcher& memory)
        : a_(a), b_(b), seen_(memory.seen_), frontiers_(memory.frontiers_) {}

    std::vector<Run> run() {
        compare({0, a_.size()}, {0, b_.size()}, 0);
        return std::move(runs_);
    }

  private:
    void compare(Range a, Range b, int depth) {
        std::size_t head = 0;
        const std::size_t shorter = std::min(a.size(), b.size());
        while (head < shorter && a_[a.begin + head] == b_[b.begin + head]) ++head;
        add({a.begin, b.begin, head});
        a.begin += head;
        b.begin += head;
        std::size_t tail = 0;
        const std::size_t rest = shorter - head;
        while (tail < rest && a_[a.end - tail - 1] == b_[b.end - tail - 1]) ++tail;
        a.end -= tail;
        b.end -= tail;
        if (!a.empty() && !b.empty()) {
            auto anchors = depth < depth_max ? unique_in_both(a, b) : std::vector<Run>{};
            if (anchors.empty())
                myers(a, b);
            else
                between(anchors, a, b, depth);
        }
        add({a.end, b.end, tail});
    }

    void between(const std::vector<Run>& anchors, Range a, Range b, int depth) {
        for (const Run& anchor : anchors) {
            if (anchor.before < a.begin || anchor.after < b.begin) continue;  // swallowed by the run before it
            compare({a.begin, anchor.before}, {b.begin, anchor.after}, depth + 1);
            std::size_t length = 0;
            while (anchor.before + length < a.end && anchor.after + length < b.end &&
                   a_[anchor.before + length] == b_[anchor.after + length])
                ++length;
            add({anchor.before, anchor.after, length});
            a.begin = anchor.before + length;
            b.begin = anchor.after + length;
        }
        compare(a, b, depth + 1);
    }

    // The longest rising chain of elements that occur once on either side.
    std::vector<Run> unique_in_both(Range a, Range b) {
        for (std::size_t i = a.begin; i < a.end; ++i) ++seen_[a_[i]].before_count;
        for (std::size_t j = b.begin; j < b.end; ++j) {
            ++seen_[b_[j]].after_count;
            seen_[b_[j]].after_place = j;
        }
        std::vector<Run> unique;
        for (std::size_t i = a.begin; i < a.end; ++i) {
            const Seen& seen = seen_[a_[i]];
            if (seen.before_count == 1 && seen.after_count == 1) unique.push_back({i, seen.after_place, 1});
        }
        for (std::size_t i = a.begin; i < a.end; ++i) seen_[a_[i]] = {};
        for (std::size_t j = b.begin; j < b.end; ++j) seen_[b_[j]] = {};
        return longest_rising(unique);
    }

    static std::vector<Run> longest_rising(const std::vector<Run>& runs) {
        constexpr std::size_t none = -1;
        std::vector<std::size_t> tops;  // the run that ends the best chain of each length
        std::vector<std::size_t> previous(runs.size(), none);
        for (std::size_t i = 0; i < runs.size(); ++i) {
            auto place = std::lower_bound(tops.begin(), tops.end(), i, [&](std::size_t top, std::size_t at) {
                return runs[top].after < runs[at].after;
            });
            if (place != tops.begin()) previous[i] = *(place - 1);
            if (place == tops.end())
                tops.push_back(i);
            else
                *place = i;
        }
        std::vector<Run> chain;
        for (std::size_t i = tops.empty() ? none : tops.back(); i != none; i = previous[i]) chain.push_back(runs[i]);
        std::reverse(chain.begin(), chain.end());
        return chain;
    }

    // E. Myers, "An O(ND) Difference Algorithm and Its Variations": greedy, with the frontier of every step
    // kept to walk back on.
    void myers(Range a, Range b) {
        const auto n = static_cast<std::ptrdiff_t>(a.size());
        const auto m = static_cast<std::ptrdiff_t>(b.size());
        const std::ptrdiff_t limit = std::min(n + m, edits_max);
        frontiers_.clear();
        std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * limit + 3), 0);
        const std::ptrdiff_t zero = limit + 1;
        for (std::ptrdiff_t d = 0; d <= limit; ++d) {
            for (std::ptrdiff_t k = -d; k <= d; k += 2) {
                auto at = [&](std::ptrdiff_t diagonal) -> std::ptrdiff_t& {
                    return furthest[static_cast<std::size_t>(zero + diagonal)];
                };
                bool down = k == -d || (k != d && at(k - 1) < at(k + 1));
                std::ptrdiff_t x = down ? at(k + 1) : at(k - 1) + 1;
                while (x < n && x - k < m && x - k >= 0 && a_at(a, x) == b_at(b, x - k)) ++x;
                at(k) = x;
                if (x >= n && x - k >= m) {
                    walk_back(a, b, d, k, x);
                    return;
                }
            }
            frontiers_.insert(frontiers_.end(), furthest.begin() + (zero - d), furthest.begin() + (zero + d + 1));
        }
    }

    void walk_back(Range a, Range b, std::ptrdiff_t d, std::ptrdiff_t k, std::ptrdiff_t x) {
        std::vector<Run> found;
        for (; d > 0; --d) {
            // Frontier d-1 holds diagonals -(d-1) .. d-1 and begins after the (d-1)^2 entries of those before
            // it.
            auto before = [&](std::ptrdiff_t diagonal) -> std::ptrdiff_t {
                if (diagonal < -(d - 1) || diagonal > d - 1) return -1;
                return frontiers_[static_cast<std::size_t>((d - 1) * (d - 1) + diagonal + d - 1)];
            };
            bool down = k == -d || (k != d && before(k - 1) < before(k + 1));
            std::ptrdiff_t from = down ? before(k + 1) : before(k - 1) + 1;
            if (x > from) found.push_back(run_at(a, b, from, k, x - from));
            k = down ? k + 1 : k - 1;
            x = down ? from : from - 1;
        }
        if (x > 0) found.push_back(run_at(a, b, 0, 0, x));
        for (auto run = found.rbegin(); run != found.rend(); ++run) add(*run);
    }

    static Run run_at(Range a, Range b, std::ptrdiff_t x, std::ptrdiff_t k, std::ptrdiff_t length) {
        return {a.begin + static_cast<std::size_t>(x), b.begin + static_cast<std::size_t>(x - k),
                static_cast<std::size_t>(length)};
    }

    std::uint32_t a_at(Range a, std::ptrdiff_t x) const { return a_[a.begin + static_cast<std::size_t>(x)]; }
    std::uint32_t b_at(Range b, std::ptrdiff_t y) const { return b_[b.begin + static_cast<std::size_t>(y)]; }

    void add(const Run& run) {
        if (run.length == 0) return;
        if (!runs_.empty()) {
            Run& last = runs_.back();
            if (last.before + last.length == run.before && last.after + last.length == run.after) {
                last.length += run.length;
                return;
            }
        }
        runs_.push_back(run);
    }

    std::span<const std::uint32_t> a_;
    std::span<const std::uint32_t> b_;
    std::vector<Seen>& seen_;
    std::vector<std::ptrdiff_t>& frontiers_;
    std::vector<Run> runs_;
};

std::vector<Run> SequenceMatcher::match(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after,
                                        std::size_t ids) {
    if (seen_.size() < ids) seen_.resize(ids);
    return Comparison(before, after, *this).run();
}

}  // namespace watchword::revision
