/* SPDX-License-Identifier: MIT */
/**
 * @file hresult.h
 * @brief What the bits of a 32-bit number tell, if Windows made it: which of
 *        the two schemes it is of, how severe, and which component raised it.
 *
 * Many numbers have such bits by chance, so how a number is written decides
 * how much of it is believed. Which number is which error is left to entries.
 */
#ifndef EKB_HRESULT_H
#define EKB_HRESULT_H

#include <stdint.h>

/** How well it is founded that a number is a status of Windows, from the least. */
typedef enum ekb_founded {
    EKB_FOUNDED_NUMBER, /**< Some number that is announced, or digits that may be hexadecimal. */
    EKB_FOUNDED_HEX,    /**< Hexadecimal, and a code. */
    EKB_FOUNDED_NAMED   /**< Its scheme is named beside it. */
} ekb_founded;

/** All texts are static. */
typedef struct ekb_hresult {
    const char *space;    /**< "hresult", "ntstatus". */
    const char *severity; /**< "error", "warning", "information". */
    const char *facility; /**< As winerror.h and ntstatus.h name it; "" where they do not. */
    int carries_win32;    /**< The lower 16 bits are an error of Windows. */
} ekb_hresult;

/**
 * Read a number as an HRESULT or an NTSTATUS. Sources: [MS-ERREF] sections 2.1
 * and 2.3; winerror.h and ntstatus.h for the facilities.
 * @param named "hresult" or "ntstatus" with EKB_FOUNDED_NAMED, else unused.
 * @return 0, and @p out untouched, where nothing is well founded.
 */
int ekb_hresult_read(uint64_t value, ekb_founded founded, const char *named, ekb_hresult *out);

#endif
