#pragma once

#include <optional>
#include <string>

#include <boost/json.hpp>

#include "common/base/ink.hpp"
#include "common/base/time.hpp"
#include "common/revision/diff.hpp"

namespace watchword::demo {

// What the demonstration has to show, once it has happened and was checked.
struct Scene {
    std::string name;  // opening, baseline, hit, webhook, mail, no hit, edit, failing, removal, recovered, end
    Time at;
    boost::json::object facts;
    std::optional<revision::Diff> diff{};  // of an edit
};

// One JSON object on one line.
std::string to_json(const Scene& scene);

// For a person: several lines of at most about 110 columns.
std::string to_text(const Scene& scene, Ink ink);

}  // namespace watchword::demo
