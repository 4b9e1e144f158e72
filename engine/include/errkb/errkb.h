/* SPDX-License-Identifier: MIT */
/**
 * @file errkb.h
 * @brief liberrkb: find the remediation for an error that somebody pasted.
 *
 * Open one or more indexes (files that `errkbc` compiled), ask, read the
 * answer, free it:
 *
 *     ekb_engine *engine = NULL;
 *     ekb_answer *answer = NULL;
 *     ekb_error error;
 *     if (ekb_engine_new(&engine, &error) == EKB_OK &&
 *         ekb_engine_open(engine, "errkb.ekb", &error) == EKB_OK) {
 *         ekb_query query = EKB_QUERY_INIT;
 *         query.text = "Error 34506";
 *         query.length = strlen(query.text);
 *         if (ekb_lookup(engine, &query, &answer, &error) == EKB_OK)
 *             use(answer);
 *     }
 *     ekb_answer_free(answer);
 *     ekb_engine_free(engine);
 *
 * Rules that hold for every call:
 *  - A call that can fail returns a negative @ref ekb_status, fills the
 *    caller's @ref ekb_error (which may be NULL) and leaves `*out` NULL.
 *    "Nothing found" is success.
 *  - What comes back through `**out` is the caller's, to be freed by the
 *    function named with it; everything reached through `const *` is lent and
 *    lives as long as the object it was reached from.
 *  - One engine serves one thread at a time; engines share nothing, so a
 *    program opens one a thread. The library keeps no global state, never
 *    prints and never ends the process.
 *  - All text is UTF-8 and NUL-terminated. Offsets count bytes.
 */
#ifndef ERRKB_ERRKB_H
#define ERRKB_ERRKB_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32) && defined(EKB_SHARED)
#  ifdef EKB_BUILDING
#    define EKB_API __declspec(dllexport)
#  else
#    define EKB_API __declspec(dllimport)
#  endif
#elif defined(__GNUC__)
#  define EKB_API __attribute__((visibility("default")))
#else
#  define EKB_API
#endif

/** @name Version
 * Semantic version of the library. The index format has a number of its own,
 * @ref EKB_INDEX_FORMAT. */
/** @{ */
#define EKB_VERSION_MAJOR 0
#define EKB_VERSION_MINOR 1
#define EKB_VERSION_PATCH 0
#define EKB_VERSION "0.1.0"
/** The schema version (SQLite `user_version`) this library reads. */
#define EKB_INDEX_FORMAT 1
/** Version of the library linked at run time, e.g. "0.1.0". */
EKB_API const char *ekb_version(void);
/** @} */

/* ---- Errors ------------------------------------------------------------ */

/** What went wrong, by what the caller can do about it. */
typedef enum ekb_status {
    EKB_OK = 0,
    EKB_ERR_NOMEM = -1,     /**< An allocation failed. */
    EKB_ERR_ARG = -2,       /**< The caller broke a rule of this header. */
    EKB_ERR_IO = -3,        /**< The operating system refused; `system` holds errno. */
    EKB_ERR_MISSING = -4,   /**< The index file does not exist. */
    EKB_ERR_FOREIGN = -5,   /**< The file is not an errkb index. */
    EKB_ERR_OLDER = -6,     /**< The index is of an older format: compile it again. */
    EKB_ERR_NEWER = -7,     /**< The index is of a newer format: update errkb. */
    EKB_ERR_TRUNCATED = -8, /**< The file is shorter than it says of itself. */
    EKB_ERR_CORRUPT = -9,   /**< The contents contradict themselves. */
    EKB_ERR_LANGUAGE = -10, /**< A language asked for is not a BCP-47 tag. */
    EKB_ERR_SOURCE = -11    /**< An entry's source is wrong (compiler only). */
} ekb_status;

