#include <boost/json.hpp>
#include <boost/version.hpp>
#include <curl/curl.h>
#include <sqlite3.h>

#include <iostream>

#include "daemon/cli/commands.hpp"

namespace watchword::cli {

namespace {

std::string boost_version() {
    return std::to_string(BOOST_VERSION / 100000) + '.' + std::to_string(BOOST_VERSION / 100 % 1000) + '.' +
           std::to_string(BOOST_VERSION % 100);
}

}  // namespace

int version(const Invocation& invocation) {
    const std::pair<const char*, std::string> libraries[] = {
        {"boost", boost_version()}, {"libcurl", curl_version_info(CURLVERSION_NOW)->version}, {"sqlite", sqlite3_libversion()}};
    if (invocation.json) {
        boost::json::object object{{"version", WATCHWORD_VERSION}, {"commit", WATCHWORD_COMMIT}};
        boost::json::object& listed = object["libraries"].emplace_object();
        for (auto& [name, number] : libraries) listed[name] = number;
        std::cout << object << '\n';
        return ok;
    }
    std::cout << "watchword " << WATCHWORD_VERSION << " (" << WATCHWORD_COMMIT << ")\n";
    for (auto& [name, number] : libraries) std::cout << name << ' ' << number << '\n';
    return ok;
}

}  // namespace watchword::cli
