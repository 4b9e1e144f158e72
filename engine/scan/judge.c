/* SPDX-License-Identifier: MIT */
/*
 * What an id is worth by itself. An id that no ordinary word or number looks
 * like identifies itself; a number that a common word announces needs its
 * namespace; a bare number is nothing. What the message beside it says is
 * told.c's.
 */
#include <string.h>

#include "anchors.h"
#include "core/anchor.h"
#include "core/code.h"
#include "core/cue.h"
#include "stream.h"

static const double SURE = 0.97, NAMED = 0.95, GENERIC = 0.5;

/* Numbers of so many digits are few enough to be no accident beside a cue. */
enum { DIGITS_TELLING = 5, PREFIX_DIGITS = 3, PREFIX_LETTERS = 2, SIGNED_TELLING = 7, HEX_UNKNOWN = 8 };

static int may_be_known(const ekb_scanner *s, const ekb_scan_id *id)
{
    for (size_t t = 0; t < s->table_count; t++)
        for (size_t k = 0; k < id->key_count; k++)
            if (ekb_anchors_has_code(&s->tables[t], id->keys[k]))
                return 1;
    return 0;
}

/* ---- Words of a product ------------------------------------------------------------ */

static int is_word_at(const char *text, size_t length, const char *word, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (i >= length ||
            (unsigned char)(text[i] | (ekb_anchor_is_letter((unsigned char)text[i]) ? 0x20 : 0)) !=
                (unsigned char)(word[i] | (ekb_anchor_is_letter((unsigned char)word[i]) ? 0x20 : 0)))
            return 0;
    return n >= length || !ekb_anchor_is_letter((unsigned char)text[n]) ||
           !ekb_anchor_is_letter((unsigned char)word[n - 1]);
}

static int has_word(const char *text, size_t length, const char *word)
{
    size_t n = strlen(word);
    for (size_t i = 0; n > 0 && i + n <= length; i++)
        if ((i == 0 || !ekb_anchor_is_letter((unsigned char)text[i - 1])) &&
            is_word_at(text + i, length - i, word, n))
            return 1;
    return 0;
}

/* Whether the line that holds [at, end) names the product. */
static int is_named(const ekb_index_product *product, const char *text, size_t length, size_t at)
{
    enum { SIDE = 512 };
    size_t start = at, end = at;
    while (start > 0 && at - start < SIDE && text[start - 1] != '\n')
        start--;
    while (end < length && end - at < SIDE && text[end] != '\n')
        end++;
    for (size_t i = 0; i < product->word_count; i++)
        if (has_word(text + start, end - start, product->words[i]))
            return 1;
    return has_word(text + start, end - start, product->slug);
}

/* ---- Ids that some entry has ----------------------------------------------------------- */

static const char *shape_reason(const ekb_scan_id *id)
{
    switch (id->form) {
    case EKB_FORM_PREFIXED:
        return id->digits >= PREFIX_DIGITS &&
                       (id->letters >= PREFIX_LETTERS || id->digits >= DIGITS_TELLING) &&
                       id->code[0] >= 'A' && id->code[0] <= 'Z'
                   ? "prefixed"
                   : NULL;
    case EKB_FORM_HEX:
        return id->digits >= DIGITS_TELLING ? "hex" : NULL;
    case EKB_FORM_SIGNED:
        return id->digits >= SIGNED_TELLING ? "signed" : NULL;
    case EKB_FORM_SYMBOL:
        return id->cue == EKB_CUE_STATE ? "sqlstate" : "symbol";
    default:
        return NULL;
    }
}

/* An owner that prints its codes in this way, or is the product of the line. */
typedef struct standing {
    int own, fits, printed, named;
} standing;

static standing stand(ekb_scan *scan, const ekb_scan_code *code, const ekb_scan_id *id, const char *text,
                      size_t length)
{
    standing out = {0, 0, 0, 0};
    for (size_t i = 0; i < code->owner_count; i++) {
        const ekb_scan_owner *owner = &code->owners[i];
        size_t index = owner->about->entry.index;
        const ekb_anchors_table *table = &scan->scanner->tables[index];
        size_t product = (size_t)owner->about->product - 1;
        unsigned cues = product < table->product_count ? table->cues[product] : 0;
        if (owner->is_class)
            continue;
        out.own++;
        out.fits += owner->form_fits;
        out.printed += (cues & id->cue) != 0;
        out.named += scan->scanner->product != NULL ||
                     is_named(ekb_index_product_by_id(scan->engine->indexes[index], owner->about->product),
                              text, length, id->start);
    }
    return out;
}

