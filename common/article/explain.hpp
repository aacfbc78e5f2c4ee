#pragma once

#include "common/article/article.hpp"
#include "common/article/body.hpp"
#include "common/article/dom.hpp"

namespace watchword::article {

// For a person who asks why the text is what it is: the elements that were likely to hold the article, and
// what became of every line.
Explanation explanation_of(const Dom& dom, const Body& body);

}  // namespace watchword::article