/** Type of one argument of an error message. */
typedef enum ekb_arg_type {
    EKB_ARG_NONE = 0,
    EKB_ARG_TEXT = 1,   /**< `text` is set. */
    EKB_ARG_NUMBER = 2, /**< `number` is set. */
    EKB_ARG_LIST = 3    /**< `text` is set: names with ", " between them, which
                            @ref ekb_error_render translates as a text of its own. */
} ekb_arg_type;

#define EKB_ERROR_ARGS 4
#define EKB_ERROR_TEXT 256

/** A named value that stands for `{name}` in an error message. */
typedef struct ekb_error_arg {
    const char *name; /**< Static. */
    ekb_arg_type type;
    int64_t number;
    char text[EKB_ERROR_TEXT]; /**< Cut at a character boundary if longer. */
} ekb_error_arg;

/**
 * An error as data, so that the caller can show it in its own language.
 * `message` and `remedy` are static English texts with `{name}` placeholders;
 * they are also the keys of the translation catalog. Holds no pointer that
 * needs freeing and may be copied.
 */
typedef struct ekb_error {
    ekb_status status;
    int system;          /**< errno at the time, or 0. */
    const char *message; /**< What happened. Never NULL after a failure. */
    const char *remedy;  /**< What to do about it, or NULL. */
    ekb_error_arg args[EKB_ERROR_ARGS];
    char file[EKB_ERROR_TEXT]; /**< Where, or "". */
    uint32_t line;             /**< From 1; 0 if it does not apply. */
    uint32_t column;           /**< From 1, in characters; 0 if it does not apply. */
} ekb_error;

/** Translates a catalog key for @ref ekb_error_render; returns it unchanged
 *  where it has no translation. */
typedef const char *(*ekb_translate_fn)(void *context, const char *english);

/**
 * Write message and remedy with their placeholders filled.
 * @param error NULL, as one without a message, gives the empty text.
 * @param translate NULL for English.
 * @param[out] buffer gets at most @p size bytes with the final NUL; may be NULL
 *             where @p size is 0.
 * @return the length of the whole text, as snprintf does.
 */
EKB_API size_t ekb_error_render(const ekb_error *error, ekb_translate_fn translate, void *context,
                                char *buffer, size_t size);

/** @ref ekb_error_render in English. */
EKB_API size_t ekb_error_english(const ekb_error *error, char *buffer, size_t size);

/* ---- Engine and indexes ------------------------------------------------ */

/** A set of open indexes, searched together. */
typedef struct ekb_engine ekb_engine;

/** What an open index says of itself. */
typedef struct ekb_index_info {
    const char *path;
    const char *id;   /**< Hash of the content, hexadecimal: equal ids, equal answers. */
    int format;       /**< @ref EKB_INDEX_FORMAT it was written in. */
    int64_t bytes;    /**< File size. */
    int64_t entries;  /**< Procedures not counted. */
    int64_t shadowed; /**< Entries of it that an index opened before it also has. */
    const char *const *products;
    size_t product_count;
    const char *const *languages; /**< BCP-47, of the entries' own text. */
    size_t language_count;
} ekb_index_info;

/** A new engine without indexes. Free with @ref ekb_engine_free. */
EKB_API ekb_status ekb_engine_new(ekb_engine **out, ekb_error *error);
/** Frees the engine and closes its indexes; NULL is allowed. */
EKB_API void ekb_engine_free(ekb_engine *engine);

/**
 * Open an index and search it together with those already open. Where two
 * indexes hold the same entry id, the one opened first wins.
 * @retval EKB_ERR_MISSING, EKB_ERR_FOREIGN, EKB_ERR_OLDER, EKB_ERR_NEWER,
 *         EKB_ERR_TRUNCATED, EKB_ERR_CORRUPT, EKB_ERR_IO, EKB_ERR_NOMEM
 */
EKB_API ekb_status ekb_engine_open(ekb_engine *engine, const char *path, ekb_error *error);
EKB_API size_t ekb_engine_index_count(const ekb_engine *engine);
/** Lent until the engine is freed. NULL when out of range. `shadowed` is
 *  counted by this call. */
