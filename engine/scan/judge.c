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
#include "hresult.h"
#include "line.h"
#include "stream.h"

static const double SURE = 0.97, NAMED = 0.95, GENERIC = 0.5;

/* Numbers of so many digits are few enough to be no accident beside a cue. */
enum {
    DIGITS_TELLING = 5,
    DIGITS_BRACKETED = 3,
    DIGITS_NAMED = 3,
    PREFIX_DIGITS = 3,
    PREFIX_LETTERS = 2,
    SIGNED_TELLING = 7,
    HEX_UNKNOWN = 8
};

int ekb_scan_may_have_code(const ekb_scanner *s, uint64_t key)
{
    for (size_t t = 0; t < s->table_count; t++)
        if (ekb_anchors_has_code(&s->tables[t], key))
            return 1;
    return 0;
}

void ekb_scan_expect_code(const ekb_scanner *s, uint64_t key)
{
    for (size_t t = 0; t < s->table_count; t++)
        ekb_anchors_expect_code(&s->tables[t], key);
}

int ekb_scan_may_be_known(const ekb_scanner *s, const ekb_scan_id *id)
{
    for (size_t k = 0; k < id->key_count; k++)
        if (ekb_scan_may_have_code(s, id->keys[k]))
            return 1;
    return 0;
}

/* ---- What it looks like ---------------------------------------------------------------- */

int ekb_scan_is_failure(unsigned digits, uint64_t number)
{
    uint64_t first = number >> 28;
    return digits == HEX_UNKNOWN && (first == 8 || first == 12);
}

static int is_failure(const ekb_scan_id *id)
{
    return id->form == EKB_FORM_HEX && ekb_scan_is_failure(id->digits, id->number);
}

/* ---- Ids that some entry has ----------------------------------------------------------- */

static int is_enclosed(const ekb_scan_id *id, const char *text, size_t length)
{
    char before = id->start > 0 ? text[id->start - 1] : ' ', behind = id->end < length ? text[id->end] : ' ';
    return (before == '[' && behind == ']') || (before == '(' && behind == ')');
}

/* A number that only its shape announces may be flags, a mask or an address:
 * "vis=0xc0000700". Not so in brackets, on a line that speaks of failure, or
 * where no name stands before what would be its value. One that no failure of
 * Windows looks like ("segfault at 0x1fc07") must be spoken of as one. */
static int stands_for_error(const ekb_scan_id *id, const char *text, size_t length)
{
    if (id->cue != 0 || is_enclosed(id, text, length))
        return 1;
    if (id->form == EKB_FORM_HEX && !is_failure(id))
        return ekb_scan_is_result(text, length, id->start, id->end);
    return ekb_scan_line_fails(text, length, id->start) ||
           (id->form == EKB_FORM_HEX && !ekb_scan_has_key(text, id->start));
}

static const char *shape_reason(const ekb_scan_id *id, const char *text, size_t length)
{
    switch (id->form) {
    case EKB_FORM_PREFIXED:
        return id->digits >= PREFIX_DIGITS &&
                       (id->letters >= PREFIX_LETTERS || id->digits >= DIGITS_TELLING) &&
                       id->code[0] >= 'A' && id->code[0] <= 'Z'
                   ? "prefixed"
                   : NULL;
    case EKB_FORM_HEX:
        return id->digits >= DIGITS_TELLING && stands_for_error(id, text, length) ? "hex" : NULL;
    case EKB_FORM_SIGNED:
        return id->digits >= SIGNED_TELLING && stands_for_error(id, text, length) ? "signed" : NULL;
    case EKB_FORM_SYMBOL:
        return id->cue == EKB_CUE_STATE ? "sqlstate" : "symbol";
    default:
        return NULL;
    }
}

/* An owner that prints its codes in this way, or is the product of the line. */
typedef struct standing {
    int own, fits, printed, named;
    const ekb_scan_owner *printer; /* the last that prints */
    const ekb_scan_owner *subject; /* the last that the line names */
} standing;

static standing stand(ekb_scan *scan, const ekb_scan_code *code, const ekb_scan_id *id, const char *text,
                      size_t length)
{
    standing out = {0, 0, 0, 0, NULL, NULL};
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
        if ((cues & id->cue) != 0) {
            out.printed++;
            out.printer = owner;
        }
        if (scan->scanner->product != NULL ||
            (id->digits >= DIGITS_NAMED &&
             ekb_scan_line_names(ekb_index_product_by_id(scan->engine->indexes[index], owner->about->product),
                                 text, length, id->start))) {
            out.named++;
            out.subject = owner;
        }
    }
    return out;
}

static int is_there(const char *text, size_t length, size_t at, const char *what)
{
    size_t n = strlen(what);
    return length >= n && at <= length - n && memcmp(text + at, what, n) == 0;
}

/* "(ID: 403)": between brackets fewer digits will do. */
static int is_bracketed(const ekb_scan_id *id, const char *text, size_t length)
{
    if (id->cue != EKB_CUE_ID)
        return 0;
    int opens = (id->cue_start > 0 && text[id->cue_start - 1] == '(') ||
                (id->cue_start >= 3 && is_there(text, length, id->cue_start - 3, "（"));
    return opens && (is_there(text, length, id->end, ")") || is_there(text, length, id->end, "）"));
}

/* Nothing but brackets and blanks before it on its line. */
static int is_alone(const ekb_scan_id *id, const char *text)
{
    size_t at = id->cue_start;
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '\t' || text[at - 1] == '('))
        at--;
    if (at >= 3 && memcmp(text + at - 3, "（", 3) == 0)
        at -= 3;
    return at == 0 || text[at - 1] == '\n';
}

