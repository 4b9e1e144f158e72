/* SPDX-License-Identifier: MIT */
#include "map.h"

#include <stdlib.h>

enum { SLOTS_LEAST = 256 };

static void put(ekb_scan_map *map, ekb_scan_slot slot)
{
    size_t at = (size_t)(slot.hash >> 20) & map->mask;
    while (map->slots[at].hash != 0)
        at = (at + 1) & map->mask;
    map->slots[at] = slot;
}

int ekb_scan_map_put(ekb_scan_map *map, uint64_t hash, void *value)
{
    if (map->slots == NULL || map->count * 2 > map->mask) {
        size_t size = map->slots == NULL ? SLOTS_LEAST : (map->mask + 1) * 2;
        ekb_scan_map grown = {calloc(size, sizeof *grown.slots), size - 1, map->count};
        if (grown.slots == NULL)
            return 0;
        for (size_t i = 0; map->slots != NULL && i <= map->mask; i++)
            if (map->slots[i].hash != 0)
                put(&grown, map->slots[i]);
        free(map->slots);
        *map = grown;
    }
    put(map, (ekb_scan_slot){hash, value});
    map->count++;
    return 1;
}

void ekb_scan_map_release(ekb_scan_map *map)
{
    free(map->slots);
    *map = (ekb_scan_map){NULL, 0, 0};
}