EKB_API const ekb_index_info *ekb_engine_index(ekb_engine *engine, size_t at);

/**
 * Verify every page and every blob of one index: slow, for `errkb info --check`.
 * @retval EKB_ERR_CORRUPT with the first finding.
 */
EKB_API ekb_status ekb_engine_check(ekb_engine *engine, size_t at, ekb_error *error);

/* ---- Entries ----------------------------------------------------------- */

typedef enum ekb_kind { EKB_KIND_ERROR, EKB_KIND_SYMPTOM, EKB_KIND_CHECKLIST, EKB_KIND_PROCEDURE } ekb_kind;
typedef enum ekb_severity {
    EKB_SEVERITY_INFO,
    EKB_SEVERITY_WARNING,
    EKB_SEVERITY_ERROR,
    EKB_SEVERITY_CRITICAL
} ekb_severity;
typedef enum ekb_origin { EKB_ORIGIN_AUTHORED, EKB_ORIGIN_IMPORTED } ekb_origin;
typedef enum ekb_action_type {
    EKB_ACTION_STEP,
    EKB_ACTION_NOTE,
    EKB_ACTION_TIP,
    EKB_ACTION_COMMAND, /**< `argument` is the command line. */
    EKB_ACTION_LINK,    /**< `argument` is the URL. */
    EKB_ACTION_USE      /**< Resolved procedure: `text` is its title, `actions` its steps. */
} ekb_action_type;

/** @name Stable names of the enumerations, as in JSON. */
/** @{ */
EKB_API const char *ekb_kind_name(ekb_kind kind);
EKB_API const char *ekb_severity_name(ekb_severity severity);
EKB_API const char *ekb_origin_name(ekb_origin origin);
EKB_API const char *ekb_action_type_name(ekb_action_type type);
/** @} */

/** One action of a remedy, procedures resolved. Text is a CommonMark subset:
 *  `code`, **bold**, [links](url), backslash escapes. */
typedef struct ekb_action {
    ekb_action_type type;
    const char *number;    /**< "1", "2.1" for steps and used procedures; NULL for the rest. */
    const char *text;      /**< May be "" (a command without comment). References to
                                steps are already replaced by their numbers. */
    const char *argument;  /**< Command line or URL; NULL for the rest. */
    const char *procedure; /**< Id of the procedure for EKB_ACTION_USE, else NULL. */
    const char *ref;       /**< Number of the step referred to, or NULL. */
    const struct ekb_action *actions;
    size_t action_count;
} ekb_action;

typedef struct ekb_cause {
    const char *title;     /**< May be "" where an entry has actions without a cause. */
    const char *detail;    /**< May be "". */
    const char *procedure; /**< Id of the procedure it was taken from, or NULL. */
    const ekb_action *actions;
    size_t action_count;
} ekb_cause;

typedef struct ekb_link {
    const char *url;
    const char *title; /**< In the language of the content. */
} ekb_link;

/** The text of an entry in one language. */
typedef struct ekb_content {
    const char *lang; /**< Language of this text. */
    int fallback;     /**< Not 0 when another language was asked for and this one given. */
    const char *title;
    const char *detail;  /**< May be "". */
    const char *message; /**< The error message in this language, or "" if it has none. */
    const ekb_cause *causes;
    size_t cause_count;
    const ekb_link *links; /**< Of the entry, then of its product. */
    size_t link_count;
    const char *product_name;
} ekb_content;

typedef struct ekb_code {
    const char *space; /**< Numbering scheme: "mars", "hresult", … */
    const char *value; /**< As the authors wrote it. */
    int is_class;      /**< A class code, shared by its members. */
} ekb_code;

typedef struct ekb_message {
    const char *lang;
    const char *text; /**< Verbatim, placeholders as `{name}`. */
} ekb_message;

