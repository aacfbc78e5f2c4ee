#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/article/dom.hpp"

namespace watchword::article {

// What a page's JSON-LD says of its article: the object of an article's type with the longest headline and
// body, over all blocks, arrays and @graph. All as written there, but without markup.
struct LinkedData {
    std::string type;
    std::string headline;
    std::string description;
    std::string body;
    std::string published;
    std::string modified;
    std::string page_published;  // of the page itself, should the article say nothing
    std::string language;
    std::string section;
    std::string publisher;
    std::vector<std::string> authors;        // persons, and what does not say what it is
    std::vector<std::string> organisations;  // authors and publishers that say they are none
    std::vector<std::string> keywords;

    bool is_locked = false;  // isAccessibleForFree says no

    bool is_article() const { return !type.empty(); }
};

LinkedData linked_data_of(const Dom& dom);

// Text with markup taken out and character references resolved, white space folded.
std::string plain(std::string_view text);

}  // namespace watchword::article
