/* SPDX-License-Identifier: MIT */
#include "cursor.h"

#include <stdlib.h>
#include <string.h>

/* First byte of a page. */
enum { INTERIOR_INDEX = 2, INTERIOR_TABLE = 5, LEAF_INDEX = 10, LEAF_TABLE = 13 };

/* A cell of the page at hand, payload not yet put together. */
typedef struct cell {
    uint32_t child; /* of interior pages */
    int64_t rowid;  /* of tables */
    uint64_t payload;
    const unsigned char *local; /* what of the payload is on the page */
    size_t local_length;
} cell;

static uint32_t read_u16(const unsigned char *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static uint32_t read_u32(const unsigned char *at)
{
    return read_u16(at) << 16 | read_u16(at + 2);
}

void ekb_cursor_open(ekb_cursor *cursor, ekb_pages *pages, uint32_t root, int is_index)
{
    memset(cursor, 0, offsetof(ekb_cursor, levels));
    cursor->record.count = 0;
    cursor->pages = pages;
    cursor->root = root;
    cursor->is_index = is_index;
    cursor->payload = cursor->room;
    cursor->capacity = sizeof cursor->room;
}

void ekb_cursor_release(ekb_cursor *cursor)
{
    if (cursor->payload != cursor->room)
        free(cursor->payload);
    cursor->payload = cursor->room;
    cursor->capacity = sizeof cursor->room;
}

/* The file's header stands before page 1's. */
static size_t header_at(uint32_t page)
{
    return page == 1 ? 100 : 0;
}

static const ekb_level *top(const ekb_cursor *cursor)
{
    return &cursor->levels[cursor->depth - 1];
}

/* One level deeper, before its first cell. @return 1 or a negative status. */
static int push(ekb_cursor *cursor, uint32_t number)
{
    ekb_status status = EKB_OK;
    if (cursor->depth == EKB_CURSOR_DEPTH || cursor->visits > cursor->pages->count)
        return EKB_ERR_CORRUPT;
    const unsigned char *page = ekb_page(cursor->pages, number, &status);
    if (page == NULL)
        return status;
    const unsigned char *header = page + header_at(number);
    int leaf = header[0] == (cursor->is_index ? LEAF_INDEX : LEAF_TABLE);
    uint32_t cells = read_u16(header + 3);
    if (!leaf && header[0] != (cursor->is_index ? INTERIOR_INDEX : INTERIOR_TABLE))
        return EKB_ERR_CORRUPT;
    if (header_at(number) + 12 + 2 * (size_t)cells > cursor->pages->usable)
        return EKB_ERR_CORRUPT;
    cursor->visits++;
    cursor->levels[cursor->depth++] = (ekb_level){number, 0, cells, leaf, 0};
    return 1;
}

/* Bytes of a payload that stand on the page. */
static size_t local_length(const ekb_cursor *cursor, uint64_t payload)
{
    size_t usable = cursor->pages->usable;
    size_t most = cursor->is_index ? (usable - 12) * 64 / 255 - 23 : usable - 35;
    if (payload <= most)
        return (size_t)payload;
    size_t least = (usable - 12) * 32 / 255 - 23;
    size_t wanted = least + (size_t)((payload - least) % (usable - 4));
    return wanted <= most ? wanted : least;
}

/* Where a cell of a page begins; NULL where it would be none. */
static const unsigned char *cell_at(const ekb_cursor *cursor, const unsigned char *page, uint32_t at)
{
    const ekb_level *level = top(cursor);
    const unsigned char *pointers = page + header_at(level->page) + (level->leaf ? 8 : 12);
    size_t offset = read_u16(pointers + 2 * (size_t)at);
    return offset + 4 <= cursor->pages->usable ? page + offset : NULL;
}

/* Read a cell of the top page. @return 1 or a negative status. */
static int read_cell(ekb_cursor *cursor, const unsigned char *page, uint32_t at, cell *out)
{
    const ekb_level *level = top(cursor);
    const unsigned char *end = page + cursor->pages->usable, *from = cell_at(cursor, page, at);
    size_t step;
    uint64_t rowid = 0;
    *out = (cell){.local = NULL};
    if (from == NULL)
        return EKB_ERR_CORRUPT;
    if (!level->leaf) {
        out->child = read_u32(from);
        from += 4;
    }
    if (level->leaf || cursor->is_index) {
        if ((step = ekb_varint(from, end, &out->payload)) == 0)
            return EKB_ERR_CORRUPT;
        from += step;
    }
    if (!cursor->is_index) {
        if ((step = ekb_varint(from, end, &rowid)) == 0)
            return EKB_ERR_CORRUPT;
        from += step;
    }
    out->rowid = (int64_t)rowid;
    out->local = from;
    out->local_length = local_length(cursor, out->payload);
    size_t chained = out->local_length < out->payload ? 4 : 0;
    return out->local_length + chained <= (size_t)(end - from) ? 1 : EKB_ERR_CORRUPT;
}

/* The rowid of a cell of a table, and nothing else. @return 0 for none. */
static int read_rowid(const ekb_cursor *cursor, const unsigned char *page, int leaf, uint32_t at,
                      int64_t *out)
{
    const unsigned char *end = page + cursor->pages->usable, *from = cell_at(cursor, page, at);
    uint64_t rowid = 0;
    size_t step = leaf ? 1 : 4;
    if (from == NULL)
        return 0;
    for (; leaf && step < 9 && (from[step - 1] & 0x80) != 0 && from + step < end;)
        step++; /* over the length of the payload */
    if (ekb_varint(from + step, end, &rowid) == 0)
        return 0;
    *out = (int64_t)rowid;
    return 1;
}

/* The child before cell `at`; behind the last cell, the page's rightmost. */
static int child_of(ekb_cursor *cursor, uint32_t at, uint32_t *child)
{
    const ekb_level *level = top(cursor);
    ekb_status status = EKB_OK;
    const unsigned char *page = ekb_page(cursor->pages, level->page, &status);
    if (page == NULL)
        return status;
    const unsigned char *from =
        at < level->cells ? cell_at(cursor, page, at) : page + header_at(level->page) + 8;
    if (from == NULL)
        return EKB_ERR_CORRUPT;
    *child = read_u32(from);
    return 1;
}

/* Append the rest of a payload from its chain of overflow pages. */
static int read_chain(ekb_cursor *cursor, uint32_t number, size_t from, size_t payload)
{
    ekb_status status = EKB_OK;
    while (from < payload) {
        const unsigned char *page = ekb_page(cursor->pages, number, &status);
        if (page == NULL)
            return status;
        size_t part = cursor->pages->usable - 4;
        if (part > payload - from)
            part = payload - from;
        memcpy(cursor->payload + from, page + 4, part);
        from += part;
        number = read_u32(page);
    }
    return 1;
}

/* Copy the row of a cell of the top page and take it apart. */
static int load(ekb_cursor *cursor, uint32_t at)
{
    cell c;
    ekb_status status = EKB_OK;
    const unsigned char *page = ekb_page(cursor->pages, top(cursor)->page, &status);
    if (page == NULL)
        return status;
    int result = read_cell(cursor, page, at, &c);
    if (result < 0)
        return result;
    /* No payload is longer than its file: a wrong length costs no memory. */
    if (c.payload > (uint64_t)cursor->pages->count * cursor->pages->page_size)
        return EKB_ERR_CORRUPT;
    size_t payload = (size_t)c.payload;
    if (payload > cursor->capacity) {
        unsigned char *grown = malloc(payload);
        if (grown == NULL)
            return EKB_ERR_NOMEM;
        ekb_cursor_release(cursor);
        cursor->payload = grown;
        cursor->capacity = payload;
    }
    if (payload == 0)
        return EKB_ERR_CORRUPT;
    memcpy(cursor->payload, c.local, c.local_length);
    cursor->length = payload;
    cursor->rowid = c.rowid;
    if (c.local_length < payload) {
        result = read_chain(cursor, read_u32(c.local + c.local_length), c.local_length, payload);
        if (result < 0)
            return result;
    }
    return ekb_record_read(cursor->payload, payload, &cursor->record) ? 1 : EKB_ERR_CORRUPT;
}

/* Down to the first leaf below the child at hand of the top page. */
static int descend(ekb_cursor *cursor)
{
    int result = 1;
    while (result > 0 && !top(cursor)->leaf) {
        uint32_t child = 0;
        result = child_of(cursor, top(cursor)->cell, &child);
        if (result > 0)
            result = push(cursor, child);
    }
    return result;
}

/* The row at hand, or the next one when the page at hand has no more. */
static int settle(ekb_cursor *cursor)
{
    while (cursor->depth > 0) {
        ekb_level *level = &cursor->levels[cursor->depth - 1];
        if (level->leaf) {
            if (level->cell < level->cells)
                return load(cursor, level->cell);
        } else if (cursor->is_index && !level->at_key && level->cell < level->cells) {
            level->at_key = 1;
            return load(cursor, level->cell);
        } else if (level->cell < level->cells) {
            level->at_key = 0;
            level->cell++;
            int result = descend(cursor);
            if (result < 0)
                return result;
            continue;
        }
        cursor->depth--;
    }
    return 0;
}

int ekb_cursor_next(ekb_cursor *cursor)
{
    if (cursor->depth > 0 && top(cursor)->leaf)
        cursor->levels[cursor->depth - 1].cell++;
    return settle(cursor);
}

int ekb_column_compare(const ekb_record *record, size_t at, const ekb_value *key)
{
    static const ekb_value none = {EKB_VALUE_NULL, 0, NULL, 0};
    const ekb_value *have = at < record->count ? &record->values[at] : &none;
    if (have->type != key->type)
        return have->type < key->type ? -1 : 1;
    if (have->type == EKB_VALUE_NUMBER)
        return (have->number > key->number) - (have->number < key->number);
    if (have->type != EKB_VALUE_TEXT)
        return 0;
    int order = memcmp(have->bytes, key->bytes, have->length < key->length ? have->length : key->length);
    return order != 0 ? order : (have->length > key->length) - (have->length < key->length);
}

int ekb_key_compare(const ekb_record *record, const ekb_value *keys, size_t count)
{
    int order = 0;
    for (size_t i = 0; order == 0 && i < count; i++)
        order = ekb_column_compare(record, i, &keys[i]);
    return order;
}

/* Whether the cell of an index is before what is sought: 1 or 0, or a negative status. */
static int key_is_before(ekb_cursor *cursor, uint32_t at, const ekb_value *keys, size_t count)
{
    cell c;
    ekb_record record;
    ekb_status status = EKB_OK;
    const unsigned char *page = ekb_page(cursor->pages, top(cursor)->page, &status);
    if (page == NULL)
        return status;
    int result = read_cell(cursor, page, at, &c);
    if (result < 0)
        return result;
    if (c.local_length == c.payload)
        return ekb_record_read(c.local, c.local_length, &record) ? ekb_key_compare(&record, keys, count) < 0
                                                                 : EKB_ERR_CORRUPT;
    result = load(cursor, at);
    return result < 0 ? result : ekb_key_compare(&cursor->record, keys, count) < 0;
}

/* Cells of a page among which a rowid is sought: those before `low` are less,
 * those from `high` on are not. What is known of the rowids beside these bounds
 * tells where to look: `behind` is so many cells above `before`. */
typedef struct cell_range {
    uint32_t low, high, steps;
    int64_t before, behind;
    int has_before, has_behind;
} cell_range;

/* Ids without gaps and hashes are spread evenly, so the cell is likely to stand
 * in proportion. Wherever the rowids stand, the guess is within the range. */
static uint32_t guess_cell(const cell_range *range, int64_t least)
{
    uint64_t whole = (uint64_t)range->behind - (uint64_t)range->before;
    uint64_t part = (uint64_t)least - (uint64_t)range->before;
    if (!range->has_behind || part >= whole)
        return range->high - 1;
    if (!range->has_before)
        return range->low;
    uint32_t step = (uint32_t)((double)part / (double)whole * range->steps + 0.5);
    uint32_t guess = range->low + step - (step > 0);
    return guess < range->high ? guess : range->high - 1;
}

/* Looks at one cell and leaves out what it rules out. @return 0 for a cell that is none. */
static int narrow(const ekb_cursor *cursor, const unsigned char *page, uint32_t at, int64_t least,
                  cell_range *range)
{
    int64_t rowid = 0;
    if (!read_rowid(cursor, page, top(cursor)->leaf, at, &rowid))
        return 0;
    if (rowid < least) {
        range->low = at + 1;
        range->before = rowid;
        range->has_before = 1;
    } else {
        range->high = at;
        range->behind = rowid;
        range->has_behind = 1;
        if (rowid == least)
            range->low = at; /* no two rows have the same */
    }
    range->steps = range->high - range->low + 1;
    return 1;
}

/* The first cell of a table's top page whose rowid is not less. Each fourth
 * look halves, so that no spread of rowids costs more than four times halving.
 * What `range` knows is of the page above, whose cells tell between which
 * rowids those of this page are, and of the page that follows. */
static int search_rowids(ekb_cursor *cursor, int64_t least, cell_range *range)
{
    ekb_level *level = &cursor->levels[cursor->depth - 1];
    ekb_status status = EKB_OK;
    const unsigned char *page = ekb_page(cursor->pages, level->page, &status);
    if (page == NULL)
        return status;
    range->low = 0;
    range->high = range->steps = level->cells;
    for (int look = 1; range->low < range->high; look++) {
        uint32_t at = look % 4 != 0 ? guess_cell(range, least) : range->low + (range->high - range->low) / 2;
        if (!narrow(cursor, page, at, least, range))
            return EKB_ERR_CORRUPT;
    }
    level->cell = range->low;
    return 1;
}

/* The first cell of an index's top page that is not before the keys. */
static int search_keys(ekb_cursor *cursor, const ekb_value *keys, size_t count)
{
    ekb_level *level = &cursor->levels[cursor->depth - 1];
    uint32_t low = 0, high = level->cells;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int before = key_is_before(cursor, middle, keys, count);
        if (before < 0)
            return before;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    level->cell = low;
    return 1;
}

static int seek(ekb_cursor *cursor, int64_t least, const ekb_value *keys, size_t count)
{
    cell_range range = {.has_before = 0, .has_behind = 0};
    cursor->depth = 0;
    cursor->visits = 0;
    int result = push(cursor, cursor->root);
    while (result > 0) {
        result = cursor->is_index ? search_keys(cursor, keys, count) : search_rowids(cursor, least, &range);
        if (result < 0 || top(cursor)->leaf)
            break;
        uint32_t child = 0;
        result = child_of(cursor, top(cursor)->cell, &child);
        if (result > 0)
            result = push(cursor, child);
    }
    return result > 0 ? settle(cursor) : result;
}

int ekb_cursor_seek_rowid(ekb_cursor *cursor, int64_t least)
{
    return seek(cursor, least, NULL, 0);
}

int ekb_cursor_seek_key(ekb_cursor *cursor, const ekb_value *keys, size_t count)
{
    return seek(cursor, 0, keys, count);
}
