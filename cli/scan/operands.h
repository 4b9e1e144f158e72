/* SPDX-License-Identifier: MIT */
/**
 * @file operands.h
 * @brief From what was written on the command line to the files to be scanned.
 *
 * A folder stands for the files below it, in byte order of their paths, so that
 * every run and every machine sees one order; symbolic links, sockets and
 * devices in it are left out, as they lead elsewhere or never end. A pattern
 * that the shell did not expand is expanded here. "-" is standard input.
 */
#ifndef EKB_SCAN_OPERANDS_H
#define EKB_SCAN_OPERANDS_H

#include <stddef.h>

#include "core/arena.h"
#include "errkb/errkb.h"
#include "os_files.h"

typedef struct ekb_source {
    const char *path; /**< As to be shown and opened; NULL for standard input. */
    ekb_file_facts facts;
} ekb_source;

typedef struct ekb_source_list {
    ekb_arena *arena; /**< Lent; holds everything. */
    ekb_source *items;
    size_t count, room;
    /** Called for each operand, file or folder that cannot be had; the others are
     *  taken nevertheless. */
    void (*complain)(void *context, const ekb_error *error);
    void *context;
} ekb_source_list;

/** Add what @p operand stands for. @retval EKB_ERR_NOMEM */
ekb_status ekb_sources_add(ekb_source_list *list, const char *operand, ekb_error *error);

/** "file: cannot be read, because …", with the errno. */
ekb_status ekb_source_fail(const char *path, int reason, ekb_error *error);

#endif
