#include "common/schedule/rounded.hpp"

#include <algorithm>

namespace watchword::schedule {

std::string rounded(Duration duration) {
    using namespace std::chrono;
    duration = std::max(duration, Duration());
    if (duration >= days(1)) return to_text(round<hours>(duration));
    if (duration >= hours(1)) return to_text(round<minutes>(duration));
    return to_text(round<seconds>(duration));
}

}  // namespace watchword::schedule
