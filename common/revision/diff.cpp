#include "common/revision/diff.hpp"

namespace watchword::revision {

std::string_view to_text(Grade grade) {
    switch (grade) {
        case Grade::cosmetic: return "cosmetic";
        case Grade::minor: return "minor";
        case Grade::substantive: return "substantive";
        case Grade::major: return "major";
    }
    return {};
}

std::string_view to_text(Kind kind) {
    switch (kind) {
        case Kind::headline: return "headline";
        case Kind::standfirst: return "standfirst";
        case Kind::byline: return "byline";
        case Kind::date: return "date";
        case Kind::tag: return "tag";
        case Kind::paragraph: return "paragraph";
        case Kind::quotation: return "quotation";
        case Kind::number: return "number";
        case Kind::name: return "name";
        case Kind::correction: return "correction";
    }
    return {};
}

}  // namespace watchword::revision
