/* SPDX-License-Identifier: MIT */
#include "packing.h"

#include <string.h>

#include "core/leb128.h"
#include "read.h"

typedef enum kind {
    NUMBER, /* of 32 bits, not negative */
    TEXT,   /* never NULL */
    OPTION, /* a text or NULL */
    LANG,
    PLACE,
    LIST
} kind;

typedef struct shape shape;

typedef struct field {
    kind kind;
    size_t offset;
    size_t count_offset; /* of a list: where the number of its items is */
    const shape *items;
} field;

struct shape {
    size_t size;
    const field *fields;
    size_t count;
};

#define FIELD(type, kind, member)                                                                            \
  {                                                                                                          \
    kind, offsetof(type, member), 0, NULL                                                                    \
  }
#define ITEMS(type, member, number, shape)                                                                   \
  {                                                                                                          \
    LIST, offsetof(type, member), offsetof(type, number), &(shape)                                           \
  }
#define SHAPE(type, fields)                                                                                  \
  {                                                                                                          \
    sizeof(type), fields, sizeof(fields) / sizeof(fields)[0]                                                 \
  }

_Static_assert(sizeof(int) == 4 && sizeof(unsigned) == 4 && sizeof(ekb_kind) == 4 &&
                   sizeof(ekb_severity) == 4 && sizeof(ekb_origin) == 4,
               "a NUMBER is four bytes");

static const field text_fields[] = {
    FIELD(ekbc_text, LANG, lang),
    FIELD(ekbc_text, TEXT, text),
    FIELD(ekbc_text, PLACE, place),
};
static const shape text_shape = SHAPE(ekbc_text, text_fields);

static const field texts_fields[] = {ITEMS(ekbc_texts, items, count, text_shape)};
static const shape texts_shape = SHAPE(ekbc_texts, texts_fields);

static const field string_fields[] = {
    FIELD(ekbc_string, TEXT, text),
    FIELD(ekbc_string, PLACE, place),
};
static const shape string_shape = SHAPE(ekbc_string, string_fields);

static const field code_fields[] = {
    FIELD(ekbc_code, TEXT, said_space), FIELD(ekbc_code, TEXT, value),  FIELD(ekbc_code, NUMBER, said_forms),
    FIELD(ekbc_code, NUMBER, role),     FIELD(ekbc_code, PLACE, place), FIELD(ekbc_code, PLACE, space_place),
};
static const shape code_shape = SHAPE(ekbc_code, code_fields);

static const shape node_shape;
static const field node_fields[] = {
    FIELD(ekbc_node, NUMBER, type),
    ITEMS(ekbc_node, title.items, title.count, text_shape),
    ITEMS(ekbc_node, text.items, text.count, text_shape),
    FIELD(ekbc_node, OPTION, argument),
    FIELD(ekbc_node, OPTION, use),
    FIELD(ekbc_node, OPTION, label),
    FIELD(ekbc_node, OPTION, ref),
    FIELD(ekbc_node, PLACE, place),
    FIELD(ekbc_node, PLACE, argument_place),
    FIELD(ekbc_node, PLACE, label_place),
    FIELD(ekbc_node, PLACE, ref_place),
    ITEMS(ekbc_node, children, child_count, node_shape),
};
static const shape node_shape = SHAPE(ekbc_node, node_fields);

static const field link_fields[] = {
    FIELD(ekbc_link, TEXT, url),
    ITEMS(ekbc_link, title.items, title.count, text_shape),
    FIELD(ekbc_link, PLACE, place),
};
static const shape link_shape = SHAPE(ekbc_link, link_fields);

static const field keywords_fields[] = {
    FIELD(ekbc_keywords, LANG, lang),
    ITEMS(ekbc_keywords, items, count, string_shape),
};
static const shape keywords_shape = SHAPE(ekbc_keywords, keywords_fields);

