# Headers of libraries that nearly every source includes, compiled once for all of them: `use_precompiled(TARGET NAME)`. That
# saves a third of the time in which a build reads headers. As with the compiling of sources together, the preset dev does
# without, and finds what a source forgot to include; and it is for a GCC that stands it (rooms.cmake).
function(use_precompiled target name)
  if(CMAKE_UNITY_BUILD)
    target_precompile_headers(${target} REUSE_FROM precompiled_${name})
  endif()
endfunction()

function(precompiled name)
  cmake_parse_arguments(PRECOMPILED "" "" "HEADERS;LIBRARIES" ${ARGN})
  if(CMAKE_UNITY_BUILD)
    file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp CONTENT "")
    add_library(precompiled_${name} OBJECT ${CMAKE_BINARY_DIR}/precompiled/${name}.cpp)
    target_link_libraries(precompiled_${name} PRIVATE watchword_flags ${PRECOMPILED_LIBRARIES})
    target_precompile_headers(precompiled_${name} PRIVATE ${PRECOMPILED_HEADERS})
  endif()
endfunction()

set(values <algorithm> <array> <charconv> <chrono> <cstdint> <deque> <exception> <filesystem> <fstream> <functional> <map>
  <memory> <optional> <ranges> <set> <span> <sstream> <string> <string_view> <unordered_map> <unordered_set> <utility>
  <variant> <vector> <boost/json.hpp>)
precompiled(values HEADERS ${values} LIBRARIES lib_boost_json)
precompiled(world LIBRARIES lib_boost_json lib_asio HEADERS ${values}
  <boost/asio/any_io_executor.hpp> <boost/asio/awaitable.hpp> <boost/asio/co_spawn.hpp> <boost/asio/io_context.hpp>
  <boost/asio/ip/tcp.hpp> <boost/asio/post.hpp> <boost/asio/redirect_error.hpp> <boost/asio/steady_timer.hpp>
  <boost/asio/use_awaitable.hpp>)
if(WATCHWORD_TESTS)
  precompiled(tests LIBRARIES lib_boost_json GTest::gmock HEADERS ${values} <gmock/gmock.h> <gtest/gtest.h>)
endif()
