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
    ekb_redact_state *state;
    ekb_strbuf *out;
    size_t origin; /* length of `out` before */
    size_t copied; /* of what was given */
    placed *masks; /* in what was given */
    size_t count, room;
    int failed;
} redaction;

/* Where a place of the text is in what was given. */
static size_t given_at(const redaction *r, size_t at)
{
    return r->text.from != NULL ? r->text.from[at] : at;
}

static void put_mask(redaction *r, const ekb_mask *found)
{
    ekb_mask mask = {.start = given_at(r, found->start), .end = given_at(r, found->end), .kind = found->kind};
    if (mask.end <= r->copied)
        return;
    mask.start = mask.start > r->copied ? mask.start : r->copied;
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
    return ekb_redact_found(out, start, end, EKB_MASK_ADDRESS);
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
    return ekb_redact_key_begin(t, at, &r->state->key, out) || ekb_redact_by_word(t, at, out) ||
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
    *line = (line_masks){{.end = 0}, {.end = 0}};
    find_syslog_host(&r->text, at, &line->host);
    ekb_redact_key_line(&r->text, at, &r->state->key, &line->key);
}

static int find_any(redaction *r, size_t at, line_masks *line, ekb_mask *out)
{
    int begins = at > 0 ? r->text.text[at - 1] == '\n' : !r->state->in_line;
    if (begins)
        begin_line(r, at, line);
    if (is_due(&line->key, at))
        return ekb_redact_found(out, at, line->key.end, EKB_MASK_SECRET);
    if (at == line->host.start && line->host.end > at) {
        *out = line->host;
        return 1;
    }
    return may_begin(&r->text, at) && find_mask(r, at, out);
}

/* Put the mask, unless more of the text must be seen first. */
static int take(redaction *r, ekb_mask *mask)
{
    const ekb_redact_text *t = &r->text;
    ekb_redact_state *state = r->state;
    if (t->until < t->length && mask->end >= t->until && mask->start + EKB_REDACT_VALUE >= t->until)
        return 0;
    state->in_mask = mask->form.cut || mask->end == t->length;
    state->kind = mask->kind;
    state->form = mask->form;
    put_mask(r, mask);
    return 1;
}

/* What the text before ended amid. */
static size_t go_on(redaction *r, size_t at)
{
    ekb_redact_state *state = r->state;
    size_t end = ekb_redact_value_end(&r->text, at, &state->form);
    state->in_mask = state->form.cut;
    if (state->form.end == EKB_VALUE_KEY && !state->form.cut && ekb_redact_at(&r->text, end) == '-')
        state->key.lines = 0;
    if (end > at)
        put_mask(r, &(ekb_mask){.start = at, .end = end, .kind = state->kind});
    return end;
}

