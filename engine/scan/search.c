/* SPDX-License-Identifier: MIT */
/*
 * Candidates → findings. Ids are read and asked for; messages are fetched by
 * their keys and held against the text.
 */
#include <stdlib.h>
#include <string.h>

#include "core/anchor.h"
#include "core/cue.h"
#include "core/error.h"
#include "core/strbuf.h"
#include "stream.h"

#define ESCAPE (UINT32_C(1) << EKB_MARK_ESCAPE | UINT32_C(1) << EKB_MARK_COLOUR)
#define HEX (UINT32_C(1) << EKB_MARK_HEX)

/* Bytes searched at once: what the passes over them share stays in the
 * processor's cache. */
enum { BLOCK = 32 * 1024 };
/* An id's cue is not farther before it. */
enum { BEFORE_ID = 96 };

int ekb_scan_findings_add(ekb_scan_findings *findings, const ekb_scan_finding *finding)
{
    if (findings->count == findings->capacity) {
        size_t capacity = findings->capacity == 0 ? 32 : findings->capacity * 2;
        ekb_scan_finding *items = realloc(findings->items, capacity * sizeof *items);
        if (items == NULL)
            return 0;
        findings->items = items;
        findings->capacity = capacity;
    }
    uint64_t length = finding->end - finding->start;
    size_t at = findings->count++;
    findings->longest = at > 0 && findings->longest > length ? findings->longest : length;
    for (; at > 0; at--) {
        const ekb_scan_finding *before = &findings->items[at - 1];
        if (before->start < finding->start ||
            (before->start == finding->start && before->end <= finding->end))
            break;
        findings->items[at] = *before;
    }
    findings->items[at] = *finding;
    findings->items[at].book = findings->book;
    return 1;
}

/* ---- Ids -------------------------------------------------------------------------- */

static int wants_unknown(const ekb_scan *scan)
{
    return scan->sink.unknown != NULL && (scan->scanner->flags & EKB_SCAN_NO_UNKNOWN) == 0;
}

static ekb_status take_id(ekb_scan *scan, const ekb_scan_view *view, const ekb_scan_id *id, ekb_error *error)
{
    if (!wants_unknown(scan) && !ekb_scan_may_be_known(scan->scanner, id))
        return EKB_OK;
    ekb_scan_finding finding = {.start = ekb_scan_position(view, id->start),
                                .end = ekb_scan_position(view, id->end)};
    ekb_status status = ekb_scan_judge(scan, view->text, view->length, id, &finding, error);
    if (status != EKB_OK || finding.reason == NULL)
        return status;
    memcpy(finding.id, id->code, sizeof finding.id);
    return ekb_scan_findings_add(&scan->findings, &finding) ? EKB_OK : ekb_error_nomem(error);
}

/* A hexadecimal number that nothing announces yet. */
typedef struct bare_hex {
    unsigned digits; /* 0: the place is something else */
    uint64_t value, upper;
} bare_hex;

static bare_hex read_hex(const ekb_scan *scan, const ekb_scan_view *view, const ekb_scan_candidate *candidate)
{
    bare_hex hex = {.digits = 0};
    if (candidate->marks != HEX)
        return hex;
    hex.digits = ekb_scan_hex_at(view->text, candidate->at, &hex.value);
    hex.upper = ekb_anchor_upper(hex.value);
    ekb_scan_expect_code(scan->scanner, hex.upper);
    return hex;
}

/* Logs are full of addresses and masks. One that no index has, that no cue stands
 * before and that is no Windows failure is nothing. */
static int is_idle(const ekb_scan *scan, const ekb_scan_view *view, size_t at, const bare_hex *hex)
{
    size_t start, from = at > BEFORE_ID ? at - BEFORE_ID : 0;
    if (hex->digits == 0 || (ekb_scan_may_have_code(scan->scanner, hex->upper) &&
                             ekb_scan_may_have_code(scan->scanner, ekb_anchor_number(0, hex->value))))
        return 0;
    return !wants_unknown(scan) || (!ekb_scan_is_failure(hex->digits, hex->value) &&
                                    ekb_cue_before(view->text + from, at - from, &start) == 0);
}

/* @return how many places are left. All numbers of some places are read before the
 * filter of codes is asked for one: each question would wait for memory. */
static size_t drop_idle(const ekb_scan *scan, const ekb_scan_view *view, ekb_scan_candidate *places,
                        size_t count)
{
    enum { AT_ONCE = 32 };
    bare_hex numbers[AT_ONCE];
    size_t kept = 0;
    for (size_t from = 0, to; from < count; from = to) {
        to = count - from < AT_ONCE ? count : from + AT_ONCE;
        for (size_t i = from; i < to; i++)
            numbers[i - from] = read_hex(scan, view, &places[i]);
        for (size_t i = from; i < to; i++)
            if (!is_idle(scan, view, places[i].at, &numbers[i - from]))
                places[kept++] = places[i];
    }
    return kept;
}

