/* SPDX-License-Identifier: MIT */
/*
 * A rulebase of liblognorm (version 2 of the format). A rule is one line and
 * must match the whole message. Its tags tell the entry: an annotation would
 * tell more, but the library goes through all of them at every message. What
 * the format cannot write:
 *   - a slot that may be empty: a code at the very start has rules of its own;
 *   - "not followed by": what may follow a code is a type of its own, and the
 *     end of the message one more rule;
 *   - a `%` within a slot, since it ends one: \x25;
 *   - more than 255 ways to go on from one place, which it counts in a byte:
 *     what comes later is left out (export_branches.h).
 */
#include <string.h>

#include "export.h"
#include "export_branches.h"

enum { SLOTS_MOST = 64 }; /* of one rule */

/* The rule on its way: whether it fits is known at its end. */
typedef struct writer {
    ekb_strbuf *out;
    ekb_strbuf body;
    ekb_branches branches;
    size_t starts[SLOTS_MOST], ends[SLOTS_MOST]; /* of slots, in the body */
    size_t slot_count;
    int failed;
} writer;

/* What a code can be followed by. */
static const char *const code_ends[] = {" ", "\\x09", ")",  "]",  "}",  ".",  ",",  ":",  ";",  "!",  "?",
                                        "'", "\"",    "/",  "|",  ">",  "<",  "=",  "-",  "）", "】", "」",
                                        "”", "。",    "，", "：", "；", "、", "！", "？", "的"};

static int is_plain(char byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

static void put_literal(ekb_strbuf *out, const char *text, size_t length, const char *percent)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '%')
            ekb_strbuf_puts(out, percent);
        else if (text[i] == '\\')
            ekb_strbuf_puts(out, "\\\\");
        else if ((unsigned char)text[i] < ' ')
            ekb_strbuf_printf(out, "\\x%02x", (unsigned)(unsigned char)text[i]);
        else
            ekb_strbuf_putc(out, text[i]);
    }
}

/* A slot; @p count pieces are left. string-to does not find a single byte. */
static void put_slot(writer *w, const ekb_piece *slot, size_t count)
{
    size_t start = w->body.length;
    ekb_strbuf_putc(&w->body, '%');
    for (const char *name = slot->text; *name != '\0'; name++)
        ekb_strbuf_putc(&w->body, (char)(is_plain(*name) ? *name : '_'));
    size_t stop = count > 1 ? ekb_stop_length(slot, count) : 0;
    ekb_strbuf_puts(&w->body, stop == 0 ? ":rest" : stop == 1 ? ":char-to:" : ":string-to:");
    if (stop > 0)
        put_literal(&w->body, slot[1].text, stop, "\\x25");
    ekb_strbuf_putc(&w->body, '%');
    if (w->slot_count < SLOTS_MOST) {
        w->starts[w->slot_count] = start;
        w->ends[w->slot_count++] = w->body.length;
    }
}

static void put_pieces(writer *w, const ekb_piece *pieces, size_t count)
{
    w->failed |= w->body.failed;
    ekb_strbuf_clear(&w->body);
    w->slot_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].kind == EKB_PIECE_VALUE)
            put_slot(w, &pieces[i], count - i);
        else if (pieces[i].kind == EKB_PIECE_SPACE)
            ekb_strbuf_puts(&w->body, "%-:whitespace%");
        else
            put_literal(&w->body, pieces[i].text, strlen(pieces[i].text), "%%");
    }
}

/* Is there room at each place where the rule has a slot? Then it is taken. */
static int takes_room(writer *w)
{
    const char *body = ekb_strbuf_text(&w->body);
    if (w->slot_count == SLOTS_MOST)
        return 0;
    for (size_t i = 0; i < w->slot_count; i++)
        if (!ekb_branches_fits(&w->branches, body, w->starts[i], w->ends[i]))
            return 0;
    for (size_t i = 0; i < w->slot_count; i++)
        ekb_branches_add(&w->branches, body, w->starts[i], w->ends[i]);
    return 1;
}

/* `,name=word` for each word of @p words; a tag cannot hold a comma or colon. */
static void put_tags(ekb_strbuf *out, const char *name, const char *words)
{
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        ekb_strbuf_printf(out, ",%s=", name);
        for (size_t i = 0; i < length; i++)
            ekb_strbuf_putc(out, (char)(words[i] == ',' || words[i] == ':' ? '_' : words[i]));
        words += length + strspn(words + length, " ");
    }
}

static int put_rule(writer *w, const ekb_pattern *pattern, size_t from, const char *end)
{
    put_pieces(w, pattern->pieces + from, pattern->piece_count - from);
    if (!takes_room(w))
        return 0;
    ekb_strbuf_puts(w->out, "rule=errkb");
    put_tags(w->out, "entry", pattern->entry->id);
    put_tags(w->out, "entry", pattern->also);
    put_tags(w->out, "code", pattern->entry->codes);
    put_tags(w->out, "severity", pattern->entry->severity);
    ekb_strbuf_printf(w->out, ":%s%s\n", ekb_strbuf_text(&w->body), end);
    return 1;
}

static int ends_with_code(const ekb_pattern *pattern)
{
    return pattern->pieces[pattern->piece_count - 1].kind == EKB_PIECE_CODE;
}

static int is_code_anywhere(const ekb_pattern *pattern)
{
    return ends_with_code(pattern) && pattern->pieces[0].kind == EKB_PIECE_VALUE && pattern->piece_count == 3;
}

/* @return 0 for one that there is no room for. */
static int put_pattern(writer *w, const ekb_pattern *pattern)
{
    static const char code_end[] = "%-:@errkb_code_end%";
    int has_code = ends_with_code(pattern), is_anywhere = is_code_anywhere(pattern);
    if (!put_rule(w, pattern, 0, ""))
        return 0;
    if (has_code)
        put_rule(w, pattern, 0, code_end);
    if (is_anywhere) {
        put_rule(w, pattern, 1, "");
        put_rule(w, pattern, 1, code_end);
    }
    return 1;
}

static void write_lognorm(ekb_strbuf *out, ekb_export *export)
{
    writer w = {.out = out};
    ekb_strbuf_puts(out, "version=2\n");
    for (size_t i = 0; i < sizeof code_ends / sizeof *code_ends; i++)
        ekb_strbuf_printf(out, "type=@errkb_code_end:%s%%-:rest%%\n", code_ends[i]);
    for (int codes = 1; codes >= 0; codes--) { /* codes take their room first */
        for (size_t i = 0; i < export->rule_count; i++) {
            const ekb_export_rule *rule = &export->rules[i];
            for (size_t j = 0; j < rule->pattern_count; j++)
                if (is_code_anywhere(&rule->patterns[j]) == codes && !put_pattern(&w, &rule->patterns[j]))
                    export->left_out++;
        }
    }
    out->failed |= w.failed || w.body.failed || w.branches.failed;
    ekb_branches_release(&w.branches);
    ekb_strbuf_release(&w.body);
}

const ekb_export_format ekb_export_lognorm = {"lognorm", write_lognorm};
