/* SPDX-License-Identifier: MIT */
#include "settings.h"

#include <string.h>

#include "charset.h"
#include "core/error.h"
#include "os_files.h"

/* ---- Values ------------------------------------------------------------------------ */

/* "0.75"; strtod() would go by the locale. @return a negative number if it is none. */
static double share_of(const char *text)
{
    double share = 0, place = 1;
    const char *c = text;
    for (; *c >= '0' && *c <= '9' && share <= 1; c++)
        share = share * 10 + (*c - '0');
    if (*c == '.') {
        for (c++; *c >= '0' && *c <= '9'; c++)
            share += (place /= 10) * (*c - '0');
    }
    return *text != '\0' && *c == '\0' && share <= 1 ? share : -1;
}

static ekb_status read_confidence(const char *text, ekb_settings *out, ekb_error *error)
{
    double share = text != NULL ? share_of(text) : EKB_SCAN_FIRM;
    /* 0 would be the default to the scanner. */
    out->scan.min_confidence = share > 0 ? share : 1e-9;
    if (share >= 0)
        return EKB_OK;
    ekb_status status = ekb_error_set(error, EKB_ERR_ARG, EKB_N_("--{option} cannot be “{value}”"),
                                      EKB_N_("give a share from 0 to 1, such as 0.75"));
    ekb_error_text(error, "option", "min-confidence");
    ekb_error_text(error, "value", text);
    return status;
}

/* ---- What goes together --------------------------------------------------------------- */

static const struct {
    ekb_option a, b;
} apart[] = {
    {EKB_OPTION_ANNOTATE, EKB_OPTION_FILTER},
    {EKB_OPTION_ANNOTATE, EKB_OPTION_COUNT_ENTRIES},
    {EKB_OPTION_ANNOTATE, EKB_OPTION_QUIET},
    {EKB_OPTION_ANNOTATE, EKB_OPTION_RANGE},
    {EKB_OPTION_ANNOTATE, EKB_OPTION_SCAN_FORMAT},
    {EKB_OPTION_FILTER, EKB_OPTION_COUNT_ENTRIES},
    {EKB_OPTION_FILTER, EKB_OPTION_QUIET},
    {EKB_OPTION_FILTER, EKB_OPTION_RANGE},
    {EKB_OPTION_FILTER, EKB_OPTION_FOLLOW},
    {EKB_OPTION_COUNT_ENTRIES, EKB_OPTION_QUIET},
    {EKB_OPTION_COUNT_ENTRIES, EKB_OPTION_SCAN_FORMAT},
    {EKB_OPTION_QUIET, EKB_OPTION_SCAN_FORMAT},
    {EKB_OPTION_FOLLOW, EKB_OPTION_RANGE},
};

static ekb_status check_pairs(const ekb_options *options, ekb_error *error)
{
    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++) {
        if (!ekb_options_has(options, apart[i].a) || !ekb_options_has(options, apart[i].b))
            continue;
        ekb_status status = ekb_error_set(error, EKB_ERR_ARG, EKB_N_("--{option} does not go with --{other}"),
                                          EKB_N_("leave one of them out"));
        ekb_error_text(error, "option", ekb_option_specs[apart[i].a].name);
        ekb_error_text(error, "other", ekb_option_specs[apart[i].b].name);
        return status;
    }
    return EKB_OK;
}

static ekb_status check_format(const ekb_settings *settings, ekb_error *error)
{
    if (settings->format == EKB_SCAN_FORMAT_RSYSLOG && !settings->filter)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("--format rsyslog answers single lines"),
                             EKB_N_("add --filter"));
    if (settings->format == EKB_SCAN_FORMAT_SARIF && (settings->filter || settings->follow))
        return ekb_error_set(error, EKB_ERR_ARG,
                             EKB_N_("--format sarif is one document, finished when the input ends"),
                             EKB_N_("use --format jsonl"));
    return EKB_OK;
}

static const ekb_sink_way *choose_way(const ekb_options *options, ekb_scan_format format)
{
    static const ekb_sink_way *const by_format[] = {
        [EKB_SCAN_FORMAT_TEXT] = &ekb_sink_report,
        [EKB_SCAN_FORMAT_JSONL] = &ekb_sink_jsonl,
        [EKB_SCAN_FORMAT_SARIF] = &ekb_sink_sarif,
        [EKB_SCAN_FORMAT_RSYSLOG] = NULL,
    };
    if (ekb_options_has(options, EKB_OPTION_ANNOTATE))
        return &ekb_sink_annotate;
    if (ekb_options_has(options, EKB_OPTION_QUIET))
        return &ekb_sink_quiet;
    if (ekb_options_has(options, EKB_OPTION_COUNT_ENTRIES))
        return &ekb_sink_count;
    return by_format[format];
}

static int encoding_of(const ekb_options *options)
{
    const ekb_option_spec *spec = &ekb_option_specs[EKB_OPTION_ENCODING];
    if (!ekb_options_has(options, EKB_OPTION_ENCODING))
        return -1;
    return ekb_charset_named(spec->choices[options->choice[EKB_OPTION_ENCODING]]);
}

ekb_status ekb_settings_read(const ekb_options *options, ekb_settings *out, ekb_error *error)
{
    size_t threads = options->number[EKB_OPTION_SCAN_THREADS];
    *out = (ekb_settings){
        .scan = {.product = options->product},
        .work = {.threads = threads != 0 ? (unsigned)threads : ekb_processors(),
                 .encoding = encoding_of(options),
                 .range = {1, 1}},
        .redact = ekb_options_has(options, EKB_OPTION_REDACT),
        .follow = ekb_options_has(options, EKB_OPTION_FOLLOW),
        .filter = ekb_options_has(options, EKB_OPTION_FILTER),
        .format = (ekb_scan_format)options->choice[EKB_OPTION_SCAN_FORMAT],
    };
    ekb_status status = check_pairs(options, error);
    if (status == EKB_OK)
        status = check_format(out, error);
    if (status == EKB_OK)
        status = read_confidence(options->text[EKB_OPTION_MIN_CONFIDENCE], out, error);
    if (status == EKB_OK && ekb_options_has(options, EKB_OPTION_RANGE))
        status = ekb_range_parse(options->text[EKB_OPTION_RANGE], &out->work.range, error);
    out->way = choose_way(options, out->format);
    if (out->way != NULL)
        out->scan.flags = out->way->scan_flags;
    return status;
}
