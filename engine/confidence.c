/* SPDX-License-Identifier: MIT */
/*
 * From a fit to the chance that the paste speaks of this text: a logistic
 * model over shares of weights. Its coefficients were fitted by maximum
 * likelihood with an L2 penalty on labelled pastes of error messages of many
 * products, typed, cut, wrapped and chattered around, and of messages that no
 * entry has; half of them were kept back to check it.
 */
#include <math.h>

#include "match.h"

/* Lead beyond which no more of it tells. */
#define LEAD_MOST 6.0

static double share(double part, double rest)
{
    return part + rest > 0 ? part / (part + rest) : 0;
}

static double at_most(double value, double most)
{
    return (value < most ? value : most) / most;
}

/* Each feature lies in [0,1], but for the logarithm. */
enum feature {
    BIAS,
    OWN,        /* of the stretch with its clause, how much the template explains */
    THEIRS,     /* of the template's touched sentences, how much is in the paste */
    BOTH,       /* OWN times THEIRS */
    WEIGHT_60,  /* weight found, up to 60 nats */
    WEIGHT_LOG, /* its logarithm */
    MISSING_IN, /* missing between what was found */
    INSERTED,
    EDGE,
    LINE,
    POLARITY,
    ADVICE,
    JOINED_BEFORE,
    JOINED_AFTER,
    FUZZY,   /* found with typos */
    WILD,    /* in placeholders */
    TOUCHED, /* touched sentences of the whole template */
    LITERALS,
    IS_BODY,
    WEIGHT_15,       /* weight found, up to 15 nats */
    CLEAN,           /* cut at the ends at most, nothing strange inside or beside */
    PURE,            /* the stretch and its clause are the template's */
    REPLACED,        /* words in the place of others, up to 8 nats */
    INSERTED_8,      /* weight inserted, up to 8 nats */
    MISSING_12,      /* weight missing between what was found, up to 12 nats */
    REPLACED_AFTER,  /* other words than the template's at its end */
    REPLACED_BEFORE, /* … at its beginning */
    MISSING_BEFORE,
    MISSING_AFTER,
    BEGUN,   /* the paste begins a sentence where the template's beginning is missing */
    STOPPED, /* the paste ends a sentence where the template goes on */
    FUZZY_KNOWN,
    FUZZY_FAR,
    FOREIGN_START, /* other sentences than the template's before the touched ones */
    BEYOND,
    SMALL,          /* little words inside the stretch that the template does not have */
    SMALL_REPLACED, /* … where it has others */
    AROUND_20,      /* weight inside and beside that fits nothing, up to 20 nats */
    MISSING_AFTER_12,
    REPLACED_ALL,
    SMALL_AFTER, /* little words where the template's end is missing */
    BESIDE_AFTER,
    BESIDE_BEFORE,
    BESIDE_AFTER_15,
    BESIDE_BEFORE_25,
    MISSING_25,
    FEATURES
};

static const double coefficients[FEATURES] = {
    [BIAS] = -17.847,
    [OWN] = 0.671,
    [THEIRS] = -2.176,
    [BOTH] = 5.893,
    [WEIGHT_60] = -0.086,
    [WEIGHT_LOG] = -0.054,
    [MISSING_IN] = -2.791,
    [INSERTED] = -1.819,
    [EDGE] = 1.396,
    [LINE] = -1.498,
    [POLARITY] = -0.069,
    [ADVICE] = -0.578,
    [JOINED_BEFORE] = -2.923,
    [JOINED_AFTER] = -1.540,
    [FUZZY] = 4.953,
    [WILD] = -3.650,
    [TOUCHED] = 10.586,
    [LITERALS] = 0.722,
    [IS_BODY] = -6.761,
    [WEIGHT_15] = 3.664,
    [CLEAN] = 2.591,
    [PURE] = 0.006,
    [REPLACED] = 0.920,
    [INSERTED_8] = -2.332,
    [MISSING_12] = -0.200,
    [REPLACED_AFTER] = -0.546,
    [REPLACED_BEFORE] = -0.842,
    [MISSING_BEFORE] = -6.894,
    [MISSING_AFTER] = -0.614,
    [BEGUN] = 0.354,
    [STOPPED] = -2.292,
    [FUZZY_KNOWN] = -4.426,
    [FUZZY_FAR] = -0.034,
    [FOREIGN_START] = -3.162,
    [BEYOND] = -2.340,
    [SMALL] = -7.648,
    [SMALL_REPLACED] = 1.553,
    [AROUND_20] = -0.906,
    [MISSING_AFTER_12] = -0.715,
    [REPLACED_ALL] = -0.622,
    [SMALL_AFTER] = -1.735,
    [BESIDE_AFTER] = 0.234,
    [BESIDE_BEFORE] = 0.806,
    [BESIDE_AFTER_15] = -1.509,
    [BESIDE_BEFORE_25] = 0.165,
    [MISSING_25] = -0.238,
};

static double least_of(double a, double b)
{
    return a < b ? a : b;
}

