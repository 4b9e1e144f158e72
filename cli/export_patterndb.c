/* SPDX-License-Identifier: MIT */
/*
 * A pattern database of syslog-ng (version 4 of the format, read since 3.2).
 * db-parser() puts all patterns into one tree: at each place literal text is
 * tried first, then the parsers in the order in which they came, and a text
 * that only begins like a pattern is taken too if nothing fits whole. Therefore
 *   - what takes more to match comes first, and
 *   - a code ends inside a regular expression that also takes all that follows,
 *     so that ID: 403 is not the beginning of ID: 4031.
 * An `@` of a text is doubled; a parser's parameter cannot hold one at all.
 */
#include <string.h>

#include "export.h"

static void put_escaped(ekb_strbuf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        switch (text[i]) {
        case '&':
            ekb_strbuf_puts(out, "&amp;");
            break;
        case '<':
            ekb_strbuf_puts(out, "&lt;");
            break;
        case '>':
            ekb_strbuf_puts(out, "&gt;");
            break;
        case '"':
            ekb_strbuf_puts(out, "&quot;");
            break;
        default:
            ekb_strbuf_putc(out, text[i]);
        }
    }
}

static void put_text(ekb_strbuf *out, const char *text)
{
    put_escaped(out, text, strlen(text));
}

/* `word(…)`, which means a value of the type `word`. */
static int is_type_hint(const char *value)
{
    size_t word = strspn(value, "0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    size_t blanks = strspn(value + word, " ");
    return word > 0 && value[word + blanks] == '(' && value[strlen(value) - 1] == ')';
}

/* Values are templates: a dollar begins a macro. XML has no control characters. */
static void put_value(ekb_strbuf *out, const char *name, const char *value)
{
    if (*value == '\0')
        return;
    ekb_strbuf_printf(out, "          <value name=\"errkb.%s\">", name);
    if (is_type_hint(value))
        ekb_strbuf_puts(out, "${.errkb.nothing}"); /* no value of that name: an empty text */
    for (; *value != '\0'; value++) {
        if (*value == '$')
            ekb_strbuf_putc(out, '$');
        char byte = (unsigned char)*value < ' ' ? ' ' : *value;
        put_escaped(out, &byte, 1);
    }
    ekb_strbuf_puts(out, "</value>\n");
}

static void put_literal(ekb_strbuf *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '@')
            ekb_strbuf_putc(out, '@');
        put_escaped(out, text + i, 1);
    }
}

/* Begins a parser that puts what it takes into a value named after the slot. */
static void begin_parser(ekb_strbuf *out, const char *parser, const char *slot)
{
    ekb_strbuf_printf(out, "@%s:errkb.arg.", parser);
    for (; *slot != '\0'; slot++) {
        int is_plain = (*slot >= '0' && *slot <= '9') || ((*slot | 32) >= 'a' && (*slot | 32) <= 'z');
        ekb_strbuf_putc(out, (char)(is_plain ? *slot : '_'));
    }
}

/* A slot and the text behind it, if there is one; @p count pieces are left. */
static void put_slot(ekb_strbuf *out, const ekb_piece *slot, size_t count)
{
    const char *text = count > 1 ? slot[1].text : "";
    size_t stop = count > 1 ? ekb_stop_length(slot, count) : 0, length = strcspn(text, "@");
    if (count == 1) {
        begin_parser(out, "ANYSTRING", slot->text);
    } else if (length == 0) {
        begin_parser(out, "PCRE", slot->text);
        ekb_strbuf_puts(out, ":[^\\x40]*");
    } else {
        length = stop < length ? stop : length;
        begin_parser(out, "ESTRING", slot->text);
        ekb_strbuf_putc(out, ':');
        put_escaped(out, text, length);
    }
    ekb_strbuf_putc(out, '@');
    put_literal(out, text + length, strlen(text + length));
}

static void put_code(ekb_strbuf *out, const char *code)
{
    size_t most = strlen(code) - 1;
    put_literal(out, code, most);
    ekb_strbuf_printf(out, "@PCRE::%c(?![0-9A-Za-z_])(?s:.*)@", code[most]);
}

static void put_pattern(ekb_strbuf *out, const ekb_pattern *pattern)
{
    ekb_strbuf_puts(out, "          <pattern>");
    for (size_t i = 0; i < pattern->piece_count; i++) {
        const ekb_piece *piece = &pattern->pieces[i];
        switch (piece->kind) {
        case EKB_PIECE_LITERAL:
            put_literal(out, piece->text, strlen(piece->text));
            break;
        case EKB_PIECE_SPACE:
            ekb_strbuf_puts(out, "@SET:: &#9;&#10;&#13;@");
            break;
        case EKB_PIECE_VALUE:
            put_slot(out, piece, pattern->piece_count - i);
            i++; /* the text behind it is written */
            break;
        case EKB_PIECE_CODE:
            put_code(out, piece->text);
            break;
        }
    }
    ekb_strbuf_puts(out, "</pattern>\n");
}

static void put_examples(ekb_strbuf *out, const ekb_export_rule *rule)
{
    int any = 0;
    for (size_t i = 0; i < rule->pattern_count; i++) {
        const char *sample = rule->patterns[i].sample;
        if (sample == NULL)
            continue;
        if (!any++)
            ekb_strbuf_puts(out, "        <examples>\n");
        ekb_strbuf_puts(out, "          <example><test_message program=\"errkb\">");
        put_text(out, sample);
        ekb_strbuf_puts(out, "</test_message></example>\n");
    }
    if (any)
        ekb_strbuf_puts(out, "        </examples>\n");
}

static void put_rule(ekb_strbuf *out, const ekb_export_rule *rule)
{
    const ekb_pattern *first = rule->patterns;
    const ekb_export_entry *entry = first->entry;
    ekb_strbuf_puts(out, "      <rule provider=\"errkb\" class=\"system\" id=\"");
    put_text(out, entry->id);
    ekb_strbuf_puts(out, *first->also != '\0' ? " " : "");
    put_text(out, first->also);
    ekb_strbuf_puts(out, "\">\n        <patterns>\n");
    for (size_t i = 0; i < rule->pattern_count; i++)
        put_pattern(out, &rule->patterns[i]);
    ekb_strbuf_puts(out, "        </patterns>\n");
    put_examples(out, rule);
    ekb_strbuf_puts(out, "        <values>\n");
    put_value(out, "entry", entry->id);
    put_value(out, "also", first->also);
    put_value(out, "product", entry->product);
    put_value(out, "codes", entry->codes);
    put_value(out, "severity", entry->severity);
    put_value(out, "title", entry->title);
    ekb_strbuf_puts(out, "        </values>\n        <tags><tag>errkb</tag><tag>errkb.");
    put_text(out, entry->product);
    ekb_strbuf_puts(out, "</tag></tags>\n      </rule>\n");
}

/* The format wants a date; an index without one gives none that changes. */
static const char *date_of(const ekb_export *export)
{
    return *export->date != '\0' ? export->date : "1970-01-01";
}

static void write_patterndb(ekb_strbuf *out, ekb_export *export)
{
    ekb_strbuf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<patterndb version=\"4\" pub_date=\"");
    put_text(out, date_of(export));
    ekb_strbuf_puts(out, "\">\n  <ruleset name=\"errkb\" id=\"errkb\">\n    <rules>\n");
    for (size_t i = 0; i < export->rule_count; i++)
        put_rule(out, &export->rules[i]);
    ekb_strbuf_puts(out, "    </rules>\n  </ruleset>\n</patterndb>\n");
}

const ekb_export_format ekb_export_patterndb = {"patterndb", write_patterndb};
