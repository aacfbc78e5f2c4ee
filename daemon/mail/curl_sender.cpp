#include "daemon/mail/curl_sender.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <optional>
#include <utility>

#include <boost/asio/ip/address.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <sys/socket.h>

#include "daemon/curl/handle.hpp"
#include "daemon/mail/envelope.hpp"
#include "daemon/mail/verdict.hpp"
#include "daemon/runtime/aborted.hpp"
#include "daemon/runtime/offload.hpp"
#include "daemon/runtime/slots.hpp"

namespace watchword::mail {

namespace {

constexpr long idle_seconds_max = 60;  // servers close idle sessions after some minutes
constexpr std::size_t reply_bytes_max = 1024;

bool is_this_machine(const std::string& host) {
    if (host == "localhost") return true;
    boost::system::error_code error;
    const auto address = asio::ip::make_address(host, error);
    return !error && address.is_loopback();
}

// What of a relay is decided once.
struct Terms {
    explicit Terms(const Relay& relay) {
        const auto url = boost::urls::parse_uri(relay.url).value();
        host = url.host_address();
        const bool tls_at_once = url.scheme() == "smtps";
        const bool local = is_this_machine(host);
        const bool has_password = !relay.password.empty();
        if (tls_at_once || relay.starttls == StartTls::require) {
            use_tls = CURLUSESSL_ALL;
        } else if (relay.starttls == StartTls::automatic) {
            use_tls = has_password && !local ? CURLUSESSL_ALL : CURLUSESSL_TRY;
            verify = !local;
        } else {
            use_tls = CURLUSESSL_NONE;
            password_in_clear = has_password && !local;
        }
    }

    std::string host;
    long use_tls = CURLUSESSL_ALL;
    bool verify = true;
    bool password_in_clear = false;  // it would have to be: then nothing is sent
};

// All that hangs on one relay; a message keeps it to the end.
struct Line {
    explicit Line(Relay to) : relay(std::move(to)), terms(relay), easy(curl::make_easy()) {}
    ~Line() { stop_listening(); }

    // The session is in no state for another message: libcurl would keep it even when a reply is still to
    // come.
    void hang_up() {
        stop_listening();
        easy = curl::make_easy();
    }

    const Relay relay;
    const Terms terms;
    curl::Easy easy;

  private:
    // When libcurl closes a session it says QUIT, and would wait for the answer.
    void stop_listening() {
        curl_socket_t socket = CURL_SOCKET_BAD;
        curl_easy_getinfo(easy.get(), CURLINFO_ACTIVESOCKET, &socket);
        if (socket != CURL_SOCKET_BAD) ::shutdown(socket, SHUT_RD);
    }
};

// One session's worth of talking to the relay. Lends its members to the easy handle.
class Talk {
  public:
    explicit Talk(Line& line);
    ~Talk();
    Talk(const Talk&) = delete;
    Talk& operator=(const Talk&) = delete;
    // The message must outlive the talk.
    void prepare_message(const alert::Mail& mail);
    // Something harmless that needs a session, which is closed then.
    void prepare_probe();
    // Returns when the session did what was prepared; on the sender's thread.
    CURLcode perform() { return result_ = curl_easy_perform(easy_); }
    // Makes perform() return soon; from any thread.
    void abandon() { abandoned_ = true; }
    Outcome verdict() const;

  private:
    static std::size_t on_reply(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_data(char* buffer, std::size_t size, std::size_t count, void* self);
    static int on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t);
    static int on_trace(CURL*, curl_infotype type, char* data, std::size_t bytes, void* self);

