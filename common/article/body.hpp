#pragma once

#include <string>
#include <vector>

#include "common/article/article.hpp"
#include "common/article/blocks.hpp"
#include "common/article/dom.hpp"
#include "common/article/sources.hpp"

namespace watchword::article {

// The article's text and how it was found.
struct Body {
    std::vector<Block> blocks;   // the lines that were judged
    std::vector<float> chances;  // of each, that it belongs to the article
    std::vector<bool> kept;
    std::vector<std::string> why;  // what overruled the chance; mostly empty
    float kept_from = 0;           // the chance above which lines are kept
    std::string standfirst;
    std::vector<std::string> paragraphs;
    double confidence = 0;
    std::vector<std::string> warnings;
    std::string source;  // see Explanation
};

// The lines the judge keeps, or those the operator's selectors name. A page that shows nothing is searched
// for hidden text, then for JSON-LD's articleBody, then for an article in its scripts' data.
Body body_of(const Dom& dom, std::vector<Block> visible, const Sources& sources, const Options& options);

}  // namespace watchword::article
