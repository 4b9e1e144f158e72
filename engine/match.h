/* SPDX-License-Identifier: MIT */
/**
 * @file match.h
 * @brief The path of one look-up: paste → readings, candidates → alignments
 *        → scored entries → verdicts → answer.
 *
 * Each step reads what the steps before it filled in and nothing else; the
 * step functions stand below in their order. Working memory is the engine's
 * scratch and the look-up's arena; the answer is the arena's alone.
 */
#ifndef EKB_MATCH_H
#define EKB_MATCH_H

#include "core/code.h"
#include "core/fold.h"
#include "core/strbuf.h"
#include "core/token.h"
#include "index.h"
#include "template.h"

/** An entry that has the code of a reading. */
typedef struct ekb_code_hit {
    size_t index;
    int64_t entry;
    const char *space; /* of the index, or static */
    const char *value; /* of the arena */
    int is_class;
    int form_fits; /* the product prints the code in this spelling */
    int foreign;   /* the paste names it as a code of another scheme: HTTP's 403 */
} ekb_code_hit;

/** A place of the paste read as a code, with the entries that have it. */
typedef struct ekb_code_reading {
    const ekb_spotted *spotted;
    ekb_code_hit *hits;
    size_t hit_count;
    int as_argument; /* lies in a placeholder of a firm alignment: no code of an error */
} ekb_code_reading;

/** How a stretch of the paste fits a template. All weights are in nats. */
typedef struct ekb_fit {
    double matched;                /* weight of the template's terms found in the paste */
    double missing;                /* weight of its terms not found, in the sentences touched */
    double inserted;               /* weight of the paste's terms inside the stretch that fit nothing */
    double edge;                   /* … beside the stretch, in the same clause */
    double line;                   /* … in the rest of the stretch's lines */
    double beyond;                 /* … in the lines around them */
    double beside_before;          /* the part of `edge` and `line` before the stretch */
    double beside_after;           /* … behind it */
    double missing_in;             /* the part of `missing` between found terms */
    double missing_before;         /* … before the first found term */
    double missing_after;          /* … behind the last */
    double touched;                /* weight of the touched sentences */
    double whole;                  /* weight of the whole template */
    double fuzzy;                  /* part of `matched` that was found with a typo */
    double fuzzy_known;            /* … where the paste's word is one that the index knows */
    double fuzzy_far;              /* … where the words differ much */
    double untouched_before;       /* weight of the template's sentences before the touched ones */
    int first, last;               /* tokens of the paste: the stretch; first > last: none */
    int wild_tokens;               /* tokens that placeholders swallowed between matches */
    int placeholders;              /* of the template */
    int literal_tokens;            /* template tokens matched */
    int han_tokens;                /* ideographs among them */
    int idle_tokens;               /* chatter, cues and numbers among them */
    int missing_numbers;           /* numbers of the touched sentences that the paste does not have */
    int small;                     /* words of chatter inside the stretch that fit nothing */
    int small_before, small_after; /* … beside it, in the same clause */
    int swaps;                     /* places where the paste has other words than the template */
    int swaps_known;               /* … that the index knows, so that they are no slips */
    int extras_known;  /* places inside the stretch where it has such words beside all of the template's */
    int absent_in;     /* Latin words between found terms that the paste has nowhere */
    int starts, stops; /* the stretch begins, ends a sentence of the paste */
    int polarity;      /* negations differ */
    int advice_only;   /* only sentences that advise were touched */
    int joined_before, joined_after; /* ideographs go on beyond the stretch without a boundary */
} ekb_fit;

/** A template and its fit, the best of its entry. */
typedef struct ekb_scored {
    size_t index;
    int64_t entry;
    int64_t template_id;
    int64_t source;
    int kind;
    ekb_fit fit;
    double score;        /* ekb_fit_score(), lowered where the limit forbids to be firm */
    double limit;        /* ekb_fit_limit() */
    double confidence;   /* of this text alone, in [0,1] */
    uint32_t start, end; /* bytes of the paste */
    /* The entry's message that fits the same stretch, which an example may quote
     * or a title shorten; NULL where none is likely. Of the arena. */
    struct ekb_scored *message;
} ekb_scored;

