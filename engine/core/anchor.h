/* SPDX-License-Identifier: MIT */
/**
 * @file anchor.h
 * @brief Keys by which a scan finds messages and ids without reading them.
 *
 * A message is found by one key of its beginning: a pair of neighbouring words
 * or six neighbouring ideographs, the rarest among all messages; three ideographs
 * where it has neither or shares them with many, or a word where it has none of
 * these. An id is looked up by a key of its canonical form. The compiler chooses
 * keys and stores them, the scanner makes them of what it reads; both must agree
 * to the bit.
 *
 * A word is a run of ASCII letters, digits and `_` that begins with a letter;
 * of case no notice is taken, and of what follows its first eight bytes only of
 * how much it is: those of one beginning are told apart by the text itself. Shorter ones than
 * EKB_ANCHOR_WORD_LEAST and runs that begin with a digit are passed over, as is
 * everything else, so a pair may stand across a line's end. Bytes from 0x80 on
 * are no part of words.
 */
#ifndef EKB_CORE_ANCHOR_H
#define EKB_CORE_ANCHOR_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** Longer words are as long. */
#define EKB_ANCHOR_WORD 31
#define EKB_ANCHOR_WORD_LEAST 3
/** Bytes of six and of three ideographs. */
#define EKB_ANCHOR_LONG 18
#define EKB_ANCHOR_SHORT 9
/** A message with fewer literal bytes has no anchor. */
#define EKB_ANCHOR_LEAST 8
/** Most keys of one message that are considered. */
#define EKB_ANCHORS_MAX 96

#define EKB_ANCHOR_K1 UINT64_C(0x9E3779B97F4A7C15)
#define EKB_ANCHOR_K2 UINT64_C(0xC2B2AE3D27D4EB4F)

/** Ignores the case of letters, and confuses some other bytes. */
#define EKB_ANCHOR_CASE UINT64_C(0x2020202020202020)

/** @name Keys
 *  32 bits, so that a vector holds many. The upper half tells a word, of a pair
 *  the second, or three ideographs; the lower half all of the key. */
/** @{ */
#define EKB_ANCHOR_PAIR_MULTIPLIER UINT32_C(0x9E3779B1)
#define EKB_ANCHOR_WORD_MULTIPLIER UINT32_C(0xC2B2AE3D)
static inline uint32_t ekb_anchor_key(uint32_t first, uint32_t whole)
{
    return (first & UINT32_C(0xFFFF0000)) | whole >> 16;
}
/** @p bytes as ekb_anchor_take() gives them, and the length up to EKB_ANCHOR_WORD. */
static inline uint32_t ekb_anchor_word_hash(uint64_t bytes, unsigned length)
{
    return (uint32_t)(bytes * EKB_ANCHOR_K1 >> 32) + length * EKB_ANCHOR_PAIR_MULTIPLIER;
}
static inline uint32_t ekb_anchor_pair_key(uint32_t before, uint32_t word)
{
    return ekb_anchor_key(word, ((before << 9 | before >> 23) ^ word) * EKB_ANCHOR_PAIR_MULTIPLIER);
}
static inline uint32_t ekb_anchor_word_key(uint32_t word)
{
    return ekb_anchor_key(word, word * EKB_ANCHOR_WORD_MULTIPLIER);
}
/** A word's first bytes, of which @p length count. */
static inline uint64_t ekb_anchor_take(uint64_t bytes, unsigned length)
{
    return (bytes | EKB_ANCHOR_CASE) & (length < 8 ? (UINT64_C(1) << 8 * length) - 1 : ~UINT64_C(0));
}
/** Eight bytes, the first the lowest whatever the machine. */
static inline uint64_t ekb_anchor_load(const char *at)
{
    uint64_t value;
    memcpy(&value, at, 8);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    value = __builtin_bswap64(value);
#endif
    return value;
}
/** Hash of a word; nothing beside it is read. */
uint32_t ekb_anchor_word(const char *word, size_t length);
/** @} */

