/* SPDX-License-Identifier: MIT */
/*
 * SARIF 2.1.0: one run, a result for each hit, a rule for each entry that was hit.
 * Results are written as they come; the rules follow them, since members of an
 * object have no order. Unknown codes are no results of a rule: they are left out.
 */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/utf8.h"
#include "json_text.h"
#include "sinks.h"

typedef struct sarif {
    ekb_stage *stage;
    ekb_keys rules;
    int begun;
    int has_result;
} sarif;

static ekb_strbuf *out_of(const sarif *s)
{
    return &s->stage->session->out;
}

static int fail(sarif *s)
{
    ekb_error error;
    ekb_error_nomem(&error);
    return ekb_stage_fail(s->stage, &error);
}

static void begin(sarif *s)
{
    ekb_strbuf *out = out_of(s);
    if (s->begun)
        return;
    s->begun = 1;
    ekb_json_text_open(out, '{');
    ekb_json_text_put(out, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    ekb_json_text_put(out, "version", "2.1.0");
    ekb_json_text_key(out, "runs");
    ekb_strbuf_puts(out, "[{");
    ekb_json_text_put(out, "columnKind", "unicodeCodePoints");
    ekb_json_text_key(out, "results");
    ekb_json_text_open(out, '[');
}

/* ---- Where ------------------------------------------------------------------------------ */

/* What a URI may not hold is percent-encoded, byte by byte. */
static void put_uri(ekb_strbuf *out, const char *path)
{
    ekb_strbuf uri = EKB_STRBUF_INIT;
    static const char plain[] = "-._~/!$&'()*+,;=@";
    if (*path == '/')
        ekb_strbuf_puts(&uri, "file://");
    for (const char *c = path; *c != '\0'; c++) {
        int is_plain = (*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') ||
                       strchr(plain, *c) != NULL;
        if (is_plain)
            ekb_strbuf_putc(&uri, *c);
        else
            ekb_strbuf_printf(&uri, "%%%02X", (unsigned char)*c);
    }
    ekb_json_text_put(out, "uri", ekb_strbuf_text(&uri));
    out->failed |= uri.failed;
    ekb_strbuf_release(&uri);
}

/* Column of a place, from 1, in characters of its line. */
static uint64_t column_of(const char *text, size_t length, size_t at)
{
    size_t line = at, size;
    uint64_t column = 1;
    while (line > 0 && text[line - 1] != '\n')
        line--;
    for (; line < at; line += size, column++)
        ekb_utf8_next(text, length, line, &size);
    return column;
}

static uint64_t line_ends(const char *text, ekb_span span)
{
    uint64_t count = 0;
    for (size_t i = span.start; i < span.end; i++)
        count += text[i] == '\n';
    return count;
}

/* Of a record that was cut columns would be wrong. */
static void put_region(ekb_strbuf *out, const ekb_scan_place *place)
{
    ekb_json_text_key(out, "region");
    ekb_json_text_open(out, '{');
    if (place->line > 0)
        ekb_json_text_put_number(out, "startLine", place->line);
    if (place->line > 0 && !place->cut) {
        ekb_json_text_put_number(out, "startColumn",
                                 column_of(place->text, place->text_length, place->match.start));
        ekb_json_text_put_number(out, "endLine", place->line + line_ends(place->text, place->match));
        ekb_json_text_put_number(out, "endColumn",
                                 column_of(place->text, place->text_length, place->match.end));
    }
    ekb_json_text_put_number(out, "byteOffset", place->start);
    ekb_json_text_put_number(out, "byteLength", place->end - place->start);
    ekb_json_text_close(out, '}');
}

/* The lines of the match, to be shown where the log is not at hand. */
static void put_context(ekb_strbuf *out, const ekb_scan_place *place)
{
    ekb_json_text_key(out, "contextRegion");
    ekb_json_text_open(out, '{');
    ekb_json_text_put_number(out, "byteOffset", place->record_start);
    ekb_json_text_put_number(out, "byteLength", place->record_end - place->record_start);
    ekb_json_text_key(out, "snippet");
    ekb_json_text_open(out, '{');
    ekb_json_text_key(out, "text");
    ekb_json_text_string(out, place->text, place->text_length);
    ekb_strbuf_puts(out, "}}");
}

static void put_location(ekb_strbuf *out, const char *log, const ekb_scan_place *place)
{
    ekb_json_text_key(out, "locations");
    ekb_strbuf_puts(out, "[{");
    ekb_json_text_key(out, "physicalLocation");
    ekb_json_text_open(out, '{');
    ekb_json_text_key(out, "artifactLocation");
    ekb_json_text_open(out, '{');
    if (strcmp(log, "-") == 0)
        ekb_json_text_put(out, "uri", "stdin");
    else
        put_uri(out, log);
    ekb_json_text_close(out, '}');
    put_region(out, place);
    put_context(out, place);
    ekb_strbuf_puts(out, "}}]");
}

/* ---- Results ---------------------------------------------------------------------------------- */

static const char *level_of(const char *severity)
{
    return strcmp(severity, "info") == 0 ? "note" : strcmp(severity, "warning") == 0 ? "warning" : "error";
}

static void put_message(ekb_strbuf *out, const char *key, const char *text)
{
    ekb_json_text_key(out, key);
    ekb_json_text_open(out, '{');
    ekb_json_text_put(out, "text", text);
    ekb_json_text_close(out, '}');
}

static void put_properties(ekb_strbuf *out, const ekb_scan_hit *hit)
{
    ekb_json_text_key(out, "properties");
    ekb_json_text_open(out, '{');
    ekb_json_text_key(out, "confidence");
    ekb_json_text_share(out, hit->confidence);
    ekb_json_text_put(out, "code", hit->code);
    ekb_json_text_put(out, "reason", hit->reason);
    ekb_json_text_put_flag(out, "conflict", hit->conflict);
    ekb_json_text_close(out, '}');
}

static int on_hit(void *context, const char *log, const ekb_scan_hit *hit)
{
    sarif *s = context;
    ekb_strbuf *out = out_of(s);
    const char *id = hit->entries[0].id;
    const ekb_known *known = ekb_stage_entry(s->stage, id);
    size_t rule = ekb_keys_number(&s->rules, id, strlen(id));
    s->stage->found = 1;
    if (rule == EKB_KEY_NONE)
        return fail(s);
    begin(s);
    ekb_strbuf_puts(out, s->has_result ? ",{" : "{"); /* the one before may have been written out */
    s->has_result = 1;
    ekb_json_text_put(out, "ruleId", id);
    ekb_json_text_put_number(out, "ruleIndex", rule);
    ekb_json_text_put(out, "level", level_of(known->severity));
    put_message(out, "message", *known->title != '\0' ? known->title : id);
    put_location(out, log, &hit->place);
    put_properties(out, hit);
    ekb_json_text_close(out, '}');
    return ekb_stage_spill(s->stage);
}

/* ---- The tool, at the end ------------------------------------------------------------------------ */

static void put_help(ekb_strbuf *out, ekb_stage *stage, const char *id)
{
    ekb_strbuf text = EKB_STRBUF_INIT, markdown = EKB_STRBUF_INIT;
    ekb_style style = stage->session->style;
    ekb_shown *shown = NULL;
    style.colour = style.hyperlinks = 0;
    if (ekb_stage_show(stage, id, &shown) != EKB_OK || shown == NULL)
        return;
    ekb_render_text.entry(&text, &style, stage->session->engine, &shown->entry);
    ekb_render_markdown.entry(&markdown, &style, stage->session->engine, &shown->entry);
    ekb_json_text_key(out, "help");
    ekb_json_text_open(out, '{');
    ekb_json_text_put(out, "text", ekb_strbuf_text(&text));
    ekb_json_text_put(out, "markdown", ekb_strbuf_text(&markdown));
    ekb_json_text_close(out, '}');
    if (*shown->entry.source_url != '\0')
        ekb_json_text_put(out, "helpUri", shown->entry.source_url);
    out->failed |= text.failed | markdown.failed;
    ekb_strbuf_release(&text);
    ekb_strbuf_release(&markdown);
    ekb_shown_free(shown);
}

static void put_rules(sarif *s)
{
    ekb_strbuf *out = out_of(s);
    ekb_json_text_key(out, "rules");
    ekb_json_text_open(out, '[');
    for (size_t i = 0; i < s->rules.count; i++) {
        const ekb_known *known = ekb_stage_entry(s->stage, s->rules.texts[i]);
        ekb_json_text_open(out, '{');
        ekb_json_text_put(out, "id", s->rules.texts[i]);
        put_message(out, "shortDescription", *known->title != '\0' ? known->title : s->rules.texts[i]);
        put_help(out, s->stage, s->rules.texts[i]);
        ekb_json_text_close(out, '}');
    }
    ekb_json_text_close(out, ']');
}

static int on_end(void *context, const ekb_totals *totals)
{
    sarif *s = context;
    ekb_strbuf *out = out_of(s);
    begin(s);
    ekb_json_text_close(out, ']');
    ekb_json_text_key(out, "tool");
    ekb_json_text_open(out, '{');
    ekb_json_text_key(out, "driver");
    ekb_json_text_open(out, '{');
    ekb_json_text_put(out, "name", "errkb");
    ekb_json_text_put(out, "version", ekb_version());
    ekb_json_text_put(out, "semanticVersion", ekb_version());
    put_rules(s);
    ekb_strbuf_puts(out, "}}");
    ekb_json_text_key(out, "invocations");
    ekb_strbuf_puts(out, "[{");
    ekb_json_text_put_flag(out, "executionSuccessful", totals->unreadable == 0 && !totals->interrupted);
    ekb_strbuf_puts(out, "}]}]}\n");
    return ekb_stage_flush(s->stage);
}

static ekb_status open_sarif(ekb_stage *stage, ekb_sink *out, ekb_error *error)
{
    sarif *s = calloc(1, sizeof *s);
    if (s == NULL)
        return ekb_error_nomem(error);
    s->stage = stage;
    *out = (ekb_sink){.hit = on_hit, .end = on_end, .context = s};
    return EKB_OK;
}

static void close_sarif(ekb_sink *sink)
{
    sarif *s = sink->context;
    if (s != NULL)
        ekb_keys_release(&s->rules);
    free(s);
}

const ekb_sink_way ekb_sink_sarif = {open_sarif, close_sarif, EKB_SCAN_NO_UNKNOWN, 0, 0};
