#include "common/query/hit.hpp"

namespace watchword::query {

std::string_view to_text(Field field) {
    switch (field) {
        case Field::title:
            return "title";
        case Field::standfirst:
            return "standfirst";
        case Field::body:
            return "body";
        case Field::author:
            return "author";
        case Field::tag:
            return "tag";
        case Field::feed:
            return "feed";
        case Field::source:
            return "source";
        case Field::url:
            return "url";
        case Field::language:
            return "language";
    }
    return {};
}

}  // namespace watchword::query
