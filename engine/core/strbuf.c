/* SPDX-License-Identifier: MIT */
#include "strbuf.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for `more` bytes and the NUL; 0 when there is none. */
static int reserve(ekb_strbuf *buffer, size_t more)
{
    if (buffer->failed)
        return 0;
    size_t most = buffer->limit != 0 ? buffer->limit : SIZE_MAX / 2;
    if (more > most || buffer->length > most - more) {
        buffer->failed = 1;
        return 0;
    }
    size_t need = buffer->length + more + 1;
    if (need <= buffer->capacity)
        return 1;
    size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity;
    while (capacity < need)
        capacity *= 2;
    char *data = realloc(buffer->data, capacity);
    if (data == NULL) {
        buffer->failed = 1;
        return 0;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return 1;
}

void ekb_strbuf_append(ekb_strbuf *buffer, const char *bytes, size_t length)
{
    if (!reserve(buffer, length))
        return;
    if (length > 0)
        memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

void ekb_strbuf_puts(ekb_strbuf *buffer, const char *text)
{
    ekb_strbuf_append(buffer, text, strlen(text));
}

void ekb_strbuf_printf(ekb_strbuf *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        buffer->failed = 1;
        return;
    }
    if (!reserve(buffer, (size_t)length))
        return;
    va_start(arguments, format);
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

void ekb_strbuf_put_codepoint(ekb_strbuf *buffer, unsigned c)
{
    char out[4];
    size_t n = 0;
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        c = 0xFFFD;
    if (c < 0x80) {
        out[n++] = (char)c;
    } else if (c < 0x800) {
        out[n++] = (char)(0xC0 | c >> 6);
        out[n++] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        out[n++] = (char)(0xE0 | c >> 12);
        out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (c & 0x3F));
    } else {
        out[n++] = (char)(0xF0 | c >> 18);
        out[n++] = (char)(0x80 | (c >> 12 & 0x3F));
        out[n++] = (char)(0x80 | (c >> 6 & 0x3F));
        out[n++] = (char)(0x80 | (c & 0x3F));
    }
    ekb_strbuf_append(buffer, out, n);
}

const char *ekb_strbuf_text(const ekb_strbuf *buffer)
{
    return buffer->data != NULL ? buffer->data : "";
}

void ekb_strbuf_clear(ekb_strbuf *buffer)
{
    buffer->length = 0;
    buffer->failed = 0;
    if (buffer->data != NULL)
        buffer->data[0] = '\0';
}

void ekb_strbuf_release(ekb_strbuf *buffer)
{
    free(buffer->data);
    *buffer = (ekb_strbuf){.limit = buffer->limit};
}
