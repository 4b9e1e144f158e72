/* SPDX-License-Identifier: MIT */
#include "lookalikes.h"

#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "core/utf8.h"

#define FULL_WIDTH_COLON 0xFF1A

int ekbc_is_foreign_space(uint32_t c)
{
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

int ekbc_is_foreign_quote(uint32_t c)
{
    return c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) || (c >= 0x300C && c <= 0x300F) ||
           c == 0xFF02 || c == 0xFF07;
}

/* What a key may consist of, before its colon. */
static int is_of_key(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

uint32_t ekbc_lookalike_in(const char *line, size_t length, size_t *offset)
{
    uint32_t before = 0; /* 0: nothing but blanks and the signs of items */
    int in_key = 1;
    for (size_t at = 0, size = 1; at < length; at += size) {
        uint32_t c = ekb_utf8_next(line, length, at, &size);
        int is_sign = ekbc_is_foreign_space(c) && (before == 0 || before == ':');
        if (is_sign || (c == FULL_WIDTH_COLON && in_key && before != 0)) {
            *offset = at;
            return c;
        }
        if (before == 0 && (c == ' ' || c == '-'))
            continue;
        /* Behind a flow sign a key may begin again. */
        in_key = c == '{' || c == ',' || c == ' ' ? (c != ' ' || in_key) : in_key && is_of_key(c);
        before = c;
    }
    return 0;
}

/* `https://…` is no key. */
size_t ekbc_joined_colon_in(const char *line, size_t length)
{
    size_t at = 0, key;
    while (at < length && (line[at] == ' ' || (line[at] == '-' && at + 1 < length && line[at + 1] == ' ')))
        at++;
    for (key = at; at < length && is_of_key((unsigned char)line[at]);)
        at++;
    if (at == key || at + 1 >= length || line[at] != ':' || strchr(" \t/", line[at + 1]) != NULL)
        return 0;
    return at;
}

void ekbc_joined_colon_report(ekbc_diags *diags, ekbc_place place)
{
    ekbc_diag_error(diags, place, EKB_N_("no space stands behind the colon"), EKB_N_("write `key: value`"));
}

static int is_foreign_hyphen(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x2015) || c == 0x2022 || c == 0x2043 || c == 0x2212 || c == 0xFE58 ||
           c == 0xFE63 || c == 0xFF0D;
}

size_t ekbc_false_item_in(const char *text, size_t length)
{
    size_t size = 0;
    uint32_t c = length > 0 ? ekb_utf8_next(text, length, 0, &size) : 0;
    int is_bare = c == '-' && size < length && text[size] != ' ';
    return is_bare || is_foreign_hyphen(c) ? size : 0;
}

void ekbc_false_item_report(ekbc_diags *diags, ekbc_place place, const char *sign, size_t size)
{
    char text[5] = "";
    if (*sign == '-') {
        ekbc_diag_error(diags, place, EKB_N_("no space stands behind the `-` of an item"),
                        EKB_N_("begin it with `- `"));
        return;
    }
    memcpy(text, sign, size);
    ekbc_diag_error(diags, place, EKB_N_("`{sign}` begins no item to YAML"),
                    EKB_N_("begin it with `- `, a hyphen and a space"));
    ekbc_diag_text(diags, "sign", text);
}

void ekbc_lookalike_report(ekbc_diags *diags, ekbc_place place, uint32_t c)
{
    char code[16];
    if (c == FULL_WIDTH_COLON) {
        ekbc_diag_error(diags, place, EKB_N_("`：` is no colon to YAML"),
                        EKB_N_("write `: `, with a space behind the colon"));
        return;
    }
    snprintf(code, sizeof code, "U+%04X", (unsigned)c);
    ekbc_diag_error(diags, place, EKB_N_("{character} looks like a space and is none to YAML"),
                    EKB_N_("write an ordinary space in its place"));
    ekbc_diag_text(diags, "character", code);
}
