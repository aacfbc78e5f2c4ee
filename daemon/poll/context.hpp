#pragma once

#include <functional>
#include <memory>

#include <boost/asio/any_io_executor.hpp>

#include "daemon/catalog/catalog.hpp"
#include "daemon/http/client.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/random.hpp"
#include "daemon/store/store.hpp"

namespace watchword::poll {

constexpr Duration store_retry = std::chrono::seconds(5);  // after the database refused a commit

// What a server has answered and nobody recorded would be asked for again after a restart.
constexpr Duration finish_grace = std::chrono::seconds(2);

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
    std::function<void()> hub_found{[] {}};           // called after a feed named a hub that is to be asked
};

}  // namespace watchword::poll
