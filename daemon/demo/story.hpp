#pragma once

#include <functional>
#include <stdexcept>

#include "daemon/demo/scene.hpp"

namespace watchword::demo {

// What should have happened in the demonstration and did not.
class StoryFailed : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Plays a day in the made-up press world and shows each scene once it has been checked. Takes well under a
// second; touches nothing but loopback. Throws StoryFailed, or what kept the daemon from running.
void play(const std::function<void(const Scene&)>& show);

}  // namespace watchword::demo
