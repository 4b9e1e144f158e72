/* SPDX-License-Identifier: MIT */
/*
 * From a fit to the chance that the paste speaks of this text: a logistic
 * model over shares of weights.
 */
#include <math.h>

#include "match.h"

static double share(double part, double rest)
{
    return part + rest > 0 ? part / (part + rest) : 0;
}

double ekb_fit_confidence(const ekb_fit *fit, int kind)
{
    double own = share(fit->matched, fit->inserted + fit->edge);
    double theirs = share(fit->matched, fit->missing);
    double weight = fit->matched < 40 ? fit->matched / 40 : 1;
    double z = -7.0 + 6.0 * own + 5.0 * theirs + 3.0 * weight - 2.0 * share(fit->missing_in, fit->matched);
    z -= 3.0 * fit->polarity + 3.0 * fit->advice_only + 1.5 * (fit->joined_before + fit->joined_after);
    z -= kind == EKB_TEMPLATE_BODY ? 2.0 : 0;
    z -= fit->matched < 12 ? (12 - fit->matched) * 0.3 : 0;
    return 1 / (1 + exp(-z));
}