/* @return up to where all masks are put. */
static size_t find_masks(redaction *r, size_t at)
{
    ekb_mask mask;
    line_masks line = {{.end = 0}, {.end = 0}};
    ekb_redact_state *state = r->state;
    if (r->text.until < r->text.length && at + EKB_REDACT_VALUE >= r->text.until)
        return at;
    if (state->in_mask)
        at = go_on(r, at);
    while ((at < r->text.until || at < line.host.end) && !r->failed) {
        ekb_redact_key_state key = state->key;
        int found = find_any(r, at, &line, &mask);
        if (found && !take(r, &mask)) {
            state->key = key;
            break;
        }
        state->in_mask = found && state->in_mask;
        at = found ? mask.end : at + 1;
    }
    return at;
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

/* What is to be masked, of which the first bytes are only looked at. */
typedef struct part {
    const char *text;
    size_t length, told;
    int goes_on; /* more of the line is to come before its end is decided */
} part;

static ekb_redact_text read_text(const part *p, const ekb_redact_folded *folded)
{
    ekb_redact_text t = {p->text, p->length, 0, NULL};
    if (folded->text != NULL)
        t = (ekb_redact_text){folded->text, folded->length, 0, folded->from};
    size_t ahead = p->goes_on ? EKB_REDACT_AHEAD : 0;
    t.until = t.length > ahead ? t.length - ahead : 0;
    while (p->goes_on && t.until < t.length && (t.text[t.until] & 0xC0) == 0x80)
        t.until++; /* no character is parted */
    return t;
}

static size_t text_at(const ekb_redact_text *t, size_t given)
{
    size_t at = given < t->length ? given : t->length;
    while (t->from != NULL && at > 0 && t->from[at] > given)
        at--;
    return at;
}

/* @return so much of the part is decided. */
static size_t redact(ekb_redact_state *state, const part *p, ekb_strbuf *out, ekb_span *spans,
                     size_t span_count)
{
    ekb_redact_folded folded;
    redaction r = {.given = p->text, .state = state, .out = out, .origin = out->length, .copied = p->told};
    r.failed = ekb_redact_fold(p->text, p->length, &folded) != 0;
    r.text = read_text(p, &folded);
    int looks_back = state->hurried && !state->in_mask;
    size_t done = given_at(&r, find_masks(&r, looks_back ? 0 : text_at(&r.text, p->told)));
    done = done > r.copied ? done : r.copied;
    ekb_strbuf_append(out, p->text + r.copied, done - r.copied);
    for (size_t i = 0; i < span_count; i++)
        spans[i] = (ekb_span){moved(&r, spans[i].start, 0), moved(&r, spans[i].end, 1)};
    if (done > 0)
        state->in_line = p->text[done - 1] != '\n';
    out->failed |= r.failed;
    ekb_redact_folded_release(&folded);
    free(r.masks);
    return done;
}

void ekb_redact_amid(ekb_redact_state *state, const char *text, size_t length, ekb_strbuf *out,
                     ekb_span *spans, size_t span_count)
{
    redact(state, &(part){text, length, 0, 0}, out, spans, span_count);
}

void ekb_redact(const char *text, size_t length, ekb_strbuf *out, ekb_span *spans, size_t span_count)
{
    ekb_redact_state state = {0};
    ekb_redact_amid(&state, text, length, out, spans, span_count);
}

/* ---- In parts ------------------------------------------------------------------------------ */

/* Of what was decided only the end of the line is kept, for what it says of the rest. */
static void forget(ekb_redact_state *state)
{
    size_t drop = state->told, least = drop > EKB_REDACT_BEHIND ? drop - EKB_REDACT_BEHIND : 0;
    while (drop > least && state->held.data[drop - 1] != '\n')
        drop--;
    state->told -= drop;
    state->held.length -= drop;
    memmove(state->held.data, state->held.data + drop, state->held.length);
}

static void redact_held(ekb_redact_state *state, int goes_on, ekb_strbuf *out)
{
    const ekb_strbuf *held = &state->held;
    out->failed |= held->failed;
    if (held->failed || held->length == state->told)
        return;
    state->told = redact(state, &(part){held->data, held->length, state->told, goes_on}, out, NULL, 0);
    forget(state);
    state->hurried = !goes_on && state->told > 0;
}

/* Whole lines, the first of which may have begun in what is held. */
static void redact_lines(ekb_redact_state *state, const char *text, size_t length, ekb_strbuf *out)
{
    if (state->held.length == 0) {
        redact(state, &(part){text, length, 0, 0}, out, NULL, 0);
        return;
    }
    ekb_strbuf_append(&state->held, text, length);
    redact_held(state, 0, out);
}

void ekb_redact_next(ekb_redact_state *state, const char *text, size_t length, ekb_strbuf *out)
{
    size_t lines = length;
    while (lines > 0 && text[lines - 1] != '\n')
        lines--;
    if (lines > 0)
        redact_lines(state, text, lines, out);
    ekb_strbuf_append(&state->held, text + lines, length - lines);
    if (state->held.length - state->told >= 2 * (size_t)EKB_REDACT_AHEAD)
        redact_held(state, 1, out);
}

void ekb_redact_flush(ekb_redact_state *state, ekb_strbuf *out)
{
    redact_held(state, 0, out);
}

void ekb_redact_end_line(ekb_redact_state *state, ekb_strbuf *out)
{
    ekb_redact_flush(state, out);
    state->in_line = state->in_mask = state->hurried = 0;
    ekb_strbuf_clear(&state->held);
    state->told = 0;
}

void ekb_redact_state_release(ekb_redact_state *state)
{
    ekb_strbuf_release(&state->held);
}
