# What `cmake --install` lays down under any prefix, and the Debian package that CPack makes of it:
#
#   cmake --build --preset release --target watchword && cpack --config build/release/CPackConfig.cmake

include(GNUInstallDirs)
# Installing needs the program, not the tests and benchmarks of the same build.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
install(TARGETS watchword)

# The rest has the prefix in its text or depends on it, so it is made when the prefix is known: by install.cmake.
install(CODE "
  set(WATCHWORD_SOURCE \"${CMAKE_SOURCE_DIR}\")
  set(WATCHWORD_SCRATCH \"${CMAKE_BINARY_DIR}/install\")
  set(WATCHWORD_VERSION \"${PROJECT_VERSION}\")
")
install(SCRIPT ${CMAKE_CURRENT_LIST_DIR}/package/install.cmake)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR})
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON)  # /etc is outside the prefix
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "watchword maintainers <maintainers@watchword.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "media-monitoring daemon for news feeds and articles")
set(CPACK_PACKAGE_DESCRIPTION "\
Polls news feeds, reads the articles behind them, keeps every revision it
has seen and tells what changed between two of them. Articles are matched
against subscriptions with boolean, phrase, proximity and word-form queries
in many languages; hits, edits and removals are sent by webhook and e-mail.
.
It runs for years under systemd on one small machine, confined, and never
loses an alert.")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION news)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Articles and webhooks are https: without the certificates nothing can be trusted. procps has the kill of ExecReload=,
# tzdata the zones of digests and quiet hours.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, init-system-helpers (>= 1.54), procps, tzdata")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "default-mta | mail-transport-agent")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  ${CMAKE_CURRENT_LIST_DIR}/package/conffiles
  ${CMAKE_CURRENT_LIST_DIR}/package/postinst
  ${CMAKE_CURRENT_LIST_DIR}/package/prerm
  ${CMAKE_CURRENT_LIST_DIR}/package/postrm)
include(CPack)
