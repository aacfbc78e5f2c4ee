# Measuring against texts that are not ours: only where they lie beside the checkout or WATCHWORD_SHARED names them.

set(WATCHWORD_SHARED "$ENV{WATCHWORD_SHARED}")
if(NOT WATCHWORD_SHARED)
  set(WATCHWORD_SHARED "${CMAKE_SOURCE_DIR}/../shared")
endif()

add_executable(corpora_query_run ${CMAKE_SOURCE_DIR}/tests/corpora/query_run.cpp)
target_link_libraries(corpora_query_run PRIVATE room_daemon_cli)
add_executable(corpora_inflection ${CMAKE_SOURCE_DIR}/tests/corpora/inflection.cpp)
target_link_libraries(corpora_inflection PRIVATE room_common_forms room_common_text)
# Under a sanitizer thousands of pages and queries take too long; unit tests and fuzz targets cover the same code there.
if(EXISTS "${WATCHWORD_SHARED}/corpora/queries/render_queries.py" AND NOT WATCHWORD_SANITIZE)
  add_test(NAME "corpora: queries"
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/corpora/queries.py
            $<TARGET_FILE:corpora_query_run> ${WATCHWORD_SHARED}/corpora/queries)
  set_tests_properties("corpora: queries" PROPERTIES TIMEOUT 600)
endif()

add_executable(corpora_feeds_batch ${CMAKE_SOURCE_DIR}/tests/corpora/feeds_batch.cpp)
target_link_libraries(corpora_feeds_batch PRIVATE room_common_feed)
if(EXISTS "${WATCHWORD_SHARED}/corpora/score_feeds.py")
  add_test(NAME "corpora: feeds"
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/corpora/feeds_score.py
            $<TARGET_FILE:corpora_feeds_batch> ${WATCHWORD_SHARED}/corpora)
  set_tests_properties("corpora: feeds" PROPERTIES TIMEOUT 600)
endif()

add_executable(corpora_extract_articles ${CMAKE_SOURCE_DIR}/tests/corpora/extract_articles.cpp)
target_link_libraries(corpora_extract_articles PRIVATE room_common_article)
# What fit_judge.py runs.
add_executable(corpora_line_features ${CMAKE_SOURCE_DIR}/tests/corpora/line_features.cpp)
target_link_libraries(corpora_line_features PRIVATE room_common_article)
if(EXISTS "${WATCHWORD_SHARED}/corpora/score_articles.py" AND NOT WATCHWORD_SANITIZE)
  add_test(NAME "corpora: articles"
    COMMAND Python3::Interpreter ${CMAKE_SOURCE_DIR}/tests/corpora/articles.py
            $<TARGET_FILE:corpora_extract_articles> ${WATCHWORD_SHARED}/corpora)
  set_tests_properties("corpora: articles" PROPERTIES TIMEOUT 600)
endif()
