/* SPDX-License-Identifier: MIT */
/**
 * @file unknown.h
 * @brief What the structure of an unknown code tells, as a phrase.
 */
#ifndef EKB_CLI_UNKNOWN_H
#define EKB_CLI_UNKNOWN_H

#include "core/strbuf.h"
#include "errkb/errkb.h"
#include "tr.h"

/** Append "an HRESULT (error) of facility WIN32 …"; nothing where nothing is known of it. */
void ekb_unknown_describe(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_unknown *unknown);

#endif
