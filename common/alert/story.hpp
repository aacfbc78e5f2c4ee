#pragma once

#include <string>
#include <vector>

#include "common/alert/payload.hpp"
#include "common/schedule/calendar.hpp"

namespace watchword::alert {

// All alerts of one article in a digest, the newest first. Points into the digest.
using Story = std::vector<const Alert*>;

// Each article once, the one with the newest alert first.
std::vector<Story> stories_of(const DigestGroup& group);

// "12 articles", or of a burst "25 alerts at once".
std::string heading_of(const DigestContent& digest);

// "From 17 Apr 2018, 09:00 to 18 Apr 2018, 09:00, Asia/Almaty".
std::string window_of(const DigestContent& digest);

schedule::Zone zone_of(const DigestContent& digest);

// "1 article", "2 articles".
std::string count_text(std::size_t count, const std::string& what);

// "[NAME] headline": the subject of a mail, the title of a message.
std::string subject_of(const Alert& alert);
std::string subject_of(const Notice& notice);
std::string subject_of(const DigestContent& digest);

}  // namespace watchword::alert
