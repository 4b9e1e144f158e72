/* SPDX-License-Identifier: MIT */
/**
 * @file index.h
 * @brief An open index as the engine's own files see it.
 *
 * An index is one read-only SQLite file. Opening reads its header, where its
 * b-trees are, and `meta`; languages and products are read when first needed.
 * Rows are read through row.h, which knows the statements that it can answer
 * itself (plan.h); for the others SQLite is opened when the first is used, and
 * statements are prepared then. Nothing found in a file is trusted: what reads a row checks
 * every value against the schema's promise and gives EKB_ERR_CORRUPT.
 *
 * Left to others: what the rows mean (entry.c, list.c, the matching files).
 */
#ifndef EKB_INDEX_H
#define EKB_INDEX_H

#include <sqlite3.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "errkb/errkb.h"
#include "pages.h"
#include "plan.h"
#include "sql.h"

/** SQLite `application_id`: "ERKB". */
#define EKB_APPLICATION_ID UINT32_C(0x45524b42)
/** Entry ids above do not leave room for the ids made from them. */
#define EKB_ENTRY_ID_MAX (INT64_C(1) << 38)
/** Language ids are one byte of a text's id. */
#define EKB_LANGUAGE_MAX 255
#define EKB_PRODUCT_MAX 4096
/** A code's id: that of its entry, and its number within it. */
#define EKB_CODE_ID_MAX (EKB_ENTRY_ID_MAX << 8 | EKB_CODE_N_MAX)
#define EKB_CODE_N_MAX 255
#define EKB_CODE_ENTRY(id) ((id) >> 8)

typedef struct ekb_index_language {
    const char *tag; /**< BCP-47. */
    int content;     /**< Entries have text in it; else only messages. */
} ekb_index_language;

typedef struct ekb_index_product {
    int64_t id;
    const char *slug;
    ekb_origin origin;
    const char *space;        /**< Its own numbering scheme. */
    const char *const *words; /**< How a paste names it. */
    size_t word_count;
    int64_t first, entries; /**< Its entries: so many from that one on. */
    int64_t shown;          /**< Those that a listing shows; once products_counted. */
} ekb_index_product;

typedef struct ekb_index {
    ekb_pages pages;
    ekb_roots roots;
    sqlite3 *db;      /**< NULL until a statement without a plan is used. */
    const char *path; /**< As it was opened; of the arena, as all text here. */
    const char *id;
    int64_t bytes;
    int64_t entry_count;    /**< As recorded; procedures not counted. */
    int64_t template_count; /**< As recorded: largest template id. */
    size_t at;              /**< Position in the engine. */

    /** @name After ekb_index_load_languages()
     *  languages[id - 1] is the language of that id. */
    /** @{ */
    int languages_loaded;
    ekb_index_language *languages;
    size_t language_count;
    /** @} */

    /** @name After ekb_index_load_products(), by ascending id */
    /** @{ */
    int products_loaded, products_counted;
    int has_procedures; /**< Of its products' entries, some are not counted in entry_count. */
    ekb_index_product *products;
    size_t product_count;
    const ekb_index_product **products_by_entry; /**< By their first entries. */
    /** @} */

    /** @name After ekb_index_load_spaces(); spaces[id - 1] is the name of that id. */
    /** @{ */
    int spaces_loaded;
    const char **spaces;
    size_t space_count;
    /** @} */

    ekb_index_info info;
    int info_ready;
    ekb_arena arena;
    sqlite3_stmt *statements[EKB_SQL_COUNT];
} ekb_index;

struct ekb_engine {
    ekb_index **indexes;
    size_t index_count;
    struct ekb_scratch *scratch; /* of the matching files (match.h); NULL until used */
};

/** @name Opening (open.c) */
/** @{ */
ekb_status ekb_index_open(ekb_index **out, const char *path, ekb_error *error);
void ekb_index_close(ekb_index *index);
/** @} */

