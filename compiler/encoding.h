/* SPDX-License-Identifier: MIT */
/**
 * @file encoding.h
 * @brief Whether a file is text that YAML can hold.
 */
#ifndef EKBC_ENCODING_H
#define EKBC_ENCODING_H

#include "diag.h"

/** Reports the first character of a file that may not be there. @return 1 if all are fine. */
int ekbc_encoding_check(uint32_t file, const char *bytes, size_t length, ekbc_diags *diags);

#endif
