/* SPDX-License-Identifier: MIT */
/*
 * test_disguise INDEX…: each message as a log might have it, and the same with
 * everything changed that a message is told in spite of: blanks, the ends of
 * lines, punctuation of either width, quotation marks, capitals, a backslash
 * before a quotation mark, and whatever its placeholders may stand for. What is
 * found in the one is found in the other, whatever it is that keeps a scan from
 * reading messages which do not fit.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "made.h"
#include "scan/scan.h"

enum { ENTRIES = 1500, LINE_MOST = 4096, TIMES = 4, TOLD_MOST = 32 };

typedef struct told {
    char ids[TOLD_MOST][64];
    size_t count;
} told;

typedef struct line {
    char text[LINE_MOST];
    size_t length;
} line;

static int failures;
static size_t compared;

static unsigned draw(uint64_t *state, unsigned below)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (unsigned)(*state >> 33) % below;
}

/* ---- Disguises -------------------------------------------------------------------- */

/* What may stand for a piece of a message: lists end with NULL. */
static const struct {
    const char *piece, *others[6];
} alike[] = {
    {" ", {"  ", "\t", "\n    ", "\r\n\t", "　", "\xC2\xA0"}},
    {"。", {"．", ".", "｡", "。\n", NULL}},
    {"，", {",", "， ", "，\n  ", NULL}},
    {"：", {":", "： ", NULL}},
    {"“", {"\"", "「", "'", "\\\"", NULL}},
    {"”", {"\"", "」", "'", "\\\"", NULL}},
    {"\"", {"'", "“", "\\\"", "`", NULL}},
    {"'", {"\"", "`", "‘", "\\\"", NULL}},
    {"（", {"(", " （", NULL}},
    {"）", {")", "） ", NULL}},
    {"(", {"（", NULL}},
    {")", {"）", NULL}},
    {"、", {",", NULL}},
    {"!", {"！", NULL}},
    {":", {"：", ":\n", NULL}},
    {"-", {"‐", "—", NULL}},
};

static const char *const values[] = {"alpha",       "10.1.2.3", "/var/x-1",  "{}",        "C:\\a", "été",
                                     "文件一",      "a…",       "'q'",       "e\xCC\x81", "㈱",    "42%",
                                     "\"\\u9519\"", "の",       "{\"k\":1}", "⼀"};

static void put(line *out, const char *text, size_t length)
{
    if (out->length + length < sizeof out->text) {
        memcpy(out->text + out->length, text, length);
        out->length += length;
        out->text[out->length] = '\0';
    }
}

/* @param joined 0 beside a placeholder, which stands for nothing across lines.
 * @return bytes of the message that have been put in another way; 0: none. */
static size_t disguise(line *out, const char *at, int joined, uint64_t *state)
{
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++) {
        size_t length = strlen(alike[i].piece), count = 0;
        if (strncmp(at, alike[i].piece, length) != 0 || draw(state, 3) != 0)
            continue;
        while (count < 6 && alike[i].others[count] != NULL)
            count++;
        const char *other = alike[i].others[draw(state, (unsigned)count)];
        if (!joined && strpbrk(other, "\r\n\\") != NULL)
            other = alike[i].piece;
        put(out, other, strlen(other));
        return length;
    }
    return 0;
}

/* The message on a line, plain or disguised; with the same values otherwise. */
static void write_line(line *out, const char *message, int disguised, uint64_t seed)
{
    uint64_t chance = seed, choice = seed + 1;
    out->length = 0;
    put(out, "2026-11-22 10:00:00 ERROR ", 26);
    for (const char *at = message; *at != '\0';) {
        const char *end = *at == '{' ? strchr(at, '}') : NULL;
        if (at[0] == '{' && at[1] != '{' && end != NULL) {
            const char *value = values[draw(&choice, disguised ? sizeof values / sizeof *values : 3)];
            put(out, value, strlen(value));
            at = end + 1;
            continue;
        }
        at += (*at == '{' || *at == '}') && at[1] == *at;
        int joined = at > message && at[-1] != '}' && at[1] != '{';
        size_t changed = disguised ? disguise(out, at, joined, &chance) : 0;
        if (changed == 0) {
            char c = disguised && *at >= 'a' && *at <= 'z' && draw(&chance, 8) == 0 ? (char)(*at - 32) : *at;
            put(out, &c, 1);
            changed = 1;
        }
        at += changed;
    }
    put(out, "\n2026-11-22 10:00:01 INFO done\n", 31);
}

/* ---- What is told ------------------------------------------------------------------- */

static int on_hit(void *context, const ekb_scan_hit *hit)
{
    told *t = context;
    for (size_t i = 0; hit->by_message && i < hit->entry_count && t->count < TOLD_MOST; i++)
        snprintf(t->ids[t->count++], sizeof t->ids[0], "%s", hit->entries[i].id);
    return 0;
}

static told tell(const ekb_scanner *scanner, const line *text)
{
    told out = {.count = 0};
    ekb_scan *scan = NULL;
    ekb_scan_range range = EKB_SCAN_RANGE_ALL;
    ekb_scan_sink sink = {on_hit, NULL, &out};
    if (ekb_scan_start(&scan, scanner, &range, &sink, NULL) != EKB_OK ||
        ekb_scan_feed(scan, text->text, text->length, NULL) != EKB_OK || ekb_scan_end(scan, NULL) != EKB_OK)
        abort();
    ekb_scan_free(scan);
    return out;
}

static int has(const told *t, const char *id)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->ids[i], id) == 0)
            return 1;
    return 0;
}

static void check_message(const ekb_scanner *scanner, const made_entry *entry, const char *message)
{
    line plain, other;
    write_line(&plain, message, 0, 1);
    told wanted = tell(scanner, &plain);
    for (uint64_t seed = 1; has(&wanted, entry->id) && seed <= TIMES; seed++) {
        write_line(&other, message, 1, seed * 977);
        told got = tell(scanner, &other);
        compared++;
        if (has(&got, entry->id))
            continue;
        fprintf(stderr, "test_disguise: %s is not found:\n%s%s", entry->id, plain.text, other.text);
        failures++;
    }
}

static void check_index(const char *path)
{
    ekb_engine *engine = NULL;
    ekb_scanner *scanner = NULL;
    ekb_scan_options options = {.min_confidence = 0.01, .flags = EKB_SCAN_NO_UNKNOWN};
    made_entries entries = {NULL, 0};
    if (ekb_engine_new(&engine, NULL) != EKB_OK || ekb_engine_open(engine, path, NULL) != EKB_OK ||
        !made_entries_load(engine, ENTRIES, &entries) ||
        ekb_scanner_new(engine, &options, &scanner, NULL) != EKB_OK) {
        fprintf(stderr, "test_disguise: cannot open %s\n", path);
        exit(EXIT_FAILURE);
    }
    for (size_t i = 0; i < entries.count; i++)
        for (size_t m = 0; m < entries.items[i].message_count; m++)
            check_message(scanner, &entries.items[i], entries.items[i].messages[m]);
    made_entries_free(&entries);
    ekb_scanner_free(scanner);
    ekb_engine_free(engine);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        check_index(argv[i]);
    printf("%zu disguises compared, %d not seen through\n", compared, failures);
    return failures == 0 && compared > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
