#include "daemon/runtime/system_random.hpp"

namespace watchword::runtime {

SystemRandom::SystemRandom() {
    std::random_device machine;
    std::seed_seq seed{machine(), machine(), machine(), machine()};
    engine_.seed(seed);
}

// 53 random bits fill a double's mantissa; std::uniform_real_distribution may round up to 1.
double SystemRandom::unit() {
    return static_cast<double>(engine_() >> 11) * 0x1p-53;
}

}  // namespace watchword::runtime
