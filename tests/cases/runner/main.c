/* SPDX-License-Identifier: MIT */
/*
 * Runs behaviour that is written down as data: tests/README.md has the format.
 *
 *   cases_runner [-i NAME=INDEX]… FILE…
 *
 * Exit 0 if every case gave what it wants, 1 if not, 2 if a file is wrong.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kinds.h"

const kind case_kinds[] = {
    {"query", run_lookup},  {"wish", run_language},   {"fold", run_fold},
    {"tokens", run_tokens}, {"template", run_tokens}, {"terms", run_terms},
    {"code", run_code},     {"spot", run_spot},       {NULL, NULL},
};

static int add_index(index_set *indexes, char *argument)
{
    char *path = strchr(argument, '=');
    if (path == NULL || indexes->count == sizeof indexes->names / sizeof indexes->names[0])
        return -1;
    *path++ = '\0';
    indexes->names[indexes->count] = argument;
    indexes->paths[indexes->count++] = path;
    return 0;
}

static void run_case(report *r, const paragraph *p, const index_set *indexes)
{
    for (const kind *k = case_kinds; k->key != NULL; k++) {
        if (strcmp(k->key, p->fields[0].key) == 0) {
            k->run(r, p, indexes);
            return;
        }
    }
    expect_failed(r, &p->fields[0], "no kind of case begins with this key");
}

static int run_file(const char *path, const index_set *indexes, unsigned *checks)
{
    paragraphs data;
    report r = {path, EKB_STRBUF_INIT, 0, 0};
    int status = paragraphs_read(path, &data);
    for (size_t i = 0; status == 0 && i < data.count; i++) {
        unsigned before = r.failures;
        run_case(&r, &data.items[i], indexes);
        if (r.failures != before)
            printf("%s: %s\n%s\n", data.items[i].fields[0].key, data.items[i].fields[0].value,
                   ekb_strbuf_text(&r.text));
        ekb_strbuf_clear(&r.text);
    }
    printf("%s: %zu cases, %u checks, %u failures\n", path, data.count, r.checks, r.failures);
    *checks += r.checks;
    ekb_strbuf_release(&r.text);
    paragraphs_release(&data);
    if (status != 0)
        return 2;
    return r.failures != 0;
}

int main(int argc, char **argv)
{
    index_set indexes = {{NULL}, {NULL}, 0};
    unsigned checks = 0;
    int worst = 0, at = 1;
    for (; at + 1 < argc && strcmp(argv[at], "-i") == 0; at += 2)
        if (add_index(&indexes, argv[at + 1]) != 0)
            return 2;
    for (; at < argc; at++) {
        int status = run_file(argv[at], &indexes, &checks);
        if (status > worst)
            worst = status;
    }
    /* A run that checks nothing proves nothing. */
    return worst == 0 && checks == 0 ? 2 : worst;
}
