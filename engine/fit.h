/* SPDX-License-Identifier: MIT */
/**
 * @file fit.h
 * @brief From an alignment's path to what it is worth.
 */
#ifndef EKB_FIT_H
#define EKB_FIT_H

#include "match.h"

/** Most tokens in a window. */
enum { EKB_WINDOW_TOKENS = 512 };

/** Likeness of two forms of one word: "backup" and "backups". */
#define EKB_INFLECTED 0.9F

/** One alignment: template tokens down, paste tokens across. */
typedef struct ekb_aligner {
    const ekb_lookup_state *state;
    const ekb_folded *template_text, *paste_text;
    const ekb_tokens *tokens; /* of the template */
    const ekb_token *paste;   /* of the window */
    const ekb_term_use *uses; /* of the window */
    size_t first;             /* the window's first token in the paste */
    size_t rows, columns;
    const int *partner;       /* per template token: window token or -1 */
    const float *quality;     /* likeness to the partner */
    unsigned char *swallowed; /* per window token: 1 in a placeholder */
    int wild_tokens;
    int is_message; /* and no keyword or example */
} ekb_aligner;

/** What a paste says of how things went, in words that count for the text it is held
 *  against: those in the stretch, and beside it. */
typedef struct ekb_tone {
    int negations; /**< "not", 未: in the stretch and its clause. */
    int faults;    /**< They and "missing", 损坏: in the stretch and its line. */
    int successes; /**< "successfully", 成功: in the stretch, and where they end or begin what is said. */
    int doing;     /**< "how", "able", 如何, 能够: before it in its clause. */
} ekb_tone;

/** Rows of the template between its first and last found ones, and whether the paste
 *  may have been cut there, so that what is missing beyond is not denied. */
typedef struct ekb_stretch {
    int first, last;
    int cut_before, cut_after;
} ekb_stretch;

/** Measure the path in weights. @p weights are the template's, by sentence. */
void ekb_fit_measure(const ekb_aligner *aligner, const unsigned char *weights, size_t weight_bytes,
                     ekb_fit *out);

/**
 * Weigh what of the paste fits nothing, inside the stretch out->first to
 * out->last and around it. @p matched tells the window's tokens that fit.
 * @return what is said in the stretch and beside it.
 */
ekb_tone ekb_fit_around(const ekb_aligner *aligner, const unsigned char *matched, ekb_fit *out);

/** Non-zero if the paste turns a clause of the template round: 会启动，手动正常 for
 *  不会启动，手动正常. @p matched tells the window's tokens that fit. */
int ekb_fit_turned(const ekb_aligner *aligner, const unsigned char *matched, const ekb_stretch *stretch);

/** Non-zero if what was found for template token @p row is a negation with a slip: 末能
 *  for 未能, 部能 for 不能; 充足 for 不足 and 能够 for 未能 affirm. */
int ekb_fit_is_slip(const ekb_aligner *aligner, size_t row);

#endif
