/* SPDX-License-Identifier: MIT */
/**
 * @file options.h
 * @brief Commands and options as data, and the parser that reads them.
 *
 * One table each for commands and options: they are parsed from it, `--help`
 * prints it, completions and man pages are generated from it. Texts marked
 * EKB_N_() are keys of the translation catalog.
 */
#ifndef EKB_CLI_OPTIONS_H
#define EKB_CLI_OPTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "errkb/errkb.h"

typedef enum ekb_command {
    EKB_COMMAND_LOOKUP,
    EKB_COMMAND_SHOW,
    EKB_COMMAND_SEARCH,
    EKB_COMMAND_LIST,
    EKB_COMMAND_INFO,
    EKB_COMMAND_SCAN,
    EKB_COMMAND_SERVE,
    EKB_COMMAND_EXPORT,
    EKB_COMMAND_HELP,
    EKB_COMMAND_COUNT
} ekb_command;

typedef struct ekb_example {
    const char *command; /**< A whole command line, not translated. */
    const char *text;    /**< EKB_N_: what it does. */
} ekb_example;

typedef struct ekb_command_spec {
    ekb_command command;
    const char *name;
    const char *operands;        /**< EKB_N_: "TEXT…"; "" for none. */
    const char *summary;         /**< EKB_N_: one line, no full stop. */
    const char *description;     /**< EKB_N_: sentences. */
    const ekb_example *examples; /**< Ended by a NULL command. */
    const char *program;         /**< Its own program in libexec (external.h), or NULL. */
} ekb_command_spec;

/** Indexed by ekb_command. */
extern const ekb_command_spec ekb_command_specs[EKB_COMMAND_COUNT];

typedef enum ekb_option {
    EKB_OPTION_LANG,
    EKB_OPTION_FORMAT,
    EKB_OPTION_COLOR,
    EKB_OPTION_INDEX,
    EKB_OPTION_PRODUCT,
    EKB_OPTION_LIMIT,
    EKB_OPTION_EXPLAIN,
    EKB_OPTION_JSONL,
    EKB_OPTION_PRODUCTS,
    EKB_OPTION_CHECK,
    EKB_OPTION_LISTEN,
    EKB_OPTION_THREADS,
    EKB_OPTION_LOG,
    EKB_OPTION_LOG_QUERIES,
    EKB_OPTION_CORS,
    EKB_OPTION_ORIGIN,
    EKB_OPTION_TIMEOUT,
    EKB_OPTION_CONNECTIONS,
    EKB_OPTION_PER_CLIENT,
    EKB_OPTION_BODY,
    EKB_OPTION_SCAN_FORMAT,
    EKB_OPTION_ANNOTATE,
    EKB_OPTION_FILTER,
    EKB_OPTION_COUNT_ENTRIES,
    EKB_OPTION_QUIET,
    EKB_OPTION_FOLLOW,
    EKB_OPTION_MIN_CONFIDENCE,
    EKB_OPTION_REDACT,
    EKB_OPTION_ENCODING,
    EKB_OPTION_RANGE,
    EKB_OPTION_SCAN_THREADS,
    EKB_OPTION_NO_PAGER,
    EKB_OPTION_HELP,
    EKB_OPTION_VERSION,
    EKB_OPTION_COUNT
} ekb_option;

/** What follows an option, also for completions. */
typedef enum ekb_value_kind {
    EKB_VALUE_NONE,
    EKB_VALUE_LANGUAGES, /**< Comma list of BCP-47 tags. */
    EKB_VALUE_CHOICE,    /**< One of `choices`. */
    EKB_VALUE_FILE,
    EKB_VALUE_PRODUCT,
    EKB_VALUE_NUMBER, /**< Whole, from 1. */
    EKB_VALUE_TEXT    /**< Read by the command itself. */
} ekb_value_kind;

/** What the help on an option says for some commands instead. */
typedef struct ekb_option_variant {
    unsigned commands; /**< Bits 1u << ekb_command. */
    const char *help;  /**< EKB_N_ */
} ekb_option_variant;

