/* SPDX-License-Identifier: MIT */
#include "fields.h"

#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "lookalikes.h"
#include "nearest.h"

void *ekbc_keep(ekbc_reader *reader, size_t count, size_t size)
{
    void *memory = ekb_arena_calloc(reader->keep, count, size);
    if (memory == NULL)
        reader->nomem = 1;
    return memory;
}

const char *ekbc_keep_text(ekbc_reader *reader, const char *text, size_t length)
{
    const char *copy = ekb_arena_strndup(reader->keep, text, length);
    if (copy == NULL) {
        reader->nomem = 1;
        return "";
    }
    return copy;
}

static const struct {
    const char *message, *remedy;
} expected[] = {
    [EKBC_SCALAR] = {EKB_N_("a text is expected here"),
                     EKB_N_("put a text that begins with `{` or `[` in quotes")},
    [EKBC_SEQUENCE] = {EKB_N_("a list is expected here"), EKB_N_("begin each item with `- `")},
    [EKBC_MAPPING] = {EKB_N_("keys with values are expected here"), EKB_N_("write `key: value`")},
};

/* What makes a text something else. */
static const char *remedy_for(const ekbc_yaml *value, ekbc_yaml_kind wanted)
{
    if (wanted != EKBC_SCALAR || value->flow)
        return expected[wanted].remedy;
    return value->kind == EKBC_MAPPING ? EKB_N_("put a text that holds `: ` in quotes")
                                       : EKB_N_("put a text that begins with `- ` in quotes");
}

int ekbc_report_lookalike(ekbc_reader *reader, const ekbc_yaml *value)
{
    const ekbc_yaml *scalar = value->kind == EKBC_MAPPING && value->first != NULL ? value->first->key : value;
    size_t offset = 0;
    uint32_t c = scalar->kind == EKBC_SCALAR && scalar->plain
                     ? ekbc_lookalike_in(scalar->text, scalar->length, &offset)
                     : 0;
    if (c == 0)
        return 0;
    ekbc_lookalike_report(reader->diags, scalar->place, c);
    ekbc_diag_within(reader->diags, scalar->text, offset);
    return 1;
}

int ekbc_report_joined_colon(ekbc_reader *reader, const ekbc_yaml *value)
{
    size_t at =
        value->kind == EKBC_SCALAR && value->plain ? ekbc_joined_colon_in(value->text, value->length) : 0;
    if (at == 0)
        return 0;
    ekbc_joined_colon_report(reader->diags, value->place);
    ekbc_diag_within(reader->diags, value->text, at);
    return 1;
}

/* A list of which no item is one to YAML. */
static int report_false_item(ekbc_reader *reader, const ekbc_yaml *value)
{
    const ekbc_yaml *scalar = value->kind == EKBC_MAPPING && value->first != NULL ? value->first->key : value;
    size_t size =
        scalar->kind == EKBC_SCALAR && scalar->plain ? ekbc_false_item_in(scalar->text, scalar->length) : 0;
    if (size > 0)
        ekbc_false_item_report(reader->diags, scalar->place, scalar->text, size);
    return size > 0;
}

int ekbc_expect(ekbc_reader *reader, const ekbc_yaml *value, ekbc_yaml_kind kind)
{
    if (value->kind == kind)
        return 1;
    if (value->kind == EKBC_BROKEN)
        reader->passed_over = 1;
    else if (!ekbc_report_lookalike(reader, value) &&
             (kind != EKBC_MAPPING || !ekbc_report_joined_colon(reader, value)) &&
             (kind != EKBC_SEQUENCE || !report_false_item(reader, value)))
        ekbc_diag_error(reader->diags, value->place, expected[kind].message, remedy_for(value, kind));
    return 0;
}

/* A table as ekbc_nearest() wants it. */
typedef struct table {
    const ekbc_field *fields;
    size_t count;
} table;

static const char *field_name(const void *context, size_t at)
{
    const table *t = context;
    return at < t->count ? t->fields[at].name : NULL;
}

static void list_fields(ekbc_reader *reader, const table *t)
{
    for (size_t i = 0; i < t->count; i++) {
        char key[40];
        snprintf(key, sizeof key, "`%s`", t->fields[i].name);
        ekbc_diag_item(reader->diags, "keys", key);
    }
}

static size_t find_field(const table *t, const char *name, size_t length)
{
    size_t i = 0;
    while (i < t->count &&
           (strncmp(t->fields[i].name, name, length) != 0 || t->fields[i].name[length] != '\0'))
        i++;
    return i;
}

/* @return the bit of that field, 0 for none. */
static uint32_t field_bit(const table *t, const char *name, size_t length)
{
    size_t at = find_field(t, name, length);
    return at < t->count ? UINT32_C(1) << at : 0;
}

/* @return the bit of the field that may be meant: that it is missing is not to be told, too. */
static uint32_t report_unknown(ekbc_reader *reader, const ekbc_yaml *key, const table *t)
{
    if (ekbc_report_lookalike(reader, key))
        return 0;
    if (ekbc_report_joined_colon(reader, key))
        return field_bit(t, key->text, strcspn(key->text, ":"));
    const char *near = ekbc_nearest(key->text, field_name, t);
    ekbc_diag_error(reader->diags, key->place, EKB_N_("the key `{key}` is not known here"),
                    near != NULL ? EKB_N_("did you mean `{near}`?") : EKB_N_("known are {keys}"));
    ekbc_diag_text(reader->diags, "key", key->text);
    if (near != NULL)
        ekbc_diag_text(reader->diags, "near", near);
    else
        list_fields(reader, t);
    return near != NULL ? field_bit(t, near, strlen(near)) : 0;
}

uint32_t ekbc_fields_read(ekbc_reader *reader, const ekbc_yaml *mapping, const ekbc_field *fields,
                          size_t count, void *into)
{
    const table t = {fields, count};
    uint32_t seen = 0, meant = 0;
    if (!ekbc_expect(reader, mapping, EKBC_MAPPING))
        return 0;
    for (const ekbc_yaml *value = mapping->first; value != NULL; value = value->next) {
        size_t at = find_field(&t, value->key->text, value->key->length);
        if (at == count) {
            if (value->key->kind != EKBC_BROKEN)
                meant |= report_unknown(reader, value->key, &t);
        } else if ((seen >> at & 1) == 0) { /* else a duplicate, already reported */
            seen |= UINT32_C(1) << at;
            fields[at].read(reader, value, (char *)into + fields[at].offset);
        }
    }
    seen |= meant;
    for (size_t i = 0; i < count; i++) {
        if (!fields[i].required || (seen >> i & 1) != 0)
            continue;
        ekbc_diag_error(reader->diags, mapping->place, EKB_N_("the key `{key}` is missing"),
                        EKB_N_("add it; kb/README.md shows a whole entry"));
        ekbc_diag_text(reader->diags, "key", fields[i].name);
    }
    return seen;
}

void *ekbc_list_read(ekbc_reader *reader, const ekbc_yaml *value, size_t size, ekbc_field_fn item,
                     size_t *count)
{
    *count = 0;
    if (!ekbc_expect(reader, value, EKBC_SEQUENCE))
        return NULL;
    if (value->count == 0) {
        ekbc_diag_error(reader->diags, value->place, EKB_N_("the list is empty"),
                        EKB_N_("add an item or leave the key out"));
        return NULL;
    }
    char *items = ekbc_keep(reader, value->count, size);
    if (items == NULL)
        return NULL;
    for (const ekbc_yaml *at = value->first; at != NULL; at = at->next)
        item(reader, at, items + size * (*count)++);
    return items;
}
