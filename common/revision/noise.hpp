#pragma once

#include <span>
#include <string_view>

namespace watchword::revision {

// What changes on a page by itself and is no edit (spec/product.md, promise 1).

// A paragraph that is nothing but a time ("5 minutes ago", "Updated: 17 April 2018, 09:12"), a counter
// ("1,204 views"), a pointer elsewhere ("Read more: ...") or an invitation to share.
bool is_noise(std::string_view paragraph);

// A phrase in normal form, such as {"5", "minutes", "ago"}, that only says how long ago something was; of
// hours and less, for "5 years ago" does not grow older by the minute.
bool is_passing_time(std::span<const std::string_view> words);
// Whether a word may stand in such a phrase: a number, a unit of time, "ago".
bool is_time_word(std::string_view word);

}  // namespace watchword::revision
