#pragma once

#include <optional>
#include <string>

#include "common/query/necessary.hpp"
#include "common/revision/revision.hpp"
#include "daemon/store/sqlite.hpp"

// The archive's index over the words of every article's newest revision, in SQLite's FTS5. It is given words as the
// query language sees them (common/text/tokens.hpp), so that what it rules out no query would have matched.
namespace watchword::store {

// The words of headline, standfirst and paragraphs with blanks between them.
std::string archive_words(const revision::Revision& revision);

// An expression that finds the articles which fulfil the condition; nullopt: all do.
std::optional<std::string> archive_expression(const query::Necessary& condition);

// True when a sixteenth of the archive, and not only a few articles, was written since its index was last merged. What
// is new lies in many parts, each of which names its words anew: it takes more than twice as much room as what is
// merged.
bool wants_merge(Connection& connection);
// Merges some of it, in a short job; true when there is more. `begins` for the first of a merge.
bool merge_some(Connection& connection, bool begins);

// Teaches the connection the SQL function archive_words(text), of a revision as it is stored: the migrations need it.
void define_archive_words(Connection& connection);

}  // namespace watchword::store
