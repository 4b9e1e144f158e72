/* SPDX-License-Identifier: MIT */
/**
 * @file server.h
 * @brief The life of a server: start, take up new indexes, end.
 */
#ifndef EKB_SERVE_SERVER_H
#define EKB_SERVE_SERVER_H

#include "config.h"
#include "session.h"

/**
 * Serve until a signal ends it.
 * @param session says what goes wrong at the start, in its language.
 * @return the exit code.
 */
int ekb_server_run(ekb_session *session, const ekb_serve_config *config);

#endif
