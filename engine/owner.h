/* SPDX-License-Identifier: MIT */
/**
 * @file owner.h
 * @brief Who may stand beside an error: words that anybody's error has before
 *        it, names that print numbers of their own, names of machines.
 *
 * Each tells of one token of the paste, by tables and by how it is written;
 * what stands where, and what follows from it, is whose.c's.
 */
#ifndef EKB_OWNER_H
#define EKB_OWNER_H

#include "match.h"

/** Non-zero if a word is one of a sorted table of lower-case words. */
int ekb_owner_listed(const ekb_lookup_state *state, size_t at, const char *const *table, size_t count);

/** Non-zero for a word that tells nothing of whose error it is: "server", 安装. */
int ekb_owner_anybody(const ekb_lookup_state *state, size_t at);

/** Non-zero for a word of a well-known name: "photoshop", 微信. */
int ekb_owner_known(const ekb_lookup_state *state, size_t at);

/** Non-zero for a word that says that a name before it is a machine's: the "server" of "SQL server". */
int ekb_owner_place(const ekb_lookup_state *state, size_t at);

/** Non-zero for a word of the name of a machine or of a command, as it is written: "srv-fin-02",
 *  FILESRV, the word behind a line's time, "Get-ChildItem". */
int ekb_owner_machine(const ekb_lookup_state *state, size_t at);

#endif