static const field entry_fields[] = {
    FIELD(ekbc_entry, PLACE, place),
    FIELD(ekbc_entry, TEXT, id),
    FIELD(ekbc_entry, PLACE, id_place),
    FIELD(ekbc_entry, NUMBER, kind),
    FIELD(ekbc_entry, NUMBER, severity),
    FIELD(ekbc_entry, TEXT, display.text),
    FIELD(ekbc_entry, PLACE, display.place),
    ITEMS(ekbc_entry, codes, code_count, code_shape),
    ITEMS(ekbc_entry, title.items, title.count, text_shape),
    ITEMS(ekbc_entry, detail.items, detail.count, text_shape),
    ITEMS(ekbc_entry, messages, message_count, texts_shape),
    ITEMS(ekbc_entry, causes, cause_count, node_shape),
    ITEMS(ekbc_entry, see_also, see_also_count, string_shape),
    ITEMS(ekbc_entry, links, link_count, link_shape),
    ITEMS(ekbc_entry, keywords, keyword_count, keywords_shape),
    ITEMS(ekbc_entry, match, match_count, string_shape),
    ITEMS(ekbc_entry, reject, reject_count, string_shape),
    FIELD(ekbc_entry, TEXT, source_title.text),
    FIELD(ekbc_entry, PLACE, source_title.place),
    FIELD(ekbc_entry, TEXT, source_url),
    FIELD(ekbc_entry, TEXT, source_date),
    FIELD(ekbc_entry, TEXT, reviewed),
    FIELD(ekbc_entry, NUMBER, texts.origin),
    FIELD(ekbc_entry, NUMBER, texts.counted),
    FIELD(ekbc_entry, NUMBER, texts.missing),
};
static const shape entry_shape = SHAPE(ekbc_entry, entry_fields);

static const field product_fields[] = {
    FIELD(ekbc_product, PLACE, place),
    FIELD(ekbc_product, TEXT, id),
    ITEMS(ekbc_product, name.items, name.count, text_shape),
    ITEMS(ekbc_product, description.items, description.count, text_shape),
    FIELD(ekbc_product, NUMBER, origin),
    FIELD(ekbc_product, TEXT, space),
    FIELD(ekbc_product, NUMBER, forms),
    ITEMS(ekbc_product, words, word_count, string_shape),
    ITEMS(ekbc_product, links, link_count, link_shape),
};
static const shape product_shape = SHAPE(ekbc_product, product_fields);

/* ---- To bytes ------------------------------------------------------------ */

void ekbc_pack_number(ekbc_packer *packer, uint64_t number)
{
    ekb_leb128_put(&packer->out, number);
}

/* With its NUL, so that it can be read where it stands. */
static void pack_text(ekbc_packer *packer, const char *text, unsigned more)
{
    size_t length = strlen(text);
    ekbc_pack_number(packer, length + more);
    ekb_strbuf_append(&packer->out, text, length + 1);
}

/* Places mostly follow each other: the line is told by its difference. One
   that is unknown has column 0 and no line. */
static void pack_place(ekbc_packer *packer, const ekbc_place *place)
{
    ekbc_pack_number(packer, place->column);
    if (place->column == 0)
        return;
    int back = place->line < packer->line;
    uint64_t step = back ? packer->line - place->line : place->line - packer->line;
    ekbc_pack_number(packer, step << 1 | (unsigned)back);
    packer->line = place->line;
}

static void pack(ekbc_packer *packer, const shape *s, const void *from);

static void pack_list(ekbc_packer *packer, const field *f, const char *owner)
{
    const char *items;
    size_t count;
    memcpy(&items, owner + f->offset, sizeof items);
    memcpy(&count, owner + f->count_offset, sizeof count);
    ekbc_pack_number(packer, count);
    for (size_t i = 0; i < count; i++)
        pack(packer, f->items, items + i * f->items->size);
}

static void pack_field(ekbc_packer *packer, const field *f, const char *owner)
{
    uint32_t number;
    const char *text;
    ekbc_place place;
    switch (f->kind) {
    case NUMBER:
        memcpy(&number, owner + f->offset, sizeof number);
        ekbc_pack_number(packer, number);
        break;
    case PLACE:
        memcpy(&place, owner + f->offset, sizeof place);
        pack_place(packer, &place);
        break;
    case LIST:
        pack_list(packer, f, owner);
        break;
    case TEXT:
    case OPTION:
    case LANG:
        memcpy(&text, owner + f->offset, sizeof text);
        if (f->kind == LANG)
            ekbc_pack_number(packer, (uint64_t)ekbc_lang_id(packer->langs, text));
        else if (text == NULL)
            ekbc_pack_number(packer, 0);
        else
            pack_text(packer, text, f->kind == OPTION);
        break;
    }
}

static void pack(ekbc_packer *packer, const shape *s, const void *from)
{
    for (size_t i = 0; i < s->count; i++)
        pack_field(packer, &s->fields[i], from);
}

void ekbc_pack_product(ekbc_packer *packer, const ekbc_product *product)
{
    pack(packer, &product_shape, product);
}

