/* SPDX-License-Identifier: MIT */
/**
 * @file target.h
 * @brief Request targets, query strings and forms, decoded.
 *
 * Percent-encoding is that of RFC 3986, forms are `application/x-www-form-
 * urlencoded` as browsers send them. A `%` that begins no escape stays as it
 * is: people type `?q=100%`. What is decoded must be UTF-8.
 */
#ifndef EKB_SERVE_TARGET_H
#define EKB_SERVE_TARGET_H

#include <stddef.h>

#include "core/arena.h"

enum { EKB_PARAMS_MOST = 64 };

/** A decoded text; NUL-terminated, and a NUL may be among the bytes. */
typedef struct ekb_param {
    const char *name;
    const char *value;
    size_t length;
} ekb_param;

typedef struct ekb_params {
    ekb_param items[EKB_PARAMS_MOST];
    size_t count;
} ekb_params;

typedef enum ekb_target_result {
    EKB_TARGET_OK,
    EKB_TARGET_NOMEM,
    EKB_TARGET_UTF8,     /**< Something decoded is no UTF-8. */
    EKB_TARGET_NUL,      /**< The path or a name has a NUL in it. */
    EKB_TARGET_FORM,     /**< The target is no path. */
    EKB_TARGET_MANY,     /**< More than EKB_PARAMS_MOST parameters. */
    EKB_TARGET_REPEATED, /**< A name comes twice. */
} ekb_target_result;

/**
 * Split a target into its decoded path and what is after the `?`.
 * An absolute-form target (`http://host/path`) is taken as its path.
 * @param[out] path   begins with "/"; of the arena.
 * @param[out] query  lent from @p target, "" where there is none.
 */
ekb_target_result ekb_target_split(const char *target, ekb_arena *arena, const char **path,
                                   const char **query);

/** Add the parameters of a query string or form; memory is the arena's. */
ekb_target_result ekb_params_read(ekb_params *params, const char *text, size_t length, ekb_arena *arena);

/** @return lent, or NULL. */
const ekb_param *ekb_params_find(const ekb_params *params, const char *name);
/** Its value, or NULL where it is absent or empty. */
const char *ekb_params_text(const ekb_params *params, const char *name);

#endif
