#pragma once

#include <cstdint>
#include <string_view>

namespace watchword::article {

// What a line's words give away, whatever the language of the page.
enum class Cue : std::uint8_t {
    reading,  // "Read also", "Czytaj także", "Читайте также"
    offer,    // "Sign up for our newsletter"
    rights,   // "All rights reserved", "Advertisement"
    source,   // "Photo:", "Getty Images"
    talk,     // "Comments (12)", "Log in to reply"
};

using Cues = std::uint32_t;
constexpr Cues bit(Cue cue) {
    return Cues{1} << static_cast<unsigned>(cue);
}

Cues cues_in(std::string_view line);

// Whether a line opens as a correction or an editor's note does.
bool opens_as_note(std::string_view line);

}  // namespace watchword::article