static ekb_status take_marks(ekb_scan *scan, const ekb_scan_view *view, const ekb_scan_candidate *candidate,
                             ekb_error *error)
{
    ekb_scan_id id;
    size_t from = candidate->at > BEFORE_ID ? candidate->at - BEFORE_ID : 0;
    /* The window begins anywhere: a character that is cut must not look like a cue. */
    while (from > 0 && from < candidate->at && ((unsigned char)view->text[from] & 0xC0) == 0x80)
        from++;
    if (!ekb_scan_id_at(view->text, from, view->length, candidate->at, candidate->marks & ~ESCAPE, &id))
        return EKB_OK;
    uint64_t end = ekb_scan_position(view, id.end);
    if (end <= scan->id_end) /* its cue or another mark led to it before */
        return EKB_OK;
    scan->id_end = end;
    return take_id(scan, view, &id, error);
}

static ekb_status take_symbol(ekb_scan *scan, const ekb_scan_view *view, size_t at, ekb_error *error)
{
    ekb_scan_id id;
    size_t from = at > BEFORE_ID ? at - BEFORE_ID : 0;
    return ekb_scan_symbol_at(view->text, from, view->length, at, &id) ? take_id(scan, view, &id, error)
                                                                       : EKB_OK;
}

/* ---- Messages ----------------------------------------------------------------------- */

static ekb_status add_message(ekb_scan *scan, const ekb_scan_view *view, const ekb_scan_message *message,
                              const ekb_scan_fit *fit, ekb_error *error)
{
    ekb_scan_finding finding = {.start = ekb_scan_position(view, fit->start),
                                .end = ekb_scan_position(view, fit->end),
                                .message = message,
                                .tier = EKB_SCAN_C,
                                .reason = "message",
                                .weight = fit->weight,
                                .confidence = fit->confidence,
                                .argument_count = fit->argument_count};
    for (size_t i = 0; i < fit->argument_count; i++) {
        finding.arguments[i].start = ekb_scan_position(view, fit->arguments[i].start);
        finding.arguments[i].end = ekb_scan_position(view, fit->arguments[i].end);
    }
    return ekb_scan_findings_add(&scan->findings, &finding) ? EKB_OK : ekb_error_nomem(error);
}

static int is_found(const ekb_scan *scan, const ekb_scan_message *message, uint64_t start)
{
    for (size_t i = scan->findings.count; i > 0; i--) {
        const ekb_scan_finding *finding = &scan->findings.items[i - 1];
        if (finding->start == start && finding->message != NULL &&
            finding->message->index == message->index && finding->message->source == message->source)
            return 1;
        if (finding->start + EKB_SCAN_REACH_BACK < start)
            break;
    }
    return 0;
}

static size_t reach_back(size_t at)
{
    return at > EKB_SCAN_REACH_BACK ? at - EKB_SCAN_REACH_BACK : 0;
}

/* Holds the message against a little text around the place and, where that ends
 * too soon, against all that it may reach. @return 0 if it does not fit, -1
 * without memory. */
static int fit_here(const ekb_scan_view *view, const ekb_scan_message *message, size_t item, size_t at,
                    ekb_scan_fit *out)
{
    enum { NEAR = 256 };
    size_t back = at > NEAR ? at - NEAR : 0, on = at + NEAR;
    for (int wide = 0;; wide = 1) {
        if (!ekb_scan_sheet_cover(view->sheet, view->text, view->length, view->at, back, on))
            return -1;
        int fits =
            ekb_scan_fit_at(message, view->sheet, item, ekb_scan_sheet_at(view->sheet, (uint32_t)at), out);
        if (!out->edge || wide)
            return fits;
        back = reach_back(at);
        on = at + EKB_SCAN_REACH_ON + EKB_SCAN_MARGIN;
    }
}

static ekb_status take_lead(ekb_scan *scan, const ekb_scan_view *view, size_t at, ekb_scan_lead *lead,
                            ekb_error *error)
{
    ekb_scan_fit fit;
    int wanted;
    if (!ekb_scan_fit_maybe(lead, view->text, view->length, at))
        return EKB_OK;
    ekb_status status = ekb_scan_book_compile(scan->book, lead, error);
    if (status != EKB_OK || ekb_scan_fit_best(lead->message) < scan->scanner->min_confidence)
        return status;
    int fits = fit_here(view, lead->message, lead->item, at, &fit);
    if (fits < 0)
        return ekb_error_nomem(error);
    if (fits == 0 || is_found(scan, lead->message, ekb_scan_position(view, fit.start)))
        return EKB_OK;
    status = ekb_scan_book_owner(scan->book, lead->message, &wanted, error);
    return wanted ? add_message(scan, view, lead->message, &fit, error) : status;
}

