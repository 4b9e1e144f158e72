/* SPDX-License-Identifier: MIT */
/**
 * @file control.h
 * @brief Characters that change how a terminal or a reader sees what follows:
 *        no source needs one, and whoever reads it would not see it.
 */
#ifndef EKBC_CONTROL_H
#define EKBC_CONTROL_H

#include <stddef.h>
#include <stdint.h>

/**
 * The first control character of a text, 0 if there is none: C0 and C1, DEL,
 * and the marks that separate lines or turn the direction of writing.
 * @param allowed ASCII ones that do no harm here, such as "\n".
 * @param offset where it stands; may be NULL.
 */
uint32_t ekbc_control_in(const char *text, size_t length, const char *allowed, size_t *offset);

#endif
