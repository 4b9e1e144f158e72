/* SPDX-License-Identifier: MIT */
/**
 * @file sql.h
 * @brief Names of the engine's statements; sql.c holds their text.
 *
 * All SQL of the library is in that one table, so that an index's needs can be
 * read in one place and every statement is prepared once.
 */
#ifndef EKB_SQL_H
#define EKB_SQL_H

typedef enum ekb_sql {
    /* The file */
    EKB_SQL_META,
    EKB_SQL_LANGUAGES,
    EKB_SQL_PRODUCTS,
    EKB_SQL_PRODUCT_TEXT,
    EKB_SQL_PRODUCT_LINKS,
    EKB_SQL_PRODUCT_LINK_TEXT,
    EKB_SQL_SPACES,
    /* Entries */
    EKB_SQL_ENTRY_LOCAL,
    EKB_SQL_ENTRY_HEAD,
    EKB_SQL_ENTRY_SOURCE,
    EKB_SQL_ENTRY_TEXT,
    EKB_SQL_ENTRY_CODES,
    EKB_SQL_ENTRY_MESSAGES,
    EKB_SQL_ENTRY_NODES,
    EKB_SQL_ENTRY_SEE_ALSO,
    EKB_SQL_ENTRY_KEYWORDS,
    EKB_SQL_ENTRY_EXAMPLES,
    /* Lists */
    EKB_SQL_LIST,
    EKB_SQL_CODE_VALUES,
    /* Matching */
    EKB_SQL_CANONS_FROM,
    EKB_SQL_CODE,
    EKB_SQL_USERS,
    EKB_SQL_TERM,
    EKB_SQL_TERM_LIST,
    EKB_SQL_TEMPLATE,
    EKB_SQL_MESSAGE_BY_ID,
    EKB_SQL_TEXT_BY_ID,
    EKB_SQL_KEYWORD,
    EKB_SQL_EXAMPLE,
    EKB_SQL_SCAN_PART,
    /* Verifying: how many rows break a rule */
    EKB_SQL_CHECK_FILE,
    EKB_SQL_CHECK_TEXT,
    EKB_SQL_CHECK_MESSAGE,
    EKB_SQL_CHECK_NODE,
    EKB_SQL_CHECK_TREE,
    EKB_SQL_CHECK_SEE_ALSO,
    EKB_SQL_CHECK_KEYWORD,
    EKB_SQL_CHECK_EXAMPLE,
    EKB_SQL_CHECK_CODE,
    EKB_SQL_CHECK_ENTRY,
    EKB_SQL_TEMPLATES,
    EKB_SQL_TERMS,
    EKB_SQL_TERM_LISTS,
    EKB_SQL_COUNT
} ekb_sql;

extern const char *const ekb_sql_text[EKB_SQL_COUNT];

/** The table that a statement reads, for error messages; static. */
const char *ekb_sql_table(ekb_sql which);

#endif
