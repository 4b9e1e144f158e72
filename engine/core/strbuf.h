/* SPDX-License-Identifier: MIT */
/**
 * @file strbuf.h
 * @brief A growing byte string with a sticky error.
 *
 * Append as often as needed and test `failed` once at the end: after a failed
 * allocation, or past `limit` bytes, appends do nothing. `data` is always
 * NUL-terminated or NULL (nothing appended yet); use ekb_strbuf_text().
 */
#ifndef EKB_CORE_STRBUF_H
#define EKB_CORE_STRBUF_H

#include <stdarg.h>
#include <stddef.h>

typedef struct ekb_strbuf {
    char *data;
    size_t length, capacity;
    size_t limit; /* 0: none */
    int failed;
} ekb_strbuf;

/* clang-format off */
#define EKB_STRBUF_INIT {NULL, 0, 0, 0, 0}
/* clang-format on */

#if defined(__GNUC__)
#  define EKB_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#  define EKB_PRINTF(at, first)
#endif

void ekb_strbuf_append(ekb_strbuf *buffer, const char *bytes, size_t length);
void ekb_strbuf_puts(ekb_strbuf *buffer, const char *text);
void ekb_strbuf_printf(ekb_strbuf *buffer, const char *format, ...) EKB_PRINTF(2, 3);
/** Append one code point as UTF-8; U+FFFD for what is none. */
void ekb_strbuf_put_codepoint(ekb_strbuf *buffer, unsigned codepoint);
/** The text, "" when empty. */
const char *ekb_strbuf_text(const ekb_strbuf *buffer);
/** Append a byte; here, since lists of numbers are written by the byte. */
static inline void ekb_strbuf_putc(ekb_strbuf *buffer, char byte)
{
    if (buffer->limit != 0 || buffer->failed || buffer->length + 2 > buffer->capacity) {
        ekb_strbuf_append(buffer, &byte, 1);
        return;
    }
    buffer->data[buffer->length++] = byte;
    buffer->data[buffer->length] = '\0';
}
/** Empty it but keep the memory and `limit`; clears `failed`. */
void ekb_strbuf_clear(ekb_strbuf *buffer);
void ekb_strbuf_release(ekb_strbuf *buffer);

#endif
