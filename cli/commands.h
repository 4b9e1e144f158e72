/* SPDX-License-Identifier: MIT */
/**
 * @file commands.h
 * @brief One function for each command. Each appends its result to
 *        `session->out`, which main.c writes, and returns the exit code.
 */
#ifndef EKB_CLI_COMMANDS_H
#define EKB_CLI_COMMANDS_H

#include "session.h"

int ekb_command_lookup(ekb_session *session);
int ekb_command_show(ekb_session *session);
int ekb_command_search(ekb_session *session);
int ekb_command_list(ekb_session *session);
int ekb_command_info(ekb_session *session);
int ekb_command_export(ekb_session *session);
int ekb_command_help(ekb_session *session);

/** `lookup --jsonl`: writes by itself, line by line. */
int ekb_command_jsonl(ekb_session *session);

/** Help on @p command, or on the program with EKB_COMMAND_COUNT. */
void ekb_help_append(ekb_session *session, ekb_command command);

/** What was typed: the words with spaces between, else standard input, into
 *  @p out; @p invitation (EKB_N_) asks for it on a terminal.
 *  @return EKB_OK, EKB_ERR_IO or EKB_ERR_NOMEM. */
ekb_status ekb_command_text(ekb_session *session, const char *invitation, ekb_strbuf *out, ekb_error *error);

#endif
