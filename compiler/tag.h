/* SPDX-License-Identifier: MIT */
/**
 * @file tag.h
 * @brief BCP-47 language tags, in the one spelling that the sources use.
 */
#ifndef EKBC_TAG_H
#define EKBC_TAG_H

#include <stddef.h>

/** Longest tag, with the NUL. */
#define EKBC_TAG_SIZE 36

/**
 * Write the canonical spelling (`zh_cn` → `zh-CN`).
 * @return 0 when @p text is not language[-Script][-REGION][-variant…].
 */
int ekbc_tag_canonical(const char *text, char out[EKBC_TAG_SIZE]);

#endif
