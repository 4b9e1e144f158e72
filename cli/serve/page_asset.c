/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "page_assets.h"

const ekb_asset *ekb_asset_find(const char *path)
{
    for (size_t i = 0; i < ekb_asset_count; i++) {
        if (strcmp(ekb_assets[i].path, path) == 0)
            return &ekb_assets[i];
    }
    return NULL;
}
