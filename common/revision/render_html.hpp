#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/revision/diff.hpp"

namespace watchword::revision {

// Fragments of HTML to be set into a page or an e-mail: inline styles only, nothing remote, no scripts, every
// text escaped. Colours come in pairs of ground and ink, so that they stay readable on dark pages, and
// strokes tell what colours tell.

// The changes one below the other, with <del> and <ins>.
std::string render_html(const Diff& diff);
// A table with the old words on the left and the new ones on the right.
std::string render_html_side_by_side(const Diff& diff);

// Both as a page of its own, for a browser. `title` is the article's, the other two say when the old and the new text
// were read.
std::string render_html_page(const Diff& diff, std::string_view title, std::string_view old_read_at,
                             std::string_view new_read_at);

// The words of one change with <del> and <ins>, for a page with a layout of its own.
std::string words_to_html(const std::vector<Piece>& words);

}  // namespace watchword::revision
