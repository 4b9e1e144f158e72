/* SPDX-License-Identifier: MIT */
/* One line → one record, by a table of keys. Whatever is wrong is reported and
   the rest of the line read on, so that one run finds all. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/utf8.h"
#include "import_catalog.h"
#include "import_text.h"
#include "nearest.h"
#include "tag.h"

/* Longest id, product included, as entry.c has it. */
#define ID_MAX 200
/* Most further codes of an entry. */
#define CODES_MAX 64

typedef struct line_reader {
    ekbc_records *records;
    ekbc_diags *diags;
    uint32_t line;
    const char *text;
    size_t length;
    const char *product, *name;
    const char *alts[CODES_MAX];
    size_t alt_count;
    ekbc_record record;
    int wrong, nomem;
    ekb_strbuf clean;
} line_reader;

/* ---- Findings ----------------------------------------------------------- */

static uint32_t column_of(const line_reader *r, size_t byte)
{
    uint32_t column = 1;
    for (size_t at = 0, size = 1; at < byte && at < r->length; at += size, column++)
        ekb_utf8_next(r->text, r->length, at, &size);
    return column;
}

/* Past a string that begins at its quote. */
static size_t skip_string(const line_reader *r, size_t at)
{
    for (at++; at < r->length && r->text[at] != '"'; at++)
        at += r->text[at] == '\\';
    return at + 1;
}

/* Where a key of the outermost object stands. The line is JSON, or this would
   not be asked; a key that is written with escapes is not found, which costs
   only the column. */
static size_t key_at(const line_reader *r, const char *key)
{
    size_t length = strlen(key);
    int depth = 0;
    for (size_t at = 0; at < r->length; at++) {
        char c = r->text[at];
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        if (c != '"')
            continue;
        size_t end = skip_string(r, at), next = end;
        while (next < r->length && strchr(" \t\r", r->text[next]) != NULL && r->text[next] != '\0')
            next++;
        if (depth == 1 && next < r->length && r->text[next] == ':' && end - at == length + 2 &&
            memcmp(r->text + at + 1, key, length) == 0)
            return at;
        at = end - 1;
    }
    return 0;
}

static void report_at(line_reader *r, uint32_t column, const char *message, const char *remedy)
{
    r->wrong = 1;
    ekbc_diag_error(r->diags, (ekbc_place){0, r->line, column}, message, remedy);
}

/* About a key; `{key}` is filled. */
static void report(line_reader *r, const char *key, const char *message, const char *remedy)
{
    report_at(r, column_of(r, key_at(r, key)), message, remedy);
    ekbc_diag_text(r->diags, "key", key);
}

/* ---- Values ------------------------------------------------------------- */

/* A text, cleaned and kept; "" for one that is empty, NULL when it was reported. */
static const char *text_of(line_reader *r, const char *key, json_t *value)
{
    if (!json_is_string(value)) {
        report(r, key, EKB_N_("the value of `{key}` is not a text"), EKB_N_("write it in double quotes"));
        return NULL;
    }
    size_t length = json_string_length(value);
    if (length > EKBC_IMPORT_TEXT_MAX) {
        report(r, key, EKB_N_("a text of `{key}` is longer than {max} bytes"), EKB_N_("shorten it"));
        ekbc_diag_number(r->diags, "max", EKBC_IMPORT_TEXT_MAX);
        return NULL;
    }
    ekb_strbuf_clear(&r->clean);
    ekbc_import_clean(json_string_value(value), length, &r->clean);
    const char *text = ekb_arena_strndup(&r->records->arena, ekb_strbuf_text(&r->clean), r->clean.length);
    if (r->clean.failed || text == NULL)
        r->nomem = 1;
    return r->nomem ? NULL : text;
}

static void read_text(line_reader *r, const char *key, json_t *value, void *into)
{
    const char **out = into;
    const char *text = text_of(r, key, value);
    if (text != NULL)
        *out = text;
}

static const char *lang_of(line_reader *r, const char *key, const char *lang)
{
    char tag[EKBC_TAG_SIZE];
    const char *kept = NULL;
    if (!ekbc_tag_canonical(lang, tag)) {
        report(r, key, EKB_N_("`{lang}` under `{key}` is no language"),
               EKB_N_("write a BCP-47 tag, such as en or zh-CN"));
        ekbc_diag_text(r->diags, "lang", lang);
        return NULL;
    }
    kept = ekb_arena_strdup(&r->records->arena, tag);
    if (kept == NULL)
        r->nomem = 1;
    return kept;
}

