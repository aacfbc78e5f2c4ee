#pragma once

#include <string>

namespace watchword::article {

struct Sources;

// What is known of the article before its lines are looked at.
struct Clues {
    std::string title;
    std::string description;  // <meta name=description> and the like
    std::string body;         // JSON-LD's articleBody
};

Clues clues_of(const Sources& sources);

}  // namespace watchword::article
