#pragma once

#include "daemon/app/app.hpp"
#include "daemon/control/message.hpp"

namespace watchword::app {

// What a hub says and asks at /websub/CODE: GET confirms or denies a subscription, POST brings news. Loop thread only.
Awaitable<control::Reply> answer_hub(App& app, control::Request request);

}  // namespace watchword::app
