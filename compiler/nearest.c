/* SPDX-License-Identifier: MIT */
#include "nearest.h"

#include <string.h>

#include "core/distance.h"

const char *ekbc_nearest(const char *word, ekbc_candidate_fn candidate, const void *context)
{
    const char *best = NULL, *name;
    size_t limit = strlen(word) / 3;
    limit = limit < 1 ? 1 : limit > 3 ? 3 : limit;
    for (size_t i = 0; (name = candidate(context, i)) != NULL; i++) {
        size_t distance = ekb_edit_distance(word, name);
        if (distance > limit)
            continue;
        best = name;
        if (distance == 0)
            break;
        limit = distance - 1;
    }
    return best;
}
