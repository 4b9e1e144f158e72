/* SPDX-License-Identifier: MIT */
#include "anchors.h"

#include <stdlib.h>
#include <string.h>

#include "canons.h"
#include "core/anchor.h"
#include "core/error.h"
#include "core/leb128.h"
#include "core/strbuf.h"
#include "row.h"
#include "template.h"

/* As compiler/scan.c writes them. */
enum { HEAD = 1, CODES, STARTS, PRINTS, REFS, SIDES };
enum { PART_SHIFT = 20 };
enum {
    BUCKET_BITS_LEAST = 8,
    BUCKET_BITS_MOST = EKB_ANCHORS_BITS,
    REF_BYTES_MOST = 7,
    NUMBER_BITS_MOST = 17
};
/* Anchors of a bucket, where there could be more buckets. */
enum { FILL_MOST = 64 };
/* More of anything is no table but damage; it also keeps sizes from overflowing. */
enum { COUNT_MOST = 1 << 30 };

/* Joins the rows of a part. */
static ekb_status join_part(ekb_index *index, int part, ekb_strbuf *out, ekb_error *error)
{
    ekb_row row;
    ekb_row_start(&row, index, EKB_SQL_SCAN_PART, NULL, error);
    ekb_row_bind(&row, 1, part);
    while (ekb_row_next(&row)) {
        size_t length;
        int64_t id = (int64_t)part << PART_SHIFT | (row.count - 1);
        ekb_row_key(&row, 0, id, id);
        const unsigned char *data = ekb_row_blob(&row, 1, &length);
        if (row.status == EKB_OK)
            ekb_strbuf_append(out, (const char *)data, length);
    }
    if (out->failed)
        ekb_row_nomem(&row);
    return ekb_row_end(&row);
}

/* Numbers of a file become this machine's where they stand. */
static void turn(unsigned char *bytes, size_t count, size_t size)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (size_t i = 0; i < count; i++)
        for (size_t low = i * size, high = low + size - 1; low < high; low++, high--) {
            unsigned char byte = bytes[low];
            bytes[low] = bytes[high];
            bytes[high] = byte;
        }
#else
    (void)bytes;
    (void)count;
    (void)size;
#endif
}

/* An array of numbers, zeros where there is no table. It is used where it was
 * joined: to copy megabytes would take longer than to read them. */
static ekb_status read_numbers(ekb_index *index, int part, size_t count, size_t size, int is_empty,
                               void **out, ekb_error *error)
{
    if (is_empty) {
        *out = calloc(count + 1, size);
        return *out != NULL ? EKB_OK : ekb_error_nomem(error);
    }
    ekb_strbuf joined = EKB_STRBUF_INIT;
    ekb_status status = join_part(index, part, &joined, error);
    if (status == EKB_OK && joined.length != count * size)
        status = ekb_index_corrupt(index, "scan", error);
    if (status == EKB_OK) {
        ekb_strbuf_append(&joined, "", 1); /* none is no array */
        status = joined.failed ? ekb_error_nomem(error) : EKB_OK;
    }
    if (status == EKB_OK) {
        turn((unsigned char *)joined.data, count, size);
        *out = joined.data;
        joined = (ekb_strbuf)EKB_STRBUF_INIT;
    }
    ekb_strbuf_release(&joined);
    return status;
}

static const unsigned char *take(const unsigned char *at, const unsigned char *end, uint64_t least,
                                 uint64_t most, uint64_t *out)
{
    at = at != NULL ? ekb_leb128_read(at, end, out) : NULL;
    return at != NULL && *out >= least && *out <= most ? at : NULL;
}

/* The numbers of the first part. */
static ekb_status take_head(const unsigned char *at, size_t length, ekb_anchors_table *out)
{
    const unsigned char *end = at + length;
    uint64_t words = 0, count = 0, bits = 0, bytes = 0, number = 0, products = 0, cues = 0;
    at = take(at, end, 1, COUNT_MOST, &words);
    at = take(at, end, 0, COUNT_MOST, &count);
    at = take(at, end, BUCKET_BITS_LEAST, BUCKET_BITS_MOST, &bits);
    at = take(at, end, 0, REF_BYTES_MOST, &bytes);
    at = take(at, end, 0, NUMBER_BITS_MOST, &number);
    at = take(at, end, 0, EKB_PRODUCT_MAX, &products);
    if (at == NULL)
        return EKB_ERR_CORRUPT;
    if ((out->cues = calloc(products + 1, 1)) == NULL)
        return EKB_ERR_NOMEM;
    for (uint64_t i = 0; at != NULL && i < products; i++) {
        at = take(at, end, 0, UINT8_MAX, &cues);
        out->cues[i] = (unsigned char)cues;
    }
    out->code_words = (size_t)words;
    out->count = (size_t)count;
    out->bucket_bits = (unsigned)bits;
    out->ref_bytes = (unsigned)bytes;
    out->number_bits = (unsigned)number;
    out->product_count = (size_t)products;
    int crowded = bits < BUCKET_BITS_MOST && count >> bits > FILL_MOST;
    return at == end && !crowded ? EKB_OK : EKB_ERR_CORRUPT;
}

/* An index without the table has nothing to be found by. */
static const unsigned char empty_head[] = {1, 0, BUCKET_BITS_LEAST, 0, 0, 0};