/** What of an index a look-up is about: ids from first up to, not including, end. */
typedef struct ekb_scope {
    int64_t entry_first, entry_end;
    int64_t template_first, template_end;
} ekb_scope;

/** What a placeholder of a template stood for. */
typedef struct ekb_captured {
    const char *name;    /* of the arena */
    uint32_t start, end; /* bytes of the paste */
} ekb_captured;

/** An entry that is an answer, by code, by text or by both. */
typedef struct ekb_result {
    size_t index;
    int64_t entry;
    ekb_verdict verdict;
    double confidence;
    int ambiguous;
    ekb_conflict conflict;
    const ekb_code_reading *reading; /* NULL: by text alone */
    const ekb_code_hit *code;
    const ekb_scored *scored; /* NULL: by code alone */
    ekb_captured *captured;
    size_t captured_count;
} ekb_result;

/** Tokens of the paste that are looked at together. */
typedef struct ekb_window {
    size_t first, end;
} ekb_window;

/** Weight of each token's term in one index, parallel to the tokens. */
typedef struct ekb_term_use {
    uint64_t term; /* 0: no term ends at this token */
    uint32_t df;   /* 0: not in the index */
    float weight;
    const void *list; /* postings, of the window's arena; NULL where there are many */
    uint32_t list_bytes;
    uint64_t list_at; /* where many stand */
} ekb_term_use;

typedef struct ekb_lookup_state {
    ekb_engine *engine;
    const ekb_query *query;
    ekb_arena *arena;
    ekb_error *error;
    ekb_strbuf text; /* repaired paste */
    int truncated;
    ekb_folded folded;
    ekb_tokens tokens;
    unsigned char *spent; /* per token: EKB_SPENT_*, 0 for the rest */
    unsigned char *cuts;  /* per token: EKB_CUT_*, where the paste may have been cut inside a word */
    ekb_spotted *spotted;
    int spotted_count;
    ekb_code_reading *readings;
    size_t reading_count;
    ekb_scored *scored; /* best first; one per entry (and stretch, in long pastes) */
    size_t scored_count, scored_capacity;
    ekb_scope *scopes;   /* per index */
    double rival_least;  /* ekb_rival_least() of the open indexes */
    ekb_result *results; /* best first */
    size_t result_count, result_capacity;
    ekb_strbuf explain;
} ekb_lookup_state;

/** Tokens that tell nothing of the text: a code with its cue, a product's name, a scheme's. */
enum { EKB_SPENT_CODE = 1, EKB_SPENT_PRODUCT = 2, EKB_SPENT_SCHEME = 3 };

/** A word whose beginning or end may be missing. */
enum { EKB_CUT_BEFORE = 1, EKB_CUT_BEHIND = 2 };

/* ---- The steps, in order ------------------------------------------------ */

/** Find what of each index is asked for. */
ekb_status ekb_match_scope(ekb_lookup_state *state);

/** Spot codes and look them up in every index. */
ekb_status ekb_match_codes(ekb_lookup_state *state);

/** Find and align templates for the whole paste, window by window. Fills
 *  `scored`, best first. */
ekb_status ekb_match_text(ekb_lookup_state *state);

/** Raise the confidence of authored entries that speak of all the paste's own
 *  words, in whatever of their texts. */
ekb_status ekb_match_symptoms(ekb_lookup_state *state);

/** Decide what is an answer and how sure: fills `results`, best first. */
ekb_status ekb_match_decide(ekb_lookup_state *state);

/** Write down why, if the query asks for it. */
ekb_status ekb_match_explain(ekb_lookup_state *state);

/** Build the answer in the look-up's arena. */
ekb_status ekb_match_answer(ekb_lookup_state *state, ekb_answer *answer);

/* ---- What the steps share ------------------------------------------------ */

/** Text of a template by its kind and source. */
ekb_status ekb_template_text(ekb_lookup_state *state, ekb_index *index, int kind, int64_t entry,
                             int64_t source, ekb_strbuf *out);

/** Stable name of a template's kind: "message", "title", … */
const char *ekb_template_kind_name(int kind);

