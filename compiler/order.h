/* SPDX-License-Identifier: MIT */
/**
 * @file order.h
 * @brief Products and entries in the order of their ids.
 */
#ifndef EKBC_ORDER_H
#define EKBC_ORDER_H

#include "entry.h"

/**
 * Sort a catalog by id (bytes), what has the same id by place. Entries that a
 * state knows are in its order; where that is not the order of their ids, they
 * are not known any more.
 * @return 0 without memory.
 */
int ekbc_order(ekbc_catalog *catalog);

#endif
