/* SPDX-License-Identifier: MIT */
/**
 * @file syntax.h
 * @brief libyaml's own complaints in words that say what to do.
 */
#ifndef EKBC_SYNTAX_H
#define EKBC_SYNTAX_H

#include <yaml.h>

#include "diag.h"

/** Report what stopped @p parser. */
void ekbc_syntax_report(const yaml_parser_t *parser, uint32_t file, ekbc_diags *diags);

#endif
