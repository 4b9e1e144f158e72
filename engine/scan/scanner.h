/* SPDX-License-Identifier: MIT */
/**
 * @file scanner.h
 * @brief What all scans of a scanner share; read-only once made.
 */
#ifndef EKB_SCAN_SCANNER_H
#define EKB_SCAN_SCANNER_H

#include "anchors.h"
#include "core/arena.h"
#include "find.h"
#include "scan.h"

/** An index that scans open for themselves. */
typedef struct ekb_scan_source {
    const char *path;
    const char *id; /**< It must still be this one. */
} ekb_scan_source;

struct ekb_scanner {
    ekb_scan_source *sources;
    size_t source_count;
    const char *product; /**< NULL: all. */
    double min_confidence;
    unsigned flags;
    size_t remembered; /**< A scan's book and its leads are forgotten when they have become so large. */
    ekb_anchors_table *tables; /**< By index. */
    size_t table_count;
    ekb_scan_keys keys;
    const ekb_scan_way *way;
    ekb_arena arena;
};

/** An engine of one's own on the same indexes. */
ekb_status ekb_scanner_engine(const ekb_scanner *scanner, ekb_engine **out, ekb_error *error);

#endif
