/* SPDX-License-Identifier: MIT */
#include "codes.h"

#include "core/code.h"

const char *ekb_code_space(ekb_row *row, const ekb_index_product *product)
{
    int64_t space = ekb_row_number(row, EKB_HEAD_SPACE, 0, INT64_MAX);
    const char *name = space == 0 ? product->space : ekb_index_space_by_id(row->index, space);
    if (name == NULL)
        ekb_row_corrupt(row);
    return name;
}

/* The code of the entry's row; forms 0 for none. */
static ekb_status read_first(ekb_index *index, int64_t entry, ekb_arena *arena, ekb_stored_code *out,
                             ekb_error *error)
{
    ekb_head head = {.product = NULL};
    ekb_row row;
    *out = (ekb_stored_code){.forms = 0};
    ekb_status status = ekb_index_load_products(index, error);
    if (status == EKB_OK)
        status = ekb_index_load_spaces(index, error);
    if (status != EKB_OK)
        return status;
    ekb_row_start(&row, index, EKB_SQL_ENTRY_HEAD, arena, error);
    ekb_row_bind(&row, 1, entry);
    if (ekb_row_next(&row))
        ekb_head_take(&row, &head);
    if (head.product == NULL)
        ekb_row_corrupt(&row);
    else
        *out = (ekb_stored_code){ekb_code_space(&row, head.product), head.code, head.forms, 0, 0};
    return ekb_row_end(&row);
}

static void take(ekb_row *row, ekb_stored_code *out)
{
    int64_t space = ekb_row_number(row, EKB_CODE_SPACE, 1, INT64_MAX);
    *out = (ekb_stored_code){
        .space = ekb_index_space_by_id(row->index, space),
        .value = ekb_row_text(row, EKB_CODE_VALUE),
        .forms = (unsigned)ekb_row_number(row, EKB_CODE_FORMS, 1, EKB_FORMS),
        .is_class = (int)ekb_row_number(row, EKB_CODE_ROLE, 0, 1),
        .n = ekb_row_number(row, EKB_CODE_ID, 0, EKB_CODE_ID_MAX) & EKB_CODE_N_MAX,
    };
    if (out->space == NULL)
        ekb_row_corrupt(row);
}

ekb_status ekb_code_read(ekb_index *index, int64_t entry, int64_t n, ekb_arena *arena, ekb_stored_code *out,
                         ekb_error *error)
{
    ekb_row row;
    ekb_status status =
        n == 0 ? read_first(index, entry, arena, out, error) : ekb_index_load_spaces(index, error);
    if (status != EKB_OK || (n == 0 && out->forms != 0))
        return status;
    ekb_row_start(&row, index, EKB_SQL_CODE, arena, error);
    ekb_row_bind(&row, 1, entry << 8 | n);
    if (ekb_row_next(&row))
        take(&row, out);
    else
        ekb_row_corrupt(&row);
    return ekb_row_end(&row);
}

ekb_status ekb_codes_read(ekb_index *index, int64_t entry, ekb_arena *arena, ekb_vector *out,
                          ekb_error *error)
{
    ekb_stored_code first, *code;
    ekb_row row;
    ekb_status status = read_first(index, entry, arena, &first, error);
    if (status != EKB_OK)
        return status;
    ekb_row_start(&row, index, EKB_SQL_ENTRY_CODES, arena, error);
    ekb_row_bind(&row, 1, entry);
    if (first.forms != 0 && (code = ekb_vector_push(out, arena)) != NULL)
        *code = first;
    else if (first.forms != 0)
        ekb_row_nomem(&row);
    while (ekb_row_next(&row)) {
        ekb_row_key(&row, EKB_CODE_ID, 0, EKB_CODE_ID_MAX);
        if ((code = ekb_vector_push(out, arena)) != NULL)
            take(&row, code);
        else
            ekb_row_nomem(&row);
    }
    return ekb_row_end(&row);
}
