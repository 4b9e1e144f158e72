/* SPDX-License-Identifier: MIT */
/*
 * Why an answer is what it is, for `--explain`: readings with the entries that
 * have them, then the texts that were aligned, best first, with the measures of
 * fit.c (weights in nats) that confidence.c judges. For people who tune entries
 * and for the scripts of tests/eval; English, since it names fields.
 */
#include <string.h>

#include "core/error.h"
#include "match.h"

static ekb_status slug_of(ekb_lookup_state *state, size_t index, int64_t entry, const char **out)
{
    ekb_entry_head head;
    ekb_status status =
        ekb_entry_head_load(state->engine, index, entry, NULL, 0, state->arena, &head, state->error);
    *out = status == EKB_OK ? head.slug : "";
    return status;
}

static ekb_status explain_reading(ekb_lookup_state *state, const ekb_code_reading *reading)
{
    const ekb_spotted *s = reading->spotted;
    ekb_strbuf *out = &state->explain;
    ekb_strbuf_printf(out, "  %s form=%s cue=%.*s%s%s entries=%zu", s->code, ekb_form_name(s->form),
                      (int)(s->cue_end - s->cue_start), ekb_strbuf_text(&state->text) + s->cue_start,
                      s->repaired ? " repaired" : "", reading->as_argument ? " argument" : "",
                      reading->hit_count);
    for (size_t i = 0; i < reading->hit_count && i < 8; i++) {
        const char *slug;
        ekb_status status = slug_of(state, reading->hits[i].index, reading->hits[i].entry, &slug);
        if (status != EKB_OK)
            return status;
        ekb_strbuf_printf(out, " %s", slug);
    }
    ekb_strbuf_putc(out, '\n');
    return EKB_OK;
}

static ekb_status explain_text(ekb_lookup_state *state, const ekb_scored *s)
{
    const ekb_fit *f = &s->fit;
    ekb_strbuf *out = &state->explain;
    ekb_strbuf text = EKB_STRBUF_INIT;
    const char *slug;
    ekb_status status = slug_of(state, s->index, s->entry, &slug);
    if (status == EKB_OK)
        status =
            ekb_template_text(state, state->engine->indexes[s->index], s->kind, s->entry, s->source, &text);
    for (size_t i = 0; i < text.length; i++)
        text.data[i] = text.data[i] == '\n' ? ' ' : text.data[i];
    ekb_strbuf_printf(
        out,
        "  %.3f %s %s score=%.2f limit=%.2f matched=%.1f missing=%.1f missing_in=%.1f inserted=%.1f "
        "edge=%.1f line=%.1f touched=%.1f whole=%.1f fuzzy=%.1f literals=%d ideographs=%d wild=%d "
        "numbers_missing=%d polarity=%d advice=%d joined_before=%d joined_after=%d missing_before=%.1f "
        "missing_after=%.1f beyond=%.1f beside_before=%.1f beside_after=%.1f fuzzy_known=%.1f fuzzy_far=%.1f "
        "untouched_before=%.1f small=%d small_before=%d small_after=%d starts=%d stops=%d swaps=%d "
        "swaps_known=%d extras_known=%d text=%s\n",
        s->confidence, slug, ekb_template_kind_name(s->kind), s->score, s->limit, f->matched, f->missing,
        f->missing_in, f->inserted, f->edge, f->line, f->touched, f->whole, f->fuzzy, f->literal_tokens,
        f->han_tokens, f->wild_tokens, f->missing_numbers, f->polarity, f->advice_only, f->joined_before,
        f->joined_after, f->missing_before, f->missing_after, f->beyond, f->beside_before, f->beside_after,
        f->fuzzy_known, f->fuzzy_far, f->untouched_before, f->small, f->small_before, f->small_after,
        f->starts, f->stops, f->swaps, f->swaps_known, f->extras_known, ekb_strbuf_text(&text));
    ekb_strbuf_release(&text);
    return status;
}

ekb_status ekb_match_explain(ekb_lookup_state *state)
{
    if ((state->query->flags & EKB_QUERY_EXPLAIN) == 0)
        return EKB_OK;
    ekb_status status = EKB_OK;
    ekb_strbuf_printf(&state->explain, "codes: %zu\n", state->reading_count);
    for (size_t i = 0; status == EKB_OK && i < state->reading_count; i++)
        status = explain_reading(state, &state->readings[i]);
    ekb_strbuf_printf(&state->explain, "texts: %zu, rival at least %.2f\n", state->scored_count,
                      state->rival_least);
    for (size_t i = 0; status == EKB_OK && i < state->scored_count; i++)
        status = explain_text(state, &state->scored[i]);
    if (status == EKB_OK && state->explain.failed)
        status = ekb_error_nomem(state->error);
    return status;
}
