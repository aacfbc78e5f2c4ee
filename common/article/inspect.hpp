#pragma once

#include <string>
#include <string_view>

#include "common/article/article.hpp"

namespace watchword::article {

// What is printed beside the article: nothing, or an "explain" as well; on the object's one line, or laid out for
// a person with a line for each candidate and each line of the page.
enum class Detail { none, explained, laid_out };

// One page as `watchword inspect article` prints it: a JSON object, without a line end.
std::string inspect(const Page& page, const Options& options = {}, Detail detail = Detail::none);

// An answer of --batch: {"id":..., "article":{...}}. `id` is what the job's line called it, as JSON text.
std::string inspect_in_batch(std::string_view id, const Page& page, const Options& options = {});

}  // namespace watchword::article
