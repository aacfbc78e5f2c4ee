#pragma once

#include <string>
#include <string_view>

namespace watchword::doctor {

// What was looked at and what came of it.
struct Finding {
    enum class Grade {
        good,
        notice,  // works, but a person should know
        wrong,
    };
    Grade grade = Grade::good;
    std::string check;    // "disk space"
    std::string message;  // what was found
    std::string advice;   // what to do about it; empty when good
};

std::string_view to_text(Finding::Grade grade);

}  // namespace watchword::doctor
