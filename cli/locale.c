/* SPDX-License-Identifier: MIT */
#include "locale.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"

void ekb_environment_read(ekb_environment *environment)
{
    *environment = (ekb_environment){
        .errkb_lang = getenv("ERRKB_LANG"),
        .lc_all = getenv("LC_ALL"),
        .lc_messages = getenv("LC_MESSAGES"),
        .lang = getenv("LANG"),
        .language = getenv("LANGUAGE"),
    };
}

static int is_set(const char *value)
{
    return value != NULL && *value != '\0';
}

static int is_alpha(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static int is_alnum(char byte)
{
    return is_alpha(byte) || (byte >= '0' && byte <= '9');
}

/* Subtags of one to eight letters or digits, the first of two or three letters
 * (what RFC 5646 calls well-formed, without its private and old forms). */
static int is_well_formed(const char *tag)
{
    size_t run = 0, subtags = 0;
    for (const char *c = tag;; c++) {
        if (is_alnum(*c)) {
            if (subtags == 0 && !is_alpha(*c))
                return 0;
            run++;
        } else if (*c == '-' || *c == '\0') {
            if (run == 0 || run > 8 || (subtags == 0 && (run < 2 || run > 3)))
                return 0;
            run = 0;
            subtags++;
            if (*c == '\0')
                return 1;
        } else {
            return 0;
        }
    }
}

/* The customary case: zh-Hans-CN. */
static void set_case(char *tag)
{
    size_t start = 0;
    for (size_t i = 0;; i++) {
        if (tag[i] != '-' && tag[i] != '\0')
            continue;
        for (size_t k = start; k < i; k++) {
            int upper = start > 0 && (i - start == 2 || (i - start == 4 && k == start));
            char c = tag[k];
            if (upper && c >= 'a' && c <= 'z')
                tag[k] = (char)(c - 'a' + 'A');
            else if (!upper && c >= 'A' && c <= 'Z')
                tag[k] = (char)(c - 'A' + 'a');
        }
        if (tag[i] == '\0')
            return;
        start = i + 1;
    }
}

static int make_tag(const char *name, size_t length, char *tag)
{
    size_t n = 0;
    while (n < length && name[n] != '.' && name[n] != '@')
        n++;
    if (n == 0 || n >= EKB_TAG_SIZE)
        return 0;
    for (size_t i = 0; i < n; i++)
        tag[i] = name[i] == '_' ? '-' : name[i];
    tag[n] = '\0';
    if (strcmp(tag, "C") == 0 || strcmp(tag, "POSIX") == 0 || !is_well_formed(tag))
        return 0;
    set_case(tag);
    return 1;
}

int ekb_locale_tag(const char *name, char *tag)
{
    return make_tag(name, strlen(name), tag);
}

static void add(ekb_language_list *list, const char *tag)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->tags[i], tag) == 0)
            return;
    }
    memcpy(list->tags[list->count++], tag, strlen(tag) + 1);
}

ekb_status ekb_languages_parse(const char *text, ekb_language_list *out, ekb_error *error)
{
    memset(out, 0, sizeof *out);
    out->explicit_wish = 1;
    for (const char *item = text;;) {
        size_t length = strcspn(item, ",");
        char tag[EKB_TAG_SIZE];
        if (!make_tag(item, length, tag) || out->count == EKB_LANGUAGES_MOST) {
            ekb_status status =
                ekb_error_set(error, EKB_ERR_LANGUAGE, EKB_N_("“{value}” is not a list of languages"),
                              EKB_N_("write language tags such as zh-CN or en, at most {most}, with "
                                     "commas between them"));
            ekb_error_text(error, "value", text);
            ekb_error_number(error, "most", EKB_LANGUAGES_MOST);
            return status;
        }
        add(out, tag);
        if (item[length] == '\0')
            return EKB_OK;
        item += length + 1;
    }
}

/* The locale of messages, or NULL. */
static const char *message_locale(const ekb_environment *environment)
{
    return is_set(environment->lc_all)        ? environment->lc_all
           : is_set(environment->lc_messages) ? environment->lc_messages
           : is_set(environment->lang)        ? environment->lang
                                              : NULL;
}

static void add_language_variable(const char *language, ekb_language_list *out)
{
    char tag[EKB_TAG_SIZE];
    for (const char *item = language; out->count < EKB_LANGUAGES_MOST;) {
        size_t length = strcspn(item, ":");
        if (make_tag(item, length, tag))
            add(out, tag);
        if (item[length] == '\0')
            return;
        item += length + 1;
    }
}

ekb_status ekb_languages_from_environment(const ekb_environment *environment, ekb_language_list *out,
                                          ekb_error *error)
{
    char tag[EKB_TAG_SIZE];
    memset(out, 0, sizeof *out);
    if (is_set(environment->errkb_lang))
        return ekb_languages_parse(environment->errkb_lang, out, error);
    const char *locale = message_locale(environment);
    /* As in gettext: whoever sets the locale to C wants no LANGUAGE either. */
    if (locale != NULL && (strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0))
        return EKB_OK;
    if (is_set(environment->language))
        add_language_variable(environment->language, out);
    if (locale != NULL && out->count < EKB_LANGUAGES_MOST && ekb_locale_tag(locale, tag))
        add(out, tag);
    return EKB_OK;
}
