/* SPDX-License-Identifier: MIT */
/**
 * @file site_page.h
 * @brief Between the exchange and the page (page.h): parameters in, header
 *        fields out.
 */
#ifndef EKB_SERVE_SITE_PAGE_H
#define EKB_SERVE_SITE_PAGE_H

#include "exchange.h"

/** Refuse in HTML. @return 0, or -1 if that failed too: the reply is then empty. */
int ekb_page_problem(ekb_exchange *x, unsigned status, const ekb_error *why);

#endif
