#pragma once

namespace watchword::runtime {

// Once, before there are other threads: what one large document took goes back to the system when it is done with,
// instead of staying with the process for good.
void keep_memory_lean();

}  // namespace watchword::runtime
