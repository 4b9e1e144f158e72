/* SPDX-License-Identifier: MIT */
/**
 * @file indexes.h
 * @brief Which index files a server answers from, and whether they have changed.
 *
 * Named ones (`--index`, ERRKB_INDEX) must all open; of found ones those that
 * cannot be read are left out, so that one broken file hides no other.
 */
#ifndef EKB_SERVE_INDEXES_H
#define EKB_SERVE_INDEXES_H

#include <stddef.h>

#include "core/arena.h"
#include "discover.h"
#include "errkb/errkb.h"
#include "options.h"

/** The files as they were found once. Owns its arena. */
typedef struct ekb_indexes {
    ekb_arena arena;
    ekb_paths found, searched;
    int named;
} ekb_indexes;

/** Find the files. Release @p out whatever comes back. @retval EKB_ERR_NOMEM */
ekb_status ekb_indexes_find(ekb_indexes *out, const ekb_options *options, ekb_error *error);
void ekb_indexes_release(ekb_indexes *indexes);

/**
 * Open them in a new engine.
 * @param[out] skipped why the last one was left out; `message` is NULL if none was.
 * @retval EKB_ERR_MISSING there is none at all; else as ekb_discover_open().
 */
ekb_status ekb_indexes_open(const ekb_indexes *indexes, ekb_engine **out, ekb_error *skipped,
                            ekb_error *error);

/** Folders in which a file that matters may appear or be replaced; memory is
 *  the arena's of @p out. @retval EKB_ERR_NOMEM */
ekb_status ekb_indexes_folders(const ekb_indexes *indexes, ekb_paths *out, ekb_error *error);

#endif
