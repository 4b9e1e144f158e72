/* SPDX-License-Identifier: MIT */
/*
 * test_scan INDEX…: logs made from each index, scanned whole, in blocks, in
 * ranges, by threads, in every encoding and in every way of finding. What is
 * found is what the log was made with, each time the same.
 */
#include <iconv.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "made.h"
#include "scan/scan.h"
#include "scan/scanner.h"
#include "scan/stream.h"

enum { ENTRIES = 400, LINES = 6000, ONE_IN = 8 };

typedef struct found {
    uint64_t line, start, end, record_start, record_end;
    size_t before, behind;
    char entries[8][64];
    size_t entry_count;
    int tier, by_message;
} found;

typedef struct finds {
    found *items;
    size_t count, capacity;
    const char *raw; /* the stream, to hold places against */
    int decoded;
} finds;

static int failures;

static void fail(const char *what, const char *detail, uint64_t line)
{
    fprintf(stderr, "test_scan: %s: %s (line %llu)\n", what, detail, (unsigned long long)line);
    failures++;
}

static void *need(void *memory)
{
    if (memory == NULL)
        abort();
    return memory;
}

/* The head is what the line begins with, however far before the match that is. */
static void check_head(const finds *f, const ekb_scan_place *place)
{
    if (f->decoded || f->raw == NULL)
        return;
    const char *line = f->raw + place->start;
    while (line > f->raw && line[-1] != '\n')
        line--;
    size_t length = (size_t)(f->raw + place->start - line);
    length = length < EKB_SCAN_HEAD_MAX - 3 ? length : EKB_SCAN_HEAD_MAX - 3;
    if (place->head_length < length || place->head_length > EKB_SCAN_HEAD_MAX ||
        memcmp(place->head, line, place->head_length) != 0)
        fail("place", "the head is not that of the line", place->line);
}

/* What stands around the record is its line's, all that there is or as much as is promised. */
static void check_around(const finds *f, const ekb_scan_place *place)
{
    if (f->decoded || f->raw == NULL)
        return;
    const char *from = f->raw + place->record_start, *to = f->raw + place->record_end, *line = from;
    while (line > f->raw && line[-1] != '\n')
        line--;
    size_t before = (size_t)(from - line);
    before = before < EKB_SCAN_BEFORE_MAX ? before : EKB_SCAN_BEFORE_MAX;
    if (place->before != before || place->behind > EKB_SCAN_AFTER_MAX ||
        memcmp(place->text - before, from - before, before) != 0 ||
        memcmp(place->text + place->text_length, to, place->behind) != 0 ||
        memchr(to, '\n', place->behind) != NULL)
        fail("place", "what is around the record is not the line's", place->line);
}

static int on_hit(void *context, const ekb_scan_hit *hit)
{
    finds *f = context;
    if (f->count == f->capacity) {
        f->capacity = f->capacity * 2 + 64;
        f->items = need(realloc(f->items, f->capacity * sizeof *f->items));
    }
    found *out = &f->items[f->count++];
    *out = (found){.line = hit->place.line,
                   .start = hit->place.start,
                   .end = hit->place.end,
                   .record_start = hit->place.record_start,
                   .record_end = hit->place.record_end,
                   .before = hit->place.before,
                   .behind = hit->place.behind,
                   .tier = (int)hit->tier,
                   .by_message = hit->by_message};
    for (size_t i = 0; i < hit->entry_count; i++)
        snprintf(out->entries[out->entry_count++], sizeof out->entries[0], "%s", hit->entries[i].id);
    /* The text told of is that of the stream. */
    if (!f->decoded && f->raw != NULL &&
        (hit->place.record_end - hit->place.record_start != hit->place.text_length ||
         memcmp(f->raw + hit->place.record_start, hit->place.text, hit->place.text_length) != 0 ||
         hit->place.start - hit->place.record_start != hit->place.match.start))
        fail("place", "the record is not the stream's", hit->place.line);
    check_head(f, &hit->place);
    check_around(f, &hit->place);
    return 0;
}

/* ---- Scanning -------------------------------------------------------------------- */

/* How a stream is fed: blocks of `block` bytes, or of 1 to -block at random. */
typedef struct feeding {
    long block;
    int flush;
} feeding;

