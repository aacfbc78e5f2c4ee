#include "common/revision/render_json.hpp"

#include <boost/json.hpp>

namespace watchword::revision {

namespace {

namespace json = boost::json;

std::string_view name_of(Piece::Op op) {
    switch (op) {
        case Piece::Op::keep:
            return "keep";
        case Piece::Op::remove:
            return "remove";
        case Piece::Op::insert:
            return "insert";
    }
    return {};
}

}  // namespace

json::object to_json(const Change& change) {
    json::object object{{"kind", to_text(change.kind)},
                        {"grade", to_text(change.grade)},
                        {"before", change.before},
                        {"after", change.after}};
    if (change.paragraph) object["paragraph"] = *change.paragraph;
    json::array also;
    for (Kind kind : change.also) also.emplace_back(to_text(kind));
    if (!also.empty()) object["also"] = std::move(also);
    return object;
}

std::string render_json(const Diff& diff) {
    json::array changes;
    for (const Change& change : diff.changes) {
        json::object object = to_json(change);
        json::array words;
        for (const Piece& piece : change.words) words.push_back(json::array{name_of(piece.op), piece.text});
        object["words"] = std::move(words);
        changes.push_back(std::move(object));
    }
    json::object whole{{"grade", diff.grade ? json::value(to_text(*diff.grade)) : json::value(nullptr)},
                       {"changes", std::move(changes)}};
    return json::serialize(whole);
}

}  // namespace watchword::revision
