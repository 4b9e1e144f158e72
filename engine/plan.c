/* SPDX-License-Identifier: MIT */
#include "plan.h"

#include <string.h>

/* Names as in schema.sql. A table without rowid is ordered by its columns. */
static const struct {
    const char *name;
    int is_index;
} trees[EKB_AT_COUNT] = {
    [EKB_AT_META] = {"meta", 1},
    [EKB_AT_LANG] = {"lang", 0},
    [EKB_AT_PRODUCT] = {"product", 0},
    [EKB_AT_PRODUCT_TEXT] = {"product_text", 0},
    [EKB_AT_PRODUCT_LINK] = {"product_link", 0},
    [EKB_AT_PRODUCT_LINK_TEXT] = {"product_link_text", 0},
    [EKB_AT_ENTRY] = {"entry", 0},
    [EKB_AT_SOURCE] = {"source", 0},
    [EKB_AT_TEXT] = {"text", 0},
    [EKB_AT_MESSAGE] = {"message", 0},
    [EKB_AT_NODE] = {"node", 0},
    [EKB_AT_SEE_ALSO] = {"see_also", 1},
    [EKB_AT_KEYWORD] = {"keyword", 1},
    [EKB_AT_EXAMPLE] = {"example", 1},
    [EKB_AT_SPACE] = {"space", 0},
    [EKB_AT_CODE] = {"code", 0},
    [EKB_AT_CODE_CANON] = {"code_canon", 1},
    [EKB_AT_NODE_TARGET] = {"node_target", 1},
    [EKB_AT_TEMPLATE] = {"template", 0},
    [EKB_AT_TERM] = {"term", 0},
    [EKB_AT_TERM_LIST] = {"term_list", 0},
    [EKB_AT_SCAN] = {"scan", 0},
};

#define ID EKB_ROWID
static const ekb_plan plans[EKB_SQL_COUNT] = {
    [EKB_SQL_META] = {EKB_PLAN_SCAN, EKB_AT_META, 0, 0, 2, {0, 1}},
    [EKB_SQL_LANGUAGES] = {EKB_PLAN_SCAN, EKB_AT_LANG, 0, 0, 3, {ID, 1, 2}},
    [EKB_SQL_PRODUCTS] = {EKB_PLAN_SCAN, EKB_AT_PRODUCT, 0, 0, 7, {ID, 1, 2, 3, 4, 5, 6}},
    [EKB_SQL_PRODUCT_TEXT] = {EKB_PLAN_CHILDREN, EKB_AT_PRODUCT_TEXT, 8, 0, 3, {ID, 1, 2}},
    [EKB_SQL_PRODUCT_LINKS] = {EKB_PLAN_CHILDREN, EKB_AT_PRODUCT_LINK, 16, 0, 2, {ID, 1}},
    [EKB_SQL_PRODUCT_LINK_TEXT] = {EKB_PLAN_CHILDREN, EKB_AT_PRODUCT_LINK_TEXT, 24, 0, 2, {ID, 1}},
    [EKB_SQL_SPACES] = {EKB_PLAN_SCAN, EKB_AT_SPACE, 0, 0, 2, {ID, 1}},
    [EKB_SQL_ENTRY_LOCAL] = {EKB_PLAN_CHILDREN, EKB_AT_ENTRY, 0, 0, 1, {2}},
    [EKB_SQL_ENTRY_HEAD] =
        {EKB_PLAN_CHILDREN, EKB_AT_ENTRY, 0, 0, 12, {ID, 1, 2, 3, 4, 5, 6, 7, 10, 11, 9, 8}},
    [EKB_SQL_LIST] = {EKB_PLAN_BETWEEN, EKB_AT_ENTRY, 0, 0, 12, {ID, 1, 2, 3, 4, 5, 6, 7, 10, 11, 9, 8}},
    [EKB_SQL_ENTRY_SOURCE] = {EKB_PLAN_CHILDREN, EKB_AT_SOURCE, 0, 0, 3, {1, 2, 3}},
    [EKB_SQL_ENTRY_TEXT] = {EKB_PLAN_CHILDREN, EKB_AT_TEXT, 8, 0, 5, {ID, 1, 4, 2, 3}},
    [EKB_SQL_ENTRY_CODES] = {EKB_PLAN_CHILDREN, EKB_AT_CODE, 8, 0, 5, {ID, 1, 2, 3, 4}},
    [EKB_SQL_ENTRY_MESSAGES] = {EKB_PLAN_CHILDREN, EKB_AT_MESSAGE, 16, 0, 3, {ID, 1, 3}},
    [EKB_SQL_ENTRY_NODES] = {EKB_PLAN_CHILDREN, EKB_AT_NODE, 16, 0, 7, {ID, 1, 2, 3, 4, 5, 6}},
    [EKB_SQL_ENTRY_SEE_ALSO] = {EKB_PLAN_KEY, EKB_AT_SEE_ALSO, 0, 1, 2, {1, 2}},
    [EKB_SQL_ENTRY_KEYWORDS] = {EKB_PLAN_KEY, EKB_AT_KEYWORD, 0, 1, 2, {1, 3}},
    [EKB_SQL_ENTRY_EXAMPLES] = {EKB_PLAN_KEY, EKB_AT_EXAMPLE, 0, 1, 3, {1, 2, 3}},
    [EKB_SQL_CODE_VALUES] = {EKB_PLAN_SCAN, EKB_AT_CODE, 0, 0, 2, {ID, 2}},
    [EKB_SQL_CANONS_FROM] = {EKB_PLAN_KEY_FROM, EKB_AT_CODE_CANON, 0, 1, 2, {0, 1}},
    [EKB_SQL_CODE] = {EKB_PLAN_CHILDREN, EKB_AT_CODE, 0, 0, 5, {ID, 1, 2, 3, 4}},
    [EKB_SQL_USERS] = {EKB_PLAN_KEY, EKB_AT_NODE_TARGET, 0, 1, 1, {EKB_OWNER}},
    [EKB_SQL_TERM] = {EKB_PLAN_NEXT, EKB_AT_TERM, 0, 0, 2, {ID, 1}},
    [EKB_SQL_TERM_LIST] = {EKB_PLAN_BETWEEN, EKB_AT_TERM_LIST, 0, 0, 2, {ID, 1}},
    [EKB_SQL_TEMPLATE] = {EKB_PLAN_CHILDREN, EKB_AT_TEMPLATE, 0, 0, 2, {1, 2}},
    [EKB_SQL_TEMPLATES] = {EKB_PLAN_SCAN, EKB_AT_TEMPLATE, 0, 0, 3, {ID, 1, 2}},
    [EKB_SQL_MESSAGE_BY_ID] = {EKB_PLAN_CHILDREN, EKB_AT_MESSAGE, 0, 0, 2, {1, 3}},
    [EKB_SQL_TEXT_BY_ID] = {EKB_PLAN_CHILDREN, EKB_AT_TEXT, 0, 0, 5, {ID, 1, 4, 2, 3}},
    [EKB_SQL_KEYWORD] = {EKB_PLAN_KEY, EKB_AT_KEYWORD, 0, 2, 2, {2, 3}},
    [EKB_SQL_EXAMPLE] = {EKB_PLAN_KEY, EKB_AT_EXAMPLE, 0, 2, 2, {2, 3}},
    [EKB_SQL_SCAN_PART] = {EKB_PLAN_CHILDREN, EKB_AT_SCAN, 20, 0, 2, {ID, 1}},
};
#undef ID