typedef struct ekb_see_also {
    const char *id;
    const char *title; /**< In the first language asked for. */
} ekb_see_also;

typedef struct ekb_entry {
    const char *id;      /**< "mars/34513". */
    const char *product; /**< "mars". */
    ekb_kind kind;
    ekb_severity severity;
    ekb_origin origin;
    const char *display;      /**< Code as the vendor prints it, or "". */
    const char *reviewed;     /**< ISO date, or "". */
    const char *source_title; /**< "" where unknown, as the next two. */
    const char *source_url;
    const char *source_date;
    size_t index; /**< Which of the engine's indexes it comes from. */
    const ekb_code *codes;
    size_t code_count;
    const ekb_message *messages; /**< Every variant in every language. */
    size_t message_count;
    const ekb_see_also *see_also;
    size_t see_also_count;
    const ekb_content *contents; /**< One per language asked for, in that order. */
    size_t content_count;
} ekb_entry;

/** @name Showing one entry */
/** @{ */
/** An entry that stands alone. */
typedef struct ekb_shown {
    ekb_entry entry;
} ekb_shown;
/**
 * Get an entry by its id. `*out` stays NULL, with EKB_OK, if no index has it.
 * @param languages BCP-47 tags, best first; none: the entry's own first language.
 * Free with @ref ekb_shown_free.
 */
EKB_API ekb_status ekb_show(ekb_engine *engine, const char *id, const char *const *languages,
                            size_t language_count, ekb_shown **out, ekb_error *error);
EKB_API void ekb_shown_free(ekb_shown *shown);
/** @} */

/** @name Phrases */
/** @{ */
/** What logs and people write of an entry. Lent for the time of the call. */
typedef struct ekb_phrase {
    const char *text; /**< A message: placeholders as `{name}`, braces of its own
                           doubled (`{{`); an example: verbatim. */
    const char *lang; /**< BCP-47; "" for an example. */
    int is_example;   /**< One of the pastes that must find the entry, not a message. */
} ekb_phrase;
/** Called for each phrase; a non-zero return ends the visit. */
typedef int (*ekb_phrase_fn)(void *context, const ekb_phrase *phrase);
/**
 * Visit an entry's messages, every variant in every language, then its
 * examples: for programs that make patterns for other engines of them. An id
 * that no index has visits nothing.
 */
EKB_API ekb_status ekb_phrases(ekb_engine *engine, const char *entry, ekb_phrase_fn visit, void *context,
                               ekb_error *error);
/** @} */

/** @name Listing */
/** @{ */
/** One line of a listing. */
typedef struct ekb_listed {
    const char *id;
    const char *product;
    ekb_kind kind;
    ekb_severity severity;
    const char *display;
    const char *lang; /**< Language of the title. */
    const char *title;
} ekb_listed;
/** Called for each entry in order; a non-zero return ends the listing. */
typedef int (*ekb_list_fn)(void *context, const ekb_listed *listed);
/**
 * Visit entries by id order within each index, shadowed ones left out.
 * @param product only this one; NULL for all.
 * @param prefix  only ids, displays or code values that begin with this; NULL for all.
 * @param with_procedures non-zero to visit procedures as well.
 */
EKB_API ekb_status ekb_list(ekb_engine *engine, const char *product, const char *prefix, int with_procedures,
                            const char *const *languages, size_t language_count, ekb_list_fn visit,
                            void *context, ekb_error *error);
/** Names of a product in the languages asked for; called once a product. */
typedef struct ekb_product {
    const char *id;
    const char *lang;
    const char *name;
    const char *description; /**< May be "". */
    int64_t entries;
    size_t index;
} ekb_product;
typedef int (*ekb_product_fn)(void *context, const ekb_product *product);
EKB_API ekb_status ekb_products(ekb_engine *engine, const char *const *languages, size_t language_count,
                                ekb_product_fn visit, void *context, ekb_error *error);
/** @} */

