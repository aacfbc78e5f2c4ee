#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "common/revision/diff.hpp"

namespace watchword::revision {

// A change as in spec/alerts.md, "Webhook": kind, grade, before, after, paragraph; and `also`, the other
// kinds, where there are some.
boost::json::object to_json(const Change& change);

// {"grade": ..., "changes": [...]}, cosmetic changes included; each change also with its `words`, a list of
// ["keep" | "remove" | "insert", text]. `grade` is null between equal revisions.
std::string render_json(const Diff& diff);

}  // namespace watchword::revision
