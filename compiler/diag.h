/* SPDX-License-Identifier: MIT */
/**
 * @file diag.h
 * @brief Findings about the sources: collected in any order, shown by place.
 *
 * A finding is a catalog key with named arguments, so that it is translated
 * only when it is shown. Adding never fails visibly: when memory ends, `nomem`
 * is set and the caller looks at it once, at the end. A collection belongs to
 * one thread; ekbc_diags_join() puts several together.
 */
#ifndef EKBC_DIAG_H
#define EKBC_DIAG_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "entry.h"

typedef enum ekbc_severity { EKBC_ERROR, EKBC_WARNING } ekbc_severity;

#define EKBC_DIAG_ARGS 4

typedef enum ekbc_diag_kind {
    EKBC_DIAG_TEXT,  /**< As it is. */
    EKBC_DIAG_LABEL, /**< EKB_N_: translated when it is shown. */
    EKBC_DIAG_LIST   /**< Items, each ended by a line feed: put together when they are shown. */
} ekbc_diag_kind;

typedef struct ekbc_diag {
    struct ekbc_diag *next; /**< In the order of adding. */
    ekbc_place place;       /**< Line 0: the file as a whole. */
    ekbc_severity severity;
    const char *message; /**< EKB_N_: what is wrong. */
    const char *remedy;  /**< EKB_N_: what to do, or NULL. */
    const char *before;  /**< Not the beginning of the scalar at `place` is meant, but what stands behind
                              these @c before_length bytes of its text; else NULL. */
    size_t before_length;
    struct {
        const char *name; /**< Static. */
        const char *text;
        ekbc_diag_kind kind;
    } args[EKBC_DIAG_ARGS];
} ekbc_diag;

typedef struct ekbc_diags {
    ekb_arena arena;
    ekbc_diag *first, *last;
    ekbc_diag *open; /**< What ekbc_diag_text() adds to; NULL: nothing. */
    size_t errors, warnings;
    int nomem;
} ekbc_diags;

#define EKBC_DIAGS_INIT                                                                                      \
  {                                                                                                          \
    EKB_ARENA_INIT, NULL, NULL, NULL, 0, 0, 0                                                                \
  }

/** Add a finding; arguments follow with ekbc_diag_text(). */
void ekbc_diag_add(ekbc_diags *diags, ekbc_severity severity, ekbc_place place, const char *message,
                   const char *remedy);
/** Shorthand for an error. */
void ekbc_diag_error(ekbc_diags *diags, ekbc_place place, const char *message, const char *remedy);
/** An argument of the finding added last; @p name is static, @p text is copied. */
void ekbc_diag_text(ekbc_diags *diags, const char *name, const char *text);
void ekbc_diag_textn(ekbc_diags *diags, const char *name, const char *text, size_t length);
/** @p label is EKB_N_. */
void ekbc_diag_label(ekbc_diags *diags, const char *name, const char *label);
/** Add @p text to the list @p name, which is begun with its first item. */
void ekbc_diag_item(ekbc_diags *diags, const char *name, const char *text);
/** The finding added last is about the byte @p offset of the text of the scalar
 *  that its place is the beginning of (within.h). */
void ekbc_diag_within(ekbc_diags *diags, const char *text, size_t offset);
void ekbc_diag_number(ekbc_diags *diags, const char *name, int64_t number);
/** Arguments that follow go nowhere: for a finding that was only counted. */
void ekbc_diag_close(ekbc_diags *diags);
/** Move everything of @p from to the end of @p into; @p from is empty afterwards. */
void ekbc_diags_join(ekbc_diags *into, ekbc_diags *from);
/** Forget what was found in context files (of `check` for a single file). */
void ekbc_diags_drop_context(ekbc_diags *diags, const ekbc_catalog *catalog);
void ekbc_diags_release(ekbc_diags *diags);

/** How findings are shown. */
typedef struct ekbc_diag_style {
    FILE *out;
    int json;                   /**< One JSON object a line instead of text. */
    int colour;                 /**< With terminal colours. */
    int quiet;                  /**< Errors only. */
    ekb_translate_fn translate; /**< NULL: English. */
    void *context;
} ekbc_diag_style;

/**
 * Show all findings, sorted by place.
 * @retval EKB_ERR_NOMEM, or EKB_ERR_IO if writing failed.
 */
ekb_status ekbc_diags_show(const ekbc_diags *diags, const ekbc_catalog *catalog, const ekbc_diag_style *style,
                           ekb_error *error);

#endif