static size_t next_block(feeding how, uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return how.block > 0 ? (size_t)how.block : 1 + (size_t)(*state >> 33) % (size_t)-how.block;
}

/* @return how many bytes it took. */
static uint64_t scan_range(const ekb_scanner *scanner, const char *text, size_t length, ekb_scan_range range,
                           feeding how, finds *out)
{
    ekb_scan *scan = NULL;
    ekb_scan_sink sink = {on_hit, NULL, out};
    uint64_t state = 7;
    ekb_error error;
    if (ekb_scan_start(&scan, scanner, &range, &sink, &error) != EKB_OK)
        abort();
    for (size_t at = (size_t)range.offset; at < length && !ekb_scan_is_done(scan);) {
        size_t part = next_block(how, &state);
        part = part < length - at ? part : length - at;
        if (ekb_scan_feed(scan, text + at, part, &error) != EKB_OK ||
            (how.flush && ekb_scan_flush(scan, &error) != EKB_OK))
            abort();
        at += part;
    }
    if (ekb_scan_end(scan, &error) != EKB_OK)
        abort();
    uint64_t taken = ekb_scan_count(scan).bytes;
    ekb_scan_free(scan);
    return taken;
}

static finds scan_all(const ekb_scanner *scanner, const char *text, size_t length, ekb_scan_encoding encoding,
                      feeding how)
{
    finds out = {.raw = text, .decoded = encoding != EKB_SCAN_UTF8};
    ekb_scan_range range = EKB_SCAN_RANGE_ALL;
    range.encoding = encoding;
    scan_range(scanner, text, length, range, how, &out);
    return out;
}

static int is_same(const found *a, const found *b, int places)
{
    int same = a->line == b->line && a->entry_count == b->entry_count && a->tier == b->tier &&
               a->by_message == b->by_message;
    if (places)
        same = same && a->start == b->start && a->end == b->end && a->record_start == b->record_start &&
               a->record_end == b->record_end && a->before == b->before && a->behind == b->behind;
    for (size_t i = 0; same && i < a->entry_count; i++)
        same = strcmp(a->entries[i], b->entries[i]) == 0;
    return same;
}

static void compare(const finds *wanted, finds *got, const char *what, int places)
{
    size_t n = wanted->count < got->count ? wanted->count : got->count, i = 0;
    while (i < n && is_same(&wanted->items[i], &got->items[i], places))
        i++;
    if (i < n)
        fail(what, "another hit", wanted->items[i].line);
    else if (wanted->count != got->count)
        fail(what, wanted->count > got->count ? "a hit is missing" : "a hit too many",
             (wanted->count > n ? wanted : got)->items[n].line);
    free(got->items);
}

/* ---- What is true ------------------------------------------------------------------ */

static int has_entry(const found *f, const char *entry)
{
    for (size_t i = 0; i < f->entry_count; i++)
        if (strcmp(f->entries[i], entry) == 0)
            return 1;
    return 0;
}

static void check_truth(const made_log *log, const finds *hits)
{
    size_t h = 0;
    for (size_t t = 0; t < log->truth_count; t++) {
        const made_truth *truth = &log->truths[t];
        for (; h < hits->count && hits->items[h].line < truth->line; h++)
            fail("truth", hits->items[h].entries[0], hits->items[h].line);
        size_t first = h;
        int right = 0;
        for (; h < hits->count && hits->items[h].line == truth->line; h++)
            right |= has_entry(&hits->items[h], truth->entry);
        if (!right)
            fail("truth: not found", truth->entry, truth->line);
        if (h - first > 1)
            fail("truth: found more than once", truth->entry, truth->line);
    }
    for (; h < hits->count; h++)
        fail("truth", hits->items[h].entries[0], hits->items[h].line);
}

/* ---- Ways of reading ---------------------------------------------------------------- */

static void check_blocks(const ekb_scanner *scanner, const made_log *log, const finds *wanted)
{
    static const feeding ways[] = {{7, 0}, {4096, 0}, {-70000, 0}, {1 << 19, 0}, {-3, 0}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        finds got = scan_all(scanner, log->text, log->length, EKB_SCAN_UTF8, ways[i]);
        compare(wanted, &got, "blocks", 1);
    }
}