/** @name Codes */
/** @{ */
/** An entry that has a code. Lent for the time of the call. */
typedef struct ekb_coded {
    const char *entry; /**< Its id. */
    size_t index;
    const char *space; /**< Numbering scheme of the code. */
    int is_class;      /**< The code is shared by the members of a class. */
    int form_fits;     /**< The product prints the code in the spelling asked for. */
} ekb_coded;
typedef int (*ekb_coded_fn)(void *context, const ekb_coded *coded);
/**
 * Visit the entries that have a code, without reading what they say: for
 * programs that hold a code already ("34513", "0x86D1", "ORA-01033",
 * "ER_HASHCHK") and want its entries, about a microsecond each. Shadowed
 * entries are visited too. A text that is no code finds nothing.
 */
EKB_API ekb_status ekb_find_code(ekb_engine *engine, const char *code, ekb_coded_fn visit, void *context,
                                 ekb_error *error);
/** @} */

/** @name Languages */
/** @{ */
/**
 * Choose the best of the tags at hand for a wish (RFC 4647 look-up, with
 * zh-Hans, zh-SG, zh_CN.UTF-8 and zh understood as zh-CN, zh-TW and zh-HK
 * falling back to zh-CN).
 * Tags that are none are passed over, also NULL.
 * @return position in @p have, or -1, also where @p have is NULL.
 */
EKB_API int ekb_language_match(const char *wish, const char *const *have, size_t have_count);
/** @} */

/* ---- Look-up ----------------------------------------------------------- */

/** Longest paste that is read, in bytes; the rest is cut and said to be. */
#define EKB_QUERY_MAX 65536

enum {
    EKB_QUERY_EXPLAIN = 1, /**< Fill `explain` of the answer. */
    EKB_QUERY_UNAIDED = 4, /**< Leave entries' examples out of what is matched, as the compiler
                                does to try them: an example must not prove itself. */
    EKB_QUERY_SEARCH = 2   /**< Symptom search: list every entry that speaks of the
                                words, from causes and actions too, nothing firm by text alone. */
};

typedef struct ekb_query {
    const char *text; /**< As pasted: any bytes; UTF-8, UTF-16 or GB18030. May be NULL where
                           `length` is 0. */
    size_t length;
    const char *const *languages; /**< Of the contents; none: that of the paste. */
    size_t language_count;
    const char *product; /**< Only this product's entries; NULL for all. */
    size_t limit;        /**< Most hits; 0: five, or all firm ones (at most 32). */
    unsigned flags;
} ekb_query;

#define EKB_QUERY_INIT                                                                                       \
  {                                                                                                          \
    "", 0, NULL, 0, NULL, 0, 0                                                                               \
  }

/** How sure an answer is. */
typedef enum ekb_verdict {
    EKB_NONE = 0,    /**< Not known. */
    EKB_SIMILAR = 1, /**< Worth reading, not certain. */
    EKB_MATCH = 2    /**< This is it. */
} ekb_verdict;
EKB_API const char *ekb_verdict_name(ekb_verdict verdict);

typedef struct ekb_span {
    size_t start, end;
} ekb_span;

/** A place of the paste that was read as a code. */
typedef struct ekb_reading {
    ekb_span span;     /**< In `query` of the answer. */
    const char *text;  /**< As pasted. */
    const char *code;  /**< Canonical: "34513", "0x80070005", "ORA-01033". */
    const char *space; /**< Numbering scheme where it is known, else "". */
    const char *form;  /**< "decimal", "hex", "signed", "symbol", "prefixed". */
    const char *cue;   /**< The word that announced it ("ID", "错误"), or "". */
    int known;         /**< Some entry has it. */
} ekb_reading;

/** Why a hit is a hit. */
typedef struct ekb_evidence {
    const char *by;   /**< "code", "message", "title", "keyword", "example", "body". */
    const char *text; /**< The code, or the text of the entry that was matched. */
    const char *lang; /**< Of that text; "" for a code and for an example, of which nobody states it. */
    double score;     /**< In [0,1]. */
} ekb_evidence;

