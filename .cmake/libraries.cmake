# The libraries the rooms may name, each an interface target lib_NAME. All are distribution packages.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
# 1.74 is Debian 12's default and lacks URL and much of Asio's coroutine support.
if(POLICY CMP0167)
  cmake_policy(SET CMP0167 NEW)  # by Boost's own configuration, as CMake 3.30 and later want it
endif()
find_package(Boost 1.81 REQUIRED COMPONENTS json url container)

function(library_from_pkg_config name module)
  pkg_check_modules(PC_${name} REQUIRED IMPORTED_TARGET ${module})
  add_library(lib_${name} INTERFACE)
  target_link_libraries(lib_${name} INTERFACE PkgConfig::PC_${name})
endfunction()

function(library name)
  add_library(lib_${name} INTERFACE)
  target_link_libraries(lib_${name} INTERFACE ${ARGN})
endfunction()

library(boost_url Boost::url)
library(boost_json Boost::json Boost::container)
library(asio Boost::headers Threads::Threads)
# Function bodies are compiled once, in daemon/runtime/asio.cpp and beast.cpp.
target_compile_definitions(lib_asio INTERFACE BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION)

library_from_pkg_config(curl libcurl)
library_from_pkg_config(pugixml pugixml)
library_from_pkg_config(sqlite sqlite3)
library_from_pkg_config(zlib zlib)
library_from_pkg_config(zstd libzstd)
library_from_pkg_config(openssl_crypto libcrypto)
library_from_pkg_config(icu "icu-uc;icu-i18n")
library_from_pkg_config(uchardet uchardet)
library_from_pkg_config(html_parser gumbo)
library_from_pkg_config(tomlplusplus tomlplusplus)

find_package(spdlog REQUIRED)
library(spdlog spdlog::spdlog)

# Time zones as the system has them: ICU carries its own, which a stable distribution leaves years behind.
find_package(date REQUIRED)
library(date date::date-tz)

find_path(CLD2_INCLUDE cld2/public/compact_lang_det.h REQUIRED)
# cld2_full holds nothing but the tables of all languages; loaded before cld2, they replace its smaller ones, which lack
# Amharic, Somali, Hausa and others. No symbol asks for it by name, so the linker must be told to keep it.
find_library(CLD2_TABLES cld2_full REQUIRED)
find_library(CLD2_CODE cld2 REQUIRED)
library(cld2 "-Wl,--push-state,--no-as-needed,${CLD2_TABLES},--pop-state" ${CLD2_CODE})
target_include_directories(lib_cld2 INTERFACE ${CLD2_INCLUDE})

# Not by pkg-config: behind it stand the hundred modules of Abseil, over which Debian 13's ponders for half a minute.
find_path(RE2_INCLUDE re2/re2.h REQUIRED)
find_library(RE2_CODE re2 REQUIRED)
library(re2 ${RE2_CODE})
target_include_directories(lib_re2 SYSTEM INTERFACE ${RE2_INCLUDE})

find_path(MUSTACHE_INCLUDE kainjow/mustache.hpp REQUIRED)
library(mustache)
target_include_directories(lib_mustache SYSTEM INTERFACE ${MUSTACHE_INCLUDE})

find_path(CLI11_INCLUDE CLI/CLI.hpp REQUIRED)
library(cli11)
target_include_directories(lib_cli11 SYSTEM INTERFACE ${CLI11_INCLUDE})

# libsystemd is a help, not a need: without it the daemon runs in the foreground and logs as text.
pkg_check_modules(PC_systemd IMPORTED_TARGET libsystemd)
if(PC_systemd_FOUND)
  library(systemd PkgConfig::PC_systemd)
  target_compile_definitions(lib_systemd INTERFACE WATCHWORD_HAVE_SYSTEMD)
else()
  library(systemd)
endif()

# What benchmarks measure us against, where it is installed.
if(WATCHWORD_BENCH)
  pkg_check_modules(PC_libgit2 IMPORTED_TARGET libgit2)
  if(PC_libgit2_FOUND)
    library(libgit2 PkgConfig::PC_libgit2)
    target_compile_definitions(lib_libgit2 INTERFACE WATCHWORD_HAVE_LIBGIT2)
  else()
    library(libgit2)
  endif()
endif()
