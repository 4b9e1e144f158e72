/* SPDX-License-Identifier: MIT */
/**
 * @file escape.h
 * @brief The escapes that a string of JSON has for its characters (RFC 8259, 7).
 */
#ifndef EKB_CORE_ESCAPE_H
#define EKB_CORE_ESCAPE_H

#include <stddef.h>
#include <stdint.h>

/**
 * Read the escape at the beginning of @p text, a pair of surrogates as one. It
 * is never shorter than the UTF-8 of its character.
 * @param[out] c its character, or 0.
 * @return its bytes; 0 for none, among them a surrogate without the other.
 */
size_t ekb_escape_read(const char *text, size_t left, uint32_t *c);

#endif
