/* SPDX-License-Identifier: MIT */
/**
 * @file external.h
 * @brief Commands that are programs of their own: what needs heavy libraries
 *        must not cost a look-up its start.
 *
 * `errkb scan …` becomes PREFIX/libexec/errkb/errkb-scan, found from the place
 * of errkb itself so that an installation can be moved. The program gets the
 * same arguments without the command's name and reads them by the same tables
 * (ekb_session_open_for()).
 */
#ifndef EKB_CLI_EXTERNAL_H
#define EKB_CLI_EXTERNAL_H

#include "session.h"

/**
 * Become the program of `session->options.command`; does not return if it
 * could be started. @p argc and @p argv are those of main().
 * @return the exit code after saying what went wrong.
 */
int ekb_external_run(ekb_session *session, int argc, char **argv);

#endif