/** Two options may share a name if no command takes both: `--format` of a
 *  look-up and of a scan. */
typedef struct ekb_option_spec {
    ekb_option option;
    unsigned commands; /**< Bits 1u << ekb_command that take it. */
    const char *name;  /**< Without the dashes. */
    char letter;       /**< Short form, or 0. */
    ekb_value_kind kind;
    const char *value;                  /**< EKB_N_: name of the value in help, or NULL. */
    const char *const *choices;         /**< NULL-ended; for EKB_VALUE_CHOICE, else NULL. */
    const char *help;                   /**< EKB_N_: one or two sentences. */
    const ekb_option_variant *variants; /**< Ended by commands 0; NULL for none. */
} ekb_option_spec;

/** Does @p command take the option? */
int ekb_option_goes_with(const ekb_option_spec *spec, ekb_command command);

/** Help on an option of a command; EKB_COMMAND_COUNT for the program. */
const char *ekb_option_help(const ekb_option_spec *spec, ekb_command command);

/** Indexed by ekb_option. */
extern const ekb_option_spec ekb_option_specs[EKB_OPTION_COUNT];

/** An environment variable or exit code, for help and man pages. */
typedef struct ekb_described {
    const char *name;
    const char *text; /**< EKB_N_ */
} ekb_described;
extern const ekb_described ekb_environment_specs[]; /* ended by a NULL name */
extern const ekb_described ekb_exit_specs[];        /* ended by a NULL name */

/** What the program is, in one sentence (EKB_N_). */
extern const char ekb_program_summary[];

enum { EKB_EXIT_FOUND = 0, EKB_EXIT_UNSURE = 1, EKB_EXIT_USAGE = 2, EKB_EXIT_FAILURE = 3 };

/** Positions in the `choices` of --format, that of a scan, and --color. */
typedef enum ekb_format { EKB_FORMAT_TEXT, EKB_FORMAT_JSON, EKB_FORMAT_MARKDOWN, EKB_FORMAT_HTML } ekb_format;
typedef enum ekb_scan_format {
    EKB_SCAN_FORMAT_TEXT,
    EKB_SCAN_FORMAT_JSONL,
    EKB_SCAN_FORMAT_SARIF,
    EKB_SCAN_FORMAT_RSYSLOG
} ekb_scan_format;
typedef enum ekb_colour { EKB_COLOUR_AUTO, EKB_COLOUR_ALWAYS, EKB_COLOUR_NEVER } ekb_colour;

/** A command line that was understood. Strings are those of argv. */
typedef struct ekb_options {
    ekb_command command;
    int command_at; /**< Where in argv it was written; 0: it was assumed. */
    uint64_t given; /**< Bits 1 << ekb_option of the options that were given. */
    const char *languages;
    ekb_format format;
    ekb_colour colour;
    const char *product;
    size_t limit; /**< 0: the default. */
    /** @name Values of the other options, by ekb_option, where they were given */
    /** @{ */
    const char *text[EKB_OPTION_COUNT]; /**< As written; also of files, products and languages. */
    size_t number[EKB_OPTION_COUNT];
    int choice[EKB_OPTION_COUNT]; /**< Position in the `choices` of the option. */
    /** @} */
    const char **indexes; /**< In the order given; owned. */
    size_t index_count;
    const char **words; /**< What is neither command nor option; owned. */
    size_t word_count;
} ekb_options;

#define ekb_options_has(options, option) (((options)->given >> (option)&1u) != 0)

/**
 * Read a command line. The first word names the command if it can.
 * @retval EKB_ERR_ARG with message and remedy; @p out is then partly filled
 *         (languages, format and colour that came before), and to be released too.
 */
ekb_status ekb_options_parse(int argc, const char *const *argv, ekb_options *out, ekb_error *error);
/** The same for a program that is one command: every word is an operand. */
ekb_status ekb_options_parse_for(ekb_command command, int argc, const char *const *argv, ekb_options *out,
                                 ekb_error *error);
void ekb_options_release(ekb_options *options);

#endif
