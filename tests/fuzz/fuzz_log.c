/* SPDX-License-Identifier: MIT */
/* What a scan does with a log of any bytes before and after the scanner: its character
 * set, its compression, the time of a line, masks, an excerpt, JSON. Places stay inside
 * of the text, and what is told is text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "core/utf8.h"
#include "excerpt.h"
#include "json_text.h"
#include "redact.h"
#include "stamp.h"
#include "unpack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

static void require_utf8(const ekb_strbuf *text)
{
    require(!text->failed && ekb_utf8_valid(ekb_strbuf_text(text), text->length) == text->length);
}

static void check_charset(const char *text, size_t size, ekb_strbuf *decoded)
{
    ekb_scan_encoding encoding;
    size_t mark;
    ekb_charset_guess(text, size, 0, &encoding, NULL);
    ekb_charset_guess(text, size, 1, &encoding, &mark);
    require(mark <= size && ekb_charset_ascii(text, size) <= size);
    ekb_charset_decode(encoding, text, size, decoded);
    require_utf8(decoded);
}

/* Masks of a log that comes in parts never hold a line's end. */
static void check_parts(const char *text, size_t size)
{
    ekb_redact_state state = {0};
    ekb_strbuf masked = EKB_STRBUF_INIT;
    size_t ends = 0, part = size / 4 + 1;
    for (size_t at = 0; at < size; at += part)
        ekb_redact_next(&state, text + at, size - at < part ? size - at : part, &masked);
    ekb_redact_flush(&state, &masked);
    for (size_t i = 0; i < size; i++)
        ends += text[i] == '\n';
    for (size_t i = 0; i < masked.length; i++)
        ends -= masked.data[i] == '\n';
    require(!masked.failed && ends == 0);
    ekb_redact_state_release(&state);
    ekb_strbuf_release(&masked);
}

static void check_shown(const char *text, size_t size)
{
    ekb_stamp stamp;
    ekb_excerpt excerpt;
    ekb_strbuf masked = EKB_STRBUF_INIT, json = EKB_STRBUF_INIT;
    ekb_span spans[] = {{0, size}, {size / 3, size / 2}, {size / 2, size / 2}};
    ekb_stamp_find(text, size, &stamp);
    require(stamp.span.start <= stamp.span.end && stamp.span.end <= size);
    ekb_redact(text, size, &masked, spans, 3);
    for (size_t i = 0; i < 3; i++)
        require(spans[i].start <= spans[i].end && spans[i].end <= masked.length);
    require(spans[0].start == 0 && spans[0].end == masked.length);
    check_parts(text, size);
    ekb_excerpt_init(&excerpt, ekb_strbuf_text(&masked), masked.length, spans[1], 40);
    require_utf8(&excerpt.before);
    require_utf8(&excerpt.match);
    require_utf8(&excerpt.after);
    ekb_json_text_string(&json, text, size);
    require_utf8(&json);
    ekb_excerpt_release(&excerpt);
    ekb_strbuf_release(&masked);
    ekb_strbuf_release(&json);
}

/* What is to be read, a few bytes at a time. */
typedef struct packed {
    const char *bytes;
    size_t left;
} packed;

static long read_some(void *context, char *buffer, size_t size)
{
    packed *p = context;
    size_t n = p->left < 100 ? p->left : 100;
    n = n < size ? n : size;
    memcpy(buffer, p->bytes, n);
    p->bytes += n;
    p->left -= n;
    return (long)n;
}

static void check_unpacking(const char *text, size_t size)
{
    enum { MOST = 1 << 22 }; /* a small file may hold gigabytes */
    char buffer[4096];
    size_t got = 1, head = size < 64 ? size : 64, sum = 0;
    packed rest = {text + head, size - head};
    ekb_unpack *unpack = NULL;
    if (!ekb_unpack_knows(text, head))
        return;
    require(ekb_unpack_open(&unpack, text, head, read_some, &rest, NULL) == EKB_OK);
    while (got > 0 && sum < MOST && ekb_unpack_next(unpack, buffer, sizeof buffer, &got, NULL) == EKB_OK) {
        require(got <= sizeof buffer);
        sum += got;
    }
    ekb_unpack_close(unpack);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A copy of exactly this size: what reads past it is found by the sanitizer behind it. */
    char *text = malloc(size > 0 ? size : 1);
    ekb_strbuf decoded = EKB_STRBUF_INIT;
    require(text != NULL);
    memcpy(text, data, size);
    check_charset(text, size, &decoded);
    check_shown(text, size);
    check_shown(ekb_strbuf_text(&decoded), decoded.length);
    check_unpacking(text, size);
    ekb_strbuf_release(&decoded);
    free(text);
    return 0;
}
