# room(PATH [USES room...] [LIBRARIES name...] [PEERS name...])
#
# A room is a folder of the house: every .cpp in it becomes one static library. Beside it, at the same path, stand its
# unit tests (tests/unit/PATH), benchmarks (tests/bench/PATH) and fuzz targets (tests/fuzz/PATH, one program a file).
# USES names the rooms it may include; LIBRARIES names entries of libraries.cmake, PEERS those that only its benchmarks
# measure it against.
#
# The presets release, asan and tsan compile a room's sources together, which halves the time of a build: a name in an
# unnamed namespace is the whole room's. The preset dev compiles each alone and finds what one of them forgot to include.

add_library(watchword_flags INTERFACE)
target_include_directories(watchword_flags INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(watchword_flags INTERFACE
  -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -fstack-protector-strong
  $<$<BOOL:${WATCHWORD_WERROR}>:-Werror>
  # GCC 12 sees overlaps in joined strings where there are none (its bug 105651), takes the frames of coroutines for freed by
  # another operator than they were made by, and empty optionals for read.
  "$<$<AND:$<CXX_COMPILER_ID:GNU>,$<VERSION_LESS:$<CXX_COMPILER_VERSION>,13>>:-Wno-restrict;-Wno-mismatched-new-delete;-Wno-maybe-uninitialized>"
  # Where a room's sources are compiled together, GCC takes each for a header of the whole.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-subobject-linkage>
  # std::array deduces its type in a fold over all its elements, and clang stops at 256.
  $<$<CXX_COMPILER_ID:Clang>:-fbracket-depth=1024>
  $<$<CONFIG:Release>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
target_link_options(watchword_flags INTERFACE -Wl,-z,relro,-z,now)
if(WATCHWORD_SANITIZE)
  target_compile_options(watchword_flags INTERFACE
    -fsanitize=${WATCHWORD_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(watchword_flags INTERFACE -fsanitize=${WATCHWORD_SANITIZE})
endif()
# For programs as for libraries: what is precompiled serves both.
target_compile_options(watchword_flags INTERFACE -fPIC)
# Of sources that are compiled together, GCC 13 and newer take the frames of coroutines for types that others see: they warn of
# each, and 14.2 crashes.
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 13)
  set(CMAKE_UNITY_BUILD OFF)
endif()
find_program(WATCHWORD_LINKER_MOLD mold)
if(WATCHWORD_LINKER_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12.1)
  target_link_options(watchword_flags INTERFACE -fuse-ld=mold)
endif()

if(WATCHWORD_TESTS)
  enable_testing()
  find_package(GTest REQUIRED)
  include(GoogleTest)
endif()
if(WATCHWORD_BENCH)
  find_package(benchmark REQUIRED)
endif()

define_property(GLOBAL PROPERTY WATCHWORD_ROOMS BRIEF_DOCS "Each room and what it uses" FULL_DOCS "Lines of PATH: USES...")

function(room path)
  cmake_parse_arguments(ROOM "" "" "USES;LIBRARIES;PEERS" ${ARGN})
  string(REPLACE "/" "_" name ${path})
  set_property(GLOBAL APPEND PROPERTY WATCHWORD_ROOMS "${path}: ${ROOM_USES}")

  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${path}/*.cpp)
  if(sources)
    add_library(room_${name} STATIC ${sources})
    set(scope PUBLIC)
    if(asio IN_LIST ROOM_LIBRARIES)
      use_precompiled(room_${name} world)
    else()
      use_precompiled(room_${name} values)
    endif()
  else()
    add_library(room_${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_link_libraries(room_${name} ${scope} watchword_flags)
  foreach(used IN LISTS ROOM_USES)
    string(REPLACE "/" "_" used_name ${used})
    target_link_libraries(room_${name} ${scope} room_${used_name})
  endforeach()
  foreach(library IN LISTS ROOM_LIBRARIES)
    target_link_libraries(room_${name} ${scope} lib_${library})
  endforeach()

  file(GLOB tests CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/unit/${path}/*.cpp)
  if(WATCHWORD_TESTS AND tests)
    add_executable(test_${name} ${tests})
    use_precompiled(test_${name} tests)
    target_link_libraries(test_${name} PRIVATE room_${name} GTest::gmock GTest::gtest_main)
    target_compile_definitions(test_${name} PRIVATE
      WATCHWORD_TEST_DATA="${CMAKE_SOURCE_DIR}/tests/data" WATCHWORD_SOURCE="${CMAKE_SOURCE_DIR}")
    if(WATCHWORD_SANITIZE)
      # In one run: most of them take less time than a program with sanitizers takes to start.
      add_test(NAME "${path}" COMMAND test_${name} --gtest_brief=1)
      set_tests_properties("${path}" PROPERTIES TIMEOUT 1800)
    else()
      gtest_discover_tests(test_${name} TEST_PREFIX "${path}: " DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120
        PROPERTIES TIMEOUT 900)
    endif()
  endif()

  file(GLOB benches CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/bench/${path}/*.cpp)
  if(WATCHWORD_BENCH AND benches)
    add_executable(bench_${name} ${benches})
    target_link_libraries(bench_${name} PRIVATE room_${name} benchmark::benchmark_main)
    target_compile_definitions(bench_${name} PRIVATE WATCHWORD_SOURCE="${CMAKE_SOURCE_DIR}")
    foreach(peer IN LISTS ROOM_PEERS)
      target_link_libraries(bench_${name} PRIVATE lib_${peer})
    endforeach()
  endif()

  file(GLOB fuzzers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/fuzz/${path}/*.cpp)
  if(WATCHWORD_FUZZ)
    foreach(fuzzer IN LISTS fuzzers)
      get_filename_component(stem ${fuzzer} NAME_WE)
      add_executable(fuzz_${name}_${stem} ${fuzzer})
      target_link_libraries(fuzz_${name}_${stem} PRIVATE room_${name})
      target_link_options(fuzz_${name}_${stem} PRIVATE -fsanitize=fuzzer)
    endforeach()
    if(sources)
      target_compile_options(room_${name} PRIVATE -fsanitize=fuzzer-no-link)
    endif()
  endif()
endfunction()
