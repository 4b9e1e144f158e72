/* SPDX-License-Identifier: MIT */
/**
 * @file terminal.h
 * @brief What standard output is, and getting text onto it.
 */
#ifndef EKB_CLI_TERMINAL_H
#define EKB_CLI_TERMINAL_H

#include <stddef.h>

#include "encoding.h"
#include "errkb/errkb.h"
#include "options.h"

typedef struct ekb_terminal {
    int is_terminal;
    unsigned width; /**< To wrap at: 20 to 100; 80 where nothing tells. */
    unsigned rows;  /**< 0 if unknown. */
    int colour;
    int hyperlinks;
    const char *pager; /**< Shell command, or NULL for none. */
    ekb_encoding encoding;
} ekb_terminal;

/** Variables that decide; NULL where unset. */
typedef struct ekb_terminal_environment {
    const char *term, *term_program, *vte_version, *columns, *no_color, *errkb_pager, *pager;
    int hyperlink_hint; /**< A variable is set that only terminals with hyperlinks set. */
} ekb_terminal_environment;

void ekb_terminal_environment_read(ekb_terminal_environment *environment);

/** Decide from the facts: pure, for tests. @p columns and @p rows are what the
 *  system says, or 0. */
void ekb_terminal_decide(ekb_terminal *terminal, const ekb_terminal_environment *environment, int is_terminal,
                         unsigned columns, unsigned rows, ekb_colour wish, int no_pager);

/** ekb_terminal_decide() about standard output, and its encoding. */
void ekb_terminal_open(ekb_terminal *terminal, ekb_colour wish, int no_pager);
void ekb_terminal_close(ekb_terminal *terminal);

/**
 * Write text for reading to standard output, in its encoding, through the pager
 * when it is longer than the screen. A closed pipe is no error.
 * @retval EKB_ERR_IO with errno; EKB_ERR_NOMEM
 */
ekb_status ekb_terminal_write(ekb_terminal *terminal, const char *text, size_t length, ekb_error *error);

/** Write bytes to standard output as they are. Errors as above.
 *  @param[out] gone set to 1 when the reader has gone; may be NULL. */
ekb_status ekb_terminal_write_raw(const char *bytes, size_t length, int *gone, ekb_error *error);

/** Write UTF-8 text to standard error, as well as it can be. */
void ekb_terminal_say(ekb_terminal *terminal, const char *text, size_t length);

#endif
