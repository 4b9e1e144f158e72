/* SPDX-License-Identifier: MIT */
/* Invariant: masks are in order, touch nothing twice, and none is empty. */
#include "redact.h"

#include <stdlib.h>
#include <string.h>

#include "redact_fold.h"
#include "redact_rules.h"
#include "stamp.h"

static const char *const marks[EKB_MASK_COUNT] = {"[secret]", "[address]", "[name]"};

/* A mask and where it is in the output. */
typedef struct placed {
    ekb_mask mask;
    size_t start, end;
} placed;

typedef struct redaction {
    ekb_redact_text text; /* as the rules read it */
    const char *given;
    const size_t *from; /* of each byte of the text, its place in what was given; NULL: the same */
    ekb_redact_state *state;
    ekb_strbuf *out;
    size_t origin; /* length of `out` before */
    size_t copied; /* of what was given */
    placed *masks; /* in what was given */
    size_t count, room;
    int failed;
} redaction;

static size_t given_at(const redaction *r, size_t at)
{
    return r->from != NULL ? r->from[at] : at;
}

static void put_mask(redaction *r, const ekb_mask *found)
{
    ekb_mask mask = {given_at(r, found->start), given_at(r, found->end), found->kind};
    if (r->count == r->room) {
        size_t wish = r->room > 0 ? r->room * 2 : 16;
        placed *more = realloc(r->masks, wish * sizeof *more);
        if (more == NULL) {
            r->failed = 1;
            return;
        }
        r->masks = more;
        r->room = wish;
    }
    ekb_strbuf_append(r->out, r->given + r->copied, mask.start - r->copied);
    placed *there = &r->masks[r->count++];
    there->mask = mask;
    there->start = r->out->length - r->origin;
    ekb_strbuf_puts(r->out, marks[mask.kind]);
    there->end = r->out->length - r->origin;
    r->copied = mask.end;
}

/* syslog names the machine behind the time: "Nov 22 10:15:31 host sshd[7]: …" */
static int find_syslog_host(const ekb_redact_text *text, size_t line, ekb_mask *out)
{
    ekb_stamp stamp;
    if (!ekb_stamp_find(text->text + line, text->length - line, &stamp) || stamp.has_year)
        return 0;
    size_t start = line + stamp.span.end + 1, end = start;
    while (ekb_redact_at(text, end) > ' ')
        end++;
    if (end == start || ekb_redact_at(text, start - 1) != ' ' || ekb_redact_at(text, end) != ' ' ||
        ekb_redact_at(text, end - 1) == ':')
        return 0;
    *out = (ekb_mask){start, end, EKB_MASK_ADDRESS};
    return 1;
}

/* Rules are tried where a word begins and at every byte that is not of an ASCII word. */
static int may_begin(const ekb_redact_text *text, size_t at)
{
    return at == 0 || !ekb_redact_is_word((unsigned char)text->text[at]) ||
           !ekb_redact_is_word((unsigned char)text->text[at - 1]);
}

static int find_mask(redaction *r, size_t at, ekb_mask *out)
{
    const ekb_redact_text *t = &r->text;
    return ekb_redact_key_begin(t, at, r->state, out) || ekb_redact_by_word(t, at, out) ||
           ekb_redact_by_phrase(t, at, out) || ekb_redact_secret(t, at, out) ||
           ekb_redact_address(t, at, out) || ekb_redact_name(t, at, out);
}

/* What is known of a line when it begins. */
typedef struct line_masks {
    ekb_mask host, key;
} line_masks;

static int is_due(const ekb_mask *mask, size_t at)
{
    return at >= mask->start && at < mask->end;
}

static void begin_line(redaction *r, size_t at, line_masks *line)
{
    ekb_mask none = {0, 0, EKB_MASK_SECRET};
    *line = (line_masks){none, none};
    find_syslog_host(&r->text, at, &line->host);
    ekb_redact_key_line(&r->text, at, r->state, &line->key);
}

static void find_masks(redaction *r)
{
    ekb_mask mask;
    line_masks line = {{0, 0, EKB_MASK_ADDRESS}, {0, 0, EKB_MASK_SECRET}};
    size_t at = 0;
    if (r->state->in_word && (at = ekb_redact_word_end(&r->text, 0)) > 0)
        put_mask(r, &(ekb_mask){0, at, EKB_MASK_SECRET});
    while (at < r->text.length && !r->failed) {
        int found = 1;
        if ((at == 0 && !r->state->in_line) || (at > 0 && r->text.text[at - 1] == '\n'))
            begin_line(r, at, &line);
        if (is_due(&line.key, at))
            mask = (ekb_mask){at, line.key.end, EKB_MASK_SECRET};
        else if (at == line.host.start && line.host.end > at)
            mask = line.host;
        else
            found = may_begin(&r->text, at) && find_mask(r, at, &mask);
        if (found)
            put_mask(r, &mask);
        at = found ? mask.end : at + 1;
    }
}

