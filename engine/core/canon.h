/* SPDX-License-Identifier: MIT */
/**
 * @file canon.h
 * @brief Making canonical codes from parts; for code.h's own files.
 */
#ifndef EKB_CORE_CANON_H
#define EKB_CORE_CANON_H

#include "code.h"

/** Each fills @p out and returns 1, or returns 0 if the text is none. */
/** @{ */
int ekb_canon_number(ekb_canon *out, int negative, uint64_t magnitude, unsigned form);
int ekb_canon_symbol(ekb_canon *out, const char *text, size_t length);
int ekb_canon_prefixed(ekb_canon *out, const char *text, size_t length);
/** @} */

/** Decimal or 0x… with an optional minus. @return 0 if it is no number or overflows. */
int ekb_parse_number(const char *text, size_t length, int *negative, uint64_t *magnitude, int *hex);

static inline char ekb_ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static inline int ekb_ascii_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline int ekb_ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline int ekb_ascii_is_alnum(char c)
{
    return ekb_ascii_is_letter(c) || ekb_ascii_is_digit(c);
}

/** Value of a hexadecimal digit, or -1. */
static inline int ekb_hex_digit(char c)
{
    if (ekb_ascii_is_digit(c))
        return c - '0';
    c = ekb_ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

#endif
