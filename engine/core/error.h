/* SPDX-License-Identifier: MIT */
/**
 * @file error.h
 * @brief Filling an ekb_error: one call sets status and text, then arguments.
 *
 * `message` and `remedy` must be string literals marked with EKB_N_(), which
 * puts them into the translation catalog; their `{name}` placeholders are
 * filled from arguments of those names.
 */
#ifndef EKB_CORE_ERROR_H
#define EKB_CORE_ERROR_H

#include "errkb/errkb.h"

/** Marks a literal for the translation catalog; its value is unchanged. */
#define EKB_N_(text) text

/** Start an error over; @p error may be NULL. @return @p status, for `return`. */
ekb_status ekb_error_set(ekb_error *error, ekb_status status, const char *message, const char *remedy);
/** Add an argument; past EKB_ERROR_ARGS they are dropped. @p name is static. */
void ekb_error_text(ekb_error *error, const char *name, const char *text);
/** A list of names, joined by ", ": another language may join them otherwise. */
void ekb_error_list(ekb_error *error, const char *name, const char *text);
void ekb_error_number(ekb_error *error, const char *name, int64_t number);
/** Where: @p file may be NULL to leave it. */
void ekb_error_at(ekb_error *error, const char *file, uint32_t line, uint32_t column);
/** The one text for a failed allocation. */
ekb_status ekb_error_nomem(ekb_error *error);

#endif
