// How many alerts a second go from the outbox to one receiver on loopback, each stored, sent, answered and recorded, by
// the dispatcher as the daemon runs it; and how many messages of the same bytes a loop around bare libcurl sends to the
// same receiver. WATCHWORD_BENCH_ALERTS says how many alerts.

#include <filesystem>
#include <fstream>

#include <benchmark/benchmark.h>
#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>
#include <curl/curl.h>
#include <stdlib.h>

#include "common/alert/mail.hpp"
#include "common/alert/signature.hpp"
#include "config/load.hpp"
#include "daemon/deliver/dispatcher.hpp"
#include "daemon/http/curl_client.hpp"
#include "daemon/mail/curl_sender.hpp"
#include "daemon/outbox/fill.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/system_clock.hpp"
#include "daemon/runtime/system_random.hpp"
#include "daemon/store/database.hpp"
#include "tests/bench/daemon/deliver/receiver.hpp"

namespace {

using namespace watchword;
using deliver::Receiver;

constexpr std::size_t alerts_each = 20;  // of one subscription: more within five minutes would go together

std::size_t wanted() {
    const char* number = std::getenv("WATCHWORD_BENCH_ALERTS");
    return number ? std::stoul(number) : 3'000;
}

std::string name_of(std::size_t subscription) {
    return "Subscription " + std::to_string(subscription);
}

alert::Alert alert_about(std::size_t number, Time now) {
    alert::Alert alert = alert::sample_alert({name_of(number / alerts_each), "maidan OR \"security council\""}, now);
    alert.event = alert::Event::article_matched;
    alert.id = AlertId::of({"bench", std::to_string(number)});
    alert.article.id = ArticleId::of({std::to_string(number)});
    alert.article.url = "https://press.example/2026/03/03/article-" + std::to_string(number);
    alert.article.title = "Фермеры вышли на главную площадь из-за тарифа на воду, " + std::to_string(number);
    for (int i = 0; i < 4; ++i) alert.hits.push_back(alert.hits.front());
    return alert;
}

// A state directory whose outbox holds the alerts, and the daemon's own ways out.
class Post {
  public:
    explicit Post(const Receiver& receiver, bool by_mail) : disk_(1) {
        log::set_level(log::Level::error);
        std::string pattern = (std::filesystem::temp_directory_path() / "watchword-bench-XXXXXX").string();
        directory_ = mkdtemp(pattern.data());
        auto now = runtime::SystemClock(loop_.get_executor()).now();
        catalog_ = std::make_shared<const catalog::Catalog>(
            configuration(receiver, by_mail), std::vector<config::Feed>(), std::vector<config::Subscription>(),
            std::vector<SubscriptionId>());
        auto connection = std::move(*store::open(directory_, [](const std::string&) {}));
        connection->run_script("BEGIN");
        for (std::size_t i = 0; i < wanted(); ++i)
            outbox::fill(*connection, *catalog_, alert_about(i, now),
                         catalog::subscription_id(name_of(i / alerts_each)), now);
        connection->run_script("COMMIT");
        store_ = std::make_unique<store::Store>(std::move(connection), loop_.get_executor(), disk_.get_executor());
    }

    ~Post() {
        store_.reset();
        disk_.join();
        std::filesystem::remove_all(directory_);
    }

    // Returns when the receiver has `count` in all.
    void send_all(const Receiver& receiver, std::size_t count) {
        runtime::SystemClock clock(loop_.get_executor());
        runtime::SystemRandom random;
        http::Policy policy;
        policy.allow_networks = {"127.0.0.0/8"};
        mail::Relay relay;
        relay.url = catalog_->config().smtp.url;
        auto webhooks = http::make_curl_client(loop_.get_executor(), policy);
        auto mail = mail::make_curl_sender(loop_.get_executor(), relay);
        deliver::Dispatcher dispatcher({clock, random, *webhooks, *mail, *store_, loop_.get_executor(), catalog_});
        runtime::TaskGroup tasks(loop_.get_executor(), [](std::exception_ptr error) { std::rethrow_exception(error); });
        tasks.spawn(dispatcher.run());
        while (receiver.taken() < count) loop_.run_one_for(std::chrono::milliseconds(10));
        tasks.cancel();
        while (tasks.size() > 0) loop_.run_one_for(std::chrono::milliseconds(10));
    }

