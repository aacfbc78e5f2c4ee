#include "daemon/doctor/doctor.hpp"

#include <chrono>
#include <iostream>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>

#include "common/base/printable.hpp"
#include "config/load.hpp"
#include "daemon/cli/ask.hpp"
#include "daemon/cli/menu.hpp"
#include "daemon/cli/terminal.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;
using doctor::Finding;

constexpr std::size_t check_columns = 15;
constexpr std::size_t grade_columns = 8;
constexpr std::size_t text_bytes_max = 2'000;

std::string padded(std::string_view text, std::size_t columns) {
    return std::string(text) + std::string(columns - std::min(columns, text.size()), ' ');
}

void print(const Finding& finding, const Ink& ink) {
    auto grade = padded(to_text(finding.grade), grade_columns);
    switch (finding.grade) {
        case Finding::Grade::good:
            grade = ink.green(grade);
            break;
        case Finding::Grade::notice:
            grade = ink.yellow(grade);
            break;
        case Finding::Grade::wrong:
            grade = ink.red(grade);
            break;
    }
    std::cout << grade << padded(finding.check, check_columns) << printable(finding.message, text_bytes_max);
    if (!finding.advice.empty()) std::cout << " -> " << printable(finding.advice, text_bytes_max);
    std::cout << '\n' << std::flush;
}

void print_json(const Finding& finding) {
    json::object object{{"grade", to_text(finding.grade)}, {"check", finding.check}, {"message", finding.message}};
    if (!finding.advice.empty()) object["advice"] = finding.advice;
    std::cout << json::serialize(object) << '\n';
}

doctor::Patient patient_of(const Invocation& invocation) {
    doctor::Patient patient;
    patient.now = std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now());
    patient.state = state_directory(invocation);
    if (auto loaded = config::load(invocation.config_file, config::process_environment())) {
        patient.config = std::move(*loaded);
        patient.faults = patient.config.warnings;
    } else {
        patient.faults = loaded.error();
    }
    return patient;
}

int examine(const Invocation& invocation) {
    auto patient = patient_of(invocation);
    auto ink = ink_for(1);
    bool anything_wrong = false;
    auto tell = [&](const Finding& finding) {
        anything_wrong = anything_wrong || finding.grade == Finding::Grade::wrong;
        if (invocation.json)
            print_json(finding);
        else
            print(finding, ink);
    };
    asio::io_context loop(1);
    asio::co_spawn(loop, doctor::examine(loop.get_executor(), patient, tell), [](std::exception_ptr error) {
        if (error) std::rethrow_exception(error);
    });
    loop.run();
    return anything_wrong ? unavailable : ok;
}

}  // namespace

void add_doctor(Menu& menu) {
    menu.add("doctor", "Look at all that must be right for the daemon to work, and say what to do",
             [&menu] { return examine(menu.invocation()); });
}

}  // namespace watchword::cli
