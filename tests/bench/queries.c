/* SPDX-License-Identifier: MIT */
#include "queries.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double bench_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

/* One query, its strings inside the line that it was read from. */
typedef struct query {
    char *line;
    const char *kind, *text;
    size_t number, length;
    double best;
    char id[BENCH_ID_SIZE];
} query;

/* Ends the field at the next tab; returns what follows. */
static char *cut(char *field)
{
    char *tab = strchr(field, '\t');
    if (tab == NULL)
        return NULL;
    *tab = '\0';
    return tab + 1;
}

static size_t unescape(char *text)
{
    char *out = text;
    for (const char *at = text; *at != '\0'; at++) {
        char c = *at;
        if (c == '\\' && at[1] != '\0')
            c = *++at == 'n' ? '\n' : *at == 't' ? '\t' : *at;
        *out++ = c;
    }
    *out = '\0';
    return (size_t)(out - text);
}

/* How many queries of that kind are wanted: "code:1000,paste:200". */
static size_t wanted(const char *kinds, const char *kind)
{
    size_t length = strlen(kind);
    for (const char *at = kinds; at != NULL; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, kind, length) == 0 && at[length] == ':')
            return strtoul(at + length + 1, NULL, 10);
    }
    return 0;
}

/* The lines that are wanted. Returns the count, or -1. */
static long read_queries(const char *path, const char *kinds, query **out)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t size = 0, count = 0, number = 0, same = 0;
    query *queries = calloc(100000, sizeof *queries);
    if (file == NULL || queries == NULL) {
        perror(path);
        free(queries);
        return -1;
    }
    for (ssize_t got; count < 100000 && (got = getline(&line, &size, file)) > 0; number++) {
        line[got - 1] = '\0';
        char *expected = cut(line), *text = expected != NULL ? cut(expected) : NULL;
        if (text == NULL)
            continue;
        same = count > 0 && strcmp(queries[count - 1].kind, line) == 0 ? same : 0;
        if (same++ >= wanted(kinds, line))
            continue;
        queries[count] = (query){.line = line, .kind = line, .text = text, .number = number, .best = -1};
        queries[count++].length = unescape(text);
        line = NULL;
        size = 0;
    }
    free(line);
    fclose(file);
    *out = queries;
    return (long)count;
}

static int put(query *q, bench_ask ask, void *engine)
{
    double start = bench_now();
    int status = ask(engine, q->kind, q->text, q->length, q->id);
    double took = bench_now() - start;
    if (q->best < 0 || took < q->best)
        q->best = took;
    return status;
}

int bench_queries(const char *path, const char *kinds, int rounds, bench_ask ask, void *engine)
{
    query *queries = NULL;
    long count = read_queries(path, kinds, &queries);
    int status = count > 0 ? 0 : 3;
    for (int round = 0; round <= rounds; round++) {
        for (long i = 0; status == 0 && i < count; i++) {
            if (round == 1)
                queries[i].best = -1; /* the first round warms up */
            status = put(&queries[i], ask, engine);
        }
    }
    for (long i = 0; i < count; i++) {
        if (status == 0)
            printf("%s\t%zu\t%.3f\t%s\n", queries[i].kind, queries[i].number, queries[i].best, queries[i].id);
        free(queries[i].line);
    }
    free(queries);
    return status;
}

int bench_entries(const char *path, bench_row visit, void *context)
{
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t size = 0;
    int status = 0;
    if (file == NULL) {
        perror(path);
        return 3;
    }
    for (ssize_t got; status == 0 && (got = getline(&line, &size, file)) > 0;) {
        line[--got] = '\0';
        char *text = cut(line);
        if (text == NULL)
            continue;
        for (char *tab = text; (tab = strchr(tab, '\t')) != NULL;)
            *tab = ' ';
        status = visit(context, line, text, strlen(text));
    }
    free(line);
    fclose(file);
    return status;
}

/* Bytes of the character at @p c if it is Chinese, else 0. */
static size_t han(const unsigned char *c)
{
    return *c >= 0xE4 && *c <= 0xE9 && c[1] != 0 && c[2] != 0 ? 3 : 0;
}

static int in_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

char *bench_terms(const char *text, size_t length)
{
    /* A character of three bytes makes a term of six and a space. */
    char *terms = malloc(length * 3 + 2), *out = terms;
    if (terms == NULL)
        return NULL;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0';) {
        size_t size = han(at);
        if (size > 0) {
            int is_last = !han(at + size), is_first = at == (const unsigned char *)text || !han(at - size);
            if (!is_last || is_first) {
                memcpy(out, at, is_last ? size : 2 * size);
                out += is_last ? size : 2 * size;
                *out++ = ' ';
            }
            at += size;
        } else if (in_word(*at)) {
            for (; in_word(*at); at++)
                *out++ = (char)(*at >= 'A' && *at <= 'Z' ? *at + 32 : *at);
            *out++ = ' ';
        } else {
            at++;
        }
    }
    *out = '\0';
    return terms;
}
