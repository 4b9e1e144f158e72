/* SPDX-License-Identifier: MIT */
#include "redact_fold.h"

#include <stdlib.h>
#include <string.h>

enum { WIDE = 3 /* bytes of a full-width form */ };

/* U+FF01 to U+FF5E stand for the ASCII characters from U+0021 on, U+3000 for the blank;
 * 0 for all others. */
static char narrow(const char *text, size_t left)
{
    const unsigned char *c = (const unsigned char *)text;
    if (left < WIDE || (c[0] != 0xEF && c[0] != 0xE3))
        return '\0';
    if (c[0] == 0xE3)
        return (char)(c[1] == 0x80 && c[2] == 0x80 ? ' ' : '\0');
    if (c[1] == 0xBC && c[2] >= 0x81 && c[2] <= 0xBF)
        return (char)(c[2] - 0x81 + 0x21);
    if (c[1] == 0xBD && c[2] >= 0x80 && c[2] <= 0x9E)
        return (char)(c[2] - 0x80 + 0x60);
    return '\0';
}

static int has_wide(const char *text, size_t length)
{
    static const char leads[] = {'\xEF', '\xE3'};
    for (size_t i = 0; i < sizeof leads; i++) {
        const char *end = text + length, *at = text;
        for (; at < end && (at = memchr(at, leads[i], (size_t)(end - at))) != NULL; at++)
            if (narrow(at, (size_t)(end - at)) != '\0')
                return 1;
    }
    return 0;
}

int ekb_redact_fold(const char *text, size_t length, ekb_redact_folded *out)
{
    *out = (ekb_redact_folded){NULL, 0, NULL};
    if (length == 0 || !has_wide(text, length))
        return 0;
    out->text = malloc(length);
    out->from = malloc((length + 1) * sizeof *out->from);
    if (out->text == NULL || out->from == NULL) {
        ekb_redact_folded_release(out);
        return -1;
    }
    size_t n = 0;
    for (size_t at = 0; at < length; n++) {
        char plain = narrow(text + at, length - at);
        out->text[n] = plain != '\0' ? plain : text[at];
        out->from[n] = at;
        at += plain != '\0' ? WIDE : 1;
    }
    out->from[n] = length;
    out->length = n;
    return 0;
}

void ekb_redact_folded_release(ekb_redact_folded *folded)
{
    free(folded->text);
    free(folded->from);
    *folded = (ekb_redact_folded){NULL, 0, NULL};
}
