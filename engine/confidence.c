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
    WEIGHT_15,  /* weight found, up to 15 nats */
    CLEAN,      /* cut at the ends at most, nothing strange inside or beside */
    PURE,       /* the stretch and its clause are the template's */
    REPLACED,   /* words in the place of others, up to 8 nats */
    INSERTED_8, /* weight inserted, up to 8 nats */
    MISSING_12, /* weight missing between what was found, up to 12 nats */
    FEATURES
};

static const double coefficients[FEATURES] = {
    [BIAS] = -25.487,         [OWN] = 0.723,           [THEIRS] = 5.968,     [BOTH] = 0.776,
    [WEIGHT_60] = 1.520,      [WEIGHT_LOG] = -0.277,   [MISSING_IN] = 3.644, [INSERTED] = -1.801,
    [EDGE] = -1.127,          [LINE] = -4.028,         [POLARITY] = -0.704,  [ADVICE] = -1.071,
    [JOINED_BEFORE] = -3.734, [JOINED_AFTER] = -2.486, [FUZZY] = 7.520,      [WILD] = -5.291,
    [TOUCHED] = 6.948,        [LITERALS] = -0.421,     [IS_BODY] = -3.863,   [WEIGHT_15] = 10.863,
    [CLEAN] = 3.188,          [PURE] = 0.750,          [REPLACED] = 0.510,   [INSERTED_8] = -2.521,
    [MISSING_12] = -1.050,
};

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
    double sum = 0;
    for (int i = 0; i < FEATURES; i++)
        sum += coefficients[i] * values[i];
    return sum;
}

double ekb_fit_confidence(double score, double rival)
{
    score = score < -8 ? -8 : score > 8 ? 8 : score;
    rival = rival < 1.2 ? rival : 1.2;
    return 1 / (1 + exp(-(5.005 + 0.929 * score - 5.066 * rival)));
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
