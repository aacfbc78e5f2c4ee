# The tests that are scripts. Those that need root, a container or a mirror are run by .ci/run, not from here.

find_package(Python3 REQUIRED COMPONENTS Interpreter)

add_test(NAME "house: architecture" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/architecture.py)
if(TARGET watchword)
  add_test(NAME "cli: archive" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/cli/archive.py $<TARGET_FILE:watchword>)
  add_test(NAME "cli: control" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/cli/control.py $<TARGET_FILE:watchword>)
  add_test(NAME "cli: demo" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/cli/demo.py $<TARGET_FILE:watchword>)
  add_test(NAME "cli: start" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/cli/start.py $<TARGET_FILE:watchword>)
  add_test(NAME "cli: try" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/cli/try.py $<TARGET_FILE:watchword>)
  if(PC_systemd_FOUND)
    add_test(NAME "systemd: lifecycle" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/systemd/lifecycle.py $<TARGET_FILE:watchword>)
  endif()
  add_test(NAME "house: manual" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/manual.py $<TARGET_FILE:watchword>)
  add_test(NAME "house: readme" COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/readme.py $<TARGET_FILE:watchword>)
  add_test(NAME "integration: press world"
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/integration/press_world.py $<TARGET_FILE:watchword>)
  add_test(NAME "integration: standard webhooks"
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/integration/standard_webhooks.py $<TARGET_FILE:watchword>)
  add_test(NAME "integration: leaving"
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/integration/leaving.py $<TARGET_FILE:watchword>)
  add_test(NAME "integration: hub"
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/integration/hub.py $<TARGET_FILE:watchword>)
  add_test(NAME "integration: postfix"
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/integration/postfix.py $<TARGET_FILE:watchword>)
  set_tests_properties("integration: standard webhooks" "integration: postfix" PROPERTIES SKIP_REGULAR_EXPRESSION "skipped=")
  if(EXISTS "${CMAKE_SOURCE_DIR}/../shared/sinks/killstorm.py")
    add_test(NAME "integration: feedworld"
      COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/integration/feedworld.py $<TARGET_FILE:watchword>)
    add_test(NAME "integration: manners"
      COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/integration/manners.py $<TARGET_FILE:watchword>)
    add_test(NAME "integration: kill storm"
      COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/integration/killstorm.py $<TARGET_FILE:watchword> --kills 30)
    add_test(NAME "integration: receivers"
      COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/integration/receivers.py $<TARGET_FILE:watchword>)
  endif()
endif()

# Each ends by itself when it has waited for something in vain; this ends what hangs, on a machine ten times as slow.
get_property(scripts DIRECTORY PROPERTY TESTS)
set_tests_properties(${scripts} PROPERTIES TIMEOUT 1800)
