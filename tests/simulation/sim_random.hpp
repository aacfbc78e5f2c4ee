#pragma once

#include <cstdint>
#include <random>

#include "common/base/time.hpp"
#include "daemon/runtime/random.hpp"

namespace watchword::simulation {

// The same numbers for the same seed, on every machine.
class SimRandom final : public runtime::Random {
  public:
    explicit SimRandom(std::uint64_t seed) : engine_(seed) {}

    double unit() override { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
    // [0, count)
    std::size_t below(std::size_t count) { return engine_() % count; }
    Duration up_to(Duration longest) {
        return Duration(static_cast<Duration::rep>(unit() * static_cast<double>(longest.count())));
    }

  private:
    std::mt19937_64 engine_;
};

}  // namespace watchword::simulation
