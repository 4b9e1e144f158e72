/* SPDX-License-Identifier: MIT */
#include "weight.h"

#include <math.h>
#include <stddef.h>

#include "background_table.h"

double ekb_background_size(void)
{
    return BACKGROUND_SIZE;
}

double ekb_background_df(uint64_t term)
{
    uint32_t key = (uint32_t)(term >> 16);
    for (size_t at = key % BACKGROUND_SLOTS; ekb_background_keys[at] != 0; at = (at + 1) % BACKGROUND_SLOTS)
        if (ekb_background_keys[at] == key)
            return exp(ekb_background_log_df[at] / 16.0);
    return 0;
}

double ekb_term_weight(uint64_t term, double df, double templates)
{
    double seen = df + ekb_background_df(term) + 0.5;
    double all = templates + BACKGROUND_SIZE + 1;
    return seen < all ? log(all / seen) : 0;
}
