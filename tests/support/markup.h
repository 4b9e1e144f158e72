/* SPDX-License-Identifier: MIT */
/**
 * @file markup.h
 * @brief Is this HTML what we write, and nothing that somebody else put into it?
 *
 * Stricter than HTML: every element and attribute is one of a short list, closed
 * in order and quoted; addresses lead to this server, to the web, or nowhere.
 */
#ifndef TESTS_MARKUP_H
#define TESTS_MARKUP_H

#include <stddef.h>

/**
 * Read a whole page.
 * @param[out] at where the fault is; may be NULL.
 * @return what is wrong, or NULL.
 */
const char *markup_fault(const char *page, size_t length, size_t *at);

#endif
