/* SPDX-License-Identifier: MIT */
/*
 * Symptoms: "OnlineBackup.KEK is missing from the scratch folder" is no
 * message, but its words are all in one entry's keywords, causes and steps.
 * An entry written by hand that speaks of all of them is the answer, if no
 * other does; imported entries have too few words of their own to tell.
 */
#include "core/error.h"
#include "core/lexicon.h"
#include "decide.h"
#include "head.h"

/* Entries looked at; the share and weight of the rest that must be covered, and
 * how many pairs of words that stand beside each other: of a long entry's words
 * any sentence may have most, in another order; by how much the share must lead
 * that of entries which do not share the text. */
enum { LOOKED_AT = 6, LOOKED_AMONG = 48 };
#define COVERED_SHARE 0.74
#define COVERED_WEIGHT 22.0
#define COVERED_NEIGHBOURS 2
#define COVERED_LEAD 0.2
#define RAISED 0.86

/* Nor may another's text have so much more of the paste. */
#define MORE_MATCHED 1.3

/* Where nothing else is said, and of a text not much more than that is not, one such pair
 * will do; it may be that nothing is amiss, where that is little. */
#define WHOLE_SHARE 0.97
#define WHOLE_MISSING 1.3
#define WHOLE_MISSING_LITTLE 0.5
enum { WHOLE_NEIGHBOURS = 1 };

/* How much of a message's beginning may be missing, of what was found. */
#define TAIL_SHARE 0.5

/* Less than that makes an entry worth reading. */
#define PARTLY_SHARE 0.6
#define PARTLY_WEIGHT 16.0
#define PARTLY_RAISED 0.35

typedef struct coverage {
    ekb_scored *scored;
    ekb_coverage words;
} coverage;

static ekb_status is_authored(ekb_lookup_state *state, const ekb_scored *scored, int *out)
{
    const ekb_index_product *product;
    ekb_status status =
        ekb_entry_product(state->engine->indexes[scored->index], scored->entry, &product, state->error);
    *out = status == EKB_OK && product->origin == EKB_ORIGIN_AUTHORED;
    return status;
}

/* The first authored entries, how much of the paste they speak of, and how many
 * of them there are. What has been found at all is worth a look: how well it
 * fits as a message says little of a symptom. */
static ekb_status cover(ekb_lookup_state *state, coverage out[LOOKED_AT], size_t *count)
{
    ekb_span all = {0, state->text.length};
    ekb_status status = EKB_OK;
    *count = 0;
    for (size_t i = 0; i < state->scored_count && i < LOOKED_AMONG && *count < LOOKED_AT; i++) {
        ekb_scored *scored = &state->scored[i];
        int authored = 0;
        status = is_authored(state, scored, &authored);
        if (status != EKB_OK)
            break;
        if (!authored)
            continue;
        coverage *c = &out[(*count)++];
        c->scored = scored;
        status = ekb_rest_covered(state, scored->index, scored->entry, all, &c->words);
        if (status != EKB_OK)
            break;
    }
    return status;
}

static double share_of(const coverage *c)
{
    return c->words.rest > 0 ? c->words.covered / c->words.rest : 0;
}

/* What the paste says of how things are. */
typedef struct mood {
    int amiss; /* something is wrong */
    int well;  /* nothing is, and something is done, or to be done */
} mood;

static mood mood_of(const ekb_lookup_state *state)
{
    unsigned said = 0;
    for (size_t i = 0; i < state->tokens.count; i++)
        said |= state->tokens.items[i].flags;
    int amiss = (said & (EKB_LEX_NEGATION | EKB_LEX_FAULT)) != 0;
    return (mood){.amiss = amiss, .well = !amiss && (said & (EKB_LEX_SUCCESS | EKB_LEX_DOING)) != 0};
}

/* The end of a message whose beginning is not there: many messages end like that, and
 * the fit has said how sure this one is. */
static int is_tail(const ekb_scored *scored)
{
    const ekb_fit *fit = &scored->fit;
    return scored->kind == EKB_TEMPLATE_MESSAGE &&
           fit->untouched_before + fit->missing_before > TAIL_SHARE * fit->matched;
}

/* Whether an entry speaks of nearly all that is said, and a text of it not of much else. */
static int is_whole(const coverage *c, double missing)
{
    const ekb_fit *fit = &c->scored->fit;
    return share_of(c) >= WHOLE_SHARE && fit->missing <= missing * fit->matched;
}

static int is_covered(const coverage *c)
{
    size_t neighbours = is_whole(c, WHOLE_MISSING) ? WHOLE_NEIGHBOURS : COVERED_NEIGHBOURS;
    return c->words.covered >= COVERED_WEIGHT && share_of(c) >= COVERED_SHARE &&
           c->words.neighbours >= neighbours;
}

/* The words may be an entry's, but ail nobody. */
static int is_ailing(const coverage *c, mood m)
{
    return m.amiss || (!m.well && is_whole(c, WHOLE_MISSING_LITTLE));
}

static double raised(const coverage *c, mood m, int ahead)
{
    const ekb_fit *fit = &c->scored->fit;
    if (ahead && is_covered(c) && is_ailing(c, m) && !fit->polarity && !fit->advice_only &&
        !is_tail(c->scored))
        return RAISED;
    return c->words.covered >= PARTLY_WEIGHT && share_of(c) >= PARTLY_SHARE ? PARTLY_RAISED : 0;
}

static int leads(const coverage *all, size_t count, size_t at)
{
    const ekb_fit *own = &all[at].scored->fit;
    for (size_t i = 0; i < count; i++) {
        const ekb_fit *other = &all[i].scored->fit;
        int same_text = own->matched - other->matched < 0.2 && other->matched - own->matched < 0.2;
        if (other->matched > MORE_MATCHED * own->matched)
            return 0;
        if (i != at && !same_text && share_of(&all[i]) > share_of(&all[at]) - COVERED_LEAD)
            return 0;
    }
    return 1;
}

ekb_status ekb_match_symptoms(ekb_lookup_state *state)
{
    coverage all[LOOKED_AT];
    size_t count;
    for (size_t i = 0; i < state->scored_count && i < LOOKED_AT; i++)
        if (state->scored[i].confidence >= EKB_FIRM)
            return EKB_OK;
    ekb_status status = cover(state, all, &count);
    mood m = mood_of(state);
    for (size_t i = 0; status == EKB_OK && i < count; i++) {
        double to = raised(&all[i], m, leads(all, count, i));
        if (to > all[i].scored->confidence)
            all[i].scored->confidence = to;
    }
    return status;
}
