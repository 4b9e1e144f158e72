/* SPDX-License-Identifier: MIT */
/**
 * @file session.h
 * @brief What every command works with: options, languages, terminal, engine.
 *
 * Nothing is done before it is needed: no index is opened, no folder read for
 * `--version`.
 */
#ifndef EKB_CLI_SESSION_H
#define EKB_CLI_SESSION_H

#include <stddef.h>

#include "core/arena.h"
#include "core/strbuf.h"
#include "discover.h"
#include "errkb/errkb.h"
#include "locale.h"
#include "offer.h"
#include "options.h"
#include "render.h"
#include "terminal.h"

typedef struct ekb_session {
    ekb_options options;
    ekb_language_list wishes;                  /**< As asked for; empty: follow the paste. */
    const char *languages[EKB_LANGUAGES_MOST]; /**< What the indexes have for them; lent. */
    size_t language_count;
    ekb_terminal terminal;
    ekb_style style;
    const ekb_renderer *renderer;
    ekb_arena arena;
    ekb_paths found, searched; /**< Filled by ekb_session_open_engine(). */
    ekb_engine *engine;
    ekb_offer offer;
    ekb_strbuf out; /**< What goes to standard output at the end. */
} ekb_session;

/**
 * Read the command line and the environment.
 * @retval EKB_ERR_ARG, EKB_ERR_LANGUAGE, EKB_ERR_NOMEM; the session can then
 *         still ekb_session_fail().
 */
ekb_status ekb_session_open(ekb_session *session, int argc, const char *const *argv, ekb_error *error);
/** The same for a program that is one command (external.h). */
ekb_status ekb_session_open_for(ekb_session *session, ekb_command command, int argc, const char *const *argv,
                                ekb_error *error);
void ekb_session_close(ekb_session *session);

/** Where nothing says which language to speak: that of this text. To be called
 *  before anything is said. */
void ekb_session_speak_like(ekb_session *session, const char *text);
/** Headings and contents in this language, if nothing else was asked for.
 *  @p tag must outlive the session's style. */
void ekb_session_speak(ekb_session *session, const char *tag);

/** Find and open the indexes, check --lang and --product against them. */
ekb_status ekb_session_open_engine(ekb_session *session, ekb_error *error);
/** Open the indexes and ask @p text of them as the options say; @p flags are
 *  added to theirs, @p limit is meant where they say none. */
ekb_status ekb_session_ask(ekb_session *session, const ekb_strbuf *text, unsigned flags, size_t limit,
                           ekb_answer **out, ekb_error *error);

/** Say what failed on standard error. @return the exit code for it. */
int ekb_session_fail(ekb_session *session, const ekb_error *error);
/** Say a line on standard error: made safe, wrapped. */
void ekb_session_say(ekb_session *session, const char *text);
/** Say text of several lines as it is, made safe. */
void ekb_session_say_lines(ekb_session *session, const char *text);

/** Put `out` on standard output. @return @p code, or that of a failure. */
int ekb_session_finish(ekb_session *session, int code);

#endif