    Line& line_;
    CURL* easy_;
    CURLcode result_ = CURLE_OK;
    curl::List recipients_;
    std::string_view unsent_;
    Stage stage_ = Stage::session;
    std::string reply_;  // the last line, but not of the good-bye
    bool leaving_ = false;
    std::array<char, CURL_ERROR_SIZE> detail_{};
    std::atomic<bool> abandoned_ = false;
};

Talk::Talk(Line& line) : line_(line), easy_(line.easy.get()) {
    using curl::set;
    const auto& relay = line.relay;
    const auto& terms = line.terms;
    set(easy_, CURLOPT_NOSIGNAL, 1L);
    set(easy_, CURLOPT_QUICK_EXIT, 1L);  // never wait for a thread in getaddrinfo
    set(easy_, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(easy_, CURLOPT_PROXY, "");  // whatever the environment says
    set(easy_, CURLOPT_URL, relay.url.c_str());
    set(easy_, CURLOPT_USE_SSL, terms.use_tls);
    set(easy_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(easy_, CURLOPT_SSL_VERIFYPEER, terms.verify ? 1L : 0L);
    set(easy_, CURLOPT_SSL_VERIFYHOST, terms.verify ? 2L : 0L);
    if (!relay.ca_file.empty()) set(easy_, CURLOPT_CAINFO, relay.ca_file.c_str());
    if (!relay.username.empty()) {
        set(easy_, CURLOPT_USERNAME, relay.username.c_str());
        set(easy_, CURLOPT_PASSWORD, relay.password.c_str());
        set(easy_, CURLOPT_SASL_IR, 1L);  // the credentials with the command, RFC 4954 4
    }
    set(easy_, CURLOPT_TIMEOUT_MS, static_cast<long>(relay.timeout.count()));
    set(easy_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(relay.timeout.count() / 2));
    set(easy_, CURLOPT_XFERINFOFUNCTION, &on_progress);
    set(easy_, CURLOPT_XFERINFODATA, this);
    set(easy_, CURLOPT_NOPROGRESS, 0L);
    set(easy_, CURLOPT_MAXAGE_CONN, idle_seconds_max);
    set(easy_, CURLOPT_ERRORBUFFER, detail_.data());
    set(easy_, CURLOPT_HEADERFUNCTION, &on_reply);
    set(easy_, CURLOPT_HEADERDATA, this);
    set(easy_, CURLOPT_WRITEFUNCTION, &on_reply);
    set(easy_, CURLOPT_WRITEDATA, this);
    set(easy_, CURLOPT_DEBUGFUNCTION, &on_trace);  // only there the commands can be seen
    set(easy_, CURLOPT_DEBUGDATA, this);
    set(easy_, CURLOPT_VERBOSE, 1L);
}

Talk::~Talk() {
    if (result_ == CURLE_OK) {
        curl_easy_reset(easy_);  // keeps the session
    } else {
        line_.hang_up();
    }
}

void Talk::prepare_message(const alert::Mail& mail) {
    curl::append(recipients_, '<' + mail.to + '>');
    unsent_ = mail.data;
    curl::set(easy_, CURLOPT_MAIL_FROM, ('<' + mail.from + '>').c_str());
    curl::set(easy_, CURLOPT_MAIL_RCPT, recipients_.get());
    curl::set(easy_, CURLOPT_UPLOAD, 1L);
    curl::set(easy_, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(mail.data.size()));
    curl::set(easy_, CURLOPT_READFUNCTION, &on_data);
    curl::set(easy_, CURLOPT_READDATA, this);
}

void Talk::prepare_probe() {
    curl::set(easy_, CURLOPT_CUSTOMREQUEST, "NOOP");
    curl::set(easy_, CURLOPT_NOBODY, 1L);
    curl::set(easy_, CURLOPT_FRESH_CONNECT, 1L);
    curl::set(easy_, CURLOPT_FORBID_REUSE, 1L);
}

std::size_t Talk::on_reply(char* data, std::size_t size, std::size_t count, void* self) {
    std::string_view line(data, size * count);
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    auto& talk = *static_cast<Talk*>(self);
    if (!talk.leaving_) talk.reply_ = line.substr(0, reply_bytes_max);
    return size * count;
}

std::size_t Talk::on_data(char* buffer, std::size_t size, std::size_t count, void* self) {
    auto& talk = *static_cast<Talk*>(self);
    talk.stage_ = Stage::body;
    const auto bytes = std::min(size * count, talk.unsent_.size());
    std::memcpy(buffer, talk.unsent_.data(), bytes);
    talk.unsent_.remove_prefix(bytes);
    return bytes;
}

int Talk::on_progress(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<Talk*>(self)->abandoned_ ? 1 : 0;
}

int Talk::on_trace(CURL*, curl_infotype type, char* data, std::size_t bytes, void* self) {
    if (type != CURLINFO_HEADER_OUT) return 0;
    auto& talk = *static_cast<Talk*>(self);
    const std::string_view command(data, bytes);
    talk.stage_ = stage_after(talk.stage_, command);
    talk.leaving_ = command.starts_with("QUIT");
    return 0;
}

Outcome Talk::verdict() const {
    long code = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &code);
    return mail::verdict(result_, {line_.terms.host, stage_, static_cast<int>(code), reply_, detail_.data()});
}

CURLcode perform(Talk* talk) {
    return talk->perform();
}

class CurlSenderOnLoop final : public CurlSender {
  public:
    CurlSenderOnLoop(asio::any_io_executor loop, Relay relay)
        : turn_(std::move(loop), 1), line_(std::make_shared<Line>(std::move(relay))) {}

    void set_relay(Relay relay) override { line_ = std::make_shared<Line>(std::move(relay)); }

    Awaitable<Outcome> send(alert::Mail mail) override {
        if (auto reason = objection(mail)) co_return Outcome{Outcome::Kind::refused, 0, std::move(*reason)};
        auto outcome = co_await talk(&mail);
        co_return outcome;
    }

    Awaitable<Outcome> probe() override {
        auto outcome = co_await talk(nullptr);
        co_return outcome;
    }

  private:
    // `mail` is null for a probe.
    Awaitable<Outcome> talk(const alert::Mail* mail) {
        const auto turn = co_await turn_.take();
        const auto line = line_;
        if (line->terms.password_in_clear) {
            co_return Outcome{
                Outcome::Kind::unavailable, 0,
                "the password would go to " + line->terms.host + " in the clear: set smtp.starttls to \"require\""};
        }
        auto outcome = co_await converse(*line, mail);
        co_return outcome;
    }

    Awaitable<Outcome> converse(Line& line, const alert::Mail* mail) {
        Talk talk(line);
        mail ? talk.prepare_message(*mail) : talk.prepare_probe();
        // offload() itself waits whatever happens; the work must hear of the cancellation to end early.
        const auto cancellation = co_await asio::this_coro::cancellation_state;
        auto slot = cancellation.slot();
        if (slot.is_connected()) slot.assign([&talk](asio::cancellation_type) { talk.abandon(); });
        asio::any_io_executor thread = thread_.get_executor();
        const auto result = co_await runtime::offload(thread, perform, &talk);
        slot.clear();
        if (result == CURLE_ABORTED_BY_CALLBACK) runtime::throw_aborted();
        co_return talk.verdict();
    }

    runtime::Slots turn_;
    std::shared_ptr<Line> line_;
    asio::thread_pool thread_{1};
};

}  // namespace

std::unique_ptr<CurlSender> make_curl_sender(asio::any_io_executor loop, Relay relay) {
    return std::make_unique<CurlSenderOnLoop>(std::move(loop), std::move(relay));
}

}  // namespace watchword::mail
