#include "daemon/demo/stage.hpp"

#include <algorithm>
#include <stdexcept>

#include "common/alert/signature.hpp"
#include "config/load.hpp"
#include "daemon/app/ways_out.hpp"

namespace watchword::demo {

std::vector<std::pair<std::string_view, std::string_view>> world_files();  // embedded from world/

namespace {

constexpr std::string_view secret_file = "newsroom.whsec";
constexpr Time opening = day + std::chrono::hours(6);

std::string world_file(std::string_view name) {
    for (auto& [each, text] : world_files())
        if (each == name) return std::string(text);
    throw std::logic_error("the demonstration has no file " + std::string(name));
}

// The few files of the demonstration in place of a disk.
class WorldFiles final : public config::Files {
  public:
    explicit WorldFiles(std::string configuration) : configuration_(std::move(configuration)) {}

    Result<Content, config::ReadError> read(const std::filesystem::path& path, std::size_t) const override {
        if (path.filename() == secret_file) return Content{world_file(secret_file), false};
        return Content{configuration_, false};
    }
    Result<std::vector<std::string>, config::ReadError> list(const std::filesystem::path&) const override {
        return std::vector<std::string>{};
    }

  private:
    std::string configuration_;
};

void replace(std::string& text, std::string_view placeholder, unsigned port) {
    for (auto at = text.find(placeholder); at != std::string::npos; at = text.find(placeholder, at))
        text.replace(at, placeholder.size(), std::to_string(port));
}

// What a receiver does by Standard Webhooks: signs id, time and body itself and compares.
bool signature_holds(const HttpRequest& request, Time now) {
    constexpr auto tolerance = std::chrono::minutes(5);
    auto secret_text = world_file(secret_file);
    secret_text.erase(secret_text.find_last_not_of('\n') + 1);
    auto secret = alert::parse_whsec(secret_text);
    auto stamp = request.header("webhook-timestamp");
    if (!secret || stamp.empty() || stamp.size() > 12 ||
        !std::ranges::all_of(stamp, [](char c) { return c >= '0' && c <= '9'; }))
        return false;
    Time sent{std::chrono::seconds(std::stoll(stamp))};
    if (std::chrono::abs(now - sent) > tolerance) return false;
    for (const auto& [name, value] :
         alert::signature_headers(request.header("webhook-id"), sent, request.body, {*secret}))
        if (name == "webhook-signature") return value == request.header(name);
    return false;
}

}  // namespace

Awaitable<Result<http::Response, http::Error>> Stage::Client::send(http::Request request) {
    runtime::VirtualClock::UnderWay under_way(clock_);
    auto response = co_await client_->send(std::move(request));
    co_return response;
}

Awaitable<mail::Outcome> Stage::Sender::send(alert::Mail mail) {
    runtime::VirtualClock::UnderWay under_way(clock_);
    auto outcome = co_await sender_->send(std::move(mail));
    co_return outcome;
}

// A linear congruential generator (Knuth's MMIX constants): plenty for jitter.
double Stage::Dice::unit() {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<double>(state_ >> 11) * 0x1p-53;
}

Stage::Stage(const std::vector<Outlet>& press)
    : press_(press),
      clock_(loop_, opening),
      web_(loop_, [this](const HttpRequest& request) { return answer_reader(request); }),
      hook_(loop_, [this](const HttpRequest& request) { return take_post(request); }),
      smtp_(loop_,
            [this](std::string to, std::string data) {
                mails_.push_back({std::move(to), std::move(data), clock_.now()});
            }),
      tasks_(loop_.get_executor(), [](std::exception_ptr error) { std::rethrow_exception(error); }) {
    auto config = configuration();
    auto loop = loop_.get_executor();
    auto press_policy = app::fetch_policy(config.fetch);
    auto receivers_policy = app::webhook_policy(config.fetch);
    receivers_policy.proxy.clear();  // it stands for the press alone
    fetch_ = std::make_unique<Client>(clock_, http::make_curl_client(loop, std::move(press_policy)));
    webhooks_ = std::make_unique<Client>(clock_, http::make_curl_client(loop, std::move(receivers_policy)));
    mail_ = std::make_unique<Sender>(clock_, mail::make_curl_sender(loop, app::relay_of(config)));
    // One thread does it all, the pools' work too: every run is the same run.
    app::World world{clock_, dice_, *fetch_, *webhooks_, *mail_, loop, loop, loop};
    app_ = std::make_unique<app::App>(world, std::move(config), store::open_in_memory());
    tasks_.spawn(app_->prepare());
    clock_.run_ready();
    tasks_.spawn(app_->run());
}

Stage::~Stage() {
    try {
        stop();
    } catch (...) {
        // It failed before and was told then.
    }
}

bool Stage::stop() {
    tasks_.cancel();
    web_.stop();
    hook_.stop();
    smtp_.stop();
    clock_.run_ready();
    return tasks_.size() == 0;
}

config::Config Stage::configuration() const {
    auto text = world_file("watchword.toml");
    replace(text, "PRESS", web_.port());
    replace(text, "HOOK", hook_.port());
    replace(text, "SMTP", smtp_.port());
    config::Environment environment;
    environment.variables = {{"STATE_DIRECTORY", "/nowhere"}, {"CREDENTIALS_DIRECTORY", "/nowhere"}};
    environment.files = std::make_shared<WorldFiles>(std::move(text));
    auto config = config::load("watchword.toml", environment);
    if (config) return std::move(*config);
    std::string faults;
    for (const config::Fault& fault : config.error()) faults += fault.text() + '\n';
    throw std::runtime_error("the demonstration's configuration has faults:\n" + faults);
}

// The web answers as a proxy does: to requests for whole addresses. An unchanged document is said to be so.
HttpAnswer Stage::answer_reader(const HttpRequest& request) {
    ++requests_;
    auto shown = look_up(press_, request.target, clock_.now());
    auto etag = '"' + base32(digest_of({shown.body})) + '"';
    if (shown.status == 200 && request.header("If-None-Match") == etag) return {304, {{"ETag", etag}}, ""};
    HttpAnswer answer{shown.status, {{"Content-Type", shown.content_type}}, std::move(shown.body)};
    if (shown.status == 200) answer.headers.emplace_back("ETag", etag);
    return answer;
}

HttpAnswer Stage::take_post(const HttpRequest& request) {
    boost::system::error_code error;
    auto body = boost::json::parse(request.body, error);
    bool understood = !error && body.is_object();
    posts_.push_back({request, understood ? body.get_object() : boost::json::object(), clock_.now(),
                      signature_holds(request, clock_.now())});
    return {understood ? 204 : 400, {}, ""};
}

}  // namespace watchword::demo
