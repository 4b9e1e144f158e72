/* SPDX-License-Identifier: MIT */
/**
 * @file bytes.h
 * @brief Numbers as SQLite's file format writes them: the highest byte first.
 */
#ifndef EKBC_BYTES_H
#define EKBC_BYTES_H

#include <stddef.h>
#include <stdint.h>

static inline void ekbc_put_u16(unsigned char *at, size_t number)
{
    at[0] = (unsigned char)(number >> 8);
    at[1] = (unsigned char)number;
}

static inline void ekbc_put_u32(unsigned char *at, uint32_t number)
{
    ekbc_put_u16(at, number >> 16);
    ekbc_put_u16(at + 2, number & 0xFFFF);
}

static inline uint32_t ekbc_get_u32(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/** Longest number of ekbc_put_varint(). */
enum { EKBC_VARINT_MOST = 9 };

/** Seven bits a byte, but all eight of a ninth. @return how many bytes it took. */
static inline size_t ekbc_put_varint(unsigned char *at, uint64_t number)
{
    unsigned char reversed[EKBC_VARINT_MOST];
    size_t length = 0;
    if (number >> 56 != 0) {
        reversed[length++] = (unsigned char)number;
        number = number >> 8 | UINT64_C(1) << 56; /* a bit above, so that eight bytes follow */
    } else {
        reversed[length++] = (unsigned char)(number & 0x7F);
        number >>= 7;
    }
    for (; number != 0 && length < EKBC_VARINT_MOST; number >>= 7)
        reversed[length++] = (unsigned char)(0x80 | (number & 0x7F));
    for (size_t i = 0; i < length; i++)
        at[i] = reversed[length - 1 - i];
    return length;
}

#endif