/** What the placeholders of a scored text stand for, or those of the message
 *  that fits with it. */
ekb_status ekb_capture(ekb_lookup_state *state, const ekb_scored *scored, ekb_captured **out, size_t *count);

/** How much of a paste's own words (codes, cues, chatter left out) an entry speaks of. */
typedef struct ekb_coverage {
    double rest;       /**< Weight of the words. */
    double covered;    /**< Of those that some text of the entry holds. */
    size_t neighbours; /**< Pairs of words that stand beside each other in both. */
} ekb_coverage;

/** The coverage of a stretch of the paste. */
ekb_status ekb_rest_covered(ekb_lookup_state *state, size_t index, int64_t entry, ekb_span within,
                            ekb_coverage *out);

/** Weight of a token of the paste as its own word, 0 for chatter. */
double ekb_rest_weight(const ekb_lookup_state *state, size_t token);

/** What an unknown number's structure tells; fills all but span and code. */
void ekb_code_structure(const ekb_lookup_state *state, const ekb_spotted *spotted, ekb_unknown *out);

/** Non-zero if @p word, of lower-case ASCII, stands in the few words before byte @p start of the paste. */
int ekb_said_before(const ekb_lookup_state *state, uint32_t start, const char *word);

/** What the range of an unknown number tells, with what is said around it;
 *  leaves `out` as it is where nothing is known. */
void ekb_code_range(const ekb_lookup_state *state, const ekb_spotted *spotted, ekb_unknown *out);

/** Known codes and texts near what was not found. */
ekb_status ekb_match_nearest(ekb_lookup_state *state, ekb_answer *answer);

/** "zh-CN" or "en". */
const char *ekb_paste_language(const ekb_lookup_state *state);

/** Align template text with the tokens of a window. */
struct ekb_scratch;
ekb_status ekb_align(struct ekb_scratch *scratch, const ekb_lookup_state *state, ekb_window window,
                     const ekb_term_use *uses, const char *text, size_t length, int kind,
                     const unsigned char *weights, size_t weight_bytes, ekb_fit *out);

/** @name Calibrated on labelled pastes (confidence.c) */
/** @{ */
/** How well a text fits, as log-odds without regard to others. */
double ekb_fit_score(const ekb_fit *fit, int kind);
/** Chance that the paste speaks of this entry. @p rival: the weight that the
 *  best other text found in the same stretch, as a share of this one's;
 *  @p lead: by how much this one's score is above theirs. */
double ekb_fit_confidence(const ekb_fit *fit, double score, double rival, double lead);
/** Most that a confidence may be with this fit: whatever the model says, a text
 *  of other polarity, one that leaves telling words of the paste unexplained or
 *  a part of a message is never firm; how large a part depends on the least
 *  rival, for where few texts are, few can object. */
double ekb_fit_limit(const ekb_fit *fit, double least_rival);
/** Least rival to be assumed in indexes of so many templates. */
double ekb_rival_least(double templates);
/** @} */

/** What the placeholders of the template stand for that ekb_align() has just
 *  aligned with the window, and found something of. */
ekb_status ekb_capture_read(ekb_lookup_state *state, const struct ekb_scratch *scratch, ekb_window window,
                            ekb_captured **out, size_t *count);

/* ---- Scratch: memory that look-ups of one engine reuse ------------------ */

typedef struct ekb_scratch {
    float *bags;   /* of templates that are added up; all 0 in between */
    uint32_t *ids; /* of the terms at hand */
    size_t id_capacity;
    ekb_folded folded; /* of the template under alignment */
    ekb_tokens tokens;
    ekb_strbuf postings; /* of the term at hand, where they are many */
    float *row;          /* alignment scores, two rows */
    unsigned char *moves;
    size_t move_capacity, row_capacity;
    int *partner; /* per template token: paste token, or -1 */
    int *wild;    /* per template token that is a placeholder: first and last paste token, or -1 */
    float *quality;
    size_t partner_capacity;
} ekb_scratch;

/** The engine's scratch, made on first use; NULL when memory ran out. */
ekb_scratch *ekb_engine_scratch(ekb_engine *engine);
void ekb_scratch_free(ekb_scratch *scratch);

#endif
