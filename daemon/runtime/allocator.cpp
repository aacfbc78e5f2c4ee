#include "daemon/runtime/allocator.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdio>

#include <unistd.h>

// Known only once a header of the C library was read.
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace watchword::runtime {

#ifdef __GLIBC__
namespace {

// Bytes in memory; 0 when that cannot be read.
std::size_t resident_bytes() {
    std::FILE* file = std::fopen("/proc/self/statm", "re");
    if (!file) return 0;
    std::size_t pages = 0;
    if (std::fscanf(file, "%*u %zu", &pages) != 1) pages = 0;
    std::fclose(file);
    return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace
#endif

void keep_memory_lean() {
#ifdef __GLIBC__
    // Left alone, glibc raises the threshold to the largest block ever freed, and large blocks then leave holes in the
    // heap.
    mallopt(M_MMAP_THRESHOLD, 256 << 10);
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
    mallopt(M_ARENA_MAX, 2);
#endif
}

void give_memory_back() {
#ifdef __GLIBC__
    constexpr std::size_t growth_min = 4 << 20;
    static std::size_t kept = 0;  // after the last time
    kept = std::min(kept, resident_bytes());
    if (resident_bytes() < kept + growth_min) return;
    malloc_trim(0);
    kept = resident_bytes();
#endif
}

}  // namespace watchword::runtime
