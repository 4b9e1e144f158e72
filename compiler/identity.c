/* SPDX-License-Identifier: MIT */
/* The index's id is taken from the rows and not from the catalog: equal ids
   then mean equal answers, even when a later compiler derives other terms. */
#include <nettle/sha2.h>
#include <string.h>

#include "core/error.h"
#include "write.h"

/* Every table but `meta`, in the order of its primary key. */
static const char *const queries[] = {
    "SELECT * FROM lang ORDER BY id",
    "SELECT * FROM product ORDER BY id",
    "SELECT * FROM product_text ORDER BY id",
    "SELECT * FROM product_link ORDER BY id",
    "SELECT * FROM product_link_text ORDER BY id",
    "SELECT * FROM entry ORDER BY id",
    "SELECT * FROM source ORDER BY id",
    "SELECT * FROM entry_text ORDER BY id",
    "SELECT * FROM message ORDER BY id",
    "SELECT * FROM node ORDER BY id",
    "SELECT * FROM node_text ORDER BY id",
    "SELECT * FROM see_also ORDER BY entry, n",
    "SELECT * FROM keyword ORDER BY entry, n",
    "SELECT * FROM example ORDER BY entry, n",
    "SELECT * FROM space ORDER BY id",
    "SELECT * FROM code ORDER BY id",
    "SELECT * FROM code_canon ORDER BY canon, code",
    "SELECT * FROM template ORDER BY id",
    "SELECT * FROM term ORDER BY hash",
    "SELECT * FROM term_list ORDER BY hash",
};

static void hash_number(struct sha256_ctx *hash, uint64_t number)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(number >> (8 * i));
    sha256_update(hash, sizeof bytes, bytes);
}

/* Type and length first, so that no two rows can run into one another. */
static void hash_value(struct sha256_ctx *hash, sqlite3_stmt *row, int at)
{
    int type = sqlite3_column_type(row, at);
    hash_number(hash, (uint64_t)type);
    if (type == SQLITE_INTEGER) {
        hash_number(hash, (uint64_t)sqlite3_column_int64(row, at));
    } else if (type != SQLITE_NULL) {
        const void *bytes = sqlite3_column_blob(row, at);
        size_t length = (size_t)sqlite3_column_bytes(row, at);
        hash_number(hash, length);
        if (length > 0 && bytes != NULL)
            sha256_update(hash, length, bytes);
    }
}

static int hash_query(struct sha256_ctx *hash, sqlite3 *db, const char *query)
{
    sqlite3_stmt *row = NULL;
    int result = sqlite3_prepare_v2(db, query, -1, &row, NULL);
    hash_number(hash, strlen(query));
    if (result == SQLITE_OK) {
        while ((result = sqlite3_step(row)) == SQLITE_ROW) {
            for (int at = 0; at < sqlite3_column_count(row); at++)
                hash_value(hash, row, at);
        }
    }
    int end = sqlite3_finalize(row);
    return result == SQLITE_DONE ? end : result;
}

ekb_status ekbc_identity(sqlite3 *db, char out[EKBC_IDENTITY_SIZE], ekb_error *error)
{
    static const char digits[] = "0123456789abcdef";
    struct sha256_ctx hash;
    uint8_t sum[SHA256_DIGEST_SIZE];
    sha256_init(&hash);
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        if (hash_query(&hash, db, queries[i]) != SQLITE_OK)
            return ekbc_sqlite_failed(db, error);
    }
    sha256_digest(&hash, sizeof sum, sum);
    for (size_t i = 0; i < sizeof sum; i++) {
        out[2 * i] = digits[sum[i] >> 4];
        out[2 * i + 1] = digits[sum[i] & 15];
    }
    out[2 * sizeof sum] = '\0';
    return EKB_OK;
}
