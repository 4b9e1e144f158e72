/* SPDX-License-Identifier: MIT */
/* What is near an unknown code or text: never an answer, a hint. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canons.h"
#include "codes.h"
#include "core/error.h"
#include "decide.h"

enum { NEAREST_MAX = 6, SCAN_MAX = 200 };

/* Weight in common that is worth a hint. */
#define NEAR_WEIGHT 9.0

typedef struct nearest_list {
    ekb_nearest items[NEAREST_MAX];
    size_t count;
} nearest_list;

static ekb_status add(ekb_lookup_state *state, nearest_list *list, size_t index, int64_t entry,
                      const char *why)
{
    if (list->count >= NEAREST_MAX)
        return EKB_OK;
    const char *language = ekb_paste_language(state);
    const char *const *languages = state->query->language_count > 0 ? state->query->languages : &language;
    ekb_entry_head head;
    ekb_status status =
        ekb_entry_head_load(state->engine, index, entry, languages, 1, state->arena, &head, state->error);
    if (status != EKB_OK || head.kind == EKB_KIND_PROCEDURE)
        return status;
    if (state->query->product != NULL && strcmp(state->query->product, head.product) != 0)
        return EKB_OK;
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].entry, head.slug) == 0)
            return EKB_OK;
    list->items[list->count++] = (ekb_nearest){head.slug, head.display, head.title, why};
    return EKB_OK;
}

typedef struct scanned {
    char canon[EKB_CANON_BYTES];
    int64_t entry, n; /* which of the entry's codes */
} scanned;

/* Known codes from `low` up to `high`. */
static ekb_status scan(ekb_lookup_state *state, ekb_index *index, const char *low, const char *high,
                       scanned *out, size_t *count)
{
    ekb_canons walk;
    *count = 0;
    ekb_canons_start(&walk, index, low, state->error);
    while (*count < SCAN_MAX && ekb_canons_next(&walk) && strcmp(walk.text, high) < 0) {
        scanned *s = &out[(*count)++];
        snprintf(s->canon, sizeof s->canon, "%s", walk.text);
        s->entry = walk.entry;
        s->n = walk.n;
    }
    return ekb_canons_end(&walk);
}

/* One digit more, less, changed or swapped. */
static int one_slip(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), i = 0;
    while (i < n && i < m && a[i] == b[i])
        i++;
    if (n == m)
        return strcmp(a + i + (i < n), b + i + (i < m)) == 0 ||
               (i + 1 < n && a[i] == b[i + 1] && a[i + 1] == b[i] && strcmp(a + i + 2, b + i + 2) == 0);
    if (n + 1 == m)
        return strcmp(a + i, b + i + 1) == 0;
    return n == m + 1 && strcmp(a + i + 1, b + i) == 0;
}

static void range_of(const char *prefix, size_t length, char low[EKB_CANON_BYTES], char high[EKB_CANON_BYTES])
{
    snprintf(low, EKB_CANON_BYTES, "%.*s", (int)length, prefix);
    snprintf(high, EKB_CANON_BYTES, "%.*s\x7F", (int)length, prefix);
}

/* Whether a known code is a neighbour to whoever reads it: of the scheme that the paste
 * names, and where it is to begin as the paste's number does, written so. 130055 does not
 * begin as 13 does where it is shown as 0x1FC07. */
static ekb_status is_neighbour(ekb_lookup_state *state, ekb_index *index, const ekb_spotted *spotted,
                               const ekb_canon *canon, const scanned *found, int begins, int *out)
{
    ekb_stored_code code;
    ekb_status status = ekb_code_read(index, found->entry, found->n, state->arena, &code, state->error);
    *out = 0;
    if (status != EKB_OK)
        return status;
    int number = strncmp(canon->text, "n:", 2) == 0;
    int shown = !number || (canon->form != EKB_FORM_HEX &&
                            strncmp(code.value, canon->text + 2, strlen(canon->text + 2)) == 0);
    int foreign = number && spotted->scheme != NULL && strstr(code.space, spotted->scheme) == NULL;
    *out = !foreign && (shown || !begins);
    return EKB_OK;
}

