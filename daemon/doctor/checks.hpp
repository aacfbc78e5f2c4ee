#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "daemon/doctor/doctor.hpp"

// The single checks, in three files: of this machine, of the database, of the network.
namespace watchword::doctor {

using Findings = std::vector<Finding>;

Finding good(std::string check, std::string message);
Finding notice(std::string check, std::string message, std::string advice);
Finding wrong(std::string check, std::string message, std::string advice);

// To two digits or more: "37GiB", "912KiB".
std::string size_for_people(std::uintmax_t bytes);

Findings check_configuration(const Patient& patient);
Findings check_permissions(const Patient& patient);
Findings check_disk_space(const Patient& patient);
Findings check_clock(const Patient& patient);
Findings check_certificates(const Patient& patient);

Findings check_database(const Patient& patient);

Awaitable<Findings> check_names(asio::any_io_executor loop, const Patient& patient);
Awaitable<Findings> check_mail(asio::any_io_executor loop, const Patient& patient);
Awaitable<Findings> check_receivers(asio::any_io_executor loop, const Patient& patient);

}  // namespace watchword::doctor
