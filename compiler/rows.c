/* SPDX-License-Identifier: MIT */
#include "rows.h"

#include <stdarg.h>
#include <string.h>

#include "btree_record.h"

static const char *const names[EKBC_TABLES] = {
    [EKBC_LANG] = "lang",
    [EKBC_PRODUCT] = "product",
    [EKBC_PRODUCT_TEXT] = "product_text",
    [EKBC_PRODUCT_LINK] = "product_link",
    [EKBC_PRODUCT_LINK_TEXT] = "product_link_text",
    [EKBC_ENTRY] = "entry",
    [EKBC_SOURCE] = "source",
    [EKBC_TEXT] = "text",
    [EKBC_MESSAGE] = "message",
    [EKBC_NODE] = "node",
    [EKBC_SEE_ALSO] = "see_also",
    [EKBC_KEYWORD] = "keyword",
    [EKBC_EXAMPLE] = "example",
    [EKBC_SPACE] = "space",
    [EKBC_CODE] = "code",
    [EKBC_CODE_CANON] = "code_canon",
    [EKBC_TEMPLATE] = "template",
    [EKBC_TERM] = "term",
    [EKBC_TERM_LIST] = "term_list",
    [EKBC_SCAN] = "scan",
};

const char *ekbc_table_name(ekbc_table table)
{
    return names[table];
}

static ekbc_value value_of(char type, va_list *values)
{
    if (type == 'i' || type == 'z') {
        int64_t number = va_arg(*values, int64_t);
        int none = type == 'z' && number == 0;
        return (ekbc_value){none ? EKBC_VALUE_NULL : EKBC_VALUE_NUMBER, number, NULL, 0};
    }
    if (type == 'b') {
        const ekb_strbuf *bytes = va_arg(*values, const ekb_strbuf *);
        return (ekbc_value){EKBC_VALUE_BLOB, 0, bytes->data, bytes->length};
    }
    const char *text = va_arg(*values, const char *);
    return text != NULL ? (ekbc_value){EKBC_VALUE_TEXT, 0, text, strlen(text)}
                        : (ekbc_value){EKBC_VALUE_NULL, 0, NULL, 0};
}

static void add_row(ekbc_rows *rows, ekbc_table table, ekbc_value *values, size_t count)
{
    ekbc_btree *tree = &rows->tables->trees[table];
    int64_t key = 0;
    if (!tree->is_index && count > 0) {
        key = values[0].number;
        values[0].type = EKBC_VALUE_NULL; /* it is the row's number */
        ekbc_digest_number(&rows->tables->digests[table], key);
        /* A row that is shorter than its table ends in NULLs. */
        while (count > 1 && values[count - 1].type == EKBC_VALUE_NULL)
            count--;
    }
    ekbc_record_make(&rows->record, values, count);
    ekbc_digest_bytes(&rows->tables->digests[table], rows->record.data, rows->record.length);
    ekbc_btree_add(tree, key, &rows->record);
    rows->failed = tree->pages->status != EKB_OK;
}

void ekbc_row(ekbc_rows *rows, ekbc_table table, const char *types, ...)
{
    ekbc_value columns[EKBC_COLUMNS_MOST];
    size_t count = 0;
    va_list values;
    va_start(values, types);
    for (; types[count] != '\0' && count < EKBC_COLUMNS_MOST; count++)
        columns[count] = value_of(types[count], &values);
    va_end(values);
    if (!rows->failed)
        add_row(rows, table, columns, count);
}

void ekbc_rows_release(ekbc_rows *rows)
{
    ekb_strbuf_release(&rows->record);
}
