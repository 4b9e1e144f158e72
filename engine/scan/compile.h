/* SPDX-License-Identifier: MIT */
/**
 * @file compile.h
 * @brief A message's text → what is held against a sheet.
 */
#ifndef EKB_SCAN_COMPILE_H
#define EKB_SCAN_COMPILE_H

#include "book.h"

/** Fill all of @p out but whose it is. @p folded->start tells afterwards where in the
 *  text each of its characters begins. @p size grows by what is used of the arena.
 *  @return 0 without memory. */
int ekb_scan_message_compile(ekb_scan_message *out, const char *text, ekb_folded *folded, ekb_arena *arena,
                             size_t *size);

/** How much some characters of a message tell: its letters, and thrice its ideographs. */
size_t ekb_scan_message_weigh(const uint32_t *chars, size_t count);

#endif
