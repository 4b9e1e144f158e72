/* SPDX-License-Identifier: MIT */
/**
 * @file settings.h
 * @brief What the options of `errkb scan` mean, and which go together.
 */
#ifndef EKB_SCAN_SETTINGS_H
#define EKB_SCAN_SETTINGS_H

#include "options.h"
#include "sinks.h"
#include "work.h"

typedef struct ekb_settings {
    ekb_scan_options scan;
    ekb_work_options work;
    const ekb_sink_way *way; /**< NULL with --filter. */
    int redact;
    int follow;
    int filter;
    ekb_scan_format format;
} ekb_settings;

/** @retval EKB_ERR_ARG with message and remedy */
ekb_status ekb_settings_read(const ekb_options *options, ekb_settings *out, ekb_error *error);

#endif
