#include "daemon/runtime/allocator.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace watchword::runtime {

void keep_memory_lean() {
#ifdef __GLIBC__
    // Left alone, glibc raises the threshold to the largest block ever freed, and large blocks then leave holes in the
    // heap.
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
    mallopt(M_ARENA_MAX, 2);
#endif
}

}  // namespace watchword::runtime
