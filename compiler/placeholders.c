/* SPDX-License-Identifier: MIT */
#include "placeholders.h"

#include <string.h>

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static int is_word(char c)
{
    return is_letter(c) || c == '_' || (c >= '0' && c <= '9');
}

static const ekbc_placeholder *find(const ekbc_placeholders *in, const ekbc_placeholder *name)
{
    for (size_t i = 0; i < in->count; i++) {
        if (in->items[i].length == name->length && memcmp(in->items[i].name, name->name, name->length) == 0)
            return &in->items[i];
    }
    return NULL;
}

static void add(ekbc_placeholders *out, ekbc_placeholder name)
{
    if (find(out, &name) != NULL)
        return;
    if (out->count == EKBC_PLACEHOLDERS_MAX)
        out->too_many = 1;
    else
        out->items[out->count++] = name;
}

void ekbc_placeholders_find(const char *message, ekbc_placeholders *out)
{
    memset(out, 0, sizeof *out);
    for (const char *at = message; *at != '\0';) {
        if (out->words)
            at += strcspn(at, "{");
        if (at[0] == '\0')
            break;
        if (at[0] != '{') {
            out->words |= is_word(*at) || (*at & 0x80) != 0;
            at++;
            continue;
        }
        if (at[1] == '{') {
            at += 2;
            continue;
        }
        const char *end = at + 1;
        while (is_word(*end))
            end++;
        if (*end == '}' && (is_letter(at[1]) || at[1] == '_')) {
            add(out, (ekbc_placeholder){at + 1, (size_t)(end - at) - 1});
            at = end + 1;
        } else {
            if (out->broken == NULL)
                out->broken = at;
            at++;
        }
    }
}

const ekbc_placeholder *ekbc_placeholders_lacking(const ekbc_placeholders *a, const ekbc_placeholders *b)
{
    for (size_t i = 0; i < a->count; i++) {
        if (find(b, &a->items[i]) == NULL)
            return &a->items[i];
    }
    return NULL;
}
