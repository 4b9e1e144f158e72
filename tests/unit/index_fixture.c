/* SPDX-License-Identifier: MIT */
#include "index_fixture.h"

#include "core/leb128.h"
#include "unit.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Entries by byte order of their ids: 1 mars/0x1FC07, 2 mars/100050, 3 mars/34513,
 * 4 mars/procedures/inner, 5 mars/procedures/outer, 6 mars/schedule. */
static const char content[] =
    "INSERT INTO lang VALUES (1,'en',1),(2,'zh-CN',1),(3,'zh-TW',0);"
    "INSERT INTO product VALUES (1,'mars',0,'mars','[\"MARS\",\"Azure \\u5907\\u4efd\"]',1,6);"
    "INSERT INTO product_text VALUES (257,'Azure Backup','Backs up.'),(258,'Azure 备份','');"
    "INSERT INTO product_link VALUES "
    "(65536,'https://example.com/support'),(65537,'https://example.com/next');"
    "INSERT INTO product_link_text VALUES (65536<<8|1,'Support'),(65536<<8|2,'支持'),(65537<<8|1,'Next');"
    "INSERT INTO source VALUES (1,'Article','https://example.com/article','2019-05-21');"
    "INSERT INTO entry VALUES (1,1,'0x1FC07',0,0,0,3,NULL,NULL,NULL,NULL,NULL),"
    "(2,1,'100050',0,1,0,3,NULL,NULL,NULL,'ID:100050',''),"
    "(3,1,'34513',0,3,2,3,'34513',3,1,'ID:34513','2026-11-22'),"
    "(4,1,'procedures/inner',3,2,0,0,NULL,4,NULL,'',NULL),(5,1,'procedures/"
    "outer',3,0,0,0,NULL,5,NULL,'',NULL),"
    "(6,1,'schedule',1,1,0,0,NULL,NULL,NULL,'',NULL);"
    "INSERT INTO text(id,title,detail,message,body) VALUES (1<<8|1,'Mount "
    "failed',NULL,NULL,NULL),(2<<8|1,'No link',NULL,NULL,NULL),"
    "(2<<8|2,'没有连接',NULL,NULL,NULL),"
    "(3<<8|1,'Invalid credentials','Read this first.','Invalid (ID: 34513)','[[\"Expired\",\"It expired.\"],"
    "\"Download it.\",\"Only the newest.\",\"Delete the others.\",\"Run it.\",null,null,"
    "\"Go to {ref}, again to {ref}.\",\"A tip.\",null,null,\"The agent\",\"Own link\"]'),"
    "(3<<8|2,4,'请先阅读。','凭据无效 "
    "(ID:34513)','[[\"已过期\",\"已经过期。\"],\"下载。\",null,null,null,null,null,"
    "\"转到步骤 {ref}。\"]'),"
    "(3<<8|3,NULL,NULL,'無效 (ID:34513)',NULL),"
    "(4<<8|1,'Check the inner thing','Careful.',NULL,'[null,\"See {ref}.\",\"Inner last.\"]'),"
    "(4<<8|2,'检查内部',NULL,NULL,NULL),(5<<8|1,'A shared cause','Its detail.',NULL,'[null,\"Outer "
    "first.\"]'),"
    "(5<<8|2,'共同的原因','详细信息。',NULL,NULL),(6<<8|2,'备份未按计划运行',NULL,NULL,NULL);"
    "INSERT INTO message VALUES (3<<16|0,1,1,'Invalid: {path}');"
    /* Entry 3: a cause with everything, a shared cause, a cause without title, a link of its own. */
    "INSERT INTO node VALUES (3<<16|1,0,0,NULL,NULL,0,0),"
    "(3<<16|2,1,1,NULL,NULL,1,0)," /* 1, labelled */
    "(3<<16|3,2,2,NULL,NULL,0,0)," /* a note under it */
    "(3<<16|4,3,1,NULL,NULL,0,0)," /* 1.1: a step under the note */
    "(3<<16|5,2,1,NULL,NULL,0,0)," /* 1.2 */
    "(3<<16|6,5,4,'psexec -i',NULL,0,0),"
    "(3<<16|7,1,6,NULL,4,0,0),"    /* 2 uses inner */
    "(3<<16|8,1,1,NULL,NULL,0,1)," /* 3 refers to 1 */
    "(3<<16|9,1,3,NULL,NULL,0,0),"
    "(3<<16|10,0,0,NULL,5,0,0)," /* cause of its own procedure */
    "(3<<16|11,0,0,NULL,NULL,0,0),"
    "(3<<16|12,11,5,'https://example.com/agent',NULL,0,0),"
    "(3<<16|13,0,5,'https://example.com/own',NULL,0,0);"
    /* Procedures: inner refers to its own label, outer uses inner. */
    "INSERT INTO node VALUES "
    "(4<<16|1,0,0,NULL,NULL,0,0),(4<<16|2,1,1,NULL,NULL,0,1),(4<<16|3,1,1,NULL,NULL,1,0),"
    "(5<<16|1,0,0,NULL,NULL,0,0),(5<<16|2,1,1,NULL,NULL,0,0),(5<<16|3,1,6,NULL,4,0,0);"
    "INSERT INTO see_also VALUES (3,0,'mars/100050'),(3,1,'other/unknown');"
    "INSERT INTO keyword VALUES (3,0,1,'vault');"
    "INSERT INTO example VALUES (3,0,1,'ID:34513'),(3,1,0,'ID:34514');"
    "INSERT INTO space VALUES (1,'hresult'),(2,'mars');"
    "INSERT INTO code VALUES (3<<8|1,1,'0x80070005',6,1);"
    /* n:100050 of 2, n:130055 of 1; n:2147942405 of 3, 1, n:34513 of 3. */
    "INSERT INTO code_canon VALUES "
    "('n:130055',x'10006e3a313030303530080a03333030353502'),"
    "('n:34513',x'18006e3a323134373934323430350d010a02333435313300');"
    /* Of entry 1 the title; of entry 3 a message of two sentences, title, keyword, example, step. */
    "INSERT INTO template VALUES (0,1,x'400101"
    "8201100120"
    "400101"
    "400200"
    "400300"
    "400422');"
    /* Terms 7 of template 1, 9 of 2, 3 and 6, the last of 6. */
    "INSERT INTO term VALUES (9,x'020001010203020103'),(281474976710655,x'00000106');"
    "INSERT INTO meta VALUES ('format',1),('id','0123456789abcdef'),('generator','fixture'),"
    "('bytes',1000000),('entries',4),('templates',6);";

