/* SPDX-License-Identifier: MIT */
/**
 * @file unpack_codec.h
 * @brief What unpack.c shares with the libraries that unpack: one table each.
 */
#ifndef EKB_SCAN_UNPACK_CODEC_H
#define EKB_SCAN_UNPACK_CODEC_H

#include <stddef.h>
#include <stdint.h>

typedef enum ekb_codec_result {
    EKB_CODEC_ON,       /**< More input or more room is wanted. */
    EKB_CODEC_ENDED,    /**< A member is complete; another may follow. */
    EKB_CODEC_CUT,      /**< The file ends within a member. For unpack.c to find out. */
    EKB_CODEC_DAMAGED,  /**< No such data can have been written. */
    EKB_CODEC_CHECKSUM, /**< All was unpacked, and is not what was packed. */
    EKB_CODEC_RARE,     /**< It wants what is not there: a dictionary, gigabytes of memory. */
    EKB_CODEC_NOMEM
} ekb_codec_result;

/** What is unpacked and where to; both move on. */
typedef struct ekb_codec_io {
    uint8_t *in;
    size_t in_left;
    uint8_t *out;
    size_t out_left;
} ekb_codec_io;

typedef struct ekb_codec {
    const char *magic;
    size_t magic_size;
    /** Behind a member, what does not begin like one is ignored, as the program of that format does. */
    int lenient;
    /** @return the state, before a first member, or NULL without memory. */
    void *(*open)(void);
    void (*close)(void *state);
    /** Go as far as input and room allow. Whatever was unpacked before a mistake has been put out when the
     *  mistake is returned; that may take several calls. */
    ekb_codec_result (*step)(void *state, ekb_codec_io *io);
    /** Be ready for another member. @return EKB_CODEC_ON or EKB_CODEC_NOMEM. */
    ekb_codec_result (*again)(void *state);
} ekb_codec;

extern const ekb_codec ekb_codec_gzip, ekb_codec_zstd, ekb_codec_xz, ekb_codec_bzip2;

#endif
