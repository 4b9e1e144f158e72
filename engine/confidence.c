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
    OWN,          /* of the stretch with its clause, how much the template explains */
    THEIRS,       /* of the template's touched sentences, how much is in the paste */
    BOTH,         /* OWN times THEIRS */
    WEIGHT_60,    /* weight found, up to 60 nats */
    WEIGHT_LOG,   /* its logarithm */
    MISSING_IN,   /* missing between what was found */
    INSERTED,
    EDGE,
    LINE,
    POLARITY,
    ADVICE,
    JOINED_BEFORE,
    JOINED_AFTER,
    FUZZY,        /* found with typos */
    WILD,         /* in placeholders */
    TOUCHED,      /* touched sentences of the whole template */
    LITERALS,
    IS_TITLE,
    IS_KEYWORD,
    IS_EXAMPLE,
    IS_BODY,
    WEIGHT_15,    /* weight found, up to 15 nats */
    FEATURES
};

static const double coefficients[FEATURES] = {
    [BIAS] = -29.402, [OWN] = 5.767, [THEIRS] = 5.183, [BOTH] = 2.231, [WEIGHT_60] = 1.564,
    [WEIGHT_LOG] = -0.586, [MISSING_IN] = -3.946, [INSERTED] = -11.337, [EDGE] = -2.354, [LINE] = -3.862,
    [POLARITY] = -0.371, [ADVICE] = -0.683, [JOINED_BEFORE] = -3.714, [JOINED_AFTER] = -2.937,
    [FUZZY] = 7.882, [WILD] = -4.068, [TOUCHED] = 6.737, [LITERALS] = 0.639, [IS_TITLE] = 0.053,
    [IS_KEYWORD] = 2.356, [IS_EXAMPLE] = 4.079, [IS_BODY] = -4.203, [WEIGHT_15] = 13.330,
};

double ekb_fit_score(const ekb_fit *fit, int kind)
{
    double own = share(fit->matched, fit->inserted + fit->edge);
    double theirs = share(fit->matched, fit->missing);
    double literals = fit->literal_tokens;
    double values[FEATURES] = {
        [BIAS] = 1,
        [OWN] = own,
        [THEIRS] = theirs,
        [BOTH] = own * theirs,
        [WEIGHT_60] = at_most(fit->matched, 60),
        [WEIGHT_LOG] = log(1 + fit->matched),
        [MISSING_IN] = share(fit->missing_in, fit->matched),
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
        [IS_TITLE] = kind == EKB_TEMPLATE_TITLE,
        [IS_KEYWORD] = kind == EKB_TEMPLATE_KEYWORD,
        [IS_EXAMPLE] = kind == EKB_TEMPLATE_EXAMPLE,
        [IS_BODY] = kind == EKB_TEMPLATE_BODY,
        [WEIGHT_15] = at_most(fit->matched, 15),
    };
    double sum = 0;
    for (int i = 0; i < FEATURES; i++)
        sum += coefficients[i] * values[i];
    return sum;
}

double ekb_fit_confidence(const ekb_fit *fit, int kind)
{
    return 1 / (1 + exp(-ekb_fit_score(fit, kind)));
}
