#pragma once

#include <exception>

namespace watchword::runtime {

// A cancelled coroutine ends with boost::system::system_error of asio::error::operation_aborted.
[[noreturn]] void throw_aborted();
bool is_aborted(const std::exception_ptr& error);

}  // namespace watchword::runtime
