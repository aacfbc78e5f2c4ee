#pragma once

#include <string>

#include "common/alert/mustache.hpp"
#include "common/alert/payload.hpp"

namespace watchword::alert {

// What the templates of e-mails are filled with (config/templates/README.md), without {{> style}}.
Values values_of(const Alert& alert);
Values values_of(const Notice& notice);
Values values_of(const DigestContent& digest);

// "[NAME] headline". Not encoded yet.
std::string subject_of(const Alert& alert);
std::string subject_of(const Notice& notice);
std::string subject_of(const DigestContent& digest);

}  // namespace watchword::alert