/* Whether `texts` has a language: en-us and en-US are one. */
static int has_lang(const ekbc_texts *texts, const char *lang)
{
    for (size_t i = 0; i < texts->count; i++) {
        if (strcmp(texts->items[i].lang, lang) == 0)
            return 1;
    }
    return 0;
}

static void read_texts(line_reader *r, const char *key, json_t *value, void *into)
{
    ekbc_texts *out = into;
    if (!json_is_object(value)) {
        report(r, key, EKB_N_("the value of `{key}` is not a text by language"),
               EKB_N_("write {\"en\": \"…\", \"zh-CN\": \"…\"}"));
        return;
    }
    out->items = ekb_arena_calloc(&r->records->arena, json_object_size(value), sizeof *out->items);
    if (out->items == NULL) {
        r->nomem = 1;
        return;
    }
    for (void *at = json_object_iter(value); at != NULL; at = json_object_iter_next(value, at)) {
        const char *lang = lang_of(r, key, json_object_iter_key(at));
        const char *text = text_of(r, key, json_object_iter_value(at));
        if (lang == NULL || text == NULL || *text == '\0')
            continue;
        if (has_lang(out, lang)) {
            report(r, key, EKB_N_("`{key}` has `{lang}` twice"), EKB_N_("remove one of them"));
            ekbc_diag_text(r->diags, "lang", lang);
            continue;
        }
        out->items[out->count++] = (ekbc_text){lang, text, {0, r->line, 1}};
    }
}

static void read_alts(line_reader *r, const char *key, json_t *value, void *into)
{
    (void)into;
    size_t count = json_array_size(value);
    if (!json_is_array(value)) {
        report(r, key, EKB_N_("the value of `{key}` is not a list"), EKB_N_("write [\"…\", \"…\"]"));
        return;
    }
    if (count > CODES_MAX) {
        report(r, key, EKB_N_("more than {max} items under `{key}`"),
               EKB_N_("keep the codes that users see"));
        ekbc_diag_number(r->diags, "max", CODES_MAX);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const char *text = text_of(r, key, json_array_get(value, i));
        if (text != NULL && *text != '\0')
            r->alts[r->alt_count++] = text;
    }
}

/* ---- Keys --------------------------------------------------------------- */

typedef struct key_spec {
    const char *name;
    void (*read)(line_reader *r, const char *key, json_t *value, void *into);
    size_t offset; /* in line_reader */
    int required;
} key_spec;

static const key_spec keys[] = {
    {"product", read_text, offsetof(line_reader, product), 1},
    {"id", read_text, offsetof(line_reader, record.id), 1},
    {"name", read_text, offsetof(line_reader, name), 0},
    {"messages", read_texts, offsetof(line_reader, record.messages), 0},
    {"cause", read_texts, offsetof(line_reader, record.cause), 0},
    {"action", read_texts, offsetof(line_reader, record.action), 0},
    {"alt_ids", read_alts, 0, 0},
    {"source", read_text, offsetof(line_reader, record.source), 0},
};
enum { KEYS = sizeof keys / sizeof keys[0] };

static const char *key_name(const void *context, size_t at)
{
    (void)context;
    return at < KEYS ? keys[at].name : NULL;
}

static void report_unknown(line_reader *r, const char *key)
{
    const char *near = ekbc_nearest(key, key_name, NULL);
    report(r, key, EKB_N_("the key `{key}` is none of a catalog"),
           near != NULL
               ? EKB_N_("did you mean `{near}`?")
               : EKB_N_("remove it; known are product, id, name, messages, cause, action, alt_ids and "
                        "source"));
    if (near != NULL)
        ekbc_diag_text(r->diags, "near", near);
}

static void read_keys(line_reader *r, json_t *object)
{
    for (void *at = json_object_iter(object); at != NULL; at = json_object_iter_next(object, at)) {
        const char *key = json_object_iter_key(at);
        size_t i = 0;
        while (i < KEYS && strcmp(keys[i].name, key) != 0)
            i++;
        if (i == KEYS)
            report_unknown(r, key);
        else if (!json_is_null(json_object_iter_value(at)))
            keys[i].read(r, key, json_object_iter_value(at), (char *)r + keys[i].offset);
    }
    for (size_t i = 0; i < KEYS; i++) {
        const json_t *value = keys[i].required ? json_object_get(object, keys[i].name) : NULL;
        if (!keys[i].required || (json_is_string(value) && json_string_length(value) > 0))
            continue;
        if (value == NULL || json_is_null(value) || json_is_string(value))
            report(r, keys[i].name, EKB_N_("the key `{key}` is missing or empty"), EKB_N_("add it"));
    }
}

