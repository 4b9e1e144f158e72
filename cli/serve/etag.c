/* SPDX-License-Identifier: MIT */
#include "etag.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define FNV_OFFSET UINT64_C(14695981039346656037)
#define FNV_PRIME UINT64_C(1099511628211)

void ekb_etag_init(ekb_etag *etag)
{
    etag->hash = FNV_OFFSET;
}

static void mix(ekb_etag *etag, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        etag->hash = (etag->hash ^ bytes[i]) * FNV_PRIME;
}

void ekb_etag_add(ekb_etag *etag, const void *bytes, size_t length)
{
    unsigned char prefix[8];
    for (size_t i = 0; i < sizeof prefix; i++)
        prefix[i] = (unsigned char)(length >> 8 * i & 0xFF);
    mix(etag, prefix, sizeof prefix);
    mix(etag, bytes, length);
}

void ekb_etag_add_text(ekb_etag *etag, const char *text)
{
    static const unsigned char absent[8] = {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF};
    if (text != NULL)
        ekb_etag_add(etag, text, strlen(text));
    else
        mix(etag, absent, sizeof absent);
}

void ekb_etag_write(const ekb_etag *etag, char *out)
{
    snprintf(out, EKB_ETAG_SIZE, "\"%016" PRIx64 "\"", etag->hash);
}

int ekb_etag_matches(const char *field, const char *tag)
{
    size_t length = strlen(tag);
    const char *at = field != NULL ? field : "";
    while (*at != '\0') {
        at += strspn(at, " \t,");
        if (at[0] == 'W' && at[1] == '/')
            at += 2;
        if (strncmp(at, tag, length) == 0)
            return 1;
        if (*at == '"')
            at += 1 + strcspn(at + 1, "\"");
        at += strcspn(at, ",");
    }
    return 0;
}

int ekb_etag_any(const char *field)
{
    return field != NULL && strcmp(field, "*") == 0;
}
