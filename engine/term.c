/* SPDX-License-Identifier: MIT */
#include "term.h"

#include "core/leb128.h"

ekb_term_list ekb_term_list_of(ekb_row *row, int column)
{
    ekb_term_list list = {.at = NULL, .end = NULL};
    int64_t last = ekb_row_number(row, column, 0, EKB_TERM_HASH_MAX);
    size_t length;
    uint64_t width;
    const unsigned char *bytes = ekb_row_blob(row, column + 1, &length);
    if (bytes == NULL)
        return list;
    list.end = bytes + length;
    list.at = ekb_leb128_read(bytes, list.end, &width);
    if (list.at == NULL || width > (uint64_t)last) {
        list.at = list.end = NULL;
        ekb_row_corrupt(row);
    } else {
        list.hash = last - (int64_t)width;
    }
    return list;
}

/* Behind so many numbers; NULL where there are fewer. */
static const unsigned char *pass(const unsigned char *at, const unsigned char *end, uint64_t numbers)
{
    while (numbers > 0 && at < end)
        numbers -= *at++ < 0x80;
    return numbers == 0 ? at : NULL;
}

int ekb_term_next(ekb_term_list *list, ekb_term *out)
{
    const unsigned char *at = list->at, *end = list->end;
    uint64_t step, df;
    if (at == end)
        return 0;
    if ((at = ekb_leb128_read(at, end, &step)) == NULL || (at = ekb_leb128_read(at, end, &df)) == NULL ||
        step > (uint64_t)(EKB_TERM_HASH_MAX - list->hash) || df == 0 || df > UINT32_MAX)
        return -1;
    list->hash += (int64_t)step;
    *out = (ekb_term){.hash = list->hash, .df = (uint32_t)df};
    if (df <= EKB_TERM_INLINE) {
        out->list = at;
        if ((at = pass(at, end, df)) == NULL)
            return -1;
        out->bytes = (size_t)(at - out->list);
    } else {
        uint64_t bytes;
        if ((at = ekb_leb128_read(at, end, &out->at)) == NULL ||
            (at = ekb_leb128_read(at, end, &bytes)) == NULL || bytes > UINT32_MAX)
            return -1;
        out->bytes = (size_t)bytes;
    }
    list->at = at;
    return 1;
}

ekb_status ekb_term_find(ekb_index *index, int64_t hash, ekb_arena *arena, ekb_term *out, ekb_error *error)
{
    ekb_row row;
    ekb_term term = {.hash = -1};
    ekb_row_start(&row, index, EKB_SQL_TERM, NULL, error);
    ekb_row_bind(&row, 1, hash);
    if (ekb_row_next(&row)) {
        ekb_term_list list = ekb_term_list_of(&row, 0);
        int more = 1;
        while (row.status == EKB_OK && term.hash < hash && more > 0)
            more = ekb_term_next(&list, &term);
        if (more < 0 || (row.status == EKB_OK && term.df > (uint64_t)index->template_count))
            ekb_row_corrupt(&row);
    }
    *out = term.hash == hash ? term : (ekb_term){.hash = hash};
    if (row.status == EKB_OK && out->list != NULL) {
        out->list = (const unsigned char *)ekb_arena_strndup(arena, (const char *)out->list, out->bytes);
        if (out->list == NULL)
            ekb_row_nomem(&row);
    }
    return ekb_row_end(&row);
}

ekb_status ekb_term_is_known(ekb_index *index, int64_t hash, ekb_arena *arena, int *out, ekb_error *error)
{
    ekb_term found = {0};
    ekb_status status = hash != 0 ? ekb_term_find(index, hash, arena, &found, error) : EKB_OK;
    *out = status == EKB_OK && found.df > 0;
    return status;
}

ekb_status ekb_term_list_read(ekb_index *index, uint64_t at, size_t bytes, ekb_strbuf *out, ekb_error *error)
{
    size_t skip = (size_t)(at % EKB_TERM_LIST_ROW), length;
    int64_t first = (int64_t)(at / EKB_TERM_LIST_ROW);
    ekb_row row;
    ekb_strbuf_clear(out);
    ekb_row_start(&row, index, EKB_SQL_TERM_LIST, NULL, error);
    ekb_row_bind(&row, 1, first);
    ekb_row_bind(&row, 2, first + (int64_t)((skip + bytes + EKB_TERM_LIST_ROW - 1) / EKB_TERM_LIST_ROW));
    while (out->length < bytes && ekb_row_next(&row)) {
        ekb_row_number(&row, 0, first + row.count - 1, first + row.count - 1);
        const unsigned char *part = ekb_row_blob(&row, 1, &length);
        if (part == NULL || length <= skip)
            break;
        length -= skip;
        if (length > bytes - out->length)
            length = bytes - out->length;
        ekb_strbuf_append(out, (const char *)part + skip, length);
        if (out->failed)
            ekb_row_nomem(&row);
        skip = 0;
    }
    if (out->length < bytes)
        ekb_row_corrupt(&row);
    return ekb_row_end(&row);
}
