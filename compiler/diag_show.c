/* SPDX-License-Identifier: MIT */
/* Findings by place, for people (source line and caret) or editors (JSON).
   Sources are read again for their lines: keeping all of them in memory for
   the case of an error would cost more than the catalog. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/error.h"
#include "core/strbuf.h"
#include "core/utf8.h"
#include "diag.h"
#include "files.h"
#include "os.h"
#include "read.h"
#include "within.h"

/* Columns of a source line that are shown around its caret. */
#define WINDOW_BEFORE 60
#define WINDOW_AFTER 60

/* The file whose lines are shown, read when its first finding comes. */
typedef struct view {
    const ekbc_diag_style *style;
    const ekbc_catalog *catalog;
    ekb_strbuf source;
    uint32_t file; /* UINT32_MAX: none yet */
    size_t at;     /* where `line` begins in it */
    uint32_t line;
    ekb_strbuf out;
} view;

static int by_place(const void *a, const void *b)
{
    const ekbc_diag *left = *(ekbc_diag *const *)a, *right = *(ekbc_diag *const *)b;
    const uint32_t l[] = {left->place.file, left->place.line, left->place.column};
    const uint32_t r[] = {right->place.file, right->place.line, right->place.column};
    for (size_t i = 0; i < 3; i++) {
        if (l[i] != r[i])
            return l[i] < r[i] ? -1 : 1;
    }
    if (left->severity != right->severity)
        return (int)left->severity - (int)right->severity;
    /* Threads add in any order; the texts decide what the place leaves open. */
    int order = strcmp(left->message, right->message);
    for (size_t i = 0; order == 0 && i < EKBC_DIAG_ARGS; i++) {
        if (left->args[i].text != NULL && right->args[i].text != NULL)
            order = strcmp(left->args[i].text, right->args[i].text);
    }
    return order;
}

/* A whole text with its arguments filled; control characters of hostile
   sources do not reach the terminal. */