static void check_ways(ekb_scanner *scanner, const made_log *log, const finds *wanted)
{
    const ekb_scan_way *best = scanner->way;
    for (size_t i = 0; i < ekb_scan_way_count; i++) {
        if (!ekb_scan_ways[i]->is_there())
            continue;
        scanner->way = ekb_scan_ways[i];
        finds got = scan_all(scanner, log->text, log->length, EKB_SCAN_UTF8, (feeding){1 << 20, 0});
        compare(wanted, &got, ekb_scan_ways[i]->name, 1);
    }
    scanner->way = best;
}

/* Lines that begin before an offset. */
static uint64_t lines_before(const char *text, uint64_t offset)
{
    uint64_t lines = offset > 0;
    for (uint64_t i = 0; i + 1 < offset; i++)
        lines += text[i] == '\n';
    return lines;
}

static ekb_scan_range range_of(const char *text, uint64_t from, uint64_t to)
{
    return (ekb_scan_range){.offset = from > EKB_SCAN_BEHIND ? from - EKB_SCAN_BEHIND : 0,
                            .from = from,
                            .to = to,
                            .first_line = lines_before(text, from) + 1};
}

static void check_ranges(const ekb_scanner *scanner, const made_log *log, const finds *wanted)
{
    static const unsigned parts[] = {2, 3, 7, 29};
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        finds got = {.raw = log->text};
        for (unsigned i = 0; i < parts[p]; i++)
            scan_range(scanner, log->text, log->length,
                       range_of(log->text, log->length * i / parts[p],
                                i + 1 == parts[p] ? UINT64_MAX : log->length * (i + 1) / parts[p]),
                       (feeding){60000, 0}, &got);
        compare(wanted, &got, "ranges", 1);
    }
}

/* Where each line has an error a range ends all the same, and what has been looked
 * up is forgotten. */
static void check_dense(ekb_scanner *scanner, const made_entries *entries)
{
    enum { ERRORS = 6000, BLOCK = 10000, BEYOND = 65536, LITTLE = 20000 };
    made_log log;
    made_log_init(&log, entries, 43, 1);
    for (int i = 0; i < ERRORS; i++)
        made_log_line(&log);
    size_t remembered = scanner->remembered;
    finds whole = scan_all(scanner, log.text, log.length, EKB_SCAN_UTF8, (feeding){1 << 20, 0});
    scanner->remembered = LITTLE;
    finds anew = scan_all(scanner, log.text, log.length, EKB_SCAN_UTF8, (feeding){-BLOCK, 0});
    scanner->remembered = remembered;
    compare(&whole, &anew, "forgetting", 1);
    finds got = {.raw = log.text};
    ekb_scan_range range = range_of(log.text, 0, log.length / 4);
    uint64_t taken = scan_range(scanner, log.text, log.length, range, (feeding){BLOCK, 0}, &got);
    if (taken > range.to + BEYOND)
        fail("ranges", "more is read than the range needs", taken - range.to);
    size_t count = 0;
    while (count < whole.count && whole.items[count].record_start < range.to)
        count++;
    whole.count = count;
    compare(&whole, &got, "ends", 1);
    free(whole.items);
    made_log_free(&log);
}

typedef struct worker {
    pthread_t thread;
    const ekb_scanner *scanner;
    const made_log *log;
    ekb_scan_range range;
    finds finds;
} worker;

static void *work(void *context)
{
    worker *w = context;
    scan_range(w->scanner, w->log->text, w->log->length, w->range, (feeding){1 << 18, 0}, &w->finds);
    return NULL;
}

static void check_threads(const ekb_scanner *scanner, const made_log *log, const finds *wanted)
{
    enum { THREADS = 4 };
    worker workers[THREADS];
    finds all = {.raw = log->text};
    for (unsigned i = 0; i < THREADS; i++) {
        workers[i] =
            (worker){.scanner = scanner,
                     .log = log,
                     .range = range_of(log->text, log->length * i / THREADS,
                                       i + 1 == THREADS ? UINT64_MAX : log->length * (i + 1) / THREADS),
                     .finds = {.raw = log->text}};
        if (pthread_create(&workers[i].thread, NULL, work, &workers[i]) != 0)
            abort();
    }
    for (unsigned i = 0; i < THREADS; i++) {
        finds *part = &workers[i].finds;
        pthread_join(workers[i].thread, NULL);
        if (part->count > 0) {
            all.items = need(realloc(all.items, (all.count + part->count) * sizeof *all.items));
            memcpy(all.items + all.count, part->items, part->count * sizeof *part->items);
            all.count += part->count;
        }
        free(part->items);
    }
    compare(wanted, &all, "threads", 1);
}

