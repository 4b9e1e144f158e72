/* SPDX-License-Identifier: MIT */
#include "read.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "comments.h"
#include "continued.h"
#include "core/error.h"
#include "encoding.h"
#include "syntax.h"

/* A container that is still open. */
typedef struct level {
    ekbc_yaml *node, *last;
    ekbc_yaml *key; /* of a mapping, read and waiting for its value */
    int flow;       /* in brackets or braces */
} level;

typedef struct builder {
    ekb_arena arena; /* of the document at hand */
    ekbc_diags *diags;
    uint32_t file;
    const char *bytes; /* behind a byte order mark */
    size_t length;
    ekbc_comments comments;
    ekbc_lines lines;
    ekbc_place comment;    /* behind the scalar before; line 0: none */
    ekbc_place quote;      /* of the last text in quotes that goes over several lines */
    uint32_t quote_end;    /* the line it ends in */
    yaml_mark_t alias_end; /* behind the last one */
    int has_alias;
    level stack[EKBC_DEPTH_MAX];
    size_t depth;
    ekbc_yaml *root;
    int stop;
    ekbc_document_fn visit;
    void *context;
} builder;

static void fail_memory(builder *b)
{
    b->diags->nomem = 1;
    b->stop = 1;
}

static ekbc_place place_of(const builder *b, yaml_mark_t mark)
{
    return (ekbc_place){b->file, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

static ekbc_yaml *new_node(builder *b, ekbc_yaml_kind kind, yaml_mark_t mark)
{
    ekbc_yaml *node = ekb_arena_calloc(&b->arena, 1, sizeof *node);
    if (node == NULL) {
        fail_memory(b);
        return NULL;
    }
    node->kind = kind;
    node->place = place_of(b, mark);
    node->text = "";
    return node;
}

static void append(level *in, ekbc_yaml *node)
{
    node->key = in->key;
    in->key = NULL;
    if (in->last != NULL)
        in->last->next = node;
    else
        in->node->first = node;
    in->last = node;
    in->node->count++;
}

/* Put a finished or opening node where the parser stands. */
static void place_node(builder *b, ekbc_yaml *node)
{
    level *in = b->depth > 0 ? &b->stack[b->depth - 1] : NULL;
    if (in == NULL) {
        b->root = node;
    } else if (in->node->kind == EKBC_MAPPING && in->key == NULL) {
        if (node->kind != EKBC_SCALAR) {
            ekbc_diag_error(b->diags, node->place, EKB_N_("a key that is not a word"),
                            EKB_N_("put a text that begins with `{` or `[` in quotes"));
            b->stop = 1;
            return;
        }
        if (node->plain && strcmp(node->text, "<<") == 0) {
            ekbc_diag_error(b->diags, node->place, EKB_N_("merge keys are not allowed"),
                            EKB_N_("write the keys out, or share steps as a procedure"));
            node->kind = EKBC_BROKEN;
        }
        in->key = node;
    } else {
        append(in, node);
    }
}

static void check_properties(builder *b, const yaml_char_t *anchor, const yaml_char_t *tag, yaml_mark_t mark)
{
    if (anchor != NULL) {
        ekbc_diag_error(b->diags, place_of(b, mark), EKB_N_("the anchor `&{name}` is not allowed"),
                        EKB_N_("write the text out, or share steps as a procedure; put a text that begins "
                               "with `&` in quotes"));
        ekbc_diag_text(b->diags, "name", (const char *)anchor);
    }
    if (tag != NULL) {
        ekbc_diag_error(b->diags, place_of(b, mark), EKB_N_("the tag `{name}` is not allowed"),
                        EKB_N_("leave it out; put a text that begins with `!` in quotes"));
        ekbc_diag_text(b->diags, "name", (const char *)tag);
    }
}

static void find_comment(builder *b, ekbc_yaml *node, ekbc_place end)
{
    uint32_t column = node->plain ? ekbc_comments_behind(&b->comments, end.line, end.column) : 0;
    b->comment = (ekbc_place){end.file, column > 0 ? end.line : 0, column};
    node->comment = b->comment;
}

static void find_quote(builder *b, const ekbc_yaml *node, ekbc_place end, yaml_scalar_style_t style)
{
    if ((style != YAML_SINGLE_QUOTED_SCALAR_STYLE && style != YAML_DOUBLE_QUOTED_SCALAR_STYLE) ||
        end.line == node->place.line)
        return;
    b->quote = node->place;
    b->quote_end = end.line;
}

static void find_items(builder *b, ekbc_yaml *node, ekbc_place end)
{
    if (node->plain && end.line > node->place.line &&
        ekbc_continued_report(&b->lines, node->place, node->text, end.line, b->diags))
        node->kind = EKBC_BROKEN;
}

static void on_scalar(builder *b, const yaml_event_t *event)
{
    const yaml_char_t *value = event->data.scalar.value;
    size_t length = event->data.scalar.length;
    check_properties(b, event->data.scalar.anchor, event->data.scalar.tag, event->start_mark);
    ekbc_yaml *node = new_node(b, EKBC_SCALAR, event->start_mark);
    if (node == NULL)
        return;
    const char *nul = memchr(value, '\0', length);
    if (nul != NULL) {
        ekbc_diag_error(b->diags, node->place, EKB_N_("the text holds the character U+0000"),
                        EKB_N_("remove it"));
        ekbc_diag_within(b->diags, (const char *)value, (size_t)(nul - (const char *)value));
        node->kind = EKBC_BROKEN;
        length = 0;
    }
    node->text = ekb_arena_strndup(&b->arena, (const char *)value, length);
    node->length = length;
    node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    find_comment(b, node, place_of(b, event->end_mark));
    find_quote(b, node, place_of(b, event->end_mark), event->data.scalar.style);
    find_items(b, node, place_of(b, event->end_mark));
    if (node->text == NULL)
        fail_memory(b);
    else
        place_node(b, node);
}

static void on_alias(builder *b, const yaml_event_t *event)
{
    ekbc_diag_error(b->diags, place_of(b, event->start_mark), EKB_N_("the alias `*{name}` is not allowed"),
                    EKB_N_("write the text out, or share steps as a procedure; put a text that begins with "
                           "`*` in quotes"));
    ekbc_diag_text(b->diags, "name", (const char *)event->data.alias.anchor);
    b->alias_end = event->end_mark;
    b->has_alias = 1;
    level *in = b->depth > 0 ? &b->stack[b->depth - 1] : NULL;
    int is_key = in != NULL && in->node->kind == EKBC_MAPPING && in->key == NULL;
    ekbc_yaml *node = new_node(b, is_key ? EKBC_SCALAR : EKBC_BROKEN, event->start_mark);
    if (node == NULL)
        return;
    place_node(b, node);
    node->kind = EKBC_BROKEN;
}

static void open_container(builder *b, ekbc_yaml_kind kind, const yaml_event_t *event, int flow,
                           const yaml_char_t *anchor, const yaml_char_t *tag)
{
    check_properties(b, anchor, tag, event->start_mark);
    if (b->depth == EKBC_DEPTH_MAX) {
        ekbc_diag_error(b->diags, place_of(b, event->start_mark), EKB_N_("nested more than {max} deep"),
                        EKB_N_("divide the entry into several"));
        ekbc_diag_number(b->diags, "max", EKBC_DEPTH_MAX);
        b->stop = 1;
        return;
    }
    ekbc_yaml *node = new_node(b, kind, event->start_mark);
    if (node == NULL)
        return;
    node->flow = flow;
    place_node(b, node);
    b->stack[b->depth++] = (level){node, NULL, NULL, flow};
}

static void on_sequence(builder *b, const yaml_event_t *event)
{
    open_container(b, EKBC_SEQUENCE, event, event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
                   event->data.sequence_start.anchor, event->data.sequence_start.tag);
}

static void on_mapping(builder *b, const yaml_event_t *event)
{
    open_container(b, EKBC_MAPPING, event, event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
                   event->data.mapping_start.anchor, event->data.mapping_start.tag);
}

static int by_key(const void *a, const void *b)
{
    const ekbc_yaml *left = *(ekbc_yaml *const *)a, *right = *(ekbc_yaml *const *)b;
    int order = strcmp(left->text, right->text);
    if (order != 0)
        return order;
    if (left->place.line != right->place.line)
        return left->place.line < right->place.line ? -1 : 1;
    return (left->place.column > right->place.column) - (left->place.column < right->place.column);
}

static void check_duplicates(builder *b, const ekbc_yaml *mapping)
{
    ekbc_yaml **keys = ekb_arena_calloc(&b->arena, mapping->count, sizeof *keys);
    size_t count = 0;
    if (keys == NULL) {
        fail_memory(b);
        return;
    }
    for (const ekbc_yaml *value = mapping->first; value != NULL; value = value->next)
        keys[count++] = value->key;
    qsort(keys, count, sizeof(ekbc_yaml *), by_key);
    for (size_t i = 1; i < count; i++) {
        if (strcmp(keys[i - 1]->text, keys[i]->text) != 0)
            continue;
        ekbc_diag_error(b->diags, keys[i]->place, EKB_N_("the key `{key}` stands here a second time"),
                        EKB_N_("put both values under one key, or remove one"));
        ekbc_diag_text(b->diags, "key", keys[i]->text);
    }
}

static void on_end(builder *b, const yaml_event_t *event)
{
    (void)event;
    const ekbc_yaml *node = b->stack[--b->depth].node;
    if (node->kind == EKBC_MAPPING && node->count > 1)
        check_duplicates(b, node);
}

static void on_document_end(builder *b, const yaml_event_t *event)
{
    (void)event;
    if (b->root != NULL)
        b->visit(b->context, b->root);
    b->root = NULL;
    ekb_arena_release(&b->arena);
}

static void on_nothing(builder *b, const yaml_event_t *event)
{
    (void)b;
    (void)event;
}

static void (*const handlers[])(builder *, const yaml_event_t *) = {
    [YAML_NO_EVENT] = on_nothing,
    [YAML_STREAM_START_EVENT] = on_nothing,
    [YAML_STREAM_END_EVENT] = on_nothing,
    [YAML_DOCUMENT_START_EVENT] = on_nothing,
    [YAML_DOCUMENT_END_EVENT] = on_document_end,
    [YAML_ALIAS_EVENT] = on_alias,
    [YAML_SCALAR_EVENT] = on_scalar,
    [YAML_SEQUENCE_START_EVENT] = on_sequence,
    [YAML_SEQUENCE_END_EVENT] = on_end,
    [YAML_MAPPING_START_EVENT] = on_mapping,
    [YAML_MAPPING_END_EVENT] = on_end,
};

static void report_stop(builder *b, const yaml_parser_t *parser)
{
    const level *in = b->depth > 0 ? &b->stack[b->depth - 1] : NULL;
    uint32_t items[EKBC_DEPTH_MAX];
    ekbc_stop stop = {.parser = parser,
                      .file = b->file,
                      .bytes = b->bytes,
                      .length = b->length,
                      .quote = b->quote,
                      .quote_end = b->quote_end,
                      .items = items,
                      .alias_end = b->alias_end,
                      .has_alias = b->has_alias};
    if (in != NULL && in->flow) {
        stop.flow = in->node->place;
        stop.in_flow_mapping = in->node->kind == EKBC_MAPPING;
    } else if (in != NULL && in->node->kind == EKBC_MAPPING) {
        stop.mapping = in->node->place;
    }
    for (size_t i = 0; i < b->depth; i++) {
        if (b->stack[i].node->kind == EKBC_SEQUENCE && !b->stack[i].flow)
            items[stop.lists++] = b->stack[i].node->place.column;
    }
    /* Where the rest of a text is missing, what follows makes no sense. */
    if (b->comment.line > 0)
        ekbc_comment_report(b->diags, b->comment);
    ekbc_syntax_report(&stop, b->diags);
    b->stop = 1;
}

static void parse(builder *b, yaml_parser_t *parser)
{
    while (!b->stop) {
        yaml_event_t event;
        if (!yaml_parser_parse(parser, &event)) {
            report_stop(b, parser);
            return;
        }
        int last = event.type == YAML_STREAM_END_EVENT;
        handlers[event.type](b, &event);
        yaml_event_delete(&event);
        if (last)
            return;
    }
}

int ekbc_read(uint32_t file, const char *bytes, size_t length, ekbc_diags *diags, ekbc_document_fn visit,
              void *context)
{
    yaml_parser_t parser;
    builder b = {.arena = EKB_ARENA_INIT, .diags = diags, .file = file, .visit = visit, .context = context};
    if (!ekbc_encoding_check(file, bytes, length, diags))
        return 0;
    if (!yaml_parser_initialize(&parser)) {
        diags->nomem = 1;
        return 0;
    }
    /* libyaml counts a byte order mark as a column once the encoding is set. */
    size_t mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes + mark, length - mark);
    b.bytes = bytes + mark;
    b.length = length - mark;
    ekbc_comments_start(&b.comments, b.bytes, b.length);
    ekbc_lines_start(&b.lines, b.bytes, b.length);
    parse(&b, &parser);
    yaml_parser_delete(&parser);
    ekb_arena_release(&b.arena);
    return !b.stop;
}
