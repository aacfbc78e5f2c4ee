#pragma once

#include <cassert>
#include <memory>
#include <new>
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

// Throws std::bad_alloc; so does the program end when there is no memory for a handle.
inline Easy make_easy() {
    Easy easy(curl_easy_init());
    if (!easy) throw std::bad_alloc();
    return easy;
}

inline void append(List& list, const std::string& text) {
    curl_slist* longer = curl_slist_append(list.get(), text.c_str());
    if (!longer) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
}

// curl_easy_setopt is variadic: a number must be passed as long or curl_off_t exactly. Strings are copied by
// libcurl, except CURLOPT_POSTFIELDS.
template <class T>
void set(CURL* easy, CURLoption option, T value) {
    static_assert(!std::is_integral_v<T> || sizeof(T) == sizeof(long), "pass a long");
    [[maybe_unused]] const CURLcode code = curl_easy_setopt(easy, option, value);
    assert(code == CURLE_OK && "this libcurl lacks an option");
}

}  // namespace watchword::curl
