#include "common/article/clues.hpp"

#include "common/article/sources.hpp"

namespace watchword::article {

Clues clues_of(const Sources& sources) {
    Clues clues{.title = title_of(sources), .description = sources.linked.description, .body = sources.linked.body};
    for (auto name : {"description", "og:description", "twitter:description"})
        if (auto text = sources.first_meta({name}); !text.empty()) clues.description.append(" ").append(text);
    return clues;
}

}  // namespace watchword::article
