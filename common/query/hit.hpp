#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace watchword::query {

enum class Field { title, standfirst, body, author, tag, feed, source, url, language };

std::string_view to_text(Field field);

// A place in a revision that satisfied a part of a query (spec/product.md, spec/alerts.md).
struct Hit {
    std::string part;  // the part of the query, as its author wrote it
    Field field;
    std::size_t start;  // Unicode code points in that field; the body is its paragraphs joined by "\n"
    std::size_t end;
    std::string text;     // the words found
    std::string excerpt;  // at most about 160 characters around it, whole words, "…" where cut
    bool operator==(const Hit&) const = default;
};

}  // namespace watchword::query
