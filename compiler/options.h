/* SPDX-License-Identifier: MIT */
/**
 * @file options.h
 * @brief errkbc's command line: parsed by its tables (options.c), and its help printed of
 *        them (help.c).
 */
#ifndef EKBC_OPTIONS_H
#define EKBC_OPTIONS_H

#include <stddef.h>
#include <stdio.h>

#include "errkb/errkb.h"
#include "specs.h"

typedef enum ekbc_command { EKBC_COMPILE, EKBC_CHECK, EKBC_IMPORT, EKBC_HELP } ekbc_command;

typedef enum ekbc_colour { EKBC_COLOUR_AUTO, EKBC_COLOUR_ALWAYS, EKBC_COLOUR_NEVER } ekbc_colour;

typedef struct ekbc_options {
    ekbc_command command;
    unsigned flags;
    ekbc_colour colour;
    const char *output;   /**< NULL if not given. */
    const char *state;    /**< NULL if not given. */
    const char *language; /**< NULL if not given. */
    const char **paths;   /**< Of argv's strings; the array is owned. */
    size_t path_count;
} ekbc_options;

/** @retval EKB_ERR_ARG for a command line that is none; @p out is to be released anyway. */
ekb_status ekbc_options_parse(int argc, char *const *argv, ekbc_options *out, ekb_error *error);
void ekbc_options_release(ekbc_options *options);
/** Print the help at most @p width columns wide, that of `import` if the paths ask for it.
 *  @return 0 when writing failed, or for want of memory. */
int ekbc_help_print(const ekbc_options *options, FILE *out, size_t width, ekb_translate_fn translate,
                    void *context);

#endif
