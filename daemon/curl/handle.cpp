#include "daemon/curl/handle.hpp"

#include <csignal>
#include <new>

namespace watchword::curl {

// Once for the process, never undone: threads of the resolver may outlive every handle.
void init_library() {
    static const bool done = [] {
        if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::bad_alloc();
        std::signal(SIGPIPE, SIG_IGN);  // with CURLOPT_NOSIGNAL libcurl leaves that to the program
        return true;
    }();
    static_cast<void>(done);
}

Easy make_easy() {
    init_library();
    Easy easy(curl_easy_init());
    if (!easy) throw std::bad_alloc();
    return easy;
}

void append(List& list, const std::string& text) {
    curl_slist* longer = curl_slist_append(list.get(), text.c_str());
    if (!longer) throw std::bad_alloc();
    static_cast<void>(list.release());
    list.reset(longer);
}

}  // namespace watchword::curl
