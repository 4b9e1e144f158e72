/* SPDX-License-Identifier: MIT */
/**
 * @file lexicon.h
 * @brief Words that say nothing of an error: what people write around a
 *        message, what announces a code, what turns a sentence round.
 *
 * One sorted table for words and one for Chinese phrases, in folded form.
 */
#ifndef EKB_CORE_LEXICON_H
#define EKB_CORE_LEXICON_H

#include <stddef.h>
#include <stdint.h>

#include "fold.h"
#include "token.h"

enum {
    EKB_LEX_CHATTER = 1,   /**< Talk around a message: "please help", 请问. */
    EKB_LEX_CUE = 2,       /**< Announces a code: "ID", 错误代码. */
    EKB_LEX_NEGATION = 4,  /**< Turns the sense round: "not", 未. */
    EKB_LEX_ADVICE = 8,    /**< Begins an advice, not a statement: "check", 请. */
    EKB_LEX_UNIT = 16,     /**< Makes a number beside it a measure: "files", 个. */
    EKB_LEX_FRONT = 32,    /**< Makes a number behind it no code: "line", 第. */
    EKB_LEX_LEVEL = 64,    /**< Furniture of log lines: "INFO", month names. */
    EKB_LEX_OWNER = 128,   /**< Whose id it is, if "ID" follows, and no error's: "event", 进程. */
    EKB_LEX_MEASURE = 256, /**< As EKB_LEX_UNIT, where nothing of its script follows: 班 begins 班次 too. */
    EKB_LEX_FAULT = 512,   /**< Says that something is amiss: "missing", 损坏. */
    EKB_LEX_SUCCESS = 1024, /**< Says that it went well: "successfully", 成功. */
    EKB_LEX_DOING = 2048,   /**< Speaks of a thing as to be done, or done: "how", "able", 如何, 已. */
    EKB_LEX_UNABLE = 4096,  /**< Says that it could not be done, as others say too: "unable", 无法. */
    EKB_LEX_FAILED = 8192,  /**< The same, where "to" follows: "failed". */
    EKB_LEX_TURN = 16384,   /**< Begins another statement: "but", 而. */
    EKB_LEX_MIND = 32768    /**< What somebody knows: "sure", 知道. */
};

/** Flags of a folded word, 0 if it is not in the table. */
unsigned ekb_lexicon_word(const uint32_t *chars, size_t length);

/** Set the flags of ideograph tokens by the longest phrases of the table. */
void ekb_lexicon_mark(const ekb_folded *text, ekb_tokens *tokens);

/**
 * Longest phrase of ideographs that begins at chars[0].
 * @return its length in characters, 0 if none; @p flags gets its flags.
 */
size_t ekb_lexicon_phrase(const uint32_t *chars, size_t length, unsigned *flags);

#endif
