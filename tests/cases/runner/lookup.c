/* SPDX-License-Identifier: MIT */
/*
 * Cases of kind `query`: one look-up through the public API, then every other
 * key of the paragraph checked against the answer. What an answer holds is
 * first written as one line of text, so that a failure shows all of it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kinds.h"
#include "lookup_checks.h"

#define MOST_WORDS 16

typedef struct words {
    const char *items[MOST_WORDS];
    size_t count;
} words;

static words split(ekb_arena *arena, const char *text)
{
    words out = {{NULL}, 0};
    char *at = ekb_arena_strdup(arena, text != NULL ? text : "");
    while (at != NULL && *at != '\0' && out.count < MOST_WORDS) {
        size_t length = strcspn(at, " ,");
        char *next = at + length + strspn(at + length, " ,");
        at[length] = '\0';
        out.items[out.count++] = at;
        at = next;
    }
    return out;
}

static const char *index_path(const index_set *indexes, const char *name)
{
    for (size_t i = 0; i < indexes->count; i++)
        if (strcmp(indexes->names[i], name) == 0)
            return indexes->paths[i];
    return NULL;
}

static int open_indexes(report *r, const paragraph *p, const words *names, const index_set *indexes,
                        ekb_engine *engine)
{
    for (size_t i = 0; i < names->count; i++) {
        ekb_error error;
        char text[512];
        const char *path = index_path(indexes, names->items[i]);
        if (path == NULL) {
            expect_failed(r, &p->fields[0], "no index is called %s", names->items[i]);
            return -1;
        }
        if (ekb_engine_open(engine, path, &error) != EKB_OK) {
            ekb_error_english(&error, text, sizeof text);
            expect_failed(r, &p->fields[0], "%s", text);
            return -1;
        }
    }
    return 0;
}

static const struct {
    const char *name;
    unsigned flag;
} flag_names[] = {{"search", EKB_QUERY_SEARCH}, {"explain", EKB_QUERY_EXPLAIN}};

static unsigned flags_of(const words *names)
{
    unsigned flags = 0;
    for (size_t i = 0; i < names->count; i++)
        for (size_t k = 0; k < sizeof flag_names / sizeof flag_names[0]; k++)
            if (strcmp(names->items[i], flag_names[k].name) == 0)
                flags |= flag_names[k].flag;
    return flags;
}

static void check_answer(report *r, const paragraph *p, const ekb_answer *answer)
{
    unsigned before = r->failures;
    for (size_t i = 1; i < p->count; i++)
        check_field(r, &p->fields[i], answer);
    if (r->failures != before)
        describe_answer(&r->text, answer);
}

void run_lookup(report *r, const paragraph *p, const index_set *indexes)
{
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_engine *engine = NULL;
    ekb_answer *answer = NULL;
    ekb_error error;
    char text[512];
    const char *index = paragraph_get(p, "index"), *limit = paragraph_get(p, "limit");
    words names = split(&arena, index != NULL ? index : "kb");
    words languages = split(&arena, paragraph_get(p, "lang"));
    words flags = split(&arena, paragraph_get(p, "flags"));
    ekb_query query = EKB_QUERY_INIT;
    query.text = unescape(&arena, p->fields[0].value, &query.length);
    query.product = paragraph_get(p, "product");
    query.languages = languages.items;
    query.language_count = languages.count;
    query.limit = limit != NULL ? strtoul(limit, NULL, 10) : 0;
    query.flags = flags_of(&flags);
    if (ekb_engine_new(&engine, &error) != EKB_OK)
        goto failed;
    if (open_indexes(r, p, &names, indexes, engine) != 0)
        goto cleanup;
    if (ekb_lookup(engine, &query, &answer, &error) != EKB_OK)
        goto failed;
    check_answer(r, p, answer);
    goto cleanup;
failed:
    ekb_error_english(&error, text, sizeof text);
    expect_failed(r, &p->fields[0], "%s", text);
cleanup:
    ekb_answer_free(answer);
    ekb_engine_free(engine);
    ekb_arena_release(&arena);
}
