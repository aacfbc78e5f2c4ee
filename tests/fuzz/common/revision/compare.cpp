#include "common/revision/compare.hpp"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/revision/normal_form.hpp"
#include "common/revision/render_html.hpp"
#include "common/revision/render_json.hpp"
#include "common/revision/render_text.hpp"
#include "common/revision/stability.hpp"

namespace watchword::revision {
namespace {

void require(bool truth) {
    if (!truth) std::abort();
}

// The first line is the headline, the others are paragraphs.
Revision revision_of(std::string_view text) {
    Revision revision;
    while (!text.empty()) {
        auto end = std::min(text.find('\n'), text.size());
        std::string line(text.substr(0, end));
        if (revision.headline.empty())
            revision.headline = line;
        else
            revision.paragraphs.push_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return revision;
}

std::string text_without(const Change& change, Piece::Op op) {
    std::string text;
    for (const Piece& piece : change.words)
        if (piece.op != op) text += piece.text;
    return text;
}

}  // namespace
}  // namespace watchword::revision

// The input is two revisions, the newer one behind the first form feed.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace watchword::revision;
    std::string_view input(reinterpret_cast<const char*>(data), size);
    auto middle = std::min(input.find('\f'), input.size());
    Revision before = revision_of(input.substr(0, middle));
    Revision after = revision_of(input.substr(std::min(middle + 1, input.size())));

    Diff diff = compare(before, after, "en");
    for (const Change& change : diff.changes) require(text_without(change, Piece::Op::remove) == change.after);
    require(compare(after, before, "en").grade == diff.grade);
    require(compare(before, before, "").empty());
    if (fingerprint(before) == fingerprint(after)) require(diff.grade.value_or(Grade::cosmetic) == Grade::cosmetic);
    render_text(diff);
    render_terminal(diff);
    render_html(diff);
    render_html_side_by_side(diff);
    appeared_text(diff);
    removed_text(diff);
    return 0;
}
