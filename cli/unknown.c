/* SPDX-License-Identifier: MIT */
#include "unknown.h"

#include <string.h>

#include "labels.h"
#include "ranges.h"

/* FACILITY_NULL says that the code belongs to no component in particular. */
static const char *facility_of(const ekb_unknown *unknown)
{
    return strcmp(unknown->facility, "NULL") == 0 ? "" : unknown->facility;
}

static void describe_hresult(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_unknown *unknown)
{
    const char *severity = ekb_label_code_severity(catalog, unknown->severity);
    const char *facility = facility_of(unknown);
    if (*unknown->inner != '\0')
        ekb_strbuf_printf(out, tr(catalog, "an HRESULT (%s) of facility %s that carries Windows error %s"),
                          severity, facility, unknown->inner);
    else if (*facility != '\0')
        ekb_strbuf_printf(out, tr(catalog, "an HRESULT (%s) of facility %s"), severity, facility);
    else
        ekb_strbuf_printf(out, tr(catalog, "an HRESULT (%s)"), severity);
}

static void describe_ntstatus(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_unknown *unknown)
{
    const char *severity = ekb_label_code_severity(catalog, unknown->severity);
    const char *facility = facility_of(unknown);
    if (*facility != '\0')
        ekb_strbuf_printf(out, tr(catalog, "an NTSTATUS (%s) of facility %s"), severity, facility);
    else
        ekb_strbuf_printf(out, tr(catalog, "an NTSTATUS (%s)"), severity);
}

void ekb_unknown_describe(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_unknown *unknown)
{
    if (strcmp(unknown->space, "hresult") == 0)
        describe_hresult(out, catalog, unknown);
    else if (strcmp(unknown->space, "ntstatus") == 0)
        describe_ntstatus(out, catalog, unknown);
    else if (!ekb_range_describe(out, catalog, unknown) && *unknown->space != '\0')
        ekb_strbuf_printf(out, tr(catalog, "a code of the scheme %s"), unknown->space);
}