/* Where a place of the text is in the output; of one inside a mask, the mask's end of that side. */
static size_t moved(const redaction *r, size_t at, int is_end)
{
    size_t from = 0, to = 0;
    for (size_t i = 0; i < r->count && r->masks[i].mask.start <= at; i++) {
        const placed *m = &r->masks[i];
        int inside = is_end ? at > m->mask.start && at < m->mask.end : at < m->mask.end;
        if (inside)
            return is_end ? m->end : m->start;
        if (is_end && at == m->mask.start)
            break;
        from = m->mask.end;
        to = m->end;
    }
    return to + (at - from);
}

static void redact(ekb_redact_state *state, const char *text, size_t length, ekb_strbuf *out, ekb_span *spans,
                   size_t span_count)
{
    ekb_redact_folded folded;
    redaction r = {.given = text, .state = state, .out = out, .origin = out->length};
    r.failed = ekb_redact_fold(text, length, &folded) != 0;
    r.text =
        folded.text != NULL ? (ekb_redact_text){folded.text, folded.length} : (ekb_redact_text){text, length};
    r.from = folded.from;
    find_masks(&r);
    ekb_strbuf_append(out, text + r.copied, length - r.copied);
    for (size_t i = 0; i < span_count; i++)
        spans[i] = (ekb_span){moved(&r, spans[i].start, 0), moved(&r, spans[i].end, 1)};
    if (length > 0)
        state->in_line = text[length - 1] != '\n';
    state->in_word = state->in_line && r.count > 0 && r.masks[r.count - 1].mask.end == length;
    out->failed |= r.failed;
    ekb_redact_folded_release(&folded);
    free(r.masks);
}

void ekb_redact(const char *text, size_t length, ekb_strbuf *out, ekb_span *spans, size_t span_count)
{
    ekb_redact_state state = {0};
    redact(&state, text, length, out, spans, span_count);
}

void ekb_redact_next(ekb_redact_state *state, const char *text, size_t length, ekb_strbuf *out)
{
    redact(state, text, length, out, NULL, 0);
}

void ekb_redact_behind(ekb_redact_state *state, const char *text, size_t length, size_t known,
                       ekb_strbuf *out)
{
    ekb_strbuf all = EKB_STRBUF_INIT;
    ekb_span behind = {known, known};
    redact(state, text, length, &all, &behind, 1);
    if (!all.failed)
        ekb_strbuf_append(out, ekb_strbuf_text(&all) + behind.start, all.length - behind.start);
    out->failed |= all.failed;
    ekb_strbuf_release(&all);
}

void ekb_redact_end_line(ekb_redact_state *state)
{
    state->in_line = state->in_word = 0;
}

/* ---- Places -------------------------------------------------------------------------------- */

void ekb_redacted_place_init(ekb_redacted_place *redacted, const ekb_scan_place *place, ekb_span *spans,
                             size_t span_count)
{
    *redacted = (ekb_redacted_place){.place = *place, .text = EKB_STRBUF_INIT, .head = EKB_STRBUF_INIT};
    ekb_scan_place *mine = &redacted->place;
    int is_cut = place->head != place->text; /* perhaps amid a secret */
    ekb_redact_state state = {.in_line = is_cut, .in_word = is_cut};
    redact(&state, place->text, place->text_length, &redacted->text, spans, span_count);
    mine->text = mine->head = ekb_strbuf_text(&redacted->text);
    mine->text_length = mine->head_length = redacted->text.length;
    if (is_cut) {
        ekb_redact(place->head, place->head_length, &redacted->head, NULL, 0);
        mine->head = ekb_strbuf_text(&redacted->head);
        mine->head_length = redacted->head.length;
    }
    redacted->failed = redacted->text.failed | redacted->head.failed;
}

void ekb_redacted_place_release(ekb_redacted_place *redacted)
{
    ekb_strbuf_release(&redacted->text);
    ekb_strbuf_release(&redacted->head);
}

void ekb_redacted_hit_init(ekb_redacted_hit *redacted, const ekb_scan_hit *hit)
{
    size_t count = hit->argument_count;
    *redacted = (ekb_redacted_hit){.hit = *hit};
    ekb_span *spans = calloc(count + 2, sizeof *spans);
    redacted->arguments = calloc(count + 1, sizeof *redacted->arguments);
    redacted->failed = spans == NULL || redacted->arguments == NULL;
    if (!redacted->failed) {
        spans[0] = hit->place.match;
        spans[1] = hit->code_span;
        for (size_t i = 0; i < count; i++)
            spans[i + 2] = hit->arguments[i].span;
        ekb_redacted_place_init(&redacted->place, &hit->place, spans, count + 2);
        redacted->failed = redacted->place.failed;
    }
    ekb_scan_hit *mine = &redacted->hit;
    mine->place = redacted->place.place;
    mine->argument_count = redacted->failed ? 0 : count;
    mine->arguments = redacted->arguments;
    if (!redacted->failed) {
        mine->place.match = spans[0];
        mine->code_span = spans[1];
    }
    for (size_t i = 0; !redacted->failed && i < count; i++)
        redacted->arguments[i] = (ekb_scan_argument){hit->arguments[i].name, spans[i + 2]};
    free(spans);
}

void ekb_redacted_hit_release(ekb_redacted_hit *redacted)
{
    ekb_redacted_place_release(&redacted->place);
    free(redacted->arguments);
}
