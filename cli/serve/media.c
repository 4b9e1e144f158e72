/* SPDX-License-Identifier: MIT */
#include "media.h"

#include <string.h>
#include <strings.h>

int ekb_media_is(const char *field, const char *type)
{
    size_t length = strlen(type);
    if (field == NULL || strncasecmp(field, type, length) != 0)
        return 0;
    field += length;
    field += strspn(field, " \t");
    return *field == ';' || *field == '\0';
}

int ekb_media_has_charset(const char *field, const char *charset)
{
    static const char name[] = "charset=";
    size_t length = strlen(charset);
    for (const char *at = field; at != NULL && (at = strchr(at, ';')) != NULL;) {
        at++;
        at += strspn(at, " \t");
        if (strncasecmp(at, name, sizeof name - 1) != 0)
            continue;
        const char *value = at + sizeof name - 1;
        value += *value == '"';
        if (strncasecmp(value, charset, length) == 0 && strchr("\"; \t", value[length]) != NULL)
            return 1; /* strchr finds the final NUL too */
    }
    return 0;
}