/* Everything has an id. An error's is told in capitals, where its line speaks of a
 * failure, or is nothing else, or ends with it in brackets: "… is corrupted. (ID: 34513)".
 * One of few digits is anything's, where the line does not complain. */
static int is_error_id(const ekb_scan_id *id, const char *text, size_t length)
{
    if (id->cue != EKB_CUE_ID)
        return 1;
    if (text[id->cue_start] == 'i' || text[id->cue_start + 1] == 'd')
        return 0;
    int alone = is_alone(id, text);
    if (ekb_scan_line_fails(text, length, id->cue_start))
        return 1;
    if (!(alone || is_bracketed(id, text, length)) || !ekb_scan_line_ends(text, length, id->end) ||
        ekb_scan_line_is_calm(text, length, id->start))
        return 0;
    if (alone)
        return 1;
    return id->digits >= DIGITS_TELLING ? !ekb_scan_line_succeeds(text, length, id->start)
                                        : ekb_scan_line_complains(text, length, id->start);
}

static int is_count(const ekb_scan_id *id, const char *text, size_t length)
{
    return id->form != EKB_FORM_SYMBOL && id->form != EKB_FORM_PREFIXED &&
           ekb_scan_is_count(text, length, id->end);
}

/* "ID:34513", not "id 34513": everybody writes of ids. */
static int is_linked(const ekb_scan_id *id, const char *text)
{
    size_t at = id->cue_start;
    while (at < id->start &&
           ((text[at] | 0x20) == 'i' || (text[at] | 0x20) == 'd' || text[at] == ' ' || text[at] == '\t'))
        at++;
    return id->cue != EKB_CUE_ID || at < id->start;
}

/* Behind the cue of a line before, where a number begins many a line, it is all of its
 * own, or closes the cue's bracket. */
static int is_told_of(const ekb_scan_id *id, const char *text, size_t length)
{
    return id->cue == 0 || memchr(text + id->cue_start, '\n', id->start - id->cue_start) == NULL ||
           is_bracketed(id, text, length) || ekb_scan_line_ends(text, length, id->end);
}

static void judge_known(ekb_scan *scan, const char *text, size_t length, const ekb_scan_id *id,
                        ekb_scan_finding *out)
{
    standing s = stand(scan, out->code, id, text, length);
    const char *shape = s.fits > 0 ? shape_reason(id, text, length) : NULL;
    unsigned digits = id->form == EKB_FORM_HEX ? id->digits + 1 : id->digits;
    if (is_count(id, text, length) || !is_told_of(id, text, length))
        return;
    if (shape != NULL && s.own > 0) {
        out->tier = EKB_SCAN_A;
        out->reason = shape;
        out->confidence = SURE;
    } else if (id->cue != 0 && s.printed == 1 && is_linked(id, text) && is_error_id(id, text, length) &&
               (s.named == 0 || s.subject == s.printer) &&
               (digits >= DIGITS_TELLING || (digits >= DIGITS_BRACKETED && is_bracketed(id, text, length)))) {
        out->tier = EKB_SCAN_A;
        out->reason = "printed";
        out->confidence = SURE;
        out->owner = s.printer;
    } else if (id->cue != 0) {
        out->tier = EKB_SCAN_B;
        out->reason = s.named > 0 && s.own > 0 ? "product" : "cue";
        out->confidence = s.named > 0 && s.own > 0 && s.fits > 0 ? NAMED : GENERIC;
        out->owner = s.named == 1 ? s.subject : NULL;
    }
}

/* ---- Ids that nobody has ------------------------------------------------------------- */

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

static int looks_like_error(const ekb_scan *scan, const ekb_scan_id *id, const char *text, size_t length)
{
    if (scan->sink.unknown == NULL || (scan->scanner->flags & EKB_SCAN_NO_UNKNOWN) != 0 ||
        (id->form != EKB_FORM_SYMBOL && id->number == 0) || is_count(id, text, length) ||
        !is_told_of(id, text, length))
        return 0;
    return id->cue == EKB_CUE_STATE || (id->cue == EKB_CUE_ERROR && id->form != EKB_FORM_PREFIXED) ||
           (is_failure(id) && stands_for_error(id, text, length)) || has_known_prefix(scan->scanner, id) ||
           is_printed_alike(scan->scanner, id, text);
}

static void take_unknown(const ekb_scan *scan, const ekb_scan_id *id, const char *text, size_t length,
                         ekb_scan_finding *out)
{
    ekb_hresult status;
    if (!looks_like_error(scan, id, text, length))
        return;
    out->unknown = id->cue == EKB_CUE_STATE ? "sqlstate" : "";
    if (is_failure(id) && ekb_hresult_read(id->number, EKB_FOUNDED_HEX, NULL, &status))
        out->unknown = status.space;
    out->reason = "unknown";
}

ekb_status ekb_scan_judge(ekb_scan *scan, const char *text, size_t length, const ekb_scan_id *id,
                          ekb_scan_finding *out, ekb_error *error)
{
    out->reason = NULL;
    out->code = NULL;
    out->unknown = NULL;
    if (ekb_scan_may_be_known(scan->scanner, id)) {
        ekb_status status = ekb_scan_book_code(scan->book, id->code, &out->code, error);
        if (status != EKB_OK)
            return status;
        if (out->code->owner_count > 0) {
            judge_known(scan, text, length, id, out);
            return EKB_OK;
        }
        out->code = NULL;
    }
    take_unknown(scan, id, text, length, out);
    return EKB_OK;
}
