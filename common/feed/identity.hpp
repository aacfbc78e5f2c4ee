#pragma once

#include <string>
#include <vector>

#include "common/feed/document.hpp"

namespace watchword::feed {

// What an entry can be recognised by when its feed is read again. An entry is one already seen if any of its
// keys is one under which that was stored, the primary key first. Keys hold within one feed: to compare them
// across feeds would let one feed hide another's entries.
//
// From strong to weak: the id (without scheme and "www." where it is a URL); without a usable id the link
// (without tracking parameters as well); link and title, for ids that change at each poll; the path of id or
// link and the title, for sites that move to another host; title and date; title and body, where that is more
// than a teaser. So neither an edited title nor a moved date, neither a new scheme or host nor a tracking
// parameter makes a second entry out of one.
struct EntryKeys {
    std::string primary;               // never empty
    std::vector<std::string> aliases;  // without the primary
};

// The keys of each entry of one document, in its order. An id or link that entries with different titles
// share tells nothing and is no key, nor is any weaker key that two entries of the document have in common.
std::vector<EntryKeys> keys_of(const std::vector<Entry>& entries);

// Of what a reader would see: the words of title, summary and content, and `updated`. White space, markup and
// the date of publication do not count. Equal for an entry that did not change.
std::string content_fingerprint(const Entry& entry);

}  // namespace watchword::feed
