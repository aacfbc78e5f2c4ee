# Stories of the whole daemon in a simulated world; every file holds the stories of one promise.
if(WATCHWORD_TESTS)
  file(GLOB stories CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/tests/simulation/stories/*.cpp)
  add_executable(simulation_stories ${stories})
  use_precompiled(simulation_stories tests)
  target_link_libraries(simulation_stories PRIVATE room_tests_simulation GTest::gmock GTest::gtest_main)
  gtest_discover_tests(simulation_stories TEST_PREFIX "simulation: " DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 120
    PROPERTIES TIMEOUT 1800)
endif()
