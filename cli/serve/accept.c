/* SPDX-License-Identifier: MIT */
#include "accept.h"

#include <string.h>
#include <strings.h>

enum { WEIGHT_FULL = 1000 };

static size_t trimmed(const char *text, size_t length)
{
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    return length;
}

/* "0.8" in thousandths; what is no weight is 0, as nothing was promised for it. */
static unsigned read_weight(const char *text, size_t length)
{
    unsigned weight = 0, unit = 100;
    if (length == 0 || (text[0] != '0' && text[0] != '1') || (length > 1 && text[1] != '.') || length > 5)
        return 0;
    weight = text[0] == '1' ? WEIGHT_FULL : 0;
    for (size_t i = 2; i < length; i++, unit /= 10) {
        if (text[i] < '0' || text[i] > '9')
            return 0;
        weight += (unsigned)(text[i] - '0') * unit;
    }
    return weight <= WEIGHT_FULL ? weight : 0;
}

/* The weight among the parameters of an element, `;q=0.8`. */
static unsigned find_weight(const char *text, size_t length)
{
    while (length > 0) {
        const char *end = memchr(text, ';', length);
        size_t n = end != NULL ? (size_t)(end - text) : length, lead = 0;
        while (lead < n && (text[lead] == ' ' || text[lead] == '\t'))
            lead++;
        size_t kept = trimmed(text + lead, n - lead);
        if (kept >= 2 && (text[lead] == 'q' || text[lead] == 'Q') && text[lead + 1] == '=')
            return read_weight(text + lead + 2, kept - 2);
        n += end != NULL;
        text += n;
        length -= n;
    }
    return WEIGHT_FULL;
}

int ekb_accept_next(const char **cursor, ekb_accept_item *out)
{
    const char *item = *cursor + strspn(*cursor, " \t,");
    size_t length = strcspn(item, ",");
    *cursor = item + length;
    if (length == 0)
        return 0;
    const char *semicolon = memchr(item, ';', length);
    size_t name = semicolon != NULL ? (size_t)(semicolon - item) : length;
    out->name = item;
    out->length = trimmed(item, name);
    out->weight = semicolon != NULL ? find_weight(semicolon + 1, length - name - 1) : WEIGHT_FULL;
    return 1;
}

static int has_tag(const ekb_language_list *list, const char *tag)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->tags[i], tag) == 0)
            return 1;
    }
    return 0;
}

/* Keeps the list by weight; of equal ones the first stays first. */
static void insert(ekb_language_list *list, unsigned *weights, const char *tag, unsigned weight)
{
    size_t at = list->count;
    while (at > 0 && weights[at - 1] < weight)
        at--;
    if (at == EKB_LANGUAGES_MOST)
        return;
    size_t last = list->count < EKB_LANGUAGES_MOST ? list->count++ : EKB_LANGUAGES_MOST - 1;
    for (size_t i = last; i > at; i--) {
        memcpy(list->tags[i], list->tags[i - 1], EKB_TAG_SIZE);
        weights[i] = weights[i - 1];
    }
    memcpy(list->tags[at], tag, strlen(tag) + 1);
    weights[at] = weight;
}

void ekb_accept_languages(const char *field, ekb_language_list *out)
{
    unsigned weights[EKB_LANGUAGES_MOST] = {0};
    char name[EKB_TAG_SIZE], tag[EKB_TAG_SIZE];
    ekb_accept_item item;
    memset(out, 0, sizeof *out);
    for (const char *cursor = field != NULL ? field : ""; ekb_accept_next(&cursor, &item);) {
        if (item.weight == 0 || item.length >= sizeof name)
            continue;
        memcpy(name, item.name, item.length);
        name[item.length] = '\0';
        if (ekb_locale_tag(name, tag) && !has_tag(out, tag))
            insert(out, weights, tag, item.weight);
    }
}

static int is_named(const ekb_accept_item *item, const char *name)
{
    return strlen(name) == item->length && strncasecmp(item->name, name, item->length) == 0;
}

int ekb_accept_encoding(const char *field, const char *coding)
{
    int named = 0, identity_named = 0;
    unsigned any = 0, weight = 0, identity = 1;
    ekb_accept_item item;
    for (const char *cursor = field != NULL ? field : ""; ekb_accept_next(&cursor, &item);) {
        if (is_named(&item, coding))
            named = 1, weight = item.weight;
        else if (is_named(&item, "identity"))
            identity_named = 1, identity = item.weight;
        else if (is_named(&item, "*"))
            any = item.weight;
    }
    if (!named)
        weight = any;
    return weight > 0 && (!identity_named || weight >= identity);
}
