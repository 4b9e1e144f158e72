/* SPDX-License-Identifier: MIT */
/**
 * @file ways.h
 * @brief The ways of finding, each in a file that is compiled for its processor.
 */
#ifndef EKB_SCAN_WAYS_H
#define EKB_SCAN_WAYS_H

#include "find.h"

extern const ekb_scan_way ekb_scan_avx512, ekb_scan_avx2, ekb_scan_ssse3; /* of x86 */
extern const ekb_scan_way ekb_scan_neon;                                  /* of 64-bit ARM */
extern const ekb_scan_way ekb_scan_scalar;

#endif
