/* SPDX-License-Identifier: MIT */
/*
 * Every statement of the library. Rows of one entry are read by one range of
 * the key (schema.sql tells how ids nest); nothing here sorts or scans more
 * than it returns.
 */
#include "sql.h"

#include <stddef.h>
#include <string.h>

const char *const ekb_sql_text[EKB_SQL_COUNT] = {
    [EKB_SQL_META] = "SELECT key, value FROM meta",
    [EKB_SQL_LANGUAGES] = "SELECT id, tag, content FROM lang ORDER BY id",
    [EKB_SQL_PRODUCTS] = "SELECT id, slug, origin, space, words, first, entries FROM product ORDER BY id",
    [EKB_SQL_PRODUCT_TEXT] = "SELECT id, name, description FROM product_text "
                             "WHERE id BETWEEN ?1 << 8 AND ?1 << 8 | 255 ORDER BY id",
    [EKB_SQL_PRODUCT_LINKS] = "SELECT id, url FROM product_link "
                              "WHERE id BETWEEN ?1 << 16 AND ?1 << 16 | 65535 ORDER BY id",
    [EKB_SQL_PRODUCT_LINK_TEXT] = "SELECT id, title FROM product_link_text "
                                  "WHERE id BETWEEN ?1 << 24 AND ?1 << 24 | 16777215 ORDER BY id",
    [EKB_SQL_SPACES] = "SELECT id, name FROM space ORDER BY id",

    [EKB_SQL_ENTRY_LOCAL] = "SELECT local FROM entry WHERE id = ?1",
    [EKB_SQL_ENTRY_HEAD] =
        "SELECT id, product, local, kind, severity, space, forms, code, display, reviewed, "
        "source, tree FROM entry WHERE id = ?1",
    [EKB_SQL_ENTRY_SOURCE] = "SELECT title, url, date FROM source WHERE id = ?1",
    [EKB_SQL_ENTRY_TEXT] = "SELECT id, title, detail, message, body FROM text "
                           "WHERE id BETWEEN ?1 << 8 AND ?1 << 8 | 255 ORDER BY id",
    [EKB_SQL_ENTRY_CODES] = "SELECT id, space, value, forms, role FROM code "
                            "WHERE id BETWEEN ?1 << 8 AND ?1 << 8 | 255 ORDER BY id",
    [EKB_SQL_ENTRY_MESSAGES] = "SELECT id, lang, text FROM message "
                               "WHERE id BETWEEN ?1 << 16 AND ?1 << 16 | 65535 ORDER BY id",
    [EKB_SQL_ENTRY_NODES] = "SELECT id, parent, type, argument, target, label, ref FROM node "
                            "WHERE id BETWEEN ?1 << 16 AND ?1 << 16 | 65535 ORDER BY id",
    [EKB_SQL_ENTRY_KEYWORDS] = "SELECT n, text FROM keyword WHERE entry = ?1 ORDER BY n",
    [EKB_SQL_ENTRY_EXAMPLES] = "SELECT n, kind, text FROM example WHERE entry = ?1 ORDER BY n",
    [EKB_SQL_ENTRY_SEE_ALSO] = "SELECT n, target FROM see_also WHERE entry = ?1 ORDER BY n",

    [EKB_SQL_LIST] = "SELECT id, product, local, kind, severity, space, forms, code, display, reviewed, "
                     "source, tree FROM entry WHERE id >= ?1 AND id < ?2 ORDER BY id",
    [EKB_SQL_CODE_VALUES] = "SELECT id, value FROM code ORDER BY id",

    [EKB_SQL_CANONS_FROM] = "SELECT last, list FROM code_canon WHERE last >= ?1 ORDER BY last",
    [EKB_SQL_CODE] = "SELECT id, space, value, forms, role FROM code WHERE id = ?1",
    [EKB_SQL_USERS] = "SELECT id >> 16 FROM node WHERE target = ?1 ORDER BY id",
    [EKB_SQL_TERM] = "SELECT hash, list FROM term WHERE hash >= ?1 ORDER BY hash LIMIT 1",
    [EKB_SQL_TERM_LIST] = "SELECT id, bytes FROM term_list WHERE id >= ?1 AND id < ?2 ORDER BY id",
    [EKB_SQL_TEMPLATE] = "SELECT entry, list FROM template WHERE id = ?1",
    [EKB_SQL_MESSAGE_BY_ID] = "SELECT lang, text FROM message WHERE id = ?1",
    [EKB_SQL_TEXT_BY_ID] = "SELECT id, title, detail, message, body FROM text WHERE id = ?1",
    [EKB_SQL_KEYWORD] = "SELECT lang, text FROM keyword WHERE entry = ?1 AND n = ?2",
    [EKB_SQL_EXAMPLE] = "SELECT kind, text FROM example WHERE entry = ?1 AND n = ?2",
    [EKB_SQL_SCAN_PART] =
        "SELECT id, data FROM scan WHERE id BETWEEN ?1 << 20 AND ?1 << 20 | 1048575 ORDER BY id",

    /* ?1 is the number of entries, whose ids are 1 to that. */
    [EKB_SQL_CHECK_FILE] = "PRAGMA integrity_check(1)",
    [EKB_SQL_CHECK_TEXT] = "SELECT count(*) FROM text WHERE id >> 8 NOT BETWEEN 1 AND ?1",
    [EKB_SQL_CHECK_MESSAGE] = "SELECT count(*) FROM message WHERE id >> 16 NOT BETWEEN 1 AND ?1",
    [EKB_SQL_CHECK_NODE] = "SELECT count(*) FROM node WHERE id >> 16 NOT BETWEEN 1 AND ?1 "
                           "OR id >> 16 NOT IN (SELECT id FROM entry WHERE tree = id)",
    [EKB_SQL_CHECK_TREE] = "SELECT count(*) FROM entry WHERE tree NOT BETWEEN 1 AND ?1 OR tree > id "
                           "OR tree << 16 | 1 NOT IN (SELECT id FROM node)",
    [EKB_SQL_CHECK_SEE_ALSO] = "SELECT count(*) FROM see_also WHERE entry NOT BETWEEN 1 AND ?1",
    [EKB_SQL_CHECK_KEYWORD] = "SELECT count(*) FROM keyword WHERE entry NOT BETWEEN 1 AND ?1 "
                              "OR lang NOT IN (SELECT id FROM lang)",
    [EKB_SQL_CHECK_EXAMPLE] =
        "SELECT count(*) FROM example WHERE entry NOT BETWEEN 1 AND ?1 OR kind NOT IN (0, 1)",
    [EKB_SQL_CHECK_CODE] =
        "SELECT count(*) FROM code WHERE id >> 8 NOT BETWEEN 1 AND ?1 OR value = '' "
        "OR space NOT IN (SELECT id FROM space) OR forms NOT BETWEEN 1 AND 31 OR role NOT IN (0, 1)",
    [EKB_SQL_CHECK_ENTRY] = "SELECT count(*) FROM entry WHERE id NOT BETWEEN 1 AND ?1 OR space NOT IN "
                            "(SELECT id FROM space UNION SELECT 0) OR forms NOT BETWEEN 0 "
                            "AND 31 OR forms > 0 AND (code = '' OR id << 8 IN (SELECT id FROM code))",
    [EKB_SQL_TEMPLATES] = "SELECT id, entry, list FROM template ORDER BY id",
    [EKB_SQL_TERMS] = "SELECT hash, list FROM term ORDER BY hash",
    [EKB_SQL_TERM_LISTS] = "SELECT sum(length(bytes)) FROM term_list",
};

/* Longer names before those they begin with. */
static const char *const tables[] = {
    "product_link_text",
    "product_link",
    "product_text",
    "product",
    "entry",
    "text",
    "message",
    "node",
    "see_also",
    "keyword",
    "example",
    "code_canon",
    "code",
    "space",
    "scan",
    "template",
    "term_list",
    "term",
    "source",
    "lang",
    "meta",
};

const char *ekb_sql_table(ekb_sql which)
{
    const char *from = strstr(ekb_sql_text[which], "FROM ");
    for (size_t i = 0; from != NULL && i < sizeof tables / sizeof *tables; i++)
        if (strncmp(from + 5, tables[i], strlen(tables[i])) == 0)
            return tables[i];
    return "file";
}
