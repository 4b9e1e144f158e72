/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "core/error.h"
#include "document.h"
#include "values.h"

int ekbc_is_product(const ekbc_yaml *root)
{
    if (root->kind != EKBC_MAPPING)
        return 0;
    for (const ekbc_yaml *value = root->first; value != NULL; value = value->next) {
        if (strcmp(value->key->text, "product") == 0)
            return 1;
    }
    return 0;
}

void ekbc_read_link(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    static const ekbc_field fields[] = {
        {"url", ekbc_read_url, offsetof(ekbc_link, url), 1},
        {"title", ekbc_read_texts, offsetof(ekbc_link, title), 1},
    };
    ekbc_link *link = into;
    link->url = "";
    link->place = value->place;
    ekbc_fields_read(reader, value, fields, sizeof fields / sizeof fields[0], link);
}

unsigned ekbc_forms_of(ekbc_reader *reader, const ekbc_yaml *value)
{
    static const ekbc_name names[] = {{"decimal", EKBC_DECIMAL},   {"hex", EKBC_HEX},
                                      {"signed", EKBC_SIGNED},     {"symbol", EKBC_SYMBOL},
                                      {"prefixed", EKBC_PREFIXED}, {NULL, 0}};
    unsigned forms = 0;
    if (!ekbc_expect(reader, value, EKBC_SEQUENCE))
        return 0;
    for (const ekbc_yaml *at = value->first; at != NULL; at = at->next)
        forms |= (unsigned)ekbc_name_of(reader, at, names, 0);
    if (value->count == 0)
        ekbc_diag_error(reader->diags, value->place, EKB_N_("the list is empty"),
                        EKB_N_("add an item or leave the key out"));
    return forms;
}

/* product and space are words that go into ids, URLs and queries. */
static void read_slug(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    const char **out = into;
    const char *text = ekbc_text_of(reader, value);
    if (text == NULL)
        return;
    if (strlen(text) > 64 || strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789._-") != strlen(text) ||
        strchr("._-", *text) != NULL) {
        ekbc_diag_error(
            reader->diags, value->place, EKB_N_("`{value}` is not a short name"),
            EKB_N_("use small letters, digits, `.`, `_` and `-`, at most 64, a letter or digit first"));
        ekbc_diag_text(reader->diags, "value", text);
        return;
    }
    *out = text;
}

static void read_origin(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    static const ekbc_name names[] = {
        {"authored", EKB_ORIGIN_AUTHORED}, {"imported", EKB_ORIGIN_IMPORTED}, {NULL, 0}};
    ekb_origin *out = into;
    *out = (ekb_origin)ekbc_name_of(reader, value, names, EKB_ORIGIN_AUTHORED);
}

static void read_forms(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    unsigned *out = into;
    *out = ekbc_forms_of(reader, value);
}

static void read_words(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_product *product = into;
    product->words =
        ekbc_list_read(reader, value, sizeof *product->words, ekbc_read_string, &product->word_count);
}

static void read_links(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_product *product = into;
    product->links =
        ekbc_list_read(reader, value, sizeof *product->links, ekbc_read_link, &product->link_count);
}

void ekbc_product_read(ekbc_reader *reader, const ekbc_yaml *root, ekbc_product *out)
{
    static const ekbc_field fields[] = {
        {"product", read_slug, offsetof(ekbc_product, id), 1},
        {"name", ekbc_read_texts, offsetof(ekbc_product, name), 1},
        {"description", ekbc_read_texts, offsetof(ekbc_product, description), 0},
        {"origin", read_origin, offsetof(ekbc_product, origin), 1},
        {"space", read_slug, offsetof(ekbc_product, space), 0},
        {"forms", read_forms, offsetof(ekbc_product, forms), 0},
        {"words", read_words, 0, 0},
        {"links", read_links, 0, 0},
    };
    size_t errors = reader->diags->errors;
    reader->passed_over = 0;
    *out = (ekbc_product){.id = "", .space = "", .place = root->place};
    ekbc_fields_read(reader, root, fields, sizeof fields / sizeof fields[0], out);
    if (*out->space == '\0')
        out->space = out->id;
    if (out->forms == 0)
        out->forms = EKBC_DECIMAL;
    out->broken = reader->passed_over || reader->diags->errors != errors;
}
