#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "daemon/http/client.hpp"
#include "daemon/runtime/clock.hpp"
#include "tests/simulation/sim_random.hpp"

namespace watchword::simulation {

// The web as a simulation plays it: pages by their URLs, answered after a short while of virtual time, some of it on
// the way back, with entity tags, conditional answers and redirects followed, as the daemon's own client would see
// them. Loop thread only.
class SimWeb final : public http::Client {
  public:
    SimWeb(runtime::Clock& clock, std::uint64_t seed) : clock_(clock), random_(seed) {}

    // A page that knows its entity tag may answer conditional requests itself; for others it is made here.
    using Page = std::function<http::Response(const http::Request& request)>;
    // What no page stands for is answered with 404.
    void serve(const std::string& url, Page page) { pages_[url] = std::move(page); }
    void take_down(const std::string& url) { pages_.erase(url); }

    // Asked before each answer; what it says is the answer.
    using Trouble = std::function<std::optional<http::Error>(const http::Request& request)>;
    void set_trouble(Trouble trouble) { trouble_ = std::move(trouble); }

    // From now on nothing is answered and nothing noted: the daemon has lost its power.
    void cut() { cut_ = true; }
    void mend() { cut_ = false; }

    struct Visit {
        Time time;
        std::string url;
        int status = 0;  // 0: no answer
        bool conditional = false;
    };
    const std::vector<Visit>& visits() const { return visits_; }
    // Of one URL.
    std::vector<Visit> visits(const std::string& url) const;

    Awaitable<Result<http::Response, http::Error>> send(http::Request request) override;

  private:
    http::Response answer(const http::Request& request) const;

    runtime::Clock& clock_;
    SimRandom random_;
    std::map<std::string, Page> pages_;
    Trouble trouble_;
    std::vector<Visit> visits_;
    bool cut_ = false;
};

http::Response respond(int status, std::string content_type = {}, std::string body = {});
std::string entity_tag(std::string_view body);
bool is_known(const http::Request& request, std::string_view tag);
http::Response not_modified(const std::string& tag);
http::Response redirect_to(const std::string& url, int status = 302);

}  // namespace watchword::simulation
