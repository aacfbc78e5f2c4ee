#include "daemon/curl/multi.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <system_error>
#include <utility>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <sys/epoll.h>

#include "daemon/curl/handle.hpp"
#include "daemon/runtime/aborted.hpp"

namespace watchword::curl {

namespace {

int make_epoll() {
    const int fd = epoll_create1(EPOLL_CLOEXEC);
    if (fd < 0) throw std::system_error(errno, std::generic_category(), "epoll_create1");
    return fd;
}

}  // namespace

// libcurl's sockets sit in an epoll set of their own, of which the loop sees only one descriptor. So they are
// registered as seldom as libcurl's wishes change, events come in batches, and the loop never owns a
// descriptor that libcurl closes.
class Engine : public std::enable_shared_from_this<Engine> {
  public:
    Engine(asio::any_io_executor executor, long connections_max)
        : loop(std::move(executor)), sockets_(loop, make_epoll()), timer_(loop), multi_(curl_multi_init()) {
        if (!multi_) throw std::bad_alloc();
        curl_multi_setopt(multi_, CURLMOPT_SOCKETFUNCTION, on_socket);
        curl_multi_setopt(multi_, CURLMOPT_SOCKETDATA, this);
        curl_multi_setopt(multi_, CURLMOPT_TIMERFUNCTION, on_timer);
        curl_multi_setopt(multi_, CURLMOPT_TIMERDATA, this);
        curl_multi_setopt(multi_, CURLMOPT_MAXCONNECTS, connections_max);
    }
    ~Engine() { curl_multi_cleanup(multi_); }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    void add(Transfer& transfer) {
        if (curl_multi_add_handle(multi_, transfer.easy_) != CURLM_OK) throw std::bad_alloc();
        ++transfers_;
        await_sockets();
    }

    void remove(Transfer& transfer) {
        curl_multi_remove_handle(multi_, transfer.easy_);
        // Nothing may keep the loop running when there is nothing to transfer.
        if (--transfers_ == 0) {
            sockets_.cancel();
            timer_.cancel();
        }
    }

    const asio::any_io_executor loop;

  private:
    using SteadyTime = std::chrono::steady_clock::time_point;

    static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void*) {
        static_cast<Engine*>(self)->watch(socket, what);
        return 0;
    }

    static int on_timer(CURLM*, long timeout_ms, void* self) {
        static_cast<Engine*>(self)->set_timer(timeout_ms);
        return 0;
    }

    void watch(curl_socket_t socket, int what) {
        const int set = sockets_.native_handle();
        if (what == CURL_POLL_REMOVE) {
            epoll_ctl(set, EPOLL_CTL_DEL, socket, nullptr);
            return;
        }
        epoll_event event{};
        event.data.fd = socket;
        if (what & CURL_POLL_IN) event.events |= EPOLLIN;
        if (what & CURL_POLL_OUT) event.events |= EPOLLOUT;
        if (epoll_ctl(set, EPOLL_CTL_ADD, socket, &event) < 0 && errno == EEXIST) {
            epoll_ctl(set, EPOLL_CTL_MOD, socket, &event);
        }
    }

    void await_sockets() {
        if (std::exchange(awaiting_sockets_, true)) return;
        sockets_.async_wait(asio::posix::descriptor_base::wait_read,
                            [weak = weak_from_this()](const boost::system::error_code&) {
                                if (auto self = weak.lock()) self->handle_sockets();
                            });
    }

    // Also called when the wait was cancelled; a transfer may have been added since.
    void handle_sockets() {
        awaiting_sockets_ = false;
        std::array<epoll_event, 64> events;
        const int count = epoll_wait(sockets_.native_handle(), events.data(), static_cast<int>(events.size()), 0);
        for (int i = 0; i < count; ++i) {
            int mask = 0;
            // Of errors and hang-ups libcurl learns best by reading, since there may be data before them.
            if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) mask |= CURL_CSELECT_IN;
            if (events[i].events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) mask |= CURL_CSELECT_OUT;
            act(events[i].data.fd, mask);
        }
        report_ended();
        if (transfers_ > 0) await_sockets();
    }

    // libcurl moves its deadline with every step of every transfer, mostly away; the timer is set again only
    // when it would come too late, and when it comes too early it looks again.
    void set_timer(long timeout_ms) {
        due_ = SteadyTime::max();
        if (timeout_ms >= 0) due_ = std::chrono::steady_clock::now() + Duration(timeout_ms);
        if (timeout_ms == 0) {
            post_timer();
        } else if (due_ < armed_for_) {
            arm();
        }
    }

    void post_timer() {
        if (std::exchange(posted_, true)) return;
        asio::post(loop, [weak = weak_from_this()] {
            auto self = weak.lock();
            if (!self) return;
            self->posted_ = false;
            self->handle_timer();
        });
    }

    void arm() {
        armed_for_ = due_;
        timer_.expires_at(due_);
        timer_.async_wait([weak = weak_from_this(), due = due_](const boost::system::error_code&) {
            auto self = weak.lock();
            if (!self || self->armed_for_ != due) return;  // set again since
            self->armed_for_ = SteadyTime::max();
            self->handle_timer();
        });
    }

    void handle_timer() {
        if (transfers_ == 0) return;
        if (due_ <= std::chrono::steady_clock::now()) {
            due_ = SteadyTime::max();
            act(CURL_SOCKET_TIMEOUT, 0);
            report_ended();
        }
        if (due_ < armed_for_) arm();
    }

    void act(curl_socket_t socket, int mask) {
        int running = 0;
        curl_multi_socket_action(multi_, socket, mask, &running);
    }

    void report_ended() {
        int left = 0;
        while (CURLMsg* message = curl_multi_info_read(multi_, &left)) {
            if (message->msg != CURLMSG_DONE) continue;
            void* transfer = nullptr;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
            static_cast<Transfer*>(transfer)->end(message->data.result);
        }
    }

    asio::posix::stream_descriptor sockets_;  // the epoll set
    asio::steady_timer timer_;
    CURLM* multi_;
    std::size_t transfers_ = 0;
    bool awaiting_sockets_ = false;
    bool posted_ = false;
    SteadyTime due_ = SteadyTime::max();        // when libcurl wants to be called
    SteadyTime armed_for_ = SteadyTime::max();  // when the timer will expire; max: it is not set
};

Multi::Multi(asio::any_io_executor loop, long connections_max) {
    init_library();
    engine_ = std::make_shared<Engine>(std::move(loop), connections_max);
}

Multi::~Multi() = default;

Transfer::Transfer(Multi& multi, CURL* easy) : engine_(multi.engine_), easy_(easy), patience_(engine_->loop) {
    curl_easy_setopt(easy_, CURLOPT_PRIVATE, this);
    engine_->add(*this);
}

Transfer::~Transfer() {
    engine_->remove(*this);
}

Awaitable<std::optional<CURLcode>> Transfer::ended_within(Duration limit) {
    if (!result_) {
        patience_.expires_after(limit);
        boost::system::error_code woken;
        co_await patience_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
        const auto state = co_await asio::this_coro::cancellation_state;
        if (state.cancelled() != asio::cancellation_type::none) runtime::throw_aborted();
    }
    co_return result_;
}

void Transfer::end(CURLcode result) {
    result_ = result;
    patience_.cancel();
}

}  // namespace watchword::curl
