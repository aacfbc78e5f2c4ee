#pragma once

#include <boost/system/result.hpp>

namespace watchword {

// What the world may do to us is a value. `E` is a small type of the room that returns it, with what a person needs
// to act. Ask with `if (!r)`, take with `*r` and `r.error()`.
template <class T, class E>
using Result = boost::system::result<T, E>;

}  // namespace watchword
