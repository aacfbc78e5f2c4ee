#pragma once

#include <cstdint>

namespace watchword::runtime {

// Jitter and the like; never for secrets. A simulation passes a seeded one. Loop thread only.
class Random {
  public:
    virtual ~Random() = default;
    virtual double unit() = 0;  // [0, 1)
};

}  // namespace watchword::runtime
