/* SPDX-License-Identifier: MIT */
/**
 * @file canons_known.h
 * @brief Canonical forms that a state knows, already in their order.
 *
 * Which forms a code has depends on its entry and on the numbering schemes of
 * all products: they are of use as long as those are the same.
 */
#ifndef EKBC_CANONS_KNOWN_H
#define EKBC_CANONS_KNOWN_H

#include "canons.h"
#include "state.h"

/** A sum over what products say of numbering schemes. */
uint64_t ekbc_canons_schemes(const ekbc_catalog *catalog);

/**
 * The forms of all entries of @p catalog with `known` set, in their order; their
 * texts lie in the state. Marks the codes that have one.
 * @param count -1 without memory, -2 if the state is of no use; then NULL is
 *        returned.
 * @return an array to be freed.
 */
ekbc_canon *ekbc_canons_known(ekbc_catalog *catalog, const ekbc_state *state, ptrdiff_t *count);

#endif
