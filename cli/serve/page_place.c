/* SPDX-License-Identifier: MIT */
#include "page_place.h"

#include <string.h>

#include "html.h"

/* The tag that the segment at @p segment is, or NULL. */
static const char *tag_of(const char *segment, size_t length)
{
    for (const char *const *tag = ekb_tr_tags(); *tag != NULL; tag++) {
        if (strlen(*tag) == length && memcmp(*tag, segment, length) == 0)
            return *tag;
    }
    return NULL;
}

/* What stands behind the language. */
static ekb_page_view view_of(const char *rest)
{
    const char *slash = strchr(rest, '/');
    if (*rest == '\0')
        return EKB_PAGE_FRONT;
    if (slash == NULL)
        return strcmp(rest, "browse") == 0 ? EKB_PAGE_PRODUCTS : EKB_PAGE_MOVED;
    if (slash == rest)
        return EKB_PAGE_NOWHERE;
    return slash[1] == '\0' ? EKB_PAGE_PRODUCT : EKB_PAGE_ENTRY;
}

void ekb_page_place_read(ekb_page_place *place, const char *path)
{
    const char *rest = path[0] == '/' ? path + 1 : path;
    size_t length = strcspn(rest, "/");
    const char *tag = tag_of(rest, length);
    if (tag != NULL && rest[length] == '\0') {
        *place = (ekb_page_place){EKB_PAGE_MOVED, tag, ""};
        return;
    }
    if (tag != NULL)
        rest += length + 1;
    *place = (ekb_page_place){view_of(rest), tag, rest};
    /* Without a language, only what is surely ours: /favicon.ico is nothing. */
    if (tag == NULL && place->view == EKB_PAGE_MOVED)
        place->view = EKB_PAGE_NOWHERE;
    else if (tag == NULL && place->view != EKB_PAGE_FRONT && place->view != EKB_PAGE_ENTRY &&
             place->view != EKB_PAGE_NOWHERE)
        place->view = EKB_PAGE_MOVED;
}

void ekb_page_place_put(ekb_strbuf *out, const char *tag, const char *rest)
{
    ekb_strbuf_putc(out, '/');
    if (tag != NULL) {
        ekb_strbuf_puts(out, tag);
        ekb_strbuf_putc(out, '/');
    }
    ekb_html_percent(out, rest, strlen(rest), "/:@");
}
