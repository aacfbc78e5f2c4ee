# The tests that are scripts. Those that need root, a container or a mirror are run by .ci/run, not from here.

find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_test(NAME "house: architecture" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/architecture.py)
if(TARGET watchword)
  add_test(NAME "house: readme" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/readme.py $<TARGET_FILE:watchword>)
endif()