static void put_clean(ekb_strbuf *out, const char *text, size_t length)
{
    for (size_t at = 0, size = 1; at < length; at += size) {
        uint32_t c = ekb_utf8_next(text, length, at, &size);
        if (c == EKB_UTF8_BAD || (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0) ||
            (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
            ekb_strbuf_put_codepoint(out, 0xFFFD);
        else
            ekb_strbuf_append(out, text + at, size);
    }
}

static const char *translated(const ekbc_diag_style *style, const char *english)
{
    return style->translate != NULL ? style->translate(style->context, english) : english;
}

/* The items with what stands between them in the reader's language. */
static void set_list(ekb_error *error, const char *name, const char *items, const ekbc_diag_style *style)
{
    ekb_strbuf list = EKB_STRBUF_INIT;
    for (size_t length; *items != '\0'; items += length + (items[length] == '\n')) {
        length = strcspn(items, "\n");
        ekb_strbuf_puts(&list, list.length > 0 ? translated(style, EKB_N_(", ")) : "");
        ekb_strbuf_append(&list, items, length);
    }
    ekb_error_text(error, name, ekb_strbuf_text(&list));
    ekb_strbuf_release(&list);
}

static void put_template(ekb_strbuf *out, const ekbc_diag *diag, const ekbc_diag_style *style,
                         const char *text)
{
    ekb_error error;
    char buffer[2048];
    if (text == NULL)
        return;
    ekb_error_set(&error, EKB_ERR_SOURCE, text, NULL);
    for (size_t i = 0; i < EKBC_DIAG_ARGS && diag->args[i].name != NULL; i++) {
        const char *name = diag->args[i].name, *value = diag->args[i].text;
        if (diag->args[i].kind == EKBC_DIAG_LIST)
            set_list(&error, name, value, style);
        else
            ekb_error_text(&error, name,
                           diag->args[i].kind == EKBC_DIAG_LABEL ? translated(style, value) : value);
    }
    ekb_error_render(&error, style->translate, style->context, buffer, sizeof buffer);
    put_clean(out, buffer, strlen(buffer));
}

/* ---- Text --------------------------------------------------------------- */

/* Go to a line of the view's file; findings are sorted, so always forward.
   @return the line's length, or SIZE_MAX if there is none. */
static size_t seek(view *v, const ekbc_place *place)
{
    if (v->file != place->file) {
        v->file = place->file;
        v->at = 0;
        v->line = 1;
        ekb_strbuf_clear(&v->source);
        if (ekbc_file_bytes(v->catalog->files[place->file], EKBC_FILE_MAX, &v->source, NULL) != EKB_OK)
            ekb_strbuf_clear(&v->source);
        if (v->source.length >= 3 && memcmp(v->source.data, "\xEF\xBB\xBF", 3) == 0)
            v->at = 3;
    }
    const char *text = ekb_strbuf_text(&v->source);
    while (v->line < place->line && v->at < v->source.length) {
        size_t n = strcspn(text + v->at, "\r\n");
        v->at += n;
        /* strcspn stops at a NUL too, which a broken file may hold. */
        if (v->at < v->source.length)
            v->at += text[v->at] == '\r' && text[v->at + 1] == '\n' ? 2 : 1;
        v->line += v->at <= v->source.length && text[v->at - 1] != '\0';
    }
    if (v->line != place->line || v->at > v->source.length)
        return SIZE_MAX;
    return strcspn(text + v->at, "\r\n");
}

static unsigned width_of(uint32_t c)
{
    int width = c == EKB_UTF8_BAD ? 1 : utf8proc_charwidth((utf8proc_int32_t)c);
    return width < 0 ? 0 : (unsigned)width;
}

/* The byte that `column` (in characters, from 1) begins at. */
static size_t byte_of(const char *line, size_t length, uint32_t column)
{
    size_t at = 0, size = 1;
    for (uint32_t i = 1; i < column && at < length; i++, at += size)
        ekb_utf8_next(line, length, at, &size);
    return at;
}

/* Where to begin so that the caret is within the window: a long line is cut. */
static size_t window_start(const char *line, size_t caret)
{
    size_t at = caret, columns = 0;
    while (at > 0 && columns < WINDOW_BEFORE) {
        do
            at--;
        while (at > 0 && ((unsigned char)line[at] & 0xC0) == 0x80);
        columns++;
    }
    return at;
}

static size_t window_end(const char *line, size_t length, size_t caret)
{
    size_t at = caret, size = 1;
    for (size_t columns = 0; at < length && columns < WINDOW_AFTER; columns++, at += size)
        ekb_utf8_next(line, length, at, &size);
    return at;
}

static void put_line(view *v, const ekbc_place *place)
{
    size_t length = place->line > 0 ? seek(v, place) : SIZE_MAX;
    if (length == SIZE_MAX)
        return;
    const char *line = ekb_strbuf_text(&v->source) + v->at;
    size_t caret = byte_of(line, length, place->column);
    size_t start = window_start(line, caret), end = window_end(line, length, caret);
    ekb_strbuf_puts(&v->out, start > 0 ? "    …" : "    ");
    put_clean(&v->out, line + start, end - start);
    ekb_strbuf_puts(&v->out, end < length ? "…\n    " : "\n    ");
    if (start > 0)
        ekb_strbuf_putc(&v->out, ' ');
    for (size_t at = start, size = 1; at < caret; at += size) {
        uint32_t c = ekb_utf8_next(line, length, at, &size);
        if (c == '\t')
            ekb_strbuf_putc(&v->out, '\t');
        for (unsigned i = width_of(c); c != '\t' && i > 0; i--)
            ekb_strbuf_putc(&v->out, ' ');
    }
    ekb_strbuf_puts(&v->out, v->style->colour ? "\033[1;32m^\033[0m\n" : "^\n");
}

static void show_text(view *v, const ekbc_diag *diag)
{
    static const char *const colours[] = {[EKBC_ERROR] = "\033[1;31m", [EKBC_WARNING] = "\033[1;35m"};
    static const char *const labels[] = {
        [EKBC_ERROR] = EKB_N_("error: "), [EKBC_WARNING] = EKB_N_("warning: ")};
    int colour = v->style->colour;
    const char *path = v->catalog->files[diag->place.file];
    ekb_strbuf_puts(&v->out, colour ? "\033[1m" : "");
    put_clean(&v->out, path, strlen(path));
    if (diag->place.line > 0)
        ekb_strbuf_printf(&v->out, ":%u:%u", (unsigned)diag->place.line, (unsigned)diag->place.column);
    ekb_strbuf_printf(&v->out, ": %s%s%s", colour ? colours[diag->severity] : "",
                      translated(v->style, labels[diag->severity]), colour ? "\033[0m" : "");
    put_template(&v->out, diag, v->style, diag->message);
    if (diag->remedy != NULL)
        ekb_strbuf_puts(&v->out, translated(v->style, EKB_N_("; ")));
    put_template(&v->out, diag, v->style, diag->remedy);
    ekb_strbuf_putc(&v->out, '\n');
    put_line(v, &diag->place);
}

/* ---- JSON --------------------------------------------------------------- */

static void show_json(view *v, const ekbc_diag *diag)
{
    static const char *const severities[] = {[EKBC_ERROR] = "error", [EKBC_WARNING] = "warning"};
    ekb_strbuf message = EKB_STRBUF_INIT, remedy = EKB_STRBUF_INIT, path = EKB_STRBUF_INIT;
    put_template(&message, diag, v->style, diag->message);
    put_template(&remedy, diag, v->style, diag->remedy);
    put_clean(&path, v->catalog->files[diag->place.file], strlen(v->catalog->files[diag->place.file]));
    json_t *object = json_pack("{s:s, s:i, s:i, s:s, s:s, s:s}", "file", ekb_strbuf_text(&path), "line",
                               (int)diag->place.line, "column", (int)diag->place.column, "severity",
                               severities[diag->severity], "message", ekb_strbuf_text(&message), "remedy",
                               ekb_strbuf_text(&remedy));
    char *line = object != NULL ? json_dumps(object, JSON_COMPACT) : NULL;
    if (line != NULL)
        ekb_strbuf_printf(&v->out, "%s\n", line);
    else
        v->out.failed = 1;
    free(line);
    json_decref(object);
    ekb_strbuf_release(&message);
    ekb_strbuf_release(&remedy);
    ekb_strbuf_release(&path);
}

static int same(const ekbc_diag *a, const ekbc_diag *b)
{
    return by_place(&a, &b) == 0;
}

/* ---- Places --------------------------------------------------------------- */

/* From where a scalar begins to what is meant of it. */
static void settle(view *v, ekbc_diag *diag)
{
    size_t length = diag->before != NULL && diag->place.line > 0 ? seek(v, &diag->place) : SIZE_MAX;
    if (length == SIZE_MAX)
        return;
    const char *source = ekb_strbuf_text(&v->source);
    size_t at = v->at + byte_of(source + v->at, length, diag->place.column), size = 1;
    size_t to = ekbc_within(source, v->source.length, at, diag->before, diag->before_length);
    for (; at < to; at += size) {
        uint32_t c = ekb_utf8_next(source, v->source.length, at, &size);
        int ends = c == '\n' || (c == '\r' && source[at + 1] != '\n');
        diag->place.line += (uint32_t)ends;
        diag->place.column = ends ? 1 : diag->place.column + 1;
    }
    diag->before = NULL;
}

/* Forget where the view stands: the next line that is sought may be any. */
static void rewind_view(view *v)
{
    v->file = UINT32_MAX;
}

static ekb_status show(view *v, ekbc_diag **sorted, size_t count, ekb_error *error)
{
    for (size_t i = 0; i < count; i++) {
        if ((i > 0 && same(sorted[i - 1], sorted[i])) ||
            (v->style->quiet && sorted[i]->severity != EKBC_ERROR))
            continue;
        ekb_strbuf_clear(&v->out);
        if (v->style->json)
            show_json(v, sorted[i]);
        else
            show_text(v, sorted[i]);
        if (v->out.failed)
            return ekb_error_nomem(error);
        errno = 0;
        if (fwrite(ekb_strbuf_text(&v->out), 1, v->out.length, v->style->out) != v->out.length)
            return ekbc_os_failed(error, EKB_N_("cannot write {path}: {reason}"), "output");
    }
    if (fflush(v->style->out) != 0)
        return ekbc_os_failed(error, EKB_N_("cannot write {path}: {reason}"), "output");
    return EKB_OK;
}

ekb_status ekbc_diags_show(const ekbc_diags *diags, const ekbc_catalog *catalog, const ekbc_diag_style *style,
                           ekb_error *error)
{
    size_t count = 0;
    for (const ekbc_diag *diag = diags->first; diag != NULL; diag = diag->next)
        count++;
    if (count == 0)
        return EKB_OK;
    ekbc_diag **sorted = calloc(count, sizeof *sorted);
    if (sorted == NULL)
        return ekb_error_nomem(error);
    count = 0;
    for (ekbc_diag *diag = diags->first; diag != NULL; diag = diag->next)
        sorted[count++] = diag;
    qsort(sorted, count, sizeof(ekbc_diag *), by_place);
    view v = {.style = style, .catalog = catalog, .file = UINT32_MAX};
    for (size_t i = 0; i < count; i++)
        settle(&v, sorted[i]);
    rewind_view(&v);
    qsort(sorted, count, sizeof(ekbc_diag *), by_place);
    ekb_status status = show(&v, sorted, count, error);
    ekb_strbuf_release(&v.source);
    ekb_strbuf_release(&v.out);
    free(sorted);
    return status;
}