/* The place of a key, and what stands beside it. */
typedef struct key_spot {
    size_t at;
    uint32_t key;
    ekb_side before, behind;
    uint8_t sides;  /* their prints */
    int has_pieces; /* the next two are filled */
    ekb_scan_pieces pieces_before, pieces_behind;
} key_spot;

/* Whether what a message has across its placeholders can be here. */
static int has_across(const ekb_scan_view *view, key_spot *spot, const ekb_scan_lead *lead)
{
    if (lead->across_before.piece == EKB_ACROSS_NONE && lead->across_behind.piece == EKB_ACROSS_NONE)
        return 1;
    if (!spot->has_pieces) {
        ekb_scan_pieces_before(view->text, reach_back(spot->at), spot->at, &spot->pieces_before);
        ekb_scan_pieces_behind(view->text, view->length, spot->at, &spot->pieces_behind);
        spot->has_pieces = 1;
    }
    return ekb_scan_pieces_may_have(&spot->pieces_before, lead->across_before) &&
           ekb_scan_pieces_may_have(&spot->pieces_behind, lead->across_behind);
}

static ekb_status take_anchor(ekb_scan *scan, const ekb_scan_view *view, key_spot *spot, ekb_scan_run *run,
                              size_t anchor, ekb_error *error)
{
    ekb_status status = EKB_OK;
    if (run->leads[anchor] == NULL)
        status = ekb_scan_leads_read(&scan->leads, scan->engine->indexes[run->index], run, anchor, spot->key,
                                     error);
    ekb_scan_lead *lead = run->leads[anchor];
    if (status == EKB_OK && lead->kind == EKB_LEAD_SYMBOL)
        return take_symbol(scan, view, spot->at, error);
    for (; status == EKB_OK && lead != NULL && lead->kind == EKB_LEAD_MESSAGE; lead = lead->next)
        if (ekb_sides_agree(&lead->behind, &spot->behind) && ekb_sides_agree(&lead->before, &spot->before) &&
            has_across(view, spot, lead))
            status = take_lead(scan, view, spot->at, lead, error);
    return status;
}

/* Messages with one key that are tried: more share a phrase that tells nothing. */
enum { LEADS_MOST = 4096 };

static ekb_status take_runs(ekb_scan *scan, const ekb_scan_view *view, ekb_scan_run *run, key_spot *spot,
                            ekb_error *error)
{
    ekb_status status = EKB_OK;
    size_t tried = 0;
    ekb_side_before(view->text, reach_back(spot->at), spot->at, EKB_SIDE_MOST, &spot->before);
    ekb_side_behind(view->text, view->length, spot->at, spot->key, EKB_SIDE_MOST, &spot->behind);
    spot->sides = ekb_side_print(&spot->before, &spot->behind);
    spot->has_pieces = 0;
    for (; run != NULL; run = run->next) {
        const uint8_t *sides = run->table->sides + run->first;
        for (size_t i = 0; status == EKB_OK && i < run->count && tried < LEADS_MOST; i++)
            if (ekb_side_prints_agree(sides[i], spot->sides)) {
                status = take_anchor(scan, view, spot, run, i, error);
                tried++;
            }
    }
    return status;
}

static ekb_status take_key(ekb_scan *scan, const ekb_scan_view *view, const ekb_scan_candidate *candidate,
                           ekb_error *error)
{
    const ekb_scanner *s = scan->scanner;
    ekb_scan_run *run = ekb_scan_leads_run(&scan->leads, s->tables, s->table_count, candidate->key);
    key_spot spot;
    if (run == NULL)
        return ekb_error_nomem(error);
    spot.at = candidate->at;
    spot.key = candidate->key;
    return take_runs(scan, view, run, &spot, error);
}

/* Whether some message may have beside the key what stands beside it here. */
static int leads_on(const ekb_scan_view *view, const ekb_scan_run *run, const ekb_scan_candidate *candidate)
{
    size_t at = candidate->at;
    unsigned agreeing = run->agreeing[ekb_side_print_before_at(view->text, reach_back(at), at)];
    return agreeing != 0 &&
           (agreeing >> ekb_side_print_behind_at(view->text, view->length, at, candidate->key) & 1) != 0;
}

/* Most keys lead nowhere, which a few bytes beside them tell. Those from `first` on
 * are asked before they are put in order and taken with the marks. */
