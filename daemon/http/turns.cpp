#include "daemon/http/turns.hpp"

#include <utility>

namespace watchword::http {

Turns::Turns(asio::any_io_executor loop, unsigned in_all, unsigned per_host)
    : loop_(std::move(loop)), in_all_(loop_, in_all), per_host_(per_host) {}

Awaitable<Turns::Turn> Turns::take(std::string host) {
    Visit visit(*this, host);
    auto of_host = co_await visit.slots().take();
    auto of_all = co_await in_all_.take();
    co_return Turn(std::move(visit), std::move(of_host), std::move(of_all));
}

void Turns::set_limits(unsigned in_all, unsigned per_host) {
    per_host_ = per_host;
    in_all_.set_count(in_all);
    for (auto& [name, host] : hosts_) host.slots.set_count(per_host);
}

Turns::Visit::Visit(Turns& turns, const std::string& host)
    : turns_(&turns), entry_(&*turns.hosts_.try_emplace(host, turns.loop_, turns.per_host_).first) {
    ++entry_->second.visits;
}

Turns::Visit::Visit(Visit&& other) noexcept : turns_(std::exchange(other.turns_, nullptr)), entry_(other.entry_) {}

Turns::Visit::~Visit() {
    if (turns_ && --entry_->second.visits == 0) turns_->hosts_.erase(turns_->hosts_.find(entry_->first));
}

}  // namespace watchword::http
