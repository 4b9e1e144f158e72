/* SPDX-License-Identifier: MIT */
/**
 * @file locale.h
 * @brief Which languages the reader wants.
 *
 * Read from names alone, so that it works where no locale is installed:
 * setlocale() is never called.
 */
#ifndef EKB_CLI_LOCALE_H
#define EKB_CLI_LOCALE_H

#include <stddef.h>

#include "errkb/errkb.h"

enum { EKB_TAG_SIZE = 36, EKB_LANGUAGES_MOST = 4 };

/** Languages, best first. */
typedef struct ekb_language_list {
    char tags[EKB_LANGUAGES_MOST][EKB_TAG_SIZE];
    size_t count;
    int explicit_wish; /**< Somebody asked for them by name: one that does not exist is an error. */
} ekb_language_list;

/** The environment variables that count; NULL where unset. */
typedef struct ekb_environment {
    const char *errkb_lang, *lc_all, *lc_messages, *lang, *language;
} ekb_environment;

void ekb_environment_read(ekb_environment *environment);

/**
 * The BCP-47 tag of a locale's name: "zh_CN.UTF-8" gives "zh-CN".
 * @param[out] tag gets at most EKB_TAG_SIZE bytes.
 * @return 1; 0 if the name is no language ("C", "POSIX", "", broken).
 */
int ekb_locale_tag(const char *name, char *tag);

/** Read a comma list as `--lang` takes it, into an explicit wish.
 *  @retval EKB_ERR_LANGUAGE */
ekb_status ekb_languages_parse(const char *text, ekb_language_list *out, ekb_error *error);

/**
 * What the environment asks for: ERRKB_LANG (an explicit wish); else LANGUAGE
 * and the locale of messages; nothing where that is unset, C or POSIX.
 * @retval EKB_ERR_LANGUAGE for a bad ERRKB_LANG.
 */
ekb_status ekb_languages_from_environment(const ekb_environment *environment, ekb_language_list *out,
                                          ekb_error *error);

#endif
