/* SPDX-License-Identifier: MIT */
/**
 * @file discover.h
 * @brief Which index files to open when none was named.
 *
 * Order is priority: of two indexes with the same entry the first wins. A file
 * that several ways lead to is listed once.
 */
#ifndef EKB_CLI_DISCOVER_H
#define EKB_CLI_DISCOVER_H

#include <stddef.h>

#include "core/arena.h"
#include "errkb/errkb.h"

/** A growing list of paths; memory is the arena's. */
typedef struct ekb_paths {
    ekb_arena *arena; /**< Lent. */
    const char **items;
    size_t count, capacity;
} ekb_paths;

/** The variables that count; NULL where unset. */
typedef struct ekb_discovery {
    const char *errkb_index, *xdg_data_home, *xdg_data_dirs, *home;
    const char *program_folder;
} ekb_discovery;

/** Fill from the environment and the program's own place. */
void ekb_discovery_read(ekb_discovery *discovery, ekb_arena *arena);

/**
 * Find index files: those that ERRKB_INDEX names, if it is set; else every
 * `*.ekb` in the data folders.
 * @param[out] found    paths, best first; those of ERRKB_INDEX need not exist.
 * @param[out] searched the folders (or files) in order, whether or not they exist.
 * @return EKB_OK or EKB_ERR_NOMEM.
 */
ekb_status ekb_discover(const ekb_discovery *discovery, ekb_paths *found, ekb_paths *searched,
                        ekb_error *error);

/** Open an index as ekb_engine_open() does; where that fails, the remedy is one
 *  for whoever wrote the command line. */
ekb_status ekb_discover_open(ekb_engine *engine, const char *path, ekb_error *error);

/** @return 0, or -1 for want of memory. */
int ekb_paths_add(ekb_paths *paths, const char *path);
/** As above, unless it is there already, also by another name. */
int ekb_paths_add_once(ekb_paths *paths, const char *path);

#endif
