/* SPDX-License-Identifier: MIT */
/**
 * @file tr.h
 * @brief Translated text: the catalogs of i18n/ (.po), compiled into the program.
 *
 * The English text is the key. A catalog is chosen per call, so that one
 * process can speak several languages at once; there is no state to set up and
 * nothing to free. What has no translation comes back in English.
 *
 * Strings are found by xgettext where they are marked: tr(), ekb_tr(),
 * ekb_tr_context(), ekb_trn(), and EKB_N_() for those that are translated
 * later (core/error.h).
 */
#ifndef EKB_TR_H
#define EKB_TR_H

#include <stddef.h>

#if defined(__GNUC__)
#  define EKB_FORMAT_ARG(n) __attribute__((format_arg(n)))
#else
#  define EKB_FORMAT_ARG(n)
#endif

/** The texts of one language; static, never freed. */
typedef struct ekb_tr_catalog ekb_tr_catalog;

/**
 * The catalog for a BCP-47 tag or a locale's name: `zh-CN`, `zh`, `zh-Hant`
 * and `zh_CN.UTF-8` all give zh-CN.
 * @return never NULL: English for NULL and for what is not translated.
 */
const ekb_tr_catalog *ekb_tr_find(const char *tag);

/** BCP-47 tag of the catalog: "en", "zh-CN". */
const char *ekb_tr_tag(const ekb_tr_catalog *catalog);

/** The tags that a user can choose, English first; ends with NULL. */
const char *const *ekb_tr_tags(void);

/** Translation of @p english, or @p english itself. NULL as catalog is English. */
const char *ekb_tr(const ekb_tr_catalog *catalog, const char *english) EKB_FORMAT_ARG(2);

/** As ekb_tr(), for a text that means different things in different places;
 *  both arguments are literals. */
const char *ekb_tr_context(const ekb_tr_catalog *catalog, const char *context, const char *english)
    EKB_FORMAT_ARG(3);

/** The form for @p n things. */
const char *ekb_trn(const ekb_tr_catalog *catalog, const char *singular, const char *plural, unsigned long n)
    EKB_FORMAT_ARG(2) EKB_FORMAT_ARG(3);

/** ekb_tr(), short because it stands in so many calls. */
#define tr(catalog, english) ekb_tr((catalog), (english))

#endif
