#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/article/dom.hpp"
#include "common/base/result.hpp"

namespace watchword::article {

struct SelectorError {
    std::string message;
};

// A CSS selector of the plain kind an operator writes for one site: `tag`, `#id`, `.class`, `[name]`,
// `[name=value]`, descendants ("div p"), children ("div > p") and lists ("p, li"). Pseudo-classes and
// siblings are not understood.
class Selector {
  public:
    static Result<Selector, SelectorError> parse(std::string_view text);

    bool matches(const Dom& dom, NodeIndex node) const;

    // As it was written.
    const std::string& text() const { return text_; }
    bool operator==(const Selector& other) const { return text_ == other.text_; }

  private:
    struct Compound {
        std::string tag;  // empty: any
        std::string id;
        std::vector<std::string> classes;
        std::vector<std::pair<std::string, std::string>> attributes;  // an empty value: only has to be there
        bool child_of_next = false;  // stands directly within the compound that follows in the list
    };
    using Chain = std::vector<Compound>;  // from the element itself outwards

    static bool matches(const Dom& dom, NodeIndex node, const Compound& compound);
    static bool matches(const Dom& dom, NodeIndex node, const Chain& chain);

    std::string text_;
    std::vector<Chain> chains_;
};

}  // namespace watchword::article
