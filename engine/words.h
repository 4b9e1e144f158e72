/* SPDX-License-Identifier: MIT */
/**
 * @file words.h
 * @brief Reading `product.words`: a JSON array of strings and nothing else.
 */
#ifndef EKB_WORDS_H
#define EKB_WORDS_H

#include <stddef.h>

#include "core/arena.h"
#include "errkb/errkb.h"

/**
 * Parse @p json into an array of @p arena. No @ref ekb_error: the caller knows
 * the place.
 * @retval EKB_ERR_CORRUPT for anything but an array of strings, EKB_ERR_NOMEM
 */
ekb_status ekb_words_parse(const char *json, ekb_arena *arena, const char *const **words, size_t *count);

#endif