  private:
    config::Config configuration(const Receiver& receiver, bool by_mail) const {
        auto file = directory_ / "watchword.toml";
        std::ofstream text(file);
        std::ofstream(directory_ / "whsec") << "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n";
        text << "[state]\ndirectory = \"" << directory_.string() << "\"\n[fetch]\nallow_networks = [\"127.0.0.0/8\"]\n";
        if (by_mail)
            text << "[smtp]\nurl = \"" << receiver.url()
                 << "\"\n[[receiver]]\nname = \"to\"\nemail = [\"desk@bench.example\"]\n";
        else
            text << "[[receiver]]\nname = \"to\"\nwebhook = \"" << receiver.url() << "\"\nsecret_file = \""
                 << directory_.string() << "/whsec\"\n";
        for (std::size_t i = 0; i <= wanted() / alerts_each; ++i)
            text << "[[subscription]]\nname = \"" << name_of(i) << "\"\nquery = 'maidan'\nreceivers = [\"to\"]\n";
        text.close();
        auto loaded = config::load(file, config::process_environment());
        if (!loaded) throw std::runtime_error(loaded.error().front().text());
        return std::move(*loaded);
    }

    std::filesystem::path directory_;
    asio::io_context loop_;
    asio::thread_pool disk_;
    std::shared_ptr<const catalog::Catalog> catalog_;
    std::unique_ptr<store::Store> store_;
};

void report(benchmark::State& state) {
    state.SetItemsProcessed(static_cast<std::int64_t>(wanted()) * state.iterations());
}

void dispatcher(benchmark::State& state, Receiver::Kind kind) {
    Receiver receiver(kind);
    for (auto run : state) {
        state.PauseTiming();
        auto post = std::make_unique<Post>(receiver, kind == Receiver::Kind::mail);
        auto before = receiver.taken();
        state.ResumeTiming();
        post->send_all(receiver, before + wanted());
        state.PauseTiming();
        post.reset();
        state.ResumeTiming();
    }
    report(state);
}

std::size_t drop(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

void bare_webhooks(benchmark::State& state) {
    Receiver receiver(Receiver::Kind::webhook);
    auto body = alert::standard_body(alert_about(0, {}));
    CURL* easy = curl_easy_init();
    auto url = receiver.url();
    for (auto run : state)
        for (std::size_t i = 0; i < wanted(); ++i) {
            auto headers = alert::signature_headers("dl_0123456789abc", {}, body, {std::string(32, 'k')});
            curl_slist* list = curl_slist_append(nullptr, "Content-Type: application/json");
            for (auto& [name, value] : headers) list = curl_slist_append(list, (name + ": " + value).c_str());
            curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
            curl_easy_setopt(easy, CURLOPT_HTTPHEADER, list);
            curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
            curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body.data());
            curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &drop);
            if (curl_easy_perform(easy) != CURLE_OK) state.SkipWithError("not sent");
            curl_slist_free_all(list);
        }
    curl_easy_cleanup(easy);
    report(state);
}

std::size_t hand_over(char* buffer, std::size_t size, std::size_t count, void* rest) {
    auto& unsent = *static_cast<std::string_view*>(rest);
    auto bytes = unsent.copy(buffer, size * count);
    unsent.remove_prefix(bytes);
    return bytes;
}

void bare_mails(benchmark::State& state) {
    Receiver receiver(Receiver::Kind::mail);
    alert::MailContext context;
    context.from = {"watchword", "watchword@bench.example"};
    context.to = "desk@bench.example";
    auto mail = *alert::compose_mail(alert_about(0, {}), context);
    CURL* easy = curl_easy_init();
    auto url = receiver.url();
    curl_slist* to = curl_slist_append(nullptr, "<desk@bench.example>");
    for (auto run : state)
        for (std::size_t i = 0; i < wanted(); ++i) {
            std::string_view unsent = mail.data;
            curl_easy_setopt(easy, CURLOPT_URL, url.c_str());
            curl_easy_setopt(easy, CURLOPT_MAIL_FROM, "<watchword@bench.example>");
            curl_easy_setopt(easy, CURLOPT_MAIL_RCPT, to);
            curl_easy_setopt(easy, CURLOPT_UPLOAD, 1L);
            curl_easy_setopt(easy, CURLOPT_READFUNCTION, &hand_over);
            curl_easy_setopt(easy, CURLOPT_READDATA, &unsent);
            if (curl_easy_perform(easy) != CURLE_OK) state.SkipWithError("not sent");
        }
    curl_slist_free_all(to);
    curl_easy_cleanup(easy);
    report(state);
}

BENCHMARK(bare_webhooks)->Name("webhooks, bare libcurl")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(dispatcher, webhooks, Receiver::Kind::webhook)
    ->Name("webhooks, dispatcher")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(bare_mails)->Name("mails, bare libcurl")->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK_CAPTURE(dispatcher, mails, Receiver::Kind::mail)
    ->Name("mails, dispatcher")
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
