#pragma once

#include <boost/asio/awaitable.hpp>

namespace watchword {

namespace asio = boost::asio;

// All coroutines live on the loop thread. See the room's README for GCC 12's rules about co_await.
template <class T = void>
using Awaitable = asio::awaitable<T>;

}  // namespace watchword
