#pragma once

#include <random>

#include "daemon/runtime/random.hpp"

namespace watchword::runtime {

// Seeded by the machine, different in every run.
class SystemRandom final : public Random {
  public:
    SystemRandom();
    double unit() override;

  private:
    std::mt19937_64 engine_;
};

}  // namespace watchword::runtime
