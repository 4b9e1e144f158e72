/* SPDX-License-Identifier: MIT */
/**
 * @file language.h
 * @brief Language tags: validity and choice.
 */
#ifndef EKB_LANGUAGE_H
#define EKB_LANGUAGE_H

#include <stddef.h>

#include "errkb/errkb.h"

/** EKB_ERR_LANGUAGE for the first tag that is none. Locale names such as
 *  zh_CN.UTF-8 are tags here. */
ekb_status ekb_languages_check(const char *const *tags, size_t count, ekb_error *error);

/** Not 0 when a reader who wished for @p wish is given something else by @p given. */
int ekb_language_differs(const char *wish, const char *given);

/**
 * Choose for the wish at @p at: itself, else the other wishes in order, else
 * en, else the first. Without wishes: en, else the first.
 * @return position in @p have; -1 only when @p have_count is 0.
 */
int ekb_language_choose(const char *const *wishes, size_t wish_count, size_t at, const char *const *have,
                        size_t have_count);

#endif
