/* SPDX-License-Identifier: MIT */
/**
 * @file json_entry.h
 * @brief Entries as JSON: the members that a hit and a shown entry share.
 *
 * Which document they stand in is render_json.c's.
 */
#ifndef EKB_CLI_JSON_ENTRY_H
#define EKB_CLI_JSON_ENTRY_H

#include "errkb/errkb.h"
#include "json_build.h"

/** Members that both begin with: entry to display. */
void ekb_json_put_identity(ekb_json *json, json_t *object, const ekb_entry *entry);
/** Members that both end with: index to content. `links` are those of the
 *  first language. */
void ekb_json_put_substance(ekb_json *json, json_t *object, const ekb_entry *entry);

json_t *ekb_json_make_codes(ekb_json *json, const ekb_entry *entry);
json_t *ekb_json_make_messages(ekb_json *json, const ekb_entry *entry);

#endif