/* What lies where: at the ends of the template, around the stretch. */
static void measure_ends(const ekb_fit *fit, double values[FEATURES])
{
    double beside = fit->edge + fit->line + fit->inserted;
    values[REPLACED_AFTER] = at_most(least_of(fit->missing_after, fit->beside_after), 8);
    values[REPLACED_BEFORE] = at_most(least_of(fit->missing_before, fit->beside_before), 8);
    values[MISSING_BEFORE] = share(fit->missing_before, fit->matched);
    values[MISSING_AFTER] = share(fit->missing_after, fit->matched);
    values[BEGUN] = fit->starts * at_most(fit->missing_before, 8);
    values[STOPPED] = fit->stops * at_most(fit->missing_after, 8);
    values[FOREIGN_START] = at_most(least_of(fit->untouched_before, fit->line + fit->beyond), 20);
    values[BEYOND] = share(fit->beyond, fit->matched);
    values[SMALL] = at_most(fit->small, 4);
    values[SMALL_REPLACED] = at_most(least_of(fit->small, fit->missing_in), 4);
    values[AROUND_20] = at_most(beside, 20);
    values[MISSING_AFTER_12] = at_most(fit->missing_after, 12);
    values[REPLACED_ALL] = at_most(least_of(fit->missing, beside), 10);
    values[SMALL_AFTER] = at_most(least_of(fit->missing_after, 3 * fit->small_after), 6);
    values[BESIDE_AFTER] = share(fit->beside_after, fit->matched);
    values[BESIDE_BEFORE] = share(fit->beside_before, fit->matched);
    values[BESIDE_AFTER_15] = at_most(fit->beside_after, 15);
    values[BESIDE_BEFORE_25] = at_most(fit->beside_before, 25);
    values[MISSING_25] = at_most(fit->missing, 25);
}

double ekb_fit_score(const ekb_fit *fit, int kind)
{
    double own = share(fit->matched, fit->inserted + fit->edge);
    double theirs = share(fit->matched, fit->missing);
    double inside = share(fit->missing_in, fit->matched);
    double literals = fit->literal_tokens;
    double values[FEATURES] = {
        [BIAS] = 1,
        [OWN] = own,
        [THEIRS] = theirs,
        [BOTH] = own * theirs,
        [WEIGHT_60] = at_most(fit->matched, 60),
        [WEIGHT_LOG] = log(1 + fit->matched),
        [MISSING_IN] = inside,
        [INSERTED] = share(fit->inserted, fit->matched),
        [EDGE] = share(fit->edge, fit->matched),
        [LINE] = share(fit->line, fit->matched),
        [POLARITY] = fit->polarity,
        [ADVICE] = fit->advice_only,
        [JOINED_BEFORE] = fit->joined_before,
        [JOINED_AFTER] = fit->joined_after,
        [FUZZY] = fit->matched > 0 ? fit->fuzzy / fit->matched : 0,
        [FUZZY_KNOWN] = fit->matched > 0 ? fit->fuzzy_known / fit->matched : 0,
        [FUZZY_FAR] = fit->matched > 0 ? fit->fuzzy_far / fit->matched : 0,
        [WILD] = share(fit->wild_tokens, literals),
        [TOUCHED] = share(fit->touched, fit->whole - fit->touched),
        [LITERALS] = at_most(literals, 12),
        [IS_BODY] = kind == EKB_TEMPLATE_BODY,
        [WEIGHT_15] = at_most(fit->matched, 15),
        [CLEAN] = pow(own, 4) * pow(1 - inside, 2) * at_most(fit->matched, 40),
        [PURE] = own > 0.97,
        [REPLACED] = at_most(fit->missing_in < fit->inserted ? fit->missing_in : fit->inserted, 8),
        [INSERTED_8] = at_most(fit->inserted, 8),
        [MISSING_12] = at_most(fit->missing_in, 12),
    };
    measure_ends(fit, values);
    double sum = 0;
    for (int i = 0; i < FEATURES; i++)
        sum += coefficients[i] * values[i];
    return sum;
}

/* Words of the index in the place of the template's, or between them, make it
 * another message; words that the index does not know are mere slips. */
static double swap_odds(const ekb_fit *fit)
{
    return -2.735 * at_most(fit->swaps_known, 3) - 1.491 * at_most(fit->extras_known, 3) +
           3.061 * at_most(fit->swaps - fit->swaps_known, 3);
}

double ekb_fit_confidence(const ekb_fit *fit, double score, double rival, double lead)
{
    score = score < -8 ? -8 : score > 8 ? 8 : score;
    rival = rival < 1.2 ? rival : 1.2;
    lead = lead < 0 ? 0 : at_most(lead, LEAD_MOST);
    double odds = 1.261 + 0.897 * score + 4.706 * rival - 5.575 * rival * rival + 0.388 * lead;
    return 1 / (1 + exp(-(odds + swap_odds(fit))));
}

double ekb_fit_limit(const ekb_fit *fit, double least_rival)
{
    double own = share(fit->matched, fit->inserted + fit->edge);
    double theirs = share(fit->matched, fit->missing);
    int part = theirs < 0.45 + 0.38 * least_rival && fit->matched < 30 + 13 * least_rival;
    /* Enough words in a row are somebody's, wherever they were cut. */
    int words = fit->literal_tokens - fit->han_tokens;
    int row = 6 * words + 4 * fit->han_tokens >= 36 && fit->missing_in < 0.1 * fit->matched && theirs >= 0.5;
    part = part && !(row && own > 0.8);
    /* A word or two in a long line, unless whole and set off by quotation marks or the like. */
    int set_off = theirs > 0.95 && fit->edge < 0.1 * fit->matched && 2 * words + fit->han_tokens >= 6;
    int lost = fit->matched < 24 && fit->line + fit->edge > 1.5 * fit->matched && !set_off;
    int numberless = fit->missing_numbers > 0 && 6 * words + 4 * fit->han_tokens < 36;
    return fit->polarity || lost || numberless || own < 0.7 || part ? 0.45 : 1;
}

/* That nothing else fits tells much among 50,000 templates, and nothing among
 * a few hundred. */
double ekb_rival_least(double templates)
{
    static const double few = 1000, many = 60000, least = 0.78;
    if (templates <= few)
        return least;
    return templates >= many ? 0 : least * log(many / templates) / log(many / few);
}