/* ---- The whole record --------------------------------------------------- */

static void check_product(line_reader *r)
{
    const char *slug = r->product;
    if (*slug == '\0' || (strlen(slug) <= 64 && strchr("._-", *slug) == NULL &&
                          slug[strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789._-")] == '\0'))
        return;
    report(r, "product", EKB_N_("`{value}` is not the short name of a product"),
           EKB_N_("use small letters, digits, `.`, `_` and `-`, at most 64, a letter or digit first"));
    ekbc_diag_text(r->diags, "value", slug);
}

static void check_id(line_reader *r)
{
    const char *id = r->record.id, *at = id;
    while (*at > ' ' && *at < 0x7F)
        at++;
    if (*at == '\0' && strlen(id) + strlen(r->product) < ID_MAX && strncmp(id, "procedures/", 11) != 0)
        return;
    report(
        r, "id", EKB_N_("`{value}` cannot be an id"),
        EKB_N_("use letters, digits and signs of ASCII without spaces, with the product at most {max}; not "
               "`procedures/`"));
    ekbc_diag_text(r->diags, "value", id);
    ekbc_diag_number(r->diags, "max", ID_MAX);
}

/* An id that ends in a sign (`4310/`) is read without it where it is pasted:
   what is left of it, or NULL. */
static const char *id_without_signs(line_reader *r)
{
    const char *id = r->record.id;
    size_t length = strlen(id);
    while (length > 0 && strchr("/#.-:_", id[length - 1]) != NULL)
        length--;
    if (length == 0 || id[length] == '\0')
        return NULL;
    const char *copy = ekb_arena_strndup(&r->records->arena, id, length);
    if (copy == NULL)
        r->nomem = 1;
    return copy;
}

static void put_codes(line_reader *r)
{
    const char *bare = id_without_signs(r);
    ekbc_record_code *codes = ekb_arena_calloc(&r->records->arena, 3 + r->alt_count, sizeof *codes);
    size_t count = 1;
    if (codes == NULL) {
        r->nomem = 1;
        return;
    }
    codes[0].value = r->record.id;
    if (ekbc_import_is_symbol(r->name))
        codes[count++] = (ekbc_record_code){r->name, EKBC_SYMBOL, EKBC_ROLE_OWN};
    if (bare != NULL)
        codes[count++] = (ekbc_record_code){bare, ekbc_import_forms(bare, 0), EKBC_ROLE_OWN};
    for (size_t i = 0; i < r->alt_count; i++)
        codes[count++].value = r->alts[i];
    r->record.codes = codes;
    r->record.code_count = count;
}

/* Position of the product, which is added if it is new; lines of one product
   mostly follow each other. */
static int find_product(line_reader *r, uint32_t *out)
{
    ekbc_records *all = r->records;
    uint32_t last = all->count > 0 ? all->items[all->count - 1].product : 0;
    for (size_t i = 0; i < all->product_count; i++) {
        *out = (uint32_t)((last + i) % all->product_count);
        if (strcmp(all->products[*out].slug, r->product) == 0)
            return 1;
    }
    if (all->product_count == EKBC_IMPORT_PRODUCTS_MAX) {
        report(r, "product", EKB_N_("more than {max} products"), EKB_N_("divide the catalog"));
        ekbc_diag_number(r->diags, "max", EKBC_IMPORT_PRODUCTS_MAX);
        return 0;
    }
    ekbc_record_product *products =
        ekbc_grow(all->products, all->product_count, &all->product_capacity, sizeof *products);
    if (products == NULL) {
        r->nomem = 1;
        return 0;
    }
    all->products = products;
    *out = (uint32_t)all->product_count++;
    products[*out] = (ekbc_record_product){.slug = r->product};
    return 1;
}

static void add_record(line_reader *r)
{
    ekbc_records *all = r->records;
    put_codes(r);
    if (r->nomem || !find_product(r, &r->record.product))
        return;
    ekbc_record *items = ekbc_grow(all->items, all->count, &all->capacity, sizeof *items);
    if (items == NULL) {
        r->nomem = 1;
        return;
    }
    all->items = items;
    items[all->count++] = r->record;
}

/* jansson tells some failed allocations as errors of syntax. So what it refuses
   is tried again, and is only believed while there is memory. */
static json_t *parse(line_reader *r, json_error_t *error)
{
    json_t *object = NULL;
    for (int i = 0; object == NULL && i < 2; i++)
        object = json_loadb(r->text, r->length, JSON_REJECT_DUPLICATES, error);
    void *probe = object == NULL ? malloc(r->length + 1) : NULL;
    r->nomem = object == NULL && (probe == NULL || json_error_code(error) == json_error_out_of_memory);
    free(probe);
    return object;
}

/* What jansson tells by a code, and of wrong syntax by how its message begins.
   The first row that is met counts. */
static const struct {
    int code;              /* -1: any */
    const char *beginning; /* NULL: any */
    const char *message, *remedy;
} refusals[] = {
    {json_error_premature_end_of_input, NULL, EKB_N_("a quote or brace is not closed in this line"),
     EKB_N_("write one whole object a line, as JSON Lines has it")},
    {json_error_end_of_input_expected, NULL, EKB_N_("something stands behind the object"),
     EKB_N_("write one whole object a line, as JSON Lines has it")},
    {json_error_invalid_utf8, NULL, EKB_N_("the line is not UTF-8"), EKB_N_("save the file as UTF-8")},
    {json_error_null_character, NULL, EKB_N_("the text holds the character U+0000"), EKB_N_("remove it")},
    {json_error_null_byte_in_key, NULL, EKB_N_("the text holds the character U+0000"), EKB_N_("remove it")},
    {json_error_duplicate_key, NULL, EKB_N_("this key stands in the object a second time"),
     EKB_N_("remove one of them")},
    {json_error_numeric_overflow, NULL, EKB_N_("a number that is too large"),
     EKB_N_("write it in double quotes")},
    {json_error_stack_overflow, NULL, EKB_N_("the line is nested too deep"),
     EKB_N_("write the keys that `errkbc help import` names, with texts as their values")},
    {json_error_invalid_syntax, "control character", EKB_N_("a control character within a text"),
     EKB_N_("write a tab as `\\t`, another one as `\\u` with its four digits")},
    {json_error_invalid_syntax, "invalid escape", EKB_N_("not an escape that JSON knows"),
     EKB_N_("write a backslash as `\\\\`")},
    {json_error_invalid_syntax, "invalid Unicode", EKB_N_("an escape for a character that does not exist"),
     EKB_N_("write the character itself")},
    {json_error_invalid_syntax, "'[' or '{'", EKB_N_("the line is not an object"),
     EKB_N_("write one whole object a line, as JSON Lines has it")},
    {-1, NULL, EKB_N_("this is not JSON"),
     EKB_N_("write keys and texts in double quotes, `:` behind a key, and `,` between two")},
};

static void report_syntax(line_reader *r, const json_error_t *error)
{
    size_t row = 0;
    while ((refusals[row].code >= 0 && refusals[row].code != (int)json_error_code(error)) ||
           (refusals[row].beginning != NULL &&
            strncmp(error->text, refusals[row].beginning, strlen(refusals[row].beginning)) != 0))
        row++;
    report_at(r, error->column > 0 ? (uint32_t)error->column : 1, refusals[row].message,
              refusals[row].remedy);
}

int ekbc_import_record(ekbc_records *out, uint32_t line, const char *text, size_t length, ekbc_diags *diags)
{
    json_error_t error;
    line_reader r = {.records = out, .diags = diags, .line = line, .text = text, .length = length};
    r.product = r.name = r.record.id = r.record.source = "";
    r.record.line = line;
    json_t *object = parse(&r, &error);
    if (object == NULL && !r.nomem) {
        report_syntax(&r, &error);
    } else if (object != NULL && !json_is_object(object)) {
        report_at(&r, 1, EKB_N_("the line is not an object"),
                  EKB_N_("write one whole object a line, as JSON Lines has it"));
    } else if (object != NULL) {
        read_keys(&r, object);
        check_product(&r);
        check_id(&r);
        if (!r.wrong && !r.nomem)
            add_record(&r);
    }
    json_decref(object);
    ekb_strbuf_release(&r.clean);
    return !r.nomem;
}