/** @name Languages, products and numbering schemes (catalog.c) */
/** @{ */
/** Each may be called again and again; the first call reads. */
ekb_status ekb_index_load_languages(ekb_index *index, ekb_error *error);
ekb_status ekb_index_load_products(ekb_index *index, ekb_error *error);
ekb_status ekb_index_load_spaces(ekb_index *index, ekb_error *error);
/** NULL for an id that the index does not have. Products must be loaded. */
const ekb_index_product *ekb_index_product_by_id(const ekb_index *index, int64_t id);
/** The product that has an entry of that id; NULL for none. */
const ekb_index_product *ekb_index_product_of_entry(const ekb_index *index, int64_t entry);
/** The same by its name. */
const ekb_index_product *ekb_index_product_by_slug(const ekb_index *index, const char *slug, size_t length);
/** NULL for an id that the index does not have. Languages must be loaded. */
const ekb_index_language *ekb_index_language_by_id(const ekb_index *index, int64_t id);
/** NULL for an id that the index does not have. Spaces must be loaded. */
const char *ekb_index_space_by_id(const ekb_index *index, int64_t id);
/** @} */

/** @name Statements (statement.c) */
/** @{ */
/** Open SQLite on the index, where that has not happened. */
ekb_status ekb_index_connect(ekb_index *index, ekb_error *error);
/**
 * The prepared statement, reset and ready for binding; prepared on first use
 * and finalised with the index. Two uses of one statement must not overlap.
 * @return NULL on failure, with @p error filled.
 */
sqlite3_stmt *ekb_index_statement(ekb_index *index, ekb_sql which, ekb_error *error);
/**
 * Step once. @return 1 for a row, 0 at the end (the statement is reset), or a
 * negative ekb_status.
 */
int ekb_index_step(ekb_index *index, sqlite3_stmt *statement, ekb_error *error);
/** Translate SQLite's last error on this index; @return its ekb_status. */
ekb_status ekb_index_failed(ekb_index *index, ekb_error *error);
/** The error for what pages.h and cursor.h returned; @p where as below. @return @p status. */
ekb_status ekb_index_unreadable(const ekb_index *index, ekb_status status, const char *where,
                                ekb_error *error);
/** EKB_ERR_CORRUPT; @p where names the table or thing in English, untranslated. */
ekb_status ekb_index_corrupt(const ekb_index *index, const char *where, ekb_error *error);
/** @} */

/** @name Entries (engine.c, head.c, entry.c) */
/** @{ */
/** What a line of a list says of an entry. */
typedef struct ekb_entry_head {
    int64_t id;
    const char *slug;
    const char *product;
    ekb_kind kind;
    ekb_severity severity;
    ekb_origin origin;
    const char *display;
    const char *lang; /**< Of the title; "" for an entry without one. */
    const char *title;
} ekb_entry_head;

/** @p out_entry is 0 when this index has no such entry. */
ekb_status ekb_entry_find(ekb_index *index, const char *slug, int64_t *out_entry, ekb_error *error);
/** @p out is 1 when an index opened before @p index_at has the entry too. */
ekb_status ekb_entry_shadowed(ekb_engine *engine, size_t index_at, const char *slug, int *out,
                              ekb_error *error);
/** Texts are of @p arena. EKB_ERR_CORRUPT when there is no such entry. */
ekb_status ekb_entry_head_load(ekb_engine *engine, size_t index_at, int64_t entry,
                               const char *const *languages, size_t language_count, ekb_arena *arena,
                               ekb_entry_head *out, ekb_error *error);
/** Everything about an entry; texts are of @p arena, which stays the
 *  caller's also on failure. EKB_ERR_CORRUPT when there is no such entry. */
ekb_status ekb_entry_load(ekb_engine *engine, size_t index_at, int64_t entry, const char *const *languages,
                          size_t language_count, ekb_arena *arena, ekb_entry *out, ekb_error *error);
/** @} */

#endif
