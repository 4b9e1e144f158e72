/* SPDX-License-Identifier: MIT */
/*
 * Symptoms: "OnlineBackup.KEK is missing from the scratch folder" is no
 * message, but its words are all in one entry's keywords, causes and steps.
 * An entry written by hand that speaks of all of them is the answer, if no
 * other does; imported entries have too few words of their own to tell.
 */
#include "core/error.h"
#include "decide.h"

/* Entries looked at; the share and weight of the rest that must be covered;
 * by how much the share must lead that of entries which do not share the text. */
enum { LOOKED_AT = 6 };
#define COVERED_SHARE 0.74
#define COVERED_WEIGHT 22.0
#define COVERED_LEAD 0.2
#define LEAST 0.03
#define RAISED 0.86

/* Less than that makes an entry worth reading. */
#define PARTLY_SHARE 0.4
#define PARTLY_WEIGHT 12.0
#define PARTLY_RAISED 0.35

typedef struct coverage {
    double rest, covered;
    int authored;
} coverage;

static ekb_status is_authored(ekb_lookup_state *state, const ekb_scored *scored, int *out)
{
    ekb_entry_head head;
    ekb_status status = ekb_entry_head_load(state->engine, scored->index, scored->entry, NULL, 0,
                                            state->arena, &head, state->error);
    *out = status == EKB_OK && head.origin == EKB_ORIGIN_AUTHORED;
    return status;
}

static ekb_status cover(ekb_lookup_state *state, coverage *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const ekb_scored *scored = &state->scored[i];
        ekb_status status = is_authored(state, scored, &out[i].authored);
        if (status == EKB_OK && out[i].authored)
            status = ekb_rest_covered(state, scored->index, scored->entry, (ekb_span){0, state->text.length},
                                      &out[i].rest, &out[i].covered);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

static double share_of(const coverage *c)
{
    return c->rest > 0 ? c->covered / c->rest : 0;
}

static double raised(const ekb_scored *scored, const coverage *c, int ahead)
{
    double share = share_of(c);
    int firm = c->covered >= COVERED_WEIGHT && share >= COVERED_SHARE && ahead && !scored->fit.polarity &&
               !scored->fit.advice_only;
    if (firm)
        return RAISED;
    return c->covered >= PARTLY_WEIGHT && share >= PARTLY_SHARE ? PARTLY_RAISED : 0;
}

static int leads(const ekb_lookup_state *state, const coverage *all, size_t count, size_t at)
{
    const ekb_fit *own = &state->scored[at].fit;
    for (size_t i = 0; i < count; i++) {
        const ekb_fit *other = &state->scored[i].fit;
        int same_text = own->matched - other->matched < 0.2 && other->matched - own->matched < 0.2;
        if (i != at && !same_text && share_of(&all[i]) > share_of(&all[at]) - COVERED_LEAD)
            return 0;
    }
    return 1;
}

ekb_status ekb_match_symptoms(ekb_lookup_state *state)
{
    coverage all[LOOKED_AT] = {{0, 0, 0}};
    size_t count = state->scored_count < LOOKED_AT ? state->scored_count : LOOKED_AT;
    int wanted = 0;
    for (size_t i = 0; i < count; i++)
        wanted |= state->scored[i].confidence >= LEAST && state->scored[i].confidence < EKB_FIRM;
    if (!wanted)
        return EKB_OK;
    ekb_status status = cover(state, all, count);
    for (size_t i = 0; status == EKB_OK && i < count; i++) {
        ekb_scored *scored = &state->scored[i];
        if (scored->confidence < LEAST || scored->confidence >= EKB_FIRM || !all[i].authored)
            continue;
        double to = raised(scored, &all[i], leads(state, all, count, i));
        scored->confidence = to > scored->confidence ? to : scored->confidence;
    }
    return status;
}
