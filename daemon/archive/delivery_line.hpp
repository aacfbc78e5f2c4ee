#pragma once

#include "daemon/archive/answers.hpp"
#include "daemon/archive/json.hpp"
#include "daemon/store/alerts.hpp"

namespace watchword::archive {

// What lists say of a delivery: id, alert, receiver, address, state, due, tries, reason, first_try, finished, bundle.
// The address of a webhook is left out: it may hold a secret.
json::object delivery_line(const Asked& asked, const store::DeliveryRow& row);

// Every attempt: number, time, outcome, status, took_ms, answer.
json::array attempts_of(const Asked& asked, DeliveryId delivery);

}  // namespace watchword::archive
