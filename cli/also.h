/* SPDX-License-Identifier: MIT */
/**
 * @file also.h
 * @brief Titles of the entries to see also, in each language of a card.
 */
#ifndef EKB_CLI_ALSO_H
#define EKB_CLI_ALSO_H

#include "core/strbuf.h"
#include "errkb/errkb.h"

/**
 * Append the title of what @p entry names as number @p also, in the language of its
 * content @p content. The library gives it in the first; for the others the entry is
 * asked for, and where @p engine is NULL or cannot tell, the first is given too.
 */
void ekb_also_title(ekb_strbuf *out, ekb_engine *engine, const ekb_entry *entry, size_t also, size_t content);

#endif
