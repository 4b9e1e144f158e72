/* SPDX-License-Identifier: MIT */
/*
 * The stable names of the enumerations. They are part of the JSON formats and
 * are never translated.
 */
#include "errkb/errkb.h"

#define NAME_OF(names, value)                                                                                \
  ((size_t)(value) < sizeof(names) / sizeof *(names) ? (names)[(size_t)(value)] : "unknown")

const char *ekb_version(void)
{
    return EKB_VERSION;
}

const char *ekb_kind_name(ekb_kind kind)
{
    static const char *const names[] = {"error", "symptom", "checklist", "procedure"};
    return NAME_OF(names, kind);
}

const char *ekb_severity_name(ekb_severity severity)
{
    static const char *const names[] = {"info", "warning", "error", "critical"};
    return NAME_OF(names, severity);
}

const char *ekb_origin_name(ekb_origin origin)
{
    static const char *const names[] = {"authored", "imported"};
    return NAME_OF(names, origin);
}

const char *ekb_action_type_name(ekb_action_type type)
{
    static const char *const names[] = {"step", "note", "tip", "command", "link", "use"};
    return NAME_OF(names, type);
}

const char *ekb_verdict_name(ekb_verdict verdict)
{
    static const char *const names[] = {"none", "similar", "match"};
    return NAME_OF(names, verdict);
}
