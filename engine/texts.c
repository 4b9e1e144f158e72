/* SPDX-License-Identifier: MIT */
#include "texts.h"

#include <string.h>

#include "language.h"

int64_t ekb_texts_take(ekb_row *row, ekb_vector *list)
{
    int64_t id = ekb_row_key(row, 0, 0, INT64_MAX);
    ekb_text *text = ekb_vector_push(list, row->arena);
    if (text == NULL) {
        ekb_row_nomem(row);
        return 0;
    }
    text->lang = id & 255;
    text->title = ekb_row_text(row, 1);
    text->text = ekb_row_columns(row) > 2 ? ekb_row_text(row, 2) : "";
    if (ekb_index_language_by_id(row->index, text->lang) == NULL)
        ekb_row_corrupt(row);
    return id >> 8;
}

ekb_status ekb_texts_read(ekb_index *index, ekb_sql which, int64_t owner, ekb_arena *arena, ekb_texts *out,
                          ekb_error *error)
{
    ekb_vector list = {.size = sizeof(ekb_text)};
    ekb_row row;
    ekb_row_start(&row, index, which, arena, error);
    ekb_row_bind(&row, 1, owner);
    while (ekb_row_next(&row))
        ekb_texts_take(&row, &list);
    *out = (ekb_texts){list.items, list.count};
    return ekb_row_end(&row);
}

const char *ekb_title_peek(ekb_row *row)
{
    if (ekb_row_is_null(row, EKB_TEXT_TITLE))
        return "";
    if (!ekb_row_is_number(row, EKB_TEXT_TITLE))
        return ekb_row_peek(row, EKB_TEXT_TITLE);
    int64_t characters = ekb_row_number(row, EKB_TEXT_TITLE, 1, INT64_MAX);
    return ekb_row_peek_start(row, EKB_TEXT_MESSAGE, characters);
}

int64_t ekb_text_lang(ekb_row *row)
{
    int64_t lang = ekb_row_number(row, EKB_TEXT_ID, 0, INT64_MAX) & EKB_LANGUAGE_MAX;
    if (ekb_index_language_by_id(row->index, lang) == NULL)
        ekb_row_corrupt(row);
    return lang;
}

void ekb_title_take(ekb_row *row, ekb_vector *list)
{
    if (ekb_row_is_null(row, EKB_TEXT_TITLE))
        return;
    ekb_text *text = ekb_vector_push(list, row->arena);
    const char *title = text != NULL ? ekb_arena_strdup(row->arena, ekb_title_peek(row)) : NULL;
    if (title == NULL) {
        ekb_row_nomem(row);
        return;
    }
    *text = (ekb_text){ekb_text_lang(row), title, ""};
    if (!ekb_row_is_null(row, EKB_TEXT_DETAIL))
        text->text = ekb_row_text(row, EKB_TEXT_DETAIL);
}

ekb_status ekb_titles_read(ekb_index *index, int64_t entry, ekb_arena *arena, ekb_texts *out,
                           ekb_error *error)
{
    ekb_vector list = {.size = sizeof(ekb_text)};
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_ENTRY_TEXT, arena, error);
    ekb_row_bind(&row, 1, entry);
    while (ekb_row_next(&row))
        ekb_title_take(&row, &list);
    *out = (ekb_texts){list.items, list.count};
    return ekb_row_end(&row);
}

const ekb_text *ekb_texts_choose(const ekb_index *index, const ekb_texts *texts, const char *const *wishes,
                                 size_t wish_count, size_t at)
{
    const char *have[EKB_LANGUAGE_MAX];
    size_t count = 0;
    for (; count < texts->count && count < EKB_LANGUAGE_MAX; count++)
        have[count] = ekb_index_language_by_id(index, texts->items[count].lang)->tag;
    int found = ekb_language_choose(wishes, wish_count, at, have, count);
    return found >= 0 ? &texts->items[found] : NULL;
}

const ekb_text *ekb_texts_in(const ekb_index *index, const ekb_texts *texts, const char *lang)
{
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(ekb_index_language_by_id(index, texts->items[i].lang)->tag, lang) == 0)
            return &texts->items[i];
    return ekb_texts_choose(index, texts, &lang, 1, 0);
}
