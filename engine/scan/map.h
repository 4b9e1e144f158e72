/* SPDX-License-Identifier: MIT */
/**
 * @file map.h
 * @brief Pointers by a hash of 64 bits: open addressing, nothing is taken out.
 *
 * A hash stands for its key. Where keys are numbers, ekb_scan_map_hash() gives
 * each its own; who hashes texts compares them once found.
 */
#ifndef EKB_SCAN_MAP_H
#define EKB_SCAN_MAP_H

#include <stddef.h>
#include <stdint.h>

typedef struct ekb_scan_slot {
    uint64_t hash; /**< 0: empty. */
    void *value;
} ekb_scan_slot;

/** All zeros is an empty one. */
typedef struct ekb_scan_map {
    ekb_scan_slot *slots;
    size_t mask, count;
} ekb_scan_map;

/** Of a number below 2^56 in an index; never 0. */
static inline uint64_t ekb_scan_map_hash(uint64_t index, uint64_t number)
{
    uint64_t hash = (number + (index << 56)) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 32;
    return hash != 0 ? hash : 1;
}

/** NULL where there is none. */
static inline void *ekb_scan_map_get(const ekb_scan_map *map, uint64_t hash)
{
    if (map->slots == NULL)
        return NULL;
    size_t at = (size_t)(hash >> 20) & map->mask;
    while (map->slots[at].hash != 0 && map->slots[at].hash != hash)
        at = (at + 1) & map->mask;
    return map->slots[at].value;
}

/** @p hash must not be there. @return 0 without memory. */
int ekb_scan_map_put(ekb_scan_map *map, uint64_t hash, void *value);
void ekb_scan_map_release(ekb_scan_map *map);

#endif
