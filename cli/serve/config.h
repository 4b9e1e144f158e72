/* SPDX-License-Identifier: MIT */
/**
 * @file config.h
 * @brief What a server is told on its command line, with what holds where it is
 *        told nothing.
 */
#ifndef EKB_SERVE_CONFIG_H
#define EKB_SERVE_CONFIG_H

#include <stddef.h>

#include "core/arena.h"
#include "errkb/errkb.h"
#include "options.h"

/** Positions in the `choices` of --log. */
typedef enum ekb_log_format { EKB_LOG_TEXT, EKB_LOG_JSON, EKB_LOG_NONE } ekb_log_format;

typedef struct ekb_serve_config {
    const char *host; /**< NULL: every address. */
    const char *port;
    const char *unix_path; /**< Instead of host and port, or NULL. */
    size_t threads;        /**< That answer, and so engine handles. */
    ekb_log_format log;
    int log_queries;
    const char *cors, *origin;      /**< See exchange.h. */
    size_t seconds;                 /**< For a request to come in, and for its reply to be read. */
    size_t connections;             /**< Open at once. */
    size_t connections_of_a_client; /**< Of one address; 0: no limit. */
    size_t body;                    /**< Longest body in bytes. */
} ekb_serve_config;

/** Limits that nobody needs to change. */
enum {
    EKB_SERVE_TARGET_MOST = 16384, /**< Bytes of a target. */
    EKB_SERVE_FIELDS_MOST = 100,   /**< Header fields. */
    EKB_SERVE_HEAD_MOST = 65536    /**< Bytes of memory for a head, and for that of its reply. */
};

/**
 * Read the options. Strings are of the options or the arena.
 * @retval EKB_ERR_ARG, EKB_ERR_NOMEM
 */
ekb_status ekb_serve_config_read(ekb_serve_config *out, const ekb_options *options, ekb_arena *arena,
                                 ekb_error *error);

#endif
