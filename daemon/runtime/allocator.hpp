#pragma once

namespace watchword::runtime {

// Once, before there are other threads: what one large document took goes back to the system when it is done with,
// instead of staying with the process for good.
void keep_memory_lean();

// Now and then, by one thread at a time: what many small pieces of a large document left scattered over the heap goes
// back as well. Does nothing while the process has not grown.
void give_memory_back();

}  // namespace watchword::runtime
