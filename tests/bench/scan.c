/* SPDX-License-Identifier: MIT */
/*
 * bench_scan make INDEX LOG MEGABYTES ONE-IN [TRUTH]
 *   Write a log with errors of the index (tests/scan/made.h), and the lines
 *   that have one.
 * bench_scan run INDEX LOG THREADS ids|all [TRUTH]
 *   Scan it: "seconds of processor, wall seconds, hits, right, wrong, start in
 *   milliseconds, anonymous memory in KiB".
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "made.h"
#include "scan/scan.h"

enum { THREADS_MOST = 16, ENTRIES = 20000 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double processor(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

static long anonymous(void)
{
    char line[256];
    long size = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "RssAnon:", 8) == 0)
            size = strtol(line + 8, NULL, 10);
    if (file != NULL)
        fclose(file);
    return size;
}

static void die(const ekb_error *error)
{
    char text[600];
    ekb_error_english(error, text, sizeof text);
    fprintf(stderr, "bench_scan: %s\n", text);
    exit(1);
}

/* ---- Making --------------------------------------------------------------------- */

static int make(ekb_engine *engine, char **argv, const char *truth)
{
    made_entries entries;
    made_log log;
    uint64_t bytes = strtoull(argv[4], NULL, 10) * 1000000, written = 0;
    FILE *out = fopen(argv[3], "w"), *truths = truth != NULL ? fopen(truth, "w") : NULL;
    if (out == NULL || !made_entries_load(engine, ENTRIES, &entries))
        return 1;
    made_log_init(&log, &entries, 1, (unsigned)strtoul(argv[5], NULL, 10));
    while (written < bytes) {
        for (int i = 0; i < 1000; i++)
            made_log_line(&log);
        written += fwrite(log.text, 1, log.length, out);
        made_log_flush(&log);
    }
    for (size_t i = 0; truths != NULL && i < log.truth_count; i++)
        fprintf(truths, "%llu\t%s\n", (unsigned long long)log.truths[i].line, log.truths[i].entry);
    if (truths != NULL)
        fclose(truths);
    made_log_free(&log);
    made_entries_free(&entries);
    return fclose(out) != 0;
}

/* ---- Running -------------------------------------------------------------------- */

typedef struct worker {
    pthread_t thread;
    const ekb_scanner *scanner;
    const char *path;
    ekb_scan_range range;
    FILE *told; /* "line entry" of each hit; NULL: not wanted */
    uint64_t hits;
    ekb_error error;
} worker;

static int on_hit(void *context, const ekb_scan_hit *hit)
{
    worker *w = context;
    w->hits++;
    for (size_t i = 0; w->told != NULL && i < hit->entry_count; i++)
        fprintf(w->told, "%llu\t%s\n", (unsigned long long)hit->place.line, hit->entries[i].id);
    return 0;
}

static void *work(void *context)
{
    worker *w = context;
    ekb_scan *scan = NULL;
    ekb_scan_sink sink = {on_hit, NULL, w};
    int file = open(w->path, O_RDONLY);
    if (file < 0 || ekb_scan_start(&scan, w->scanner, &w->range, &sink, &w->error) != EKB_OK)
        die(&w->error);
    if (lseek(file, (off_t)w->range.offset, SEEK_SET) < 0)
        exit(1);
    while (!ekb_scan_is_done(scan)) {
        size_t room;
        char *into = ekb_scan_room(scan, &room);
        ssize_t n = into != NULL ? read(file, into, room) : 0;
        if ((n > 0 ? ekb_scan_take(scan, (size_t)n, &w->error) : ekb_scan_end(scan, &w->error)) != EKB_OK)
            die(&w->error);
    }
    ekb_scan_free(scan);
    close(file);
    return NULL;
}

static uint64_t size_of(const char *path)
{
    FILE *file = fopen(path, "r");
    uint64_t size = 0;
    if (file != NULL && fseeko(file, 0, SEEK_END) == 0)
        size = (uint64_t)ftello(file);
    if (file != NULL)
        fclose(file);
    return size;
}

static int run(ekb_engine *engine, char **argv, const char *told)
{
    worker workers[THREADS_MOST];
    unsigned threads = (unsigned)strtoul(argv[4], NULL, 10);
    ekb_scan_options options = EKB_SCAN_OPTIONS_INIT;
    ekb_scanner *scanner = NULL;
    ekb_error error;
    uint64_t size = size_of(argv[3]), hits = 0;
    if (strcmp(argv[5], "ids") == 0)
        options.flags = EKB_SCAN_NO_MESSAGES | EKB_SCAN_NO_UNKNOWN | EKB_SCAN_NO_LINES;
    double start = now();
    if (ekb_scanner_new(engine, &options, &scanner, &error) != EKB_OK)
        die(&error);
    double started = now(), used = processor();
    for (unsigned i = 0; i < threads; i++) {
        uint64_t from = size * i / threads;
        workers[i] =
            (worker){.scanner = scanner,
                     .path = argv[3],
                     .told = told != NULL && threads == 1 ? fopen(told, "w") : NULL,
                     .range = {from > EKB_SCAN_BEHIND ? from - EKB_SCAN_BEHIND : 0, from,
                               i + 1 == threads ? UINT64_MAX : size * (i + 1) / threads, 1, EKB_SCAN_UTF8}};
        if (threads == 1)
            work(&workers[i]);
        else if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
            return 1;
    }
    for (unsigned i = 0; i < threads; i++) {
        if (threads > 1)
            pthread_join(workers[i].thread, NULL);
        hits += workers[i].hits;
        if (workers[i].told != NULL)
            fclose(workers[i].told);
    }
    printf("%.4f\t%.4f\t%llu\t%.2f\t%ld\n", processor() - used, now() - started, (unsigned long long)hits,
           (started - start) * 1e3, anonymous());
    ekb_scanner_free(scanner);
    return 0;
}

int main(int argc, char **argv)
{
    ekb_engine *engine = NULL;
    ekb_error error;
    if (argc < 6)
        return 2;
    if (ekb_engine_new(&engine, &error) != EKB_OK || ekb_engine_open(engine, argv[2], &error) != EKB_OK)
        die(&error);
    const char *extra = argc > 6 ? argv[6] : NULL;
    int failed = strcmp(argv[1], "make") == 0 ? make(engine, argv, extra) : run(engine, argv, extra);
    ekb_engine_free(engine);
    return failed;
}
