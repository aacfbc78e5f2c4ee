#include <exception>
#include <iostream>

#include <unistd.h>

#include "daemon/cli/commands.hpp"
#include "daemon/cli/terminal.hpp"
#include "daemon/demo/story.hpp"
#include "daemon/runtime/log.hpp"

namespace watchword::cli {

int demo(const Invocation& invocation) {
    log::set_level(log::Level::error);  // the story tells of the feed that fails
    Ink ink = ink_for(STDOUT_FILENO);
    bool first = true;
    auto show = [&](const demo::Scene& scene) {
        if (invocation.json) {
            std::cout << demo::to_json(scene) << std::endl;
            return;
        }
        if (!std::exchange(first, false)) std::cout << '\n';
        std::cout << demo::to_text(scene, ink) << std::flush;
    };
    try {
        demo::play(show);
    } catch (const std::exception& failure) {
        std::cerr << "watchword: the demonstration failed: " << failure.what() << '\n';
        return internal;
    }
    if (!invocation.json)
        std::cout << "\nWith a feed of yours: " << ink.bold("watchword try https://example.org 'your OR \"own query\"'")
                  << '\n';
    return ok;
}

}  // namespace watchword::cli