/* ---- Encodings ------------------------------------------------------------------------ */

static size_t encode(const char *encoding, const char *text, size_t length, char **out)
{
    iconv_t converter = iconv_open(encoding, "UTF-8");
    size_t room = 4 * length + 16, left = room;
    char *in = (char *)(uintptr_t)text, *to = *out = need(malloc(room));
    if (converter == (iconv_t)-1 || iconv(converter, &in, &length, &to, &left) == (size_t)-1)
        abort();
    iconv_close(converter);
    return room - left;
}

static void check_encodings(const ekb_scanner *scanner, const made_log *log, const finds *wanted)
{
    static const struct {
        const char *name;
        ekb_scan_encoding encoding;
    } encodings[] = {
        {"UTF-16LE", EKB_SCAN_UTF16LE}, {"UTF-16BE", EKB_SCAN_UTF16BE}, {"GB18030", EKB_SCAN_GB18030}};
    static const feeding ways[] = {{1 << 20, 0}, {4097, 0}, {-50, 0}};
    for (size_t e = 0; e < sizeof encodings / sizeof *encodings; e++) {
        char *raw;
        size_t length = encode(encodings[e].name, log->text, log->length, &raw);
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
            finds got = scan_all(scanner, raw, length, encodings[e].encoding, ways[i]);
            for (size_t h = 0; h < got.count && h < wanted->count; h++) {
                /* The same place: the same text, encoded, has the same length. */
                char *match;
                const found *w = &wanted->items[h];
                size_t n =
                    encode(encodings[e].name, log->text + w->start, (size_t)(w->end - w->start), &match);
                if (got.items[h].end - got.items[h].start != n ||
                    memcmp(raw + got.items[h].start, match, n) != 0)
                    fail(encodings[e].name, "another place", w->line);
                free(match);
            }
            compare(wanted, &got, encodings[e].name, 0);
        }
        free(raw);
    }
}

/* ---- Shapes of streams ------------------------------------------------------------------ */

static size_t count_hits(const ekb_scanner *scanner, const char *text, size_t length, feeding how)
{
    finds got = scan_all(scanner, text, length, EKB_SCAN_UTF8, how);
    free(got.items);
    return got.count;
}

static void check_shapes(const ekb_scanner *scanner, const made_log *log, const finds *wanted)
{
    enum { LONG = 3 << 20 };
    const found *hit = &wanted->items[0];
    size_t n = (size_t)(hit->record_end - hit->record_start);
    const char *line = log->text + hit->record_start;
    /* One line of megabytes, an error amidst and one at its very end. */
    char *text = need(malloc(LONG));
    memset(text, '.', LONG);
    memcpy(text + LONG / 2, line, n);
    text[LONG / 2 + n] = ' ';
    memcpy(text + LONG - n, line, n);
    finds got = scan_all(scanner, text, LONG, EKB_SCAN_UTF8, (feeding){100000, 0});
    if (got.count != 2)
        fail("long line", "two hits are wanted", got.count);
    free(got.items);
    memset(text, 0, LONG);
    memcpy(text + LONG / 2, line, n);
    text[LONG / 2 + n] = '\n';
    if (count_hits(scanner, text, LONG, (feeding){4096, 0}) != 1)
        fail("NUL bytes", "one hit is wanted", 1);
    free(text);
    /* Cut anywhere: no harm. */
    for (size_t i = 0; i <= n; i++)
        (void)count_hits(scanner, line, i, (feeding){-9, 0});
    if (count_hits(scanner, line, n, (feeding){1 << 20, 0}) != 1)
        fail("no final line end", "one hit is wanted", 1);
    /* A stream that pauses after each line. */
    finds flushed = scan_all(scanner, log->text, log->length, EKB_SCAN_UTF8, (feeding){-300, 1});
    compare(wanted, &flushed, "flush", 1);
}

