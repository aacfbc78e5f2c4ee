#pragma once

#include <string>
#include <string_view>

#include "common/feed/document.hpp"

namespace watchword::feed {

// Puts values into an entry within the limits of limits.hpp; each returns whether something had to be cut.
bool set_title(std::string& title, std::string_view html);
bool set_id(std::string& id, std::string_view text);
// A text as markup that may be too long is cut where it stands.
bool cut_text(std::string& html);
// Known names are not added twice.
bool add_author(Entry& entry, std::string_view name);
bool add_tag(Entry& entry, std::string_view text);
// Tags between commas.
bool add_keywords(Entry& entry, std::string_view text);
bool add_enclosure(Entry& entry, std::string url, std::string_view type, std::string_view length);

// The name in "ann@example.org (Ann Lee)" or "Ann Lee <ann@example.org>", the address when there is no name;
// any other text as it stands.
std::string name_in_address(std::string_view text);

}  // namespace watchword::feed
