/* SPDX-License-Identifier: MIT */
#include "ways.h"

const ekb_scan_way *const ekb_scan_ways[] = {
#if defined(__x86_64__)
    &ekb_scan_avx512,
#endif
#if defined(__x86_64__) || defined(__i386__)
    &ekb_scan_avx2,   &ekb_scan_ssse3,
#endif
#if defined(__aarch64__)
    &ekb_scan_neon,
#endif
    &ekb_scan_scalar,
};
const size_t ekb_scan_way_count = sizeof ekb_scan_ways / sizeof *ekb_scan_ways;

const ekb_scan_way *ekb_scan_way_best(void)
{
    size_t i = 0;
    while (!ekb_scan_ways[i]->is_there())
        i++;
    return ekb_scan_ways[i];
}
