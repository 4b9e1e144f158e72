/* SPDX-License-Identifier: MIT */
/**
 * @file code.h
 * @brief Error codes: every spelling of a code has one canonical form.
 *
 * Canonical forms are short ASCII strings, the key of the index's `code`
 * table:
 *   n:34513, n:-21     a number (of any radix; hexadecimal is unsigned)
 *   p:ora:1033         a prefix and a number (ORA-01033, TS2324, LNK1141)
 *   s:er_hashchk       a symbol or any other identifier, lower case
 * A code's `forms` tell which spellings its product prints; a reader may try
 * the others and find it, but not be sure of it.
 */
#ifndef EKB_CORE_CODE_H
#define EKB_CORE_CODE_H

#include <stddef.h>
#include <stdint.h>

/** Bits of `code.forms`. */
enum {
    EKB_FORM_DECIMAL = 1,
    EKB_FORM_HEX = 2,
    EKB_FORM_SIGNED = 4,
    EKB_FORM_SYMBOL = 8,
    EKB_FORM_PREFIXED = 16,
    EKB_FORMS = 31 /**< All of them. */
};

/** Longest canonical form with its NUL; longer identifiers are no codes. */
#define EKB_CANON_BYTES 128
/** A code or spelling has at most so many canonical forms. */
#define EKB_CANONS 4

typedef struct ekb_canon {
    char text[EKB_CANON_BYTES];
    unsigned form; /**< The spelling it comes from: one bit. */
} ekb_canon;

/** Stable name of one form bit: "decimal", "hex", … */
const char *ekb_form_name(unsigned form);

/** Default forms of a shared space (hresult, win32, ntstatus, sqlstate, http,
 *  errno), 0 for any other name. */
unsigned ekb_space_forms(const char *space);

/**
 * Canonical forms of a code as its authors wrote it.
 * @return how many of @p out are filled, 0 if @p value has none of the forms.
 */
size_t ekb_code_canons(const char *value, unsigned forms, ekb_canon out[EKB_CANONS]);

/** A place of a paste that reads as a code. */
typedef struct ekb_spotted {
    uint32_t start, end;               /**< Bytes. */
    uint32_t cue_start, cue_end;       /**< Bytes of the word that announced it; equal if none. */
    uint32_t prefix_start, prefix_end; /**< Bytes of the letters of "MARS-34513": a code only if
                                            they name its product; equal if none. */
    const char *scheme;                /**< Numbering scheme that is named beside it: "http", "errno",
                                            "sqlstate" (static); NULL: none. */
    uint32_t scheme_start;             /**< Byte where its name begins; `start` without one before it. */
    unsigned form;                     /**< Main spelling. */
    uint8_t cued;                      /**< Announced by a word, or by the shape 0x… */
    uint8_t word_cued;                 /**< Announced by a word. */
    uint8_t bracketed;                 /**< Alone in brackets. */
    uint8_t repaired;                  /**< O for 0 or l for 1 was mended: never certain. */
    uint8_t spoken;                    /**< Digits apart or in Chinese: counts only with nothing else. */
    uint8_t masked;    /**< In the context of a measure, date, address …: no code unless announced. */
    uint8_t metadata;  /**< An event's, process's or request's id: never certain, no error by itself. */
    uint8_t whole;     /**< Nothing else is in the paste. */
    uint8_t explained; /**< A text follows it: "34513: Disk full". */
    uint8_t loose;     /**< An identifier that is a code only if some entry says so. */
    ekb_canon canons[EKB_CANONS];
    uint8_t canon_count;
    char code[EKB_CANON_BYTES]; /**< For display: "34513", "0x80070005", "ORA-01033". */
} ekb_spotted;

/** Most codes spotted in one paste. */
#define EKB_SPOTTED_MAX 256

/**
 * Find what reads as a code, in the order of the text; overlapping readings
 * of one place follow each other, the longest first.
 * @param text repaired UTF-8, not folded.
 * @param[out] out room for EKB_SPOTTED_MAX.
 * @return how many, or -1 when memory ran out.
 */
int ekb_code_spot(const char *text, size_t length, ekb_spotted *out);

#endif
