/* SPDX-License-Identifier: MIT */
/* Places and hits with masks, and where these leave what is told of them. */
#include <stdlib.h>
#include <string.h>

#include "redact.h"

/* The record in its line, which tells what it begins and ends amid; then it alone. Spans of the
 * record become spans of what is shown of it. */
static void redact_record(const ekb_scan_place *place, ekb_strbuf *out, ekb_span *spans, size_t count)
{
    size_t last = count, before = place->before, end = before + place->text_length;
    int is_amid = before == EKB_SCAN_BEFORE_MAX; /* perhaps of one long word */
    ekb_redact_state state = {.in_line = is_amid, .in_mask = is_amid};
    for (size_t i = 0; i < count; i++)
        spans[i] = (ekb_span){spans[i].start + before, spans[i].end + before};
    spans[last] = (ekb_span){before, end};
    ekb_redact_amid(&state, place->text - before, end + place->behind, out, spans, count + 1);
    ekb_redact_state_release(&state);
    if (out->failed)
        return;
    size_t start = spans[last].start, length = spans[last].end - start;
    for (size_t i = 0; i < count; i++)
        spans[i] = (ekb_span){spans[i].start - start, spans[i].end - start};
    if (out->data == NULL)
        return;
    memmove(out->data, out->data + start, length);
    out->data[length] = '\0';
    out->length = length;
}

void ekb_redacted_place_init(ekb_redacted_place *redacted, const ekb_scan_place *place, ekb_span *spans,
                             size_t span_count)
{
    *redacted = (ekb_redacted_place){.place = *place, .text = EKB_STRBUF_INIT, .head = EKB_STRBUF_INIT};
    ekb_scan_place *mine = &redacted->place;
    redact_record(place, &redacted->text, spans, span_count);
    mine->text = mine->head = ekb_strbuf_text(&redacted->text);
    mine->text_length = mine->head_length = redacted->text.length;
    mine->before = mine->behind = 0;
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
    ekb_span *spans = calloc(count + 2 + EKB_REDACT_SPARE, sizeof *spans);
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
