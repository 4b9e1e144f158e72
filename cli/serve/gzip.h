/* SPDX-License-Identifier: MIT */
/**
 * @file gzip.h
 * @brief Compressing a reply.
 */
#ifndef EKB_SERVE_GZIP_H
#define EKB_SERVE_GZIP_H

#include "core/strbuf.h"

/**
 * Append @p length bytes as one gzip member. The same bytes give the same bytes.
 * @return 0, or -1 when it did not work or did not make them fewer: @p out is
 *         then as it was.
 */
int ekb_gzip(const void *bytes, size_t length, ekb_strbuf *out);

#endif
