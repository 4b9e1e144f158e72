/* SPDX-License-Identifier: MIT */
/**
 * @file body.h
 * @brief Reading `text.body`: what the nodes of an entry say in one language.
 *
 *     char *json = ekb_row_draft(&row, EKB_TEXT_BODY);
 *     ekb_body body = ekb_body_of(json);
 *     while ((more = ekb_body_next(&body)) > 0)
 *         use(body.node, body.title, body.text);
 *
 * Invariant: texts are unescaped where they stand, behind what was read and
 * before what was not, so that reading needs no memory.
 */
#ifndef EKB_BODY_H
#define EKB_BODY_H

#include <stdint.h>

typedef struct ekb_body {
    const char *at;
    char *to;
    uint32_t node;            /**< Of the one at hand, from 1. */
    const char *title, *text; /**< Of the one at hand; both NULL for a node without texts. */
    int bare; /**< `text` stands alone: it is the title where the node is of a kind that has one. */
} ekb_body;

/** @p json ends with a NUL and is overwritten; "" is a body of no nodes. */
ekb_body ekb_body_of(char *json);
/** @return 1 with a node at hand, 0 at the end, -1 for what is no body. */
int ekb_body_next(ekb_body *body);

#endif
