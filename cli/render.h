/* SPDX-License-Identifier: MIT */
/**
 * @file render.h
 * @brief How results become text: one table of functions for each format.
 *
 * A renderer only appends to @p out. It never prints, translates through
 * `style->catalog`, and reports a failed allocation by setting `out->failed`.
 * What it appends is UTF-8, whole lines, the last one ended by "\n"; the
 * terminal's encoding is made from it later (encoding.h). Everything that comes
 * from an index or a paste is hostile: each renderer escapes for its format.
 */
#ifndef EKB_CLI_RENDER_H
#define EKB_CLI_RENDER_H

#include <stddef.h>

#include "core/strbuf.h"
#include "errkb/errkb.h"
#include "tr.h"

/** What a format needs to know of the reader. */
typedef struct ekb_style {
    const ekb_tr_catalog *catalog; /**< Of headings and labels. */
    const char *const *languages;  /**< Asked for, best first; more than one: bilingual. */
    size_t language_count;
    unsigned width; /**< Columns to wrap at (text only). */
    int colour;     /**< SGR sequences are welcome (text only). */
    int hyperlinks; /**< OSC 8 hyperlinks are welcome (text only). */
    int pretty;     /**< A person reads it: JSON is indented. */
} ekb_style;

/** An index as `errkb info` shows it. */
typedef struct ekb_index_report {
    const ekb_index_info *info;
    const ekb_error *damage; /**< What `--check` found, or NULL. */
} ekb_index_report;

typedef struct ekb_info_report {
    const char *program; /**< Version of errkb, as ekb_version(). */
    const ekb_index_report *indexes;
    size_t index_count;
    int checked;                 /**< `--check` was given. */
    const char *const *searched; /**< Places where indexes were looked for, in order. */
    size_t searched_count;
} ekb_info_report;

/** One output format. No member is NULL. */
typedef struct ekb_renderer {
    const char *name; /**< As `--format` takes it. */
    /** Result of a look-up. @p engine names the indexes (ekb_engine_index()). */
    void (*answer)(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_answer *answer);
    /** Result of `errkb search`: a list of hits with what they were found by. */
    void (*search)(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_answer *answer);
    /** One entry: `errkb show`. */
    void (*entry)(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_entry *entry);
    void (*list)(ekb_strbuf *out, const ekb_style *style, const ekb_listed *items, size_t count);
    void (*products)(ekb_strbuf *out, const ekb_style *style, const ekb_product *items, size_t count);
    void (*info)(ekb_strbuf *out, const ekb_style *style, const ekb_info_report *report);
    /** A failure. Text formats give one line `errkb: …` and the remedy below it. */
    void (*error)(ekb_strbuf *out, const ekb_style *style, const ekb_error *error);
} ekb_renderer;

extern const ekb_renderer ekb_render_text;     /* render_text.c */
extern const ekb_renderer ekb_render_json;     /* render_json.c */
extern const ekb_renderer ekb_render_markdown; /* render_markdown.c */
extern const ekb_renderer ekb_render_html;     /* render_html.c: a whole page */

/** @name One line each, for `lookup --jsonl` (render_json.c)
 * @p id is JSON text of the value to echo, or NULL for none. */
/** @{ */
void ekb_json_answer_line(ekb_strbuf *out, ekb_engine *engine, const ekb_answer *answer, const char *id);
/** errkb.error/1; @p catalog translates the message (NULL: English). */
void ekb_json_error_line(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_error *error,
                         const char *id);
/** @} */

#endif
