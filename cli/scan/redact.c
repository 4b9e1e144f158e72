/* SPDX-License-Identifier: MIT */
/* Invariant: masks are in order, touch nothing twice, and none is empty. */
#include "redact.h"

#include <stdlib.h>
#include <string.h>

#include "redact_rules.h"
#include "stamp.h"

static const char *const marks[EKB_MASK_COUNT] = {"[secret]", "[address]", "[name]"};

/* A mask and where it is in the output. */
typedef struct placed {
    ekb_mask mask;
    size_t start, end;
} placed;

typedef struct redaction {
    ekb_redact_text text;
    ekb_strbuf *out;
    size_t origin; /* length of `out` before */
    size_t copied; /* of the text */
    placed *masks;
    size_t count, room;
    int failed;
} redaction;

int ekb_redact_find(const ekb_redact_text *text, size_t at, ekb_mask *out)
{
    return ekb_redact_by_word(text, at, out) || ekb_redact_by_shape(text, at, out);
}

static void put_mask(redaction *r, const ekb_mask *mask)
{
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
    ekb_strbuf_append(r->out, r->text.text + r->copied, mask->start - r->copied);
    placed *there = &r->masks[r->count++];
    there->mask = *mask;
    there->start = r->out->length - r->origin;
    ekb_strbuf_puts(r->out, marks[mask->kind]);
    there->end = r->out->length - r->origin;
    r->copied = mask->end;
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

static void find_masks(redaction *r)
{
    ekb_mask mask, host = {0, 0, EKB_MASK_ADDRESS};
    for (size_t at = 0; at < r->text.length && !r->failed;) {
        if (at == 0 || r->text.text[at - 1] == '\n')
            find_syslog_host(&r->text, at, &host);
        if (at == host.start && host.end > at) {
            put_mask(r, &host);
            at = host.end;
        } else if (may_begin(&r->text, at) && ekb_redact_find(&r->text, at, &mask)) {
            put_mask(r, &mask);
            at = mask.end;
        } else {
            at++;
        }
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

void ekb_redact(const char *text, size_t length, ekb_strbuf *out, ekb_span *spans, size_t span_count)
{
    redaction r = {.text = {text, length}, .out = out, .origin = out->length};
    find_masks(&r);
    ekb_strbuf_append(out, text + r.copied, length - r.copied);
    for (size_t i = 0; i < span_count; i++)
        spans[i] = (ekb_span){moved(&r, spans[i].start, 0), moved(&r, spans[i].end, 1)};
    out->failed |= r.failed;
    free(r.masks);
}

/* ---- Places -------------------------------------------------------------------------------- */

void ekb_redacted_place_init(ekb_redacted_place *redacted, const ekb_scan_place *place, ekb_span *spans,
                             size_t span_count)
{
    *redacted = (ekb_redacted_place){.place = *place, .text = EKB_STRBUF_INIT, .head = EKB_STRBUF_INIT};
    ekb_scan_place *mine = &redacted->place;
    ekb_redact(place->text, place->text_length, &redacted->text, spans, span_count);
    mine->text = mine->head = ekb_strbuf_text(&redacted->text);
    mine->text_length = mine->head_length = redacted->text.length;
    if (place->head != place->text) {
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
