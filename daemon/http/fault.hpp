#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <curl/curl.h>

#include "common/base/url.hpp"
#include "daemon/http/client.hpp"

namespace watchword::http {

// What is known of a transfer that ended, for telling a person why.
struct Circumstances {
    const Url& url;
    std::string_view detail;               // of libcurl, may be empty
    bool answered = false;                 // a byte came back
    std::optional<std::string> forbidden;  // the address that was refused last: "127.0.0.1 (this machine)"
    bool tried = false;                    // an address that may be reached was tried
    Duration slow{};                       // as long as nearly nothing came
};

// libcurl's result as an error of ours; `code` is not CURLE_OK.
Error fault_of(CURLcode code, const Circumstances& circumstances);

Error timeout_before_answer(const Url& url, Duration limit);
Error timeout_of_all(Duration limit);

}  // namespace watchword::http
