/* SPDX-License-Identifier: MIT */
/*
 * Looks texts up in GNU .mo images.
 *
 * Invariant: nothing is written, ever, and nothing of an image is trusted:
 * every offset is checked against its size, and a text is only returned if its
 * NUL is inside. An image that is wrong is a catalog without translations.
 * The images are searched as they are (their keys are sorted), so a program
 * that prints no translated text pays nothing for them.
 */
#include "catalog.h"

#include <stdint.h>
#include <string.h>

enum { MO_HEADER = 28, MO_KEY_SEPARATOR = 4 };

/* One string of an image; text is NULL when the image lies about it. */
typedef struct mo_string {
    const char *text;
    size_t length;
} mo_string;

typedef struct mo_image {
    const unsigned char *bytes;
    size_t size;
    int swapped; /* written by a machine of the other byte order */
    uint32_t count, keys, values;
} mo_image;

static uint32_t read_u32(const mo_image *image, size_t at)
{
    const unsigned char *b = image->bytes + at;
    uint32_t little = (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
    uint32_t big = (uint32_t)b[3] | (uint32_t)b[2] << 8 | (uint32_t)b[1] << 16 | (uint32_t)b[0] << 24;
    return image->swapped ? big : little;
}

static int table_fits(const mo_image *image, uint32_t at)
{
    return at <= image->size && image->count <= (image->size - at) / 8;
}

/* 0 if the catalog has no image that can be read. */
static int open_image(mo_image *image, const ekb_tr_catalog *catalog)
{
    static const uint32_t magic = 0x950412de, magic_swapped = 0xde120495;
    *image = (mo_image){.bytes = catalog->mo, .size = catalog->size};
    if (image->bytes == NULL || image->size < MO_HEADER)
        return 0;
    uint32_t found = read_u32(image, 0);
    if (found != magic && found != magic_swapped)
        return 0;
    image->swapped = found == magic_swapped;
    image->count = read_u32(image, 8);
    image->keys = read_u32(image, 12);
    image->values = read_u32(image, 16);
    return read_u32(image, 4) >> 16 <= 1 && table_fits(image, image->keys) &&
           table_fits(image, image->values);
}

static mo_string string_at(const mo_image *image, uint32_t table, uint32_t at)
{
    mo_string none = {NULL, 0};
    size_t row = (size_t)table + (size_t)at * 8;
    uint32_t length = read_u32(image, row);
    uint32_t offset = read_u32(image, row + 4);
    if (offset >= image->size || length >= image->size - offset || image->bytes[offset + length] != '\0')
        return none;
    return (mo_string){(const char *)(image->bytes + offset), length};
}

/* A key as the .mo spells it: "context\4english", without building it. */
static int compare_key(const char *context, const char *english, const char *key)
{
    if (context == NULL)
        return strcmp(english, key);
    size_t n = strlen(context);
    int order = strncmp(context, key, n);
    if (order == 0)
        order = MO_KEY_SEPARATOR - (int)(unsigned char)key[n];
    return order != 0 ? order : strcmp(english, key + n + 1);
}

static mo_string find(const ekb_tr_catalog *catalog, const char *context, const char *english)
{
    mo_string none = {NULL, 0};
    mo_image image;
    /* The empty key holds the file's header, not a text. */
    if (catalog == NULL || *english == '\0' || !open_image(&image, catalog))
        return none;
    uint32_t low = 0, high = image.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        mo_string key = string_at(&image, image.keys, middle);
        if (key.text == NULL)
            return none;
        int order = compare_key(context, english, key.text);
        if (order == 0)
            return string_at(&image, image.values, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return none;
}

static unsigned plural_form(ekb_tr_plural rule, unsigned long n)
{
    switch (rule) {
    case EKB_TR_PLURAL_NOT_ONE:
        return n != 1;
    case EKB_TR_PLURAL_OVER_ONE:
        return n > 1;
    case EKB_TR_PLURAL_NONE:
        break;
    }
    return 0;
}

const char *ekb_tr(const ekb_tr_catalog *catalog, const char *english)
{
    mo_string found = find(catalog, NULL, english);
    return found.text != NULL && found.length > 0 ? found.text : english;
}

const char *ekb_tr_context(const ekb_tr_catalog *catalog, const char *context, const char *english)
{
    mo_string found = find(catalog, context, english);
    return found.text != NULL && found.length > 0 ? found.text : english;
}

const char *ekb_trn(const ekb_tr_catalog *catalog, const char *singular, const char *plural, unsigned long n)
{
    mo_string found = find(catalog, NULL, singular);
    if (found.text == NULL || found.length == 0)
        return n == 1 ? singular : plural;
    /* The forms stand one behind the other, each with its NUL. */
    const char *form = found.text, *end = found.text + found.length;
    for (unsigned skip = plural_form(catalog->plural, n); skip > 0; skip--) {
        const char *next = form + strlen(form) + 1;
        if (next > end)
            break;
        form = next;
    }
    return form;
}

/* Tags differ by case and by `_` for `-`; a locale's codeset and modifier are no part of it. */
static char fold_tag(char c)
{
    if (c == '.' || c == '@')
        return '\0';
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return (char)(c == '_' ? '-' : c);
}

/* Equal for the first subtag, or throughout. */
static int same_tag(const char *a, const char *b, int whole)
{
    for (;; a++, b++) {
        char x = fold_tag(*a), y = fold_tag(*b);
        if (!whole && (x == '\0' || x == '-') && (y == '\0' || y == '-'))
            return 1;
        if (x != y)
            return 0;
        if (x == '\0')
            return 1;
    }
}

const ekb_tr_catalog *ekb_tr_find(const char *tag)
{
    for (int whole = 1; tag != NULL && whole >= 0; whole--) {
        for (size_t i = 0; i < ekb_tr_catalog_count; i++) {
            const ekb_tr_catalog *catalog = &ekb_tr_catalogs[i];
            if ((whole || !catalog->hidden) && same_tag(tag, catalog->tag, whole))
                return catalog;
        }
    }
    return &ekb_tr_catalogs[0];
}

const char *ekb_tr_tag(const ekb_tr_catalog *catalog)
{
    return catalog != NULL ? catalog->tag : ekb_tr_catalogs[0].tag;
}
