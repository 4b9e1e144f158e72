/* SPDX-License-Identifier: MIT */
/**
 * @file pages.h
 * @brief The man pages and completions, made of the same tables as the program.
 */
#ifndef EKB_MANUAL_PAGES_H
#define EKB_MANUAL_PAGES_H

#include "core/strbuf.h"
#include "tr.h"

/** errkb(1). */
void ekb_page_errkb(ekb_strbuf *out, const ekb_tr_catalog *catalog);
/** errkbc(1). */
void ekb_page_errkbc(ekb_strbuf *out, const ekb_tr_catalog *catalog);
/** errkb-kb(5), of kb/README.md; English only, as that is. */
void ekb_page_format(ekb_strbuf *out, const ekb_tr_catalog *catalog, const char *text);
/** liberrkb(3). */
void ekb_page_liberrkb(ekb_strbuf *out, const ekb_tr_catalog *catalog);

/** The tables that a completion script works with, in the shell's own syntax. */
void ekb_complete_bash(ekb_strbuf *out);
void ekb_complete_zsh(ekb_strbuf *out);
void ekb_complete_fish(ekb_strbuf *out);

#endif
