#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include <boost/json.hpp>
#include <boost/version.hpp>
#include <curl/curl.h>
#include <openssl/crypto.h>
#include <sqlite3.h>
#include <unicode/uversion.h>
#include <zlib.h>
#include <zstd.h>

#include "daemon/cli/commands.hpp"

namespace watchword::cli {

namespace {

std::string boost_version() {
    return std::to_string(BOOST_VERSION / 100000) + '.' + std::to_string(BOOST_VERSION / 100 % 1000) + '.' +
           std::to_string(BOOST_VERSION % 100);
}

std::string icu_version() {
    UVersionInfo numbers;
    u_getVersion(numbers);
    char text[U_MAX_VERSION_STRING_LENGTH];
    u_versionToString(numbers, text);
    return text;
}

// Of those that tell it while the program runs, and of Boost, which is mostly compiled in.
std::vector<std::pair<const char*, std::string>> library_versions() {
    return {{"boost", boost_version()},
            {"icu", icu_version()},
            {"libcurl", curl_version_info(CURLVERSION_NOW)->version},
            {"openssl", OpenSSL_version(OPENSSL_VERSION_STRING)},
            {"sqlite", sqlite3_libversion()},
            {"zlib", zlibVersion()},
            {"zstd", ZSTD_versionString()}};
}

}  // namespace

int version(const Invocation& invocation) {
    if (invocation.json) {
        boost::json::object object{{"version", WATCHWORD_VERSION}, {"commit", WATCHWORD_COMMIT}};
        boost::json::object& listed = object["libraries"].emplace_object();
        for (auto& [name, number] : library_versions()) listed[name] = number;
        std::cout << object << '\n';
        return ok;
    }
    std::cout << "watchword " << WATCHWORD_VERSION << " (" << WATCHWORD_COMMIT << ")\n";
    for (auto& [name, number] : library_versions()) std::cout << name << ' ' << number << '\n';
    return ok;
}

}  // namespace watchword::cli
