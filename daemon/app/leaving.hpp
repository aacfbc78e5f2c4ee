#pragma once

#include "daemon/app/app.hpp"
#include "daemon/control/message.hpp"

namespace watchword::app {

// What the reader of a mail finds behind its List-Unsubscribe link (RFC 8058): /unsubscribe/CODE. A POST leaves the
// subscriptions that the mail was about, at once and without a question, for that address alone; a GET changes nothing
// and shows a button; with `again`, a POST takes it back. Loop thread only.
Awaitable<control::Reply> answer_reader(App& app, control::Request request);

}  // namespace watchword::app
