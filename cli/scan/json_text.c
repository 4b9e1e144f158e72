/* SPDX-License-Identifier: MIT */
#include "json_text.h"

#include <stdio.h>
#include <string.h>

#include "core/utf8.h"

/* A comma goes before whatever does not begin something. */
static void separate(ekb_strbuf *out)
{
    char last = out->length > 0 ? out->data[out->length - 1] : '{';
    if (last != '{' && last != '[' && last != ':' && last != '\n')
        ekb_strbuf_putc(out, ',');
}

void ekb_json_text_open(ekb_strbuf *out, char bracket)
{
    separate(out);
    ekb_strbuf_putc(out, bracket);
}

void ekb_json_text_close(ekb_strbuf *out, char bracket)
{
    ekb_strbuf_putc(out, bracket);
}

static void put_escape(ekb_strbuf *out, unsigned char byte)
{
    static const char named[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    for (size_t i = 0; i + 1 < sizeof named; i += 2) {
        if ((unsigned char)named[i] == byte) {
            ekb_strbuf_putc(out, '\\');
            ekb_strbuf_putc(out, named[i + 1]);
            return;
        }
    }
    ekb_strbuf_printf(out, "\\u%04x", byte);
}

static int is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

static void put_quoted(ekb_strbuf *out, const char *text, size_t length)
{
    ekb_strbuf_putc(out, '"');
    for (size_t at = 0; at < length;) {
        size_t run = at, size = 1;
        while (run < length && is_plain((unsigned char)text[run]))
            run++;
        ekb_strbuf_append(out, text + at, run - at);
        at = run;
        if (at == length)
            break;
        if ((unsigned char)text[at] < 0x80)
            put_escape(out, (unsigned char)text[at]);
        else if (ekb_utf8_next(text, length, at, &size) == EKB_UTF8_BAD)
            ekb_strbuf_put_codepoint(out, 0xFFFD);
        else
            ekb_strbuf_append(out, text + at, size);
        at += size;
    }
    ekb_strbuf_putc(out, '"');
}

void ekb_json_text_string(ekb_strbuf *out, const char *text, size_t length)
{
    separate(out);
    put_quoted(out, text, length);
}

void ekb_json_text_any_key(ekb_strbuf *out, const char *key)
{
    separate(out);
    put_quoted(out, key, strlen(key));
    ekb_strbuf_putc(out, ':');
}

void ekb_json_text_key(ekb_strbuf *out, const char *key)
{
    separate(out);
    ekb_strbuf_putc(out, '"');
    ekb_strbuf_puts(out, key);
    ekb_strbuf_append(out, "\":", 2);
}

void ekb_json_text_number(ekb_strbuf *out, uint64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    separate(out);
    do
        digits[--at] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    ekb_strbuf_append(out, digits + at, sizeof digits - at);
}

void ekb_json_text_share(ekb_strbuf *out, double share)
{
    double kept = share > 0 ? share < 1 ? share : 1 : 0; /* no NaN */
    unsigned parts = (unsigned)(kept * 10000 + 0.5);
    separate(out);
    ekb_strbuf_printf(out, "%u.%04u", parts / 10000, parts % 10000);
}

void ekb_json_text_word(ekb_strbuf *out, const char *word)
{
    separate(out);
    ekb_strbuf_puts(out, word);
}

void ekb_json_text_put(ekb_strbuf *out, const char *key, const char *text)
{
    ekb_json_text_key(out, key);
    ekb_json_text_string(out, text, strlen(text));
}

void ekb_json_text_put_number(ekb_strbuf *out, const char *key, uint64_t number)
{
    ekb_json_text_key(out, key);
    ekb_json_text_number(out, number);
}

void ekb_json_text_put_known(ekb_strbuf *out, const char *key, uint64_t number)
{
    if (number > 0) {
        ekb_json_text_put_number(out, key, number);
        return;
    }
    ekb_json_text_key(out, key);
    ekb_json_text_word(out, "null");
}

void ekb_json_text_put_flag(ekb_strbuf *out, const char *key, int flag)
{
    ekb_json_text_key(out, key);
    ekb_json_text_word(out, flag ? "true" : "false");
}
