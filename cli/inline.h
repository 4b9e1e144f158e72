/* SPDX-License-Identifier: MIT */
/**
 * @file inline.h
 * @brief The text of entries: a small CommonMark subset, read span by span.
 *
 * The subset: code between backticks (any number of them), `**bold**`,
 * `[text](url)` and backslash escapes. Everything else, and everything that is
 * begun and not ended, is plain text: reading cannot fail, whatever the bytes,
 * and takes time in proportion to the length. Spans are slices of the text, so
 * nothing is allocated.
 *
 * Narrower than CommonMark: links and bold do not nest in themselves, a URL is
 * at most EKB_INLINE_URL_MAX bytes. Wider: `**` ends bold text also between
 * punctuation and a letter (`**“启用”**按钮`), where Chinese has no space.
 */
#ifndef EKB_CLI_INLINE_H
#define EKB_CLI_INLINE_H

#include <stddef.h>
#include <stdint.h>

#include "core/strbuf.h"

#define EKB_INLINE_URL_MAX 2048

/** A stretch of text of one look. Neither slice is NUL-terminated. */
typedef struct ekb_inline_span {
    const char *text; /**< Escapes resolved. May hold line ends, which mean a space. */
    size_t length;    /**< Never 0. */
    int code;
    int bold;
    const char *url; /**< Of the link that the span is in, else NULL. Any scheme. */
    size_t url_length;
} ekb_inline_span;

/** Reading position; set up by ekb_inline_begin(), members are private. */
typedef struct ekb_inline {
    const char *text;
    size_t at, end;
    uint64_t no_code; /* bit n: no run of n backticks is left that could end code */
    int no_bold;      /* no end of bold text is left */
    int bold;
    const char *url; /* while in a link */
    size_t url_length;
    struct {
        size_t at, end;
        uint64_t no_code;
        int no_bold, bold;
    } outer; /* while in a link: how to go on behind it */
} ekb_inline;

/** Begin reading @p length bytes of @p text, which must outlive the spans. */
void ekb_inline_begin(ekb_inline *in, const char *text, size_t length);
/** @return 0 at the end, with @p span untouched. */
int ekb_inline_next(ekb_inline *in, ekb_inline_span *span);

/** Append the text without its marks, line ends as spaces. */
void ekb_inline_plain(ekb_strbuf *out, const char *text);

/** Is this a URL that a reader may be led to: http or https, without control
 *  characters or spaces? */
int ekb_inline_url_safe(const char *url, size_t length);

#endif