static ekb_status near_code(ekb_lookup_state *state, nearest_list *list, ekb_index *index,
                            const ekb_spotted *spotted, const ekb_canon *near)
{
    const char *canon = near->text;
    static const struct {
        const char *why;
        int prefix;
    } passes[] = {{"prefix", 1}, {"digits", 0}};
    size_t length = strlen(canon);
    scanned found[SCAN_MAX];
    for (size_t p = 0; p < 2; p++) {
        char low[EKB_CANON_BYTES], high[EKB_CANON_BYTES];
        size_t count = 0;
        /* Half an id lists what it begins; a slip keeps most of its beginning. */
        size_t kept = passes[p].prefix ? length : length > 5 ? length / 2 + 1 : 3;
        if (passes[p].prefix && length < 4)
            continue;
        range_of(canon, kept < length ? kept : length, low, high);
        ekb_status status = scan(state, index, low, high, found, &count);
        for (size_t i = 0; status == EKB_OK && i < count; i++) {
            int is = 0;
            if (passes[p].prefix || one_slip(canon, found[i].canon))
                status = is_neighbour(state, index, spotted, near, &found[i], passes[p].prefix, &is);
            if (status == EKB_OK && is)
                status = add(state, list, index->at, found[i].entry, passes[p].why);
        }
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

/* Half a hexadecimal id: the numbers that it begins, by how many digits are
 * missing. Of one length, numbers are in the order of their texts. */
static ekb_status near_hex(ekb_lookup_state *state, nearest_list *list, ekb_index *index, const char *code)
{
    uint64_t value = strtoull(code, NULL, 16);
    ekb_status status = EKB_OK;
    for (unsigned digits = 1; status == EKB_OK && digits <= 4 && value != 0 && value <= UINT32_MAX;
         digits++) {
        char low[EKB_CANON_BYTES], high[EKB_CANON_BYTES];
        scanned found[SCAN_MAX];
        size_t count = 0;
        uint64_t first = value << 4 * digits;
        snprintf(low, sizeof low, "n:%" PRIu64, first);
        snprintf(high, sizeof high, "n:%" PRIu64 "\x7F", first + ((UINT64_C(1) << 4 * digits) - 1));
        if (strlen(low) + 1 == strlen(high))
            status = scan(state, index, low, high, found, &count);
        for (size_t i = 0; status == EKB_OK && i < count; i++)
            if (strlen(found[i].canon) == strlen(low))
                status = add(state, list, index->at, found[i].entry, "prefix");
    }
    return status;
}

ekb_status ekb_match_nearest(ekb_lookup_state *state, ekb_answer *answer)
{
    nearest_list list = {.count = 0};
    for (size_t r = 0; r < state->reading_count && answer->verdict != EKB_MATCH; r++) {
        const ekb_code_reading *reading = &state->readings[r];
        for (size_t h = 0; answer->verdict == EKB_NONE && h < reading->hit_count && h < 3; h++) {
            ekb_status status = add(state, &list, reading->hits[h].index, reading->hits[h].entry, "code");
            if (status != EKB_OK)
                return status;
        }
        if (reading->hit_count > 0 || reading->as_argument)
            continue;
        int half = reading->spotted->form == EKB_FORM_HEX && strlen(reading->spotted->code) >= 5;
        for (size_t i = 0; half && i < state->engine->index_count; i++) {
            ekb_status status = near_hex(state, &list, state->engine->indexes[i], reading->spotted->code);
            if (status != EKB_OK)
                return status;
        }
        for (size_t i = 0; i < state->engine->index_count; i++)
            for (size_t k = 0; k < reading->spotted->canon_count; k++) {
                ekb_status status = near_code(state, &list, state->engine->indexes[i], reading->spotted,
                                              &reading->spotted->canons[k]);
                if (status != EKB_OK)
                    return status;
            }
    }
    /* Texts only where there is no hit: they are too weak to be similar. */
    for (size_t i = 0; answer->verdict == EKB_NONE && i < state->scored_count && i < 8; i++) {
        const ekb_scored *scored = &state->scored[i];
        if (scored->fit.matched < NEAR_WEIGHT)
            continue;
        ekb_status status = add(state, &list, scored->index, scored->entry, "text");
        if (status != EKB_OK)
            return status;
    }
    ekb_nearest *out = ekb_arena_calloc(state->arena, list.count + 1, sizeof *out);
    if (out == NULL)
        return ekb_error_nomem(state->error);
    memcpy(out, list.items, list.count * sizeof *out);
    answer->nearest = out;
    answer->nearest_count = list.count;
    return EKB_OK;
}
