/* SPDX-License-Identifier: MIT */
/**
 * @file json_hit.h
 * @brief A hit as an object of errkb.scan/1, for all ways that write JSON.
 */
#ifndef EKB_SCAN_JSON_HIT_H
#define EKB_SCAN_JSON_HIT_H

#include "json_text.h"
#include "stage.h"

/** Open an object: {"schema":"errkb.scan/1","type":… */
void ekb_json_begin(ekb_strbuf *out, const char *type);
/** A whole object, without a line end. */
void ekb_json_hit(ekb_strbuf *out, ekb_stage *stage, const char *log, const ekb_scan_hit *hit);
void ekb_json_unknown(ekb_strbuf *out, const char *log, const ekb_scan_unknown *unknown);
/** The members that tell what was found, without where: for ekb_json_hit() and
 *  for answers to single lines. */
void ekb_json_put_hit(ekb_strbuf *out, ekb_stage *stage, const ekb_scan_hit *hit);

#endif
