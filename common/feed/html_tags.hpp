#pragma once

#include <cstddef>
#include <string_view>

namespace watchword::feed {

// An attribute inside a tag, as written; its value stands at [value_begin, value_end) of the HTML.
struct HtmlAttribute {
    std::string_view name;
    std::size_t value_begin = 0;
    std::size_t value_end = 0;
};

// Start tags of HTML one after another, as far as that can be told without a parser: comments and what only
// looks like markup are passed over.
class HtmlTags {
  public:
    explicit HtmlTags(std::string_view html) : html_(html) {}  // `html` outlives the walk

    // Moves to the next start tag; false at the end.
    bool next();
    std::string_view name() const { return name_; }
    // Moves to the tag's next attribute; false behind its last.
    bool next_attribute();
    const HtmlAttribute& attribute() const { return attribute_; }
    std::string_view value() const {
        return html_.substr(attribute_.value_begin, attribute_.value_end - attribute_.value_begin);
    }

    // What stands behind the tag, up to the next one.
    std::string_view text_behind() const;

  private:
    void skip_blanks();

    std::string_view html_;
    std::size_t at_ = 0;
    bool comments_end_ = true;  // false once a comment was seen that nothing closes
    std::string_view name_;
    HtmlAttribute attribute_;
};

}  // namespace watchword::feed
