#pragma once

#include <cassert>
#include <memory>
#include <string>
#include <type_traits>

#include <curl/curl.h>

namespace watchword::curl {

struct EasyDeleter {
    void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
};
using Easy = std::unique_ptr<CURL, EasyDeleter>;

struct ListDeleter {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, ListDeleter>;

// Must come before any other use of libcurl. Also makes the process ignore SIGPIPE.
void init_library();

// These throw std::bad_alloc when there is no memory.
Easy make_easy();
void append(List& list, const std::string& text);

// curl_easy_setopt is variadic: a number must be passed as long or curl_off_t exactly. Strings are copied by
// libcurl, except CURLOPT_POSTFIELDS.
template <class T>
void set(CURL* easy, CURLoption option, T value) {
    static_assert(!std::is_integral_v<T> || sizeof(T) == sizeof(long), "pass a long");
    [[maybe_unused]] const CURLcode code = curl_easy_setopt(easy, option, value);
    assert(code == CURLE_OK && "this libcurl lacks an option");
}

}  // namespace watchword::curl
