#pragma once

#include <string>
#include <string_view>

#include "common/article/article.hpp"

namespace watchword::article {

// One page as `watchword inspect article` prints it: a JSON object on one line, without a line end. With
// `explain` the object has an "explain" too.
std::string inspect(const Page& page, const Options& options = {}, bool explain = false);

// An answer of --batch: {"id":..., "article":{...}}. `id` is what the job's line called it, as JSON text.
std::string inspect_in_batch(std::string_view id, const Page& page, const Options& options = {});

}  // namespace watchword::article