/** @name Keys of ideographs: of 18 and of 9 bytes, nothing beside them is read. */
/** @{ */
static inline uint32_t ekb_anchor_short_key(const char *at)
{
    uint64_t a = ekb_anchor_load(at), b = ekb_anchor_load(at + 1);
    return (uint32_t)(((a * EKB_ANCHOR_K1 >> 7) + b) * EKB_ANCHOR_K2 >> 32);
}
static inline uint32_t ekb_anchor_long_key(const char *at)
{
    uint64_t a = ekb_anchor_load(at), b = ekb_anchor_load(at + 8), c = ekb_anchor_load(at + 10);
    uint64_t whole = ((a ^ (b << 21 | b >> 43)) * EKB_ANCHOR_K1 + c) * EKB_ANCHOR_K2;
    return ekb_anchor_key(ekb_anchor_short_key(at), (uint32_t)(whole >> 32));
}
/** @} */

/** @name Keys of codes, by the parts of their canonical form (code.h) */
/** @{ */
uint64_t ekb_anchor_number(int negative, uint64_t magnitude);
/** Of all numbers that differ from this one in their lowest 16 bits alone: the codes
 *  of a system begin in few ways ("0x8007…"), the addresses of a log in all. */
uint64_t ekb_anchor_upper(uint64_t magnitude);
/** @p prefix in lower case. */
uint64_t ekb_anchor_prefixed(const char *prefix, size_t length, uint64_t number);
/** Of case no notice is taken. */
uint64_t ekb_anchor_symbol(const char *text, size_t length);
/** Of a canonical form. */
uint64_t ekb_anchor_canon(const char *canon);
/** Of how a canonical form begins, if it is a number from 0 on. @return 0 if it is none. */
int ekb_anchor_canon_upper(const char *canon, uint64_t *key);
/** @} */

typedef enum ekb_anchor_kind {
    EKB_ANCHOR_PAIR,
    EKB_ANCHOR_SIX,
    EKB_ANCHOR_WORD_ALONE,
    EKB_ANCHOR_THREE
} ekb_anchor_kind;

/** A key of a message and where it stands. */
typedef struct ekb_anchor {
    uint32_t key;
    uint32_t words[2]; /**< By which its rarity is guessed: of a pair both, else twice the
                            word or the first three ideographs. */
    uint32_t start;    /**< Byte of the message: of a pair that of its second word. */
    ekb_anchor_kind kind;
} ekb_anchor;

/**
 * Bytes of a message's first sentence, where that is no more than an announced code
 * ("Error 34506. The passphrase …") and enough is left: a log has the one or the
 * other. The functions below are given what is behind them. Else 0.
 */
size_t ekb_anchor_lead(const char *message, size_t length);

/**
 * Bytes of a message by which it is found and that must all be there: its
 * first sentences until they tell enough and have a key. What follows may be missing in a
 * log. 0 for a message that is too short to be found by its text.
 */
size_t ekb_anchor_head(const char *message, size_t length);

/** Not 0 if a sentence ends with the character before byte @p at of a message. */
int ekb_anchor_ends_sentence(const char *text, size_t length, size_t at);

/**
 * The keys of a message's head, placeholders (`{name}`) left out.
 * @return how many of @p out are filled, at most EKB_ANCHORS_MAX.
 */
size_t ekb_anchors(const char *message, size_t head, ekb_anchor *out);

/** Length of the placeholder `{name}` at @p at, or 0. */
size_t ekb_anchor_placeholder(const char *message, size_t length, size_t at);

static inline int ekb_anchor_is_letter(unsigned char c)
{
    return (unsigned char)((c | 0x20) - 'a') < 26;
}
static inline int ekb_anchor_is_word(unsigned char c)
{
    return ekb_anchor_is_letter(c) || (unsigned char)(c - '0') < 10 || c == '_';
}

#endif