const ekb_plan *ekb_plan_of(ekb_sql which)
{
    return plans[which].kind != EKB_PLAN_NONE ? &plans[which] : NULL;
}

int ekb_tree_is_index(ekb_tree_name tree)
{
    return trees[tree].is_index;
}

/* Columns of the schema table, the tree at page 1. */
enum { SCHEMA_TYPE, SCHEMA_NAME, SCHEMA_TABLE, SCHEMA_ROOT, SCHEMA_COLUMNS };

static int is_text(const ekb_value *value, const char *text)
{
    return value->type == EKB_VALUE_TEXT && value->length == strlen(text) &&
           memcmp(value->bytes, text, value->length) == 0;
}

static void take_root(const ekb_record *row, ekb_roots *roots)
{
    const ekb_value *root = &row->values[SCHEMA_ROOT];
    if (row->count < SCHEMA_COLUMNS || root->type != EKB_VALUE_NUMBER || root->number < 2 ||
        root->number > UINT32_MAX)
        return;
    if (!is_text(&row->values[SCHEMA_TYPE], "table") && !is_text(&row->values[SCHEMA_TYPE], "index"))
        return;
    for (size_t i = 0; i < EKB_AT_COUNT; i++)
        if (is_text(&row->values[SCHEMA_NAME], trees[i].name))
            roots->root[i] = (uint32_t)root->number;
}

ekb_status ekb_roots_find(ekb_pages *pages, ekb_roots *roots)
{
    ekb_cursor cursor;
    memset(roots, 0, sizeof *roots);
    ekb_cursor_open(&cursor, pages, 1, 0);
    int result = ekb_cursor_seek_rowid(&cursor, INT64_MIN);
    for (; result > 0; result = ekb_cursor_next(&cursor))
        take_root(&cursor.record, roots);
    ekb_cursor_release(&cursor);
    for (size_t i = 0; result == 0 && i < EKB_AT_COUNT; i++)
        if (roots->root[i] == 0)
            result = EKB_ERR_CORRUPT;
    return (ekb_status)result;
}
