#include "daemon/control/client.hpp"

#include <cerrno>

#include "daemon/control/listeners.hpp"
#include "daemon/curl/handle.hpp"

namespace watchword::control {

namespace {

constexpr long answer_seconds_max = 600;

std::size_t append_to(const char* data, std::size_t size, std::size_t count, void* body) {
    static_cast<std::string*>(body)->append(data, size * count);
    return size * count;
}

}  // namespace

Result<Reply, boost::system::error_code> call(const std::filesystem::path& socket, const Call& call) {
    SocketPath path(socket);
    Reply reply;
    auto easy = curl::make_easy();
    curl::List headers;
    curl::append(headers, "Content-Type: application/json");
    curl::append(headers, "Expect:");
    auto url = "http://localhost" + to_text(call.target);
    curl::set(easy.get(), CURLOPT_URL, url.c_str());
    curl::set(easy.get(), CURLOPT_PROXY, "");
    curl::set(easy.get(), CURLOPT_NOSIGNAL, 1L);
    curl::set(easy.get(), CURLOPT_TIMEOUT, answer_seconds_max);
    curl::set(easy.get(), CURLOPT_HTTPHEADER, headers.get());
    curl::set(easy.get(), CURLOPT_PATH_AS_IS, 1L);
    curl::set(easy.get(), CURLOPT_UNIX_SOCKET_PATH, path.text().c_str());
    curl::set(easy.get(), CURLOPT_WRITEFUNCTION, append_to);
    curl::set(easy.get(), CURLOPT_WRITEDATA, &reply.body);
    if (call.method != "GET") {
        curl::set(easy.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
        curl::set(easy.get(), CURLOPT_POSTFIELDS, call.body.c_str());
        curl::set(easy.get(), CURLOPT_CUSTOMREQUEST, call.method.c_str());
    }
    if (auto code = curl_easy_perform(easy.get()); code != CURLE_OK) {
        long error = 0;
        curl_easy_getinfo(easy.get(), CURLINFO_OS_ERRNO, &error);
        if (code != CURLE_COULDNT_CONNECT || error == 0)
            error = code == CURLE_OPERATION_TIMEDOUT ? ETIMEDOUT : ECONNRESET;
        return boost::system::error_code(static_cast<int>(error), boost::system::system_category());
    }
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    reply.status = static_cast<unsigned>(status);
    return reply;
}

}  // namespace watchword::control
