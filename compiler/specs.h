/* SPDX-License-Identifier: MIT */
/**
 * @file specs.h
 * @brief What there is to say of errkbc's command line, as tables: for its
 *        parser, its help and its manual page.
 *
 * Texts are EKB_N_, of one language only after they were translated. Tables
 * end with a NULL.
 */
#ifndef EKBC_SPECS_H
#define EKBC_SPECS_H

typedef enum ekbc_flag {
    EKBC_FLAG_QUIET = 1,
    EKBC_FLAG_JSON = 2,
    EKBC_FLAG_NO_EXAMPLES = 4,
    EKBC_FLAG_IMPORTED = 8,
    EKBC_FLAG_HELP = 16,
    EKBC_FLAG_VERSION = 32,
    EKBC_FLAG_NO_STATE = 64
} ekbc_flag;

/** What stands behind an option. */
typedef enum ekbc_takes {
    EKBC_TAKES_NOTHING,
    EKBC_TAKES_OUTPUT,
    EKBC_TAKES_STATE,
    EKBC_TAKES_LANGUAGE,
    EKBC_TAKES_FORMAT,
    EKBC_TAKES_COLOUR
} ekbc_takes;

typedef struct ekbc_option_spec {
    const char *name;   /**< With the dashes. */
    const char *letter; /**< With its dash, or NULL. */
    ekbc_takes kind;
    unsigned flag;     /**< Of ekbc_flag, which it sets. */
    const char *value; /**< EKB_N_, or NULL. */
    const char *help;  /**< EKB_N_ */
} ekbc_option_spec;
extern const ekbc_option_spec ekbc_option_specs[];

/** Something and what it means. */
typedef struct ekbc_row {
    const char *left;  /**< EKB_N_, or the same in every language. */
    const char *right; /**< EKB_N_ */
} ekbc_row;
extern const ekbc_row ekbc_usage_specs[];
extern const ekbc_row ekbc_example_specs[];
extern const ekbc_row ekbc_exit_specs[];
/** The keys of a catalog that is imported, between the two paragraphs that tell of it. */
extern const ekbc_row ekbc_import_keys[];
extern const char *const ekbc_import_facts[2];

#endif