/* Findings that are kept at most while one line full of errors is read. */
static size_t most_findings(const ekb_scanner *scanner, const char *text, size_t length)
{
    enum { BLOCK = 100000 };
    ekb_scan *scan = NULL;
    finds out = {.raw = text};
    ekb_scan_range range = EKB_SCAN_RANGE_ALL;
    ekb_scan_sink sink = {on_hit, NULL, &out};
    ekb_error error;
    size_t most = 0;
    if (ekb_scan_start(&scan, scanner, &range, &sink, &error) != EKB_OK)
        abort();
    for (size_t at = 0; at < length; at += BLOCK) {
        if (ekb_scan_feed(scan, text + at, length - at < BLOCK ? length - at : BLOCK, &error) != EKB_OK)
            abort();
        most = scan->findings.count > most ? scan->findings.count : most;
    }
    ekb_scan_free(scan);
    free(out.items);
    return most;
}

/* What a line's end would part is told of piece by piece: the same however it is
 * read, and without keeping all of it. */
static void check_crowded_line(const ekb_scanner *scanner, const made_log *log, const finds *wanted)
{
    enum { LONG = 1 << 20 };
    const found *hit = &wanted->items[0];
    size_t n = (size_t)(hit->record_end - hit->record_start), length = 0;
    char *text = need(malloc(LONG));
    for (; length + n + 1 < LONG; text[length - 1] = ' ') {
        memcpy(text + length, log->text + hit->record_start, n);
        length += n + 1;
    }
    finds whole = scan_all(scanner, text, length, EKB_SCAN_UTF8, (feeding){1 << 20, 0});
    finds pieces = scan_all(scanner, text, length, EKB_SCAN_UTF8, (feeding){-9000, 0});
    finds parts = {.raw = text};
    scan_range(scanner, text, length, range_of(text, 0, LONG / 2), (feeding){60000, 0}, &parts);
    scan_range(scanner, text, length, range_of(text, LONG / 2, UINT64_MAX), (feeding){60000, 0}, &parts);
    if (whole.count < 2)
        fail("crowded line", "more hits are wanted", whole.count);
    if (most_findings(scanner, text, length) > length / n / 2)
        fail("crowded line", "too many findings are kept", length / n);
    compare(&whole, &pieces, "crowded line in blocks", 1);
    compare(&whole, &parts, "crowded line in ranges", 1);
    free(whole.items);
    free(text);
}

static void check_index(const char *path)
{
    ekb_engine *engine = NULL;
    ekb_scanner *scanner = NULL;
    ekb_scan_options options = EKB_SCAN_OPTIONS_INIT;
    made_entries entries;
    made_log log;
    ekb_error error;
    if (ekb_engine_new(&engine, &error) != EKB_OK || ekb_engine_open(engine, path, &error) != EKB_OK ||
        !made_entries_load(engine, ENTRIES, &entries) ||
        ekb_scanner_new(engine, &options, &scanner, &error) != EKB_OK) {
        fail("cannot open", path, 0);
        ekb_engine_free(engine);
        return;
    }
    made_log_init(&log, &entries, 42, ONE_IN);
    for (int i = 0; i < LINES; i++)
        made_log_line(&log);
    finds wanted = scan_all(scanner, log.text, log.length, EKB_SCAN_UTF8, (feeding){1 << 20, 0});
    printf("%s: %zu errors on %d lines, %zu hits\n", path, log.truth_count, LINES, wanted.count);
    check_truth(&log, &wanted);
    check_ways(scanner, &log, &wanted);
    check_blocks(scanner, &log, &wanted);
    check_ranges(scanner, &log, &wanted);
    check_dense(scanner, &entries);
    check_threads(scanner, &log, &wanted);
    check_encodings(scanner, &log, &wanted);
    if (wanted.count > 0) {
        check_shapes(scanner, &log, &wanted);
        check_crowded_line(scanner, &log, &wanted);
    }
    free(wanted.items);
    made_log_free(&log);
    made_entries_free(&entries);
    ekb_scanner_free(scanner);
    ekb_engine_free(engine);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        check_index(argv[i]);
    return failures == 0 && argc > 1 ? EXIT_SUCCESS : EXIT_FAILURE;
}