void ekbc_pack_entry(ekbc_packer *packer, const ekbc_entry *entry)
{
    pack(packer, &entry_shape, entry);
}

/* ---- And back ------------------------------------------------------------ */

uint64_t ekbc_unpack_number(ekbc_unpacker *unpacker)
{
    uint64_t number = 0;
    const unsigned char *next = ekb_leb128_read(unpacker->at, unpacker->end, &number);
    if (next == NULL) {
        unpacker->broken = 1;
        unpacker->at = unpacker->end;
        return 0;
    }
    unpacker->at = next;
    return number;
}

static const char *unpack_text(ekbc_unpacker *unpacker, int may_be_null)
{
    uint64_t length = ekbc_unpack_number(unpacker), left = (uint64_t)(unpacker->end - unpacker->at);
    if (may_be_null && length-- == 0)
        return NULL;
    if (length >= left || unpacker->at[length] != '\0') {
        unpacker->broken = 1;
        return "";
    }
    const char *text = (const char *)unpacker->at;
    unpacker->at += length + 1;
    return text;
}

static const char *unpack_lang(ekbc_unpacker *unpacker)
{
    uint64_t id = ekbc_unpack_number(unpacker);
    if (id >= 1 && id <= unpacker->tag_count)
        return unpacker->tags[id - 1];
    unpacker->broken = 1;
    return "";
}

static ekbc_place unpack_place(ekbc_unpacker *unpacker)
{
    uint32_t column = (uint32_t)ekbc_unpack_number(unpacker);
    if (column == 0)
        return (ekbc_place){unpacker->file, 0, 0};
    uint64_t step = ekbc_unpack_number(unpacker);
    unpacker->line += (step & 1) != 0 ? (uint32_t) - (step >> 1) : (uint32_t)(step >> 1);
    return (ekbc_place){unpacker->file, unpacker->line, column};
}

static void unpack(ekbc_unpacker *unpacker, const shape *s, void *into);

static void unpack_list(ekbc_unpacker *unpacker, const field *f, char *owner)
{
    const shape *s = f->items;
    uint64_t count = ekbc_unpack_number(unpacker), left = (uint64_t)(unpacker->end - unpacker->at);
    /* Each field of an item takes a byte at least: no more memory than bytes. */
    if (count == 0 || count > left / s->count || unpacker->depth > EKBC_DEPTH_MAX) {
        unpacker->broken |= count != 0;
        return;
    }
    char *items = ekb_arena_calloc(unpacker->arena, (size_t)count, s->size);
    if (items == NULL) {
        unpacker->nomem = 1;
        return;
    }
    const size_t found = (size_t)count;
    memcpy(owner + f->offset, &items, sizeof items);
    memcpy(owner + f->count_offset, &found, sizeof found);
    unpacker->depth++;
    for (size_t i = 0; i < found; i++)
        unpack(unpacker, s, items + i * s->size);
    unpacker->depth--;
}

static void unpack_field(ekbc_unpacker *unpacker, const field *f, char *owner)
{
    uint32_t number;
    const char *text;
    ekbc_place place;
    switch (f->kind) {
    case NUMBER:
        number = (uint32_t)ekbc_unpack_number(unpacker) & INT32_MAX;
        memcpy(owner + f->offset, &number, sizeof number);
        break;
    case PLACE:
        place = unpack_place(unpacker);
        memcpy(owner + f->offset, &place, sizeof place);
        break;
    case LIST:
        unpack_list(unpacker, f, owner);
        break;
    case TEXT:
    case OPTION:
    case LANG:
        text = f->kind == LANG ? unpack_lang(unpacker) : unpack_text(unpacker, f->kind == OPTION);
        memcpy(owner + f->offset, &text, sizeof text);
        break;
    }
}

static void unpack(ekbc_unpacker *unpacker, const shape *s, void *into)
{
    for (size_t i = 0; i < s->count; i++)
        unpack_field(unpacker, &s->fields[i], into);
}

void ekbc_unpack_product(ekbc_unpacker *unpacker, ekbc_product *out)
{
    *out = (ekbc_product){.id = ""};
    unpack(unpacker, &product_shape, out);
}

void ekbc_unpack_entry(ekbc_unpacker *unpacker, ekbc_entry *out)
{
    *out = (ekbc_entry){.id = ""};
    unpack(unpacker, &entry_shape, out);
    for (size_t i = 0; i < out->code_count; i++)
        out->codes[i].space = "";
}
