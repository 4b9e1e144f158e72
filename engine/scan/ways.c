/* SPDX-License-Identifier: MIT */
#include "ways.h"

const ekb_scan_way *const ekb_scan_ways[] = {
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