static ekb_status drop_dead_ends(ekb_scan *scan, const ekb_scan_view *view, ekb_scan_candidates *candidates,
                                 size_t first, ekb_error *error)
{
    const ekb_scanner *s = scan->scanner;
    size_t kept = first;
    for (size_t i = first; i < candidates->count; i++) {
        ekb_scan_candidate *candidate = &candidates->items[i];
        if (candidate->at >= view->length)
            continue; /* what stood there before */
        ekb_scan_run *run = ekb_scan_leads_run(&scan->leads, s->tables, s->table_count, candidate->key);
        if (run == NULL)
            return ekb_error_nomem(error);
        candidates->items[kept] = *candidate;
        kept += (size_t)leads_on(view, run, candidate);
    }
    candidates->count = kept;
    return EKB_OK;
}

/* ---- Blocks -------------------------------------------------------------------------- */

/* Places come nearly in order, but for what is found of a few thousand bytes at
 * a time. */
static void sort_places(ekb_scan_candidate *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        ekb_scan_candidate moving = items[i];
        size_t at = i;
        for (; at > 0 && (items[at - 1].at > moving.at ||
                          (items[at - 1].at == moving.at && items[at - 1].key > moving.key));
             at--)
            items[at] = items[at - 1];
        items[at] = moving;
    }
}

static ekb_status find_and_take(ekb_scan *scan, const ekb_scan_view *view, size_t from, size_t to,
                                uint32_t *before, ekb_scan_candidates *candidates, ekb_error *error);

static ekb_status take_escaped(ekb_scan *scan, const ekb_scan_view *view, size_t at, ekb_error *error)
{
    ekb_scan_view plain;
    uint32_t before = 0;
    uint64_t id_end = scan->id_end;
    if (view->map != NULL)
        return EKB_OK;
    if (!ekb_scan_unescape(scan, ekb_scan_position(view, at), &plain))
        return ekb_error_nomem(error);
    if (plain.text == NULL)
        return EKB_OK;
    scan->id_end = 0;
    ekb_status status = find_and_take(scan, &plain, 0, plain.length, &before, &scan->plain.candidates, error);
    scan->id_end = id_end;
    return status;
}

static ekb_status take_one(ekb_scan *scan, const ekb_scan_view *view, const ekb_scan_candidate *candidate,
                           ekb_error *error)
{
    ekb_status status = EKB_OK;
    if (candidate->at >= view->length)
        return EKB_OK; /* what stood there before */
    if ((candidate->marks & ESCAPE) != 0)
        status = take_escaped(scan, view, candidate->at, error);
    if (status == EKB_OK && (candidate->marks & ~ESCAPE) != 0)
        status = take_marks(scan, view, candidate, error);
    if (status == EKB_OK && candidate->marks == 0)
        status = take_key(scan, view, candidate, error);
    return status;
}

/* Marks and keys of a stretch, in the order of their places. */
static ekb_status find_and_take(ekb_scan *scan, const ekb_scan_view *view, size_t from, size_t to,
                                uint32_t *before, ekb_scan_candidates *candidates, ekb_error *error)
{
    const ekb_scan_way *way = scan->scanner->way;
    candidates->count = 0;
    way->marks(&scan->buckets, view->text, from, to, candidates);
    candidates->count = drop_idle(scan, view, candidates->items, candidates->count);
    size_t marks = candidates->count, mark = 0, key = marks;
    if ((scan->scanner->flags & EKB_SCAN_NO_MESSAGES) == 0)
        way->keys(&scan->scanner->keys, view->text, from, to, before, candidates);
    ekb_status status = candidates->failed ? ekb_error_nomem(error) : EKB_OK;
    candidates->failed = 0;
    const ekb_scan_candidate *items = candidates->items;
    if (status == EKB_OK)
        status = drop_dead_ends(scan, view, candidates, marks, error);
    if (candidates->count > marks)
        sort_places(candidates->items + marks, candidates->count - marks);
    while (status == EKB_OK && (mark < marks || key < candidates->count)) {
        int is_mark = key == candidates->count || (mark < marks && items[mark].at <= items[key].at);
        status = take_one(scan, view, is_mark ? &items[mark++] : &items[key++], error);
    }
    return status;
}

ekb_status ekb_scan_search(ekb_scan *scan, size_t from, size_t to, ekb_error *error)
{
    const ekb_scan_window *w = &scan->window;
    const ekb_scan_view view = {.text = w->text, .length = w->length, .at = w->at, .sheet = &scan->sheet};
    ekb_status status = EKB_OK;
    ekb_scan_sheet_forget(&scan->sheet);
    if (!scan->has_buckets) {
        scan->has_buckets =
            ekb_scan_buckets_choose(&scan->buckets, scan->scanner->way, w->text + from, to - from);
        if (!scan->has_buckets)
            return ekb_error_nomem(error);
    }
    for (size_t end; status == EKB_OK && from < to; from = end) {
        end = to - from < BLOCK ? to : from + BLOCK;
        status = find_and_take(scan, &view, from, end, &scan->before, &scan->candidates, error);
    }
    return status;
}
