#include "daemon/doctor/doctor.hpp"

#include <algorithm>
#include <array>

#include "common/base/size.hpp"
#include "daemon/doctor/checks.hpp"

namespace watchword::doctor {

std::string_view to_text(Finding::Grade grade) {
    constexpr std::array<std::string_view, 3> names{"ok", "notice", "wrong"};
    return names[static_cast<std::size_t>(grade)];
}

bool Patient::unreadable() const {
    return std::ranges::any_of(faults, [](const config::Fault& fault) { return !fault.warning; });
}

Finding good(std::string check, std::string message) {
    return {Finding::Grade::good, std::move(check), std::move(message), ""};
}

Finding notice(std::string check, std::string message, std::string advice) {
    return {Finding::Grade::notice, std::move(check), std::move(message), std::move(advice)};
}

Finding wrong(std::string check, std::string message, std::string advice) {
    return {Finding::Grade::wrong, std::move(check), std::move(message), std::move(advice)};
}

std::string size_for_people(std::uintmax_t bytes) {
    unsigned shift = 0;
    while (bytes >> shift >= 10'240) shift += 10;
    return size_to_text(bytes >> shift << shift);
}

Awaitable<> examine(asio::any_io_executor loop, const Patient& patient, std::function<void(const Finding&)> tell) {
    for (auto check :
         {check_configuration, check_permissions, check_disk_space, check_clock, check_certificates, check_database})
        for (const Finding& finding : check(patient)) tell(finding);
    for (auto check : {check_names, check_mail, check_receivers}) {
        auto findings = co_await check(loop, patient);
        for (const Finding& finding : findings) tell(finding);
    }
}

}  // namespace watchword::doctor