/** What stood in the place of a placeholder. */
typedef struct ekb_argument {
    const char *name;
    const char *value;
} ekb_argument;

/** What of the paste speaks against a hit, which is never firm then. */
typedef enum ekb_conflict {
    EKB_CONFLICT_NONE = 0,
    EKB_CONFLICT_WORDS = 1, /**< Its code is there, with words around it that are not its own. */
    EKB_CONFLICT_ENTRY = 2, /**< Its code is there with another entry's text, or its text with
                                 another entry's code. The other is a hit, too, if the limit
                                 of the query leaves room. */
    EKB_CONFLICT_OTHER = 3  /**< Its code or text is there as that of something else:
                                 "Photoshop error 34506". */
} ekb_conflict;

typedef struct ekb_hit {
    const ekb_entry *entry;
    ekb_verdict verdict;
    double confidence; /**< Chance that this is the entry, in [0,1]. */
    int ambiguous;     /**< Another entry is as good. */
    ekb_conflict conflict;
    const ekb_span *spans;
    size_t span_count;
    const ekb_evidence *evidence;
    size_t evidence_count;
    const ekb_argument *arguments;
    size_t argument_count;
} ekb_hit;

/** One error of the paste, in paste order. */
typedef struct ekb_occurrence {
    ekb_span span;
    ekb_verdict verdict;
    const size_t *hits; /**< Positions in `hits` of the answer, best first. */
    size_t hit_count;
    const char *text; /**< The part of the paste. */
} ekb_occurrence;

/** A known code near an unknown one, or an entry near an unknown text. */
typedef struct ekb_nearest {
    const char *entry;
    const char *display;
    const char *title;
    const char *why; /**< "digits", "prefix", "code", "text". */
} ekb_nearest;

/** What the structure of an unknown code tells. */
typedef struct ekb_unknown {
    ekb_span span;
    const char *code;
    const char *space;    /**< "hresult", "ntstatus", "win32", "http", "errno", "sqlstate", "mysql", or "". */
    const char *severity; /**< "error", "warning", "success", …, or "". */
    const char *facility; /**< "WIN32", "ITF", …; "WINSOCK", "WININET"; http: "client-error", …; sqlstate: the
                               class; mysql: "client", "server"; or "". */
    const char *inner; /**< The code inside (the Win32 error of 0x8007xxxx), or "". */
} ekb_unknown;

typedef struct ekb_answer {
    const char *query; /**< The paste as read: repaired UTF-8, the escapes of JSON and the character
                            references of HTML as characters; offsets are of this. */
    size_t query_length;
    int truncated;        /**< The paste was cut at @ref EKB_QUERY_MAX. */
    const char *language; /**< "zh-CN" or "en": what the paste is written in. */
    ekb_verdict verdict;  /**< Of the best hit. */
    const ekb_reading *readings;
    size_t reading_count;
    const ekb_hit *hits; /**< Firm ones in the order of their errors in the paste, then
                              the others; of one error the best first. */
    size_t hit_count;
    const ekb_occurrence *errors;
    size_t error_count;
    const ekb_unknown *unknown;
    size_t unknown_count;
    const ekb_nearest *nearest;
    size_t nearest_count;
    const char *explain; /**< Plain text, with EKB_QUERY_EXPLAIN; else "". */
} ekb_answer;

/**
 * Answer a paste. Any bytes are allowed; an empty paste gives verdict none.
 * Free with @ref ekb_answer_free.
 * @retval EKB_ERR_LANGUAGE for a language that is no tag, as of all calls that take languages.
 */
EKB_API ekb_status ekb_lookup(ekb_engine *engine, const ekb_query *query, ekb_answer **out, ekb_error *error);
EKB_API void ekb_answer_free(ekb_answer *answer);

#ifdef __cplusplus
}
#endif
#endif
