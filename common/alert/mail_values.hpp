#pragma once

#include "common/alert/mustache.hpp"
#include "common/alert/payload.hpp"

namespace watchword::alert {

// What the templates of e-mails are filled with (config/templates/README.md), without {{> style}}.
Values values_of(const Alert& alert);
Values values_of(const Notice& notice);
Values values_of(const DigestContent& digest);

}  // namespace watchword::alert
