/* SPDX-License-Identifier: MIT */
#include "derive.h"

ekb_status ekbc_derive(const ekbc_catalog *catalog, const ekbc_langs *langs, sqlite3 *db, ekb_error *error)
{
    (void)catalog;
    (void)langs;
    (void)db;
    (void)error;
    return EKB_OK;
}
