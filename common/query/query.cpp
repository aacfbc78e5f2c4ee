#include "common/query/query.hpp"

#include <utility>

#include "common/query/compiled.hpp"
#include "common/query/parser.hpp"

namespace watchword::query {

Result<Query, std::vector<Fault>> parse(std::string_view text, const Lists& lists, const Options& options) {
    Parsed parsed = read(text, lists);
    if (!parsed.root) return std::move(parsed.faults);
    auto compiled = compile(*parsed.root, parsed.sources, options, parsed.faults);
    if (!compiled) return std::move(parsed.faults);
    return Query(std::move(compiled));
}

const std::string& Query::text() const {
    return compiled_->text;
}
const std::vector<Fault>& Query::warnings() const {
    return compiled_->warnings;
}
bool Query::watches_edits() const {
    return compiled_->watches_edits;
}

}  // namespace watchword::query
