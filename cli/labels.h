/* SPDX-License-Identifier: MIT */
/**
 * @file labels.h
 * @brief The words a person reads for the library's enumerations.
 *
 * Programs read the stable names (ekb_kind_name() and its like) instead. A name
 * that has no words here is given as it is, so that a newer engine still shows.
 */
#ifndef EKB_CLI_LABELS_H
#define EKB_CLI_LABELS_H

#include "errkb/errkb.h"
#include "tr.h"

/** "Error", "Symptom", … */
const char *ekb_label_kind(const ekb_tr_catalog *catalog, ekb_kind kind);
/** What the line with an entry's message is called: "Message", "Symptom". */
const char *ekb_label_message(const ekb_tr_catalog *catalog, ekb_kind kind);
/** "critical", "warning", … */
const char *ekb_label_severity(const ekb_tr_catalog *catalog, ekb_severity severity);
/** "certain", "similar", "not known". */
const char *ekb_label_verdict(const ekb_tr_catalog *catalog, ekb_verdict verdict);
/** What a hit was found by; @p by as in ekb_evidence. */
const char *ekb_label_evidence(const ekb_tr_catalog *catalog, const char *by);
/** Why an entry is named as near; @p why as in ekb_nearest. */
const char *ekb_label_nearest(const ekb_tr_catalog *catalog, const char *why);
/** What speaks against a hit, as a sentence; "" for nothing. */
const char *ekb_label_conflict(const ekb_tr_catalog *catalog, ekb_conflict conflict);
/** Name of a language ("Chinese (Simplified)") by its tag. */
const char *ekb_label_language(const ekb_tr_catalog *catalog, const char *tag);
/** Severity that the structure of an unknown code tells; as in ekb_unknown. */
const char *ekb_label_code_severity(const ekb_tr_catalog *catalog, const char *severity);
/** "Note" or "Tip"; NULL for other actions. */
const char *ekb_label_action(const ekb_tr_catalog *catalog, ekb_action_type type);

#endif
