/* SPDX-License-Identifier: MIT */
/**
 * @file syntax.h
 * @brief libyaml's own complaints in words that say what to do.
 */
#ifndef EKBC_SYNTAX_H
#define EKBC_SYNTAX_H

#include <yaml.h>

#include "diag.h"

/** Where reading stopped. */
typedef struct ekbc_stop {
    const yaml_parser_t *parser;
    uint32_t file;
    const char *bytes; /**< The source, as @c parser has it. */
    size_t length;
    ekbc_place quote;    /**< Where the last text in quotes begins that goes over several lines … */
    uint32_t quote_end;  /**< … and the line it ends in; 0: there is none. */
    ekbc_place flow;     /**< The innermost open `{` or `[`; line 0: none. */
    int in_flow_mapping; /**< It is a `{`. */
    ekbc_place mapping;  /**< Where the innermost open one begins; line 0: that is a list, or in brackets. */
    const uint32_t *items; /**< The columns in which items of open lists begin … */
    size_t lists;          /**< … and how many these are. */
    yaml_mark_t alias_end; /**< Behind the last alias … */
    int has_alias;         /**< … if there was one; it is reported. */
} ekbc_stop;

/** Report what stopped the parser. */
void ekbc_syntax_report(const ekbc_stop *stop, ekbc_diags *diags);

#endif