static void must(sqlite3 *db, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) {
        print_error("%s\n", message);
        fail();
    }
}

void fixture_write(char path[FIXTURE_PATH], const void *bytes, size_t length)
{
    const char *folder = getenv("TMPDIR");
    snprintf(path, FIXTURE_PATH, "%s/errkb-fixture-XXXXXX", folder != NULL ? folder : "/tmp");
    int file = mkstemp(path);
    assert_true(file >= 0);
    if (length > 0)
        assert_int_equal(write(file, bytes, length), length);
    close(file);
}

unsigned char *fixture_read(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *length = (size_t)ftell(file);
    rewind(file);
    unsigned char *bytes = malloc(*length + 1);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, *length, file), *length);
    fclose(file);
    return bytes;
}

void fixture_remove(const char *path)
{
    (void)remove(path);
}

static sqlite3 *begin(char path[FIXTURE_PATH])
{
    sqlite3 *db = NULL;
    size_t length;
    fixture_write(path, "", 0);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    must(db, "PRAGMA page_size = 1024; PRAGMA journal_mode = off; PRAGMA synchronous = off");
    unsigned char *schema = fixture_read(ERRKB_SCHEMA, &length);
    schema[length] = '\0';
    must(db, (const char *)schema);
    free(schema);
    return db;
}

static void finish(sqlite3 *db)
{
    must(db, "PRAGMA application_id = 0x45524b42; PRAGMA user_version = 1;"
             "UPDATE meta SET value = (SELECT page_count * 1024 FROM pragma_page_count) WHERE key = 'bytes'");
}

void fixture_make(char path[FIXTURE_PATH], const char *sql)
{
    int late = sql != NULL && strncmp(sql, "--late", 6) == 0;
    sqlite3 *db = begin(path);
    must(db, "BEGIN");
    must(db, content);
    must(db, "COMMIT");
    if (sql != NULL && !late)
        must(db, sql);
    finish(db);
    if (late)
        must(db, strchr(sql, '\n'));
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* One a row: s:e000007 leads to the code of entry 7. */
static void add_canons(sqlite3 *db, int entries)
{
    sqlite3_stmt *insert = NULL;
    ekb_strbuf list = EKB_STRBUF_INIT;
    assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO code_canon VALUES (?, ?)", -1, &insert, NULL),
                     SQLITE_OK);
    for (int entry = 1; entry <= entries; entry++) {
        char text[16];
        snprintf(text, sizeof text, "s:e%06d", entry);
        ekb_strbuf_clear(&list);
        ekb_leb128_put(&list, strlen(text) << 1);
        ekb_leb128_put(&list, 0);
        ekb_strbuf_puts(&list, text);
        ekb_leb128_put(&list, (uint64_t)entry << 2);
        sqlite3_bind_text(insert, 1, text, -1, SQLITE_STATIC);
        sqlite3_bind_blob64(insert, 2, list.data, list.length, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(insert), SQLITE_DONE);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    ekb_strbuf_release(&list);
}

void fixture_make_many(char path[FIXTURE_PATH], int entries)
{
    char sql[1024];
    sqlite3 *db = begin(path);
    snprintf(
        sql, sizeof sql,
        "BEGIN; INSERT INTO lang VALUES (1,'en',1);"
        "INSERT INTO product VALUES (1,'many',1,'many','[]',1,%d);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
        " INSERT INTO entry SELECT i, 1, printf('%%06d', i), 0, 0, 0, 8, printf('E%%06d', i), NULL, NULL, "
        "'', "
        "NULL FROM n;"
        "INSERT INTO text SELECT id << 8 | 1, 'Title ' || id, NULL, NULL, NULL FROM entry;"
        "INSERT INTO space VALUES (1,'many');"
        "INSERT INTO meta VALUES ('format',1),('id',''),('bytes',1000000),('entries',%d),('templates',0);"
        "COMMIT",
        entries, entries, entries);
    must(db, sql);
    add_canons(db, entries);
    finish(db);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}
