/* SPDX-License-Identifier: MIT */
#include "sanitize.h"

#include <utf8proc.h>

/* Invisible code points that reorder or hide text. */
static const struct {
    unsigned first, last;
} hidden[] = {
    {0x061C, 0x061C}, {0x200E, 0x200F}, {0x202A, 0x202E},   {0x2060, 0x206F},
    {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0xE0000, 0xE007F},
};

static int is_hidden(unsigned codepoint)
{
    if (codepoint < hidden[0].first)
        return 0;
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++) {
        if (codepoint >= hidden[i].first && codepoint <= hidden[i].last)
            return 1;
    }
    return 0;
}

static void put_control(ekb_strbuf *out, unsigned codepoint)
{
    enum { PICTURES = 0x2400, DELETE_PICTURE = 0x2421, REPLACEMENT = 0xFFFD };
    ekb_strbuf_put_codepoint(out, codepoint < 0x20    ? PICTURES + codepoint
                                  : codepoint == 0x7F ? DELETE_PICTURE
                                                      : REPLACEMENT);
}

static void put(ekb_strbuf *out, unsigned codepoint, ekb_line_ends line_ends)
{
    if (codepoint == '\n' && line_ends == EKB_LINE_ENDS_KEEP)
        ekb_strbuf_putc(out, '\n');
    else if (codepoint == '\n' || codepoint == '\t' || codepoint == 0x2028 || codepoint == 0x2029)
        ekb_strbuf_putc(out, ' ');
    else if (codepoint < 0x20 || (codepoint >= 0x7F && codepoint < 0xA0))
        put_control(out, codepoint);
    else if (!is_hidden(codepoint))
        ekb_strbuf_put_codepoint(out, codepoint);
}

/* Bytes from `at` that are printable ASCII: what most text is, copied as a whole. */
static size_t plain_run(const char *text, size_t length, size_t at)
{
    size_t n = at;
    while (n < length && text[n] >= 0x20 && text[n] < 0x7F)
        n++;
    return n - at;
}

void ekb_sanitize(ekb_strbuf *out, const char *text, size_t length, ekb_line_ends line_ends)
{
    size_t at = 0;
    while (at < length) {
        size_t run = plain_run(text, length, at);
        ekb_strbuf_append(out, text + at, run);
        at += run;
        if (at == length)
            break;
        utf8proc_int32_t codepoint = -1;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text + at,
                                              (utf8proc_ssize_t)(length - at), &codepoint);
        if (n <= 0) {
            ekb_strbuf_put_codepoint(out, 0xFFFD);
            at++;
            continue;
        }
        at += (size_t)n;
        if (codepoint == '\r' && at < length && text[at] == '\n')
            continue;
        put(out, codepoint == '\r' ? '\n' : (unsigned)codepoint, line_ends);
    }
}
