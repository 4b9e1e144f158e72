/* SPDX-License-Identifier: MIT */
/**
 * @file media.h
 * @brief Content-Type fields (RFC 9110, 8.3).
 */
#ifndef EKB_SERVE_MEDIA_H
#define EKB_SERVE_MEDIA_H

/** Is a Content-Type field this type, whatever its parameters? @p field may be NULL. */
int ekb_media_is(const char *field, const char *type);
/** Does it name this charset? */
int ekb_media_has_charset(const char *field, const char *charset);

#endif
