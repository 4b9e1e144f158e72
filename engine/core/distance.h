/* SPDX-License-Identifier: MIT */
/**
 * @file distance.h
 * @brief How far a mistyped word is from a known one.
 */
#ifndef EKB_CORE_DISTANCE_H
#define EKB_CORE_DISTANCE_H

#include <stddef.h>

/**
 * Letters to insert, delete, replace or swap with a neighbour to make @p b of
 * @p a, ignoring ASCII case. Words longer than 63 bytes are "infinitely" far.
 */
size_t ekb_edit_distance(const char *a, const char *b);

#endif
