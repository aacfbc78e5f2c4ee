#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>

#include "daemon/catalog/catalog.hpp"
#include "daemon/http/client.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/random.hpp"
#include "daemon/store/store.hpp"

namespace watchword::poll {

// The world as the room sees it, and what is watched in it. Outlives everything that refers to it. Loop thread only.
struct Context {
    runtime::Clock& clock;
    runtime::Random& random;
    http::Client& http;
    store::Store& store;
    asio::any_io_executor loop;
    asio::any_io_executor cpu;
    std::shared_ptr<const catalog::Catalog> catalog;  // never null; replaced at a reload
    std::function<void()> outbox_filled;              // called after alerts were committed
};

}  // namespace watchword::poll
