#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "common/base/time.hpp"
#include "common/revision/revision.hpp"

namespace watchword::revision {

// 63 bits of what a reader sees: the same for two readings that differ by nothing but cosmetics and noise,
// where paragraphs end included. Never 0; fits a signed database key.
std::uint64_t fingerprint(const Revision& revision);

// A version of an article that was read before.
struct Known {
    std::uint64_t fingerprint;
    Time seen;  // when it was last read
};

// Some sites serve two versions in turn, from two caches or for a test on readers. What was already seen
// within `window` is no new revision.
bool alternates(std::span<const Known> known, std::uint64_t fingerprint, Time now, Duration window);

// Whether an address that led to `before` leads to something else by now: neither the headline nor a paragraph that
// says something is the same.
bool is_another_piece(const Revision& before, const Revision& after);

// Whether a reading came upon a wall rather than the article: most of a long text is suddenly missing, and
// what is left is its beginning or a plea to subscribe or to consent. Such a reading is no revision. A piece
// that was cut down to a correction or an editor's note is one.
bool looks_walled(const Revision& before, const Revision& after);

// Whether a reading broke off rather than that somebody edited: the text is where the old one began and stops in the
// middle of a sentence. Such a reading is no revision.
bool looks_cut_off(const Revision& before, const Revision& after);

}  // namespace watchword::revision
