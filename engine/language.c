/* SPDX-License-Identifier: MIT */
/*
 * Language tags. Matching is RFC 4647's look-up (a tag is shortened from the
 * right until something fits) with two additions: Chinese is compared by
 * script, which its regions imply, and a reader of one region is given another
 * region's text before another language's.
 */
#include "language.h"

#include <limits.h>
#include <string.h>

#include "core/error.h"

#define TAG_BYTES 64

/* A tag in lower case, with hyphens, without a locale's codeset. */
typedef struct tag {
    char text[TAG_BYTES];
    size_t primary; /* length of the language itself */
} tag;

/* Not one character may depend on the process's locale, so no ctype.h. */
static int is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* @return 0 when it is no tag. */
static int read_tag(tag *out, const char *text)
{
    size_t length = text != NULL ? strcspn(text, ".@") : 0, part = 0;
    if (length == 0 || length >= TAG_BYTES)
        return 0;
    out->primary = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '-' || c == '_') {
            if (part == 0)
                return 0;
            if (out->primary == 0)
                out->primary = i;
            part = 0;
            out->text[i] = '-';
            continue;
        }
        if (++part > 8 || !(is_alpha(c) || (is_digit(c) && out->primary != 0)))
            return 0;
        out->text[i] = lower(c);
    }
    out->text[length] = '\0';
    if (out->primary == 0)
        out->primary = length;
    return part > 0 && out->primary >= 2;
}

static int is_chinese(const tag *t)
{
    return t->primary == 2 && memcmp(t->text, "zh", 2) == 0;
}

static int has_subtag(const tag *t, const char *subtag)
{
    size_t length = strlen(subtag);
    for (const char *at = t->text + t->primary; *at == '-';) {
        size_t part = strcspn(++at, "-");
        if (part == length && memcmp(at, subtag, length) == 0)
            return 1;
        at += part;
    }
    return 0;
}

/* A named script decides, then the region. */
static int is_traditional(const tag *t)
{
    if (has_subtag(t, "hant"))
        return 1;
    return !has_subtag(t, "hans") && (has_subtag(t, "tw") || has_subtag(t, "hk") || has_subtag(t, "mo"));
}

/* How good Chinese is for another Chinese: the script, then the usual tag of it. */
static int score_chinese(const tag *wish, const tag *have)
{
    int script = is_traditional(wish) == is_traditional(have) ? 2 : 0;
    int usual = strcmp(have->text, "zh-cn") == 0 || strcmp(have->text, "zh-tw") == 0;
    return script + usual + 1;
}

/* 0: not at all; more is better. */
static int score(const tag *wish, const tag *have)
{
    if (strcmp(wish->text, have->text) == 0)
        return INT_MAX;
    if (wish->primary != have->primary || memcmp(wish->text, have->text, wish->primary) != 0)
        return 0;
    if (is_chinese(wish))
        return score_chinese(wish, have);
    size_t length = strlen(have->text);
    if (strncmp(wish->text, have->text, length) == 0 && wish->text[length] == '-')
        return 1 + (int)length;
    return 1;
}

int ekb_language_match(const char *wish, const char *const *have, size_t have_count)
{
    tag wished, at_hand;
    int best = -1, best_score = 0;
    if (have == NULL || !read_tag(&wished, wish))
        return -1;
    for (size_t i = 0; i < have_count && i < (size_t)INT_MAX; i++) {
        if (!read_tag(&at_hand, have[i]))
            continue;
        int found = score(&wished, &at_hand);
        if (found > best_score) {
            best = (int)i;
            best_score = found;
        }
    }
    return best;
}

int ekb_language_differs(const char *wish, const char *given)
{
    tag wished, got;
    if (!read_tag(&wished, wish) || !read_tag(&got, given))
        return 1;
    if (wished.primary != got.primary || memcmp(wished.text, got.text, wished.primary) != 0)
        return 1;
    return is_chinese(&wished) && is_traditional(&wished) != is_traditional(&got);
}

int ekb_language_choose(const char *const *wishes, size_t wish_count, size_t at, const char *const *have,
                        size_t have_count)
{
    if (have_count == 0)
        return -1;
    int found = at < wish_count ? ekb_language_match(wishes[at], have, have_count) : -1;
    for (size_t i = 0; found < 0 && i < wish_count; i++)
        found = ekb_language_match(wishes[i], have, have_count);
    if (found < 0)
        found = ekb_language_match("en", have, have_count);
    return found < 0 ? 0 : found;
}

ekb_status ekb_languages_check(const char *const *tags, size_t count, ekb_error *error)
{
    tag unused;
    for (size_t i = 0; i < count; i++) {
        if (read_tag(&unused, tags[i]))
            continue;
        ekb_error_set(error, EKB_ERR_LANGUAGE, EKB_N_("`{language}` is not a language tag"),
                      EKB_N_("write it like zh-CN or en"));
        ekb_error_text(error, "language", tags[i] != NULL ? tags[i] : "");
        return EKB_ERR_LANGUAGE;
    }
    return EKB_OK;
}