static void judge_known(ekb_scan *scan, const char *text, size_t length, const ekb_scan_id *id,
                        ekb_scan_finding *out)
{
    standing s = stand(scan, out->code, id, text, length);
    const char *shape = s.fits > 0 ? shape_reason(id) : NULL;
    unsigned digits = id->form == EKB_FORM_HEX ? id->digits + 1 : id->digits;
    if (shape != NULL && s.own > 0) {
        out->tier = EKB_SCAN_A;
        out->reason = shape;
        out->confidence = SURE;
    } else if (id->cue != 0 && s.own == 1 && s.printed > 0 && digits >= DIGITS_TELLING) {
        out->tier = EKB_SCAN_A;
        out->reason = "printed";
        out->confidence = SURE;
    } else if (id->cue != 0) {
        out->tier = EKB_SCAN_B;
        out->reason = s.named > 0 && s.own > 0 ? "product" : "cue";
        out->confidence = s.named > 0 && s.own > 0 && s.fits > 0 ? NAMED : GENERIC;
    }
}

/* ---- Ids that nobody has ------------------------------------------------------------- */

/* Failures of Windows: 0x8…, 0xC…. */
static int is_failure(const ekb_scan_id *id)
{
    uint64_t first = id->number >> 28;
    return id->form == EKB_FORM_HEX && id->digits == HEX_UNKNOWN && (first == 8 || first == 12);
}

static int has_known_prefix(const ekb_scanner *s, const ekb_scan_id *id)
{
    char prefix[16];
    if (id->form != EKB_FORM_PREFIXED || id->digits < PREFIX_DIGITS || id->letters < PREFIX_LETTERS)
        return 0;
    for (size_t i = 0; i < id->letters; i++)
        prefix[i] = (char)(id->code[i] | 0x20);
    for (size_t t = 0; t < s->table_count; t++)
        if (ekb_anchors_has_code(&s->tables[t], ekb_anchor_prefixed(prefix, id->letters, UINT64_MAX)))
            return 1;
    return 0;
}

/* "(ID: 99999)", where some product prints its ids like this. */
static int is_printed_alike(const ekb_scanner *s, const ekb_scan_id *id, const char *text)
{
    unsigned cues = 0;
    for (size_t t = 0; t < s->table_count; t++)
        for (size_t i = 0; i < s->tables[t].product_count; i++)
            cues |= s->tables[t].cues[i];
    return id->cue == EKB_CUE_ID && (cues & EKB_CUE_ID) != 0 && id->digits >= DIGITS_TELLING &&
           id->cue_start > 0 && text[id->cue_start - 1] == '(';
}

static int looks_like_error(const ekb_scan *scan, const ekb_scan_id *id, const char *text)
{
    if (scan->sink.unknown == NULL || (scan->scanner->flags & EKB_SCAN_NO_UNKNOWN) != 0 ||
        (id->form != EKB_FORM_SYMBOL && id->number == 0))
        return 0;
    return id->cue == EKB_CUE_STATE || (id->cue == EKB_CUE_ERROR && id->form != EKB_FORM_PREFIXED) ||
           is_failure(id) || has_known_prefix(scan->scanner, id) || is_printed_alike(scan->scanner, id, text);
}

static void take_unknown(const ekb_scan *scan, const ekb_scan_id *id, const char *text, ekb_scan_finding *out)
{
    if (!looks_like_error(scan, id, text))
        return;
    out->unknown = is_failure(id) ? "hresult" : id->cue == EKB_CUE_STATE ? "sqlstate" : "";
    out->reason = "unknown";
}

ekb_status ekb_scan_judge(ekb_scan *scan, const char *text, size_t length, const ekb_scan_id *id,
                          ekb_scan_finding *out, ekb_error *error)
{
    out->reason = NULL;
    out->code = NULL;
    out->unknown = NULL;
    if (may_be_known(scan->scanner, id)) {
        ekb_status status = ekb_scan_book_code(scan->book, id->code, &out->code, error);
        if (status != EKB_OK)
            return status;
        if (out->code->owner_count > 0) {
            judge_known(scan, text, length, id, out);
            return EKB_OK;
        }
        out->code = NULL;
    }
    take_unknown(scan, id, text, out);
    return EKB_OK;
}
