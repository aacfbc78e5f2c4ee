#pragma once

#include <map>
#include <string>

#include "common/schedule/retry.hpp"

namespace watchword::deliver {

// What the database keeps of a receiver.
struct ReceiverMemory {
    schedule::ReceiverHealth health;
    std::string address;  // digest of what it was reached by when it fared so; empty: nothing is known
    std::map<std::string, Time>
        failing;  // of which addresses ("": the webhook) the operator knows that they fail, since when
};

// As JSON. What cannot be read is a receiver of which nothing is known.
std::string to_json(const ReceiverMemory& memory);
ReceiverMemory memory_from_json(const std::string& text);

}  // namespace watchword::deliver
