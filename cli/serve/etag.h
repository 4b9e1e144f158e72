/* SPDX-License-Identifier: MIT */
/**
 * @file etag.h
 * @brief Entity tags: made of everything a reply depends on, so that a request
 *        that names one is answered without asking the engine.
 *
 * The hash is FNV-1a (Fowler, Noll, Vo), 64 bits: somebody who forges a tag
 * only deceives himself, as it is compared with tags of the same request.
 */
#ifndef EKB_SERVE_ETAG_H
#define EKB_SERVE_ETAG_H

#include <stddef.h>
#include <stdint.h>

/** `"0123456789abcdef"` and a NUL. */
enum { EKB_ETAG_SIZE = 19 };

typedef struct ekb_etag {
    uint64_t hash;
} ekb_etag;

void ekb_etag_init(ekb_etag *etag);
/** Add one thing that the reply depends on; its length counts too. */
void ekb_etag_add(ekb_etag *etag, const void *bytes, size_t length);
/** NULL is something else than "". */
void ekb_etag_add_text(ekb_etag *etag, const char *text);
void ekb_etag_write(const ekb_etag *etag, char *out);

/**
 * Does an If-None-Match field name the tag? Compared weakly, as RFC 9110,
 * 13.1.2 asks.
 * @param field may be NULL: then it does not.
 */
int ekb_etag_matches(const char *field, const char *tag);
/** Is the field `*`, which names whatever there is? */
int ekb_etag_any(const char *field);

#endif
