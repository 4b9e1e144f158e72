/* SPDX-License-Identifier: MIT */
/**
 * @file cue.h
 * @brief The words that announce an id in a log, as bytes: "error 34506",
 *        "(ID: 34513)", "错误代码：34513", "errorCode=5", "SQLSTATE 0A000".
 *
 * Stricter and faster than the cues of a paste (code_context.c): nobody asked
 * a log what it says.
 */
#ifndef EKB_CORE_CUE_H
#define EKB_CORE_CUE_H

#include <stddef.h>

/** Kinds of cues, as bits. */
enum {
    EKB_CUE_ERROR = 1, /**< error, errno, error code, 错误, 错误代码, HRESULT … */
    EKB_CUE_CODE = 2,  /**< code, status, rc, 代码 …: of an error or of anything. */
    EKB_CUE_ID = 4,    /**< ID, 识别码 …: of an error, if not of something else. */
    EKB_CUE_STATE = 8, /**< SQLSTATE. */
    EKB_CUE_HEX = 16   /**< The shape 0x… itself; no word. */
};

/** A cue with what links it to its id is no longer than this. */
#define EKB_CUE_REACH 64

/**
 * The cue right before an id that begins at @p at.
 * @param[out] start where the cue begins; @p at where there is none.
 * @return its kind, or 0; 0 too for the id of something else ("process id 5").
 */
unsigned ekb_cue_before(const char *text, size_t at, size_t *start);

/**
 * What links a cue to its id (spaces, colons, brackets …), from @p at on.
 * @return where the id may begin.
 */
size_t ekb_cue_link(const char *text, size_t at, size_t length);

/** Not 0 for a byte of ASCII that links a cue to its id. */
static inline int ekb_cue_is_link(char c)
{
    switch (c) {
    case ' ':
    case '\t':
    case ':':
    case '=':
    case '#':
    case '(':
    case '[':
    case '<':
    case '>':
    case '"':
    case '\'':
    case '{':
        return 1;
    default:
        return 0;
    }
}

#endif
