/* SPDX-License-Identifier: MIT */
/**
 * @file stage.h
 * @brief What all ways of showing a scan stand on: the session with its output,
 *        and what is known of the entries that are found.
 */
#ifndef EKB_SCAN_STAGE_H
#define EKB_SCAN_STAGE_H

#include "keys.h"
#include "scan/scan.h"
#include "session.h"

/** What is shown of an entry beside a hit; "" where the index does not tell. */
typedef struct ekb_known {
    const char *title;
    const char *severity; /**< Stable name. */
    const char *product_name;
    const char *lang; /**< Of the title. */
} ekb_known;

typedef struct ekb_stage {
    ekb_session *session; /**< Lent; its `out` holds what is to be written. */
    ekb_keys entries;     /**< Ids of entries that were asked for. */
    ekb_known *known;     /**< By number in `entries`. */
    size_t known_room;
    int found;         /**< A hit was told of. */
    int reader_gone;   /**< Nobody reads the output any more. */
    ekb_status status; /**< Of writing, and of memory. */
    ekb_error error;
} ekb_stage;

void ekb_stage_init(ekb_stage *stage, ekb_session *session);
void ekb_stage_release(ekb_stage *stage);

/** Write out what there is, as it is. @return not 0 when the scan is to end. */
int ekb_stage_flush(ekb_stage *stage);
/** The same once there is much. */
int ekb_stage_spill(ekb_stage *stage);
/** Write out what there is as text for reading: in the terminal's encoding, without a
 *  pager. Returns as above. */
int ekb_stage_show_text(ekb_stage *stage);
/** Bring what was put out since its length was @p from, whole characters, into the terminal's
 *  encoding. What is no UTF-8 stays as it is. */
void ekb_stage_encode(ekb_stage *stage, size_t from);
/** Note a failure. @return 1 */
int ekb_stage_fail(ekb_stage *stage, const ekb_error *error);

/** What is known of an entry; never NULL, lent until the next call. */
const ekb_known *ekb_stage_entry(ekb_stage *stage, const char *id);
/** An entry whole, in the languages asked for. *@p out is NULL where there is none. */
ekb_status ekb_stage_show(ekb_stage *stage, const char *id, ekb_shown **out);

#endif