static ekb_status read_head(ekb_index *index, ekb_anchors_table *out, int *is_empty, ekb_error *error)
{
    ekb_row row;
    size_t length;
    ekb_row_start(&row, index, EKB_SQL_SCAN_PART, NULL, error);
    ekb_row_bind(&row, 1, HEAD);
    const unsigned char *data = empty_head;
    length = sizeof empty_head;
    *is_empty = !ekb_row_next(&row);
    if (!*is_empty)
        data = ekb_row_blob(&row, 1, &length);
    ekb_status taken = row.status == EKB_OK ? take_head(data, length, out) : EKB_OK;
    if (taken == EKB_ERR_NOMEM)
        ekb_row_nomem(&row);
    else if (taken != EKB_OK)
        ekb_row_corrupt(&row);
    return ekb_row_end(&row);
}

/* How many anchors each bucket has, added up; all of them together. */
static int take_starts(const unsigned char *at, const unsigned char *end, ekb_anchors_table *out)
{
    size_t buckets = (size_t)1 << out->bucket_bits;
    uint64_t sum = 0, fill = 0;
    for (size_t i = 0; at != NULL && i < buckets; i++) {
        at = take(at, end, 0, out->count - sum, &fill);
        sum += fill;
        out->starts[i + 1] = (uint32_t)sum;
    }
    return at == end && sum == out->count;
}

static ekb_status read_starts(ekb_index *index, ekb_anchors_table *out, int is_empty, ekb_error *error)
{
    ekb_strbuf bytes = EKB_STRBUF_INIT;
    ekb_status status = EKB_OK;
    out->starts = calloc(((size_t)1 << out->bucket_bits) + 1, sizeof *out->starts);
    if (out->starts == NULL)
        return ekb_error_nomem(error);
    if (!is_empty)
        status = join_part(index, STARTS, &bytes, error);
    const unsigned char *at = (const unsigned char *)ekb_strbuf_text(&bytes);
    if (status == EKB_OK && !is_empty && !take_starts(at, at + bytes.length, out))
        status = ekb_index_corrupt(index, "scan", error);
    ekb_strbuf_release(&bytes);
    return status;
}

ekb_status ekb_anchors_load(ekb_index *index, ekb_anchors_table *out, ekb_error *error)
{
    *out = (ekb_anchors_table){.codes = NULL};
    int is_empty = 0;
    void *codes = NULL, *prints = NULL, *refs = NULL, *sides = NULL;
    ekb_status status = read_head(index, out, &is_empty, error);
    if (status == EKB_OK)
        status = ekb_index_load_languages(index, error);
    out->languages = index->language_count;
    if (status == EKB_OK)
        status = read_numbers(index, CODES, out->code_words, 8, is_empty, &codes, error);
    if (status == EKB_OK)
        status = read_starts(index, out, is_empty, error);
    if (status == EKB_OK)
        status = read_numbers(index, PRINTS, out->count, 2, is_empty, &prints, error);
    if (status == EKB_OK)
        status = read_numbers(index, REFS, out->count * out->ref_bytes, 1, is_empty, &refs, error);
    if (status == EKB_OK)
        status = read_numbers(index, SIDES, out->count, 1, is_empty, &sides, error);
    out->sides = sides;
    out->codes = codes;
    out->prints = prints;
    out->refs = refs;
    return status;
}

void ekb_anchors_release(ekb_anchors_table *table)
{
    free(table->codes);
    free(table->starts);
    free(table->prints);
    free(table->refs);
    free(table->sides);
    free(table->cues);
    *table = (ekb_anchors_table){.codes = NULL};
}

int64_t ekb_anchors_ref(const ekb_anchors_table *table, size_t at, int64_t *source)
{
    enum { FURTHER = 256 };
    uint64_t ref = 0;
    for (unsigned i = table->ref_bytes; i > 0; i--)
        ref = ref << 8 | table->refs[at * table->ref_bytes + i - 1];
    uint64_t entry = ref >> table->number_bits;
    uint64_t number = ref & ((UINT64_C(1) << table->number_bits) - 1);
    if (number > table->languages)
        number += FURTHER - table->languages - 1;
    *source = (int64_t)(entry << 17 | number);
    return entry <= EKB_ENTRY_ID_MAX ? (int64_t)entry : 0;
}

static int has_canon(const ekb_anchors_table *table, const char *canon)
{
    uint64_t upper;
    return ekb_anchors_has_code(table, ekb_anchor_canon(canon)) &&
           (!ekb_anchor_canon_upper(canon, &upper) || ekb_anchors_has_code(table, upper));
}

/* Whether the filter has each code; an index without the table has none. */
static ekb_status check_codes(ekb_index *index, const ekb_anchors_table *table, ekb_error *error)
{
    uint64_t any = 0;
    int has_all = 1;
    ekb_canons walk;
    for (size_t i = 0; i < table->code_words; i++)
        any |= table->codes[i];
    if (any == 0)
        return EKB_OK;
    ekb_canons_start(&walk, index, "", error);
    while (has_all && ekb_canons_next(&walk))
        has_all = has_canon(table, walk.text);
    ekb_status status = ekb_canons_end(&walk);
    return has_all ? status : ekb_index_corrupt(index, "scan", error);
}

ekb_status ekb_anchors_check(ekb_index *index, ekb_error *error)
{
    ekb_anchors_table table;
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_status status = ekb_anchors_load(index, &table, error);
    if (status == EKB_OK)
        status = check_codes(index, &table, error);
    for (size_t i = 0; status == EKB_OK && i < table.count; i++) {
        int64_t source, entry = ekb_anchors_ref(&table, i, &source);
        if (entry != 0)
            status = ekb_template_source(index, EKB_TEMPLATE_MESSAGE, entry, source, &text, error);
    }
    ekb_anchors_release(&table);
    ekb_strbuf_release(&text);
    return status;
}
