/* SPDX-License-Identifier: MIT */
/**
 * @file leb128.h
 * @brief Numbers of the index's lists: seven bits a byte, the lowest first, the
 *        eighth bit set where more follow.
 */
#ifndef EKB_CORE_LEB128_H
#define EKB_CORE_LEB128_H

#include <stdint.h>

#include "strbuf.h"

/** Read a number of at most 56 bits. @return where the next begins; NULL for none. */
static inline const unsigned char *ekb_leb128_read(const unsigned char *at, const unsigned char *end,
                                                   uint64_t *out)
{
    uint64_t value = 0;
    for (unsigned shift = 0; at < end && shift < 56; shift += 7) {
        unsigned char byte = *at++;
        value |= (uint64_t)(byte & 0x7F) << shift;
        if ((byte & 0x80) == 0) {
            *out = value;
            return at;
        }
    }
    return NULL;
}

static inline void ekb_leb128_put(ekb_strbuf *out, uint64_t value)
{
    for (; value >= 0x80; value >>= 7)
        ekb_strbuf_putc(out, (char)(0x80 | (value & 0x7F)));
    ekb_strbuf_putc(out, (char)value);
}

#endif
