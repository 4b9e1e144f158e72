/* SPDX-License-Identifier: MIT */
#include "filter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "core/error.h"
#include "filter_text.h"
#include "json_hit.h"
#include "operands.h"
#include "redact.h"
#include "stream.h"

enum {
    READ = 1 << 16,
    LINE_MOST = 1 << 16 /* of a line that is held; a longer one passes as it comes */
};

typedef struct filter filter;

/** How an answer is written: begun, the line in one part or several, a hit after the other, ended. */
typedef struct ekb_answer_way {
    void (*begin)(filter *f);
    void (*part)(filter *f, ekb_scan_encoding encoding, const char *bytes, size_t length);
    void (*hit)(filter *f, const ekb_scan_hit *hit);
    void (*end)(filter *f);
} answer_way;

struct filter {
    const ekb_scanner *scanner;
    ekb_stage *stage;
    const ekb_filter_options *options;
    const answer_way *way;
    int encoding; /* of the lines, as in the options */
    int is_wide;  /* the input is UTF-16, and the lines what it says in UTF-8 */
    int has_begun;
    ekb_strbuf units;                      /* of UTF-16, what is no whole character yet */
    ekb_scan *scans[EKB_SCAN_GB18030 + 1]; /* by encoding, made when first needed */
    ekb_strbuf line;                       /* the unfinished line */
    int is_long;                           /* it is not held, but scanned as it comes: */
    ekb_stream stream;
    uint64_t number;
    size_t hits; /* of this line */
    ekb_filter_text text;
};

static ekb_scan_encoding encoding_of(const filter *f)
{
    ekb_scan_encoding encoding;
    if (f->encoding >= 0)
        return (ekb_scan_encoding)f->encoding;
    ekb_charset_guess(ekb_strbuf_text(&f->line), f->line.length, 0, &encoding, NULL);
    return encoding;
}

static ekb_strbuf *out_of(const filter *f)
{
    return &f->stage->session->out;
}

/* ---- Text ---------------------------------------------------------------------------- */

static void put_part(filter *f, ekb_scan_encoding encoding, const char *bytes, size_t length)
{
    ekb_filter_text_part(&f->text, encoding, bytes, length);
}

static void put_text_hit(filter *f, const ekb_scan_hit *hit)
{
    ekb_filter_text_hit(&f->text, hit, f->number);
}

static void end_text(filter *f)
{
    ekb_filter_text_end(&f->text);
}

/* ---- errkb.scan/1, type line ------------------------------------------------------------ */

static void begin_json(filter *f)
{
    ekb_json_begin(out_of(f), "line");
    ekb_json_text_put_number(out_of(f), "line", f->number);
    ekb_json_text_key(out_of(f), "hits");
    ekb_json_text_open(out_of(f), '[');
}

/* Of a long line what is before may have been written out: the writer cannot see it. */
static void put_json_hit(filter *f, const ekb_scan_hit *hit)
{
    ekb_strbuf_puts(out_of(f), f->hits > 1 ? ",{" : "{");
    ekb_json_put_hit(out_of(f), f->stage, hit);
    ekb_json_text_close(out_of(f), '}');
}

static void end_json(filter *f)
{
    ekb_strbuf_puts(out_of(f), "]}\n");
}

/* ---- rsyslog: what is under $! becomes properties of the message ------------------------- */

static void begin_rsyslog(filter *f)
{
    ekb_json_text_open(out_of(f), '{');
}

/* A message has one set of properties: those of the first hit. */
static void put_rsyslog_hit(filter *f, const ekb_scan_hit *hit)
{
    if (f->hits > 1)
        return;
    ekb_json_text_key(out_of(f), "$!");
    ekb_json_text_open(out_of(f), '{');
    ekb_json_text_key(out_of(f), "errkb");
    put_json_hit(f, hit);
    ekb_json_text_close(out_of(f), '}');
}

static void end_rsyslog(filter *f)
{
    ekb_strbuf_puts(out_of(f), "}\n");
}

static const answer_way ways[] = {
    [EKB_SCAN_FORMAT_TEXT] = {NULL, put_part, put_text_hit, end_text},
    [EKB_SCAN_FORMAT_JSONL] = {begin_json, NULL, put_json_hit, end_json},
    [EKB_SCAN_FORMAT_RSYSLOG] = {begin_rsyslog, NULL, put_rsyslog_hit, end_rsyslog},
};

/* ---- A line --------------------------------------------------------------------------------- */

static int on_hit(void *context, const ekb_scan_hit *hit)
{
    filter *f = context;
    f->hits++;
    f->stage->found = 1;
    if (f->options->redact) {
        ekb_redacted_hit mine;
        ekb_redacted_hit_init(&mine, hit);
        f->way->hit(f, &mine.hit);
        out_of(f)->failed |= mine.failed;
        ekb_redacted_hit_release(&mine);
    } else {
        f->way->hit(f, hit);
    }
    return 0;
}

static void begin_answer(filter *f)
{
    f->number++;
    f->hits = 0;
    if (f->way->begin != NULL)
        f->way->begin(f);
}

static void pass_part(void *context, ekb_scan_encoding encoding, const char *bytes, size_t length)
{
    filter *f = context;
    if (f->way->part != NULL)
        f->way->part(f, encoding, bytes, length);
}

static ekb_scan_sink sink_of(filter *f)
{
    return (ekb_scan_sink){on_hit, NULL, f};
}

/* Every line is a whole: nothing waits for the next one. */
static ekb_status answer_held(filter *f, ekb_error *error)
{
    ekb_scan_encoding encoding = encoding_of(f);
    ekb_scan **scan = &f->scans[encoding];
    ekb_status status = EKB_OK;
    if (f->line.failed)
        return ekb_error_nomem(error);
    begin_answer(f);
    pass_part(f, encoding, ekb_strbuf_text(&f->line), f->line.length);
    if (*scan == NULL) {
        ekb_scan_range range = EKB_SCAN_RANGE_ALL;
        ekb_scan_sink sink = sink_of(f);
        range.encoding = encoding;
        status = ekb_scan_start(scan, f->scanner, &range, &sink, error);
    }
    ekb_strbuf_putc(&f->line, '\n');
    if (status == EKB_OK && f->line.failed)
        status = ekb_error_nomem(error);
    if (status == EKB_OK)
        status = ekb_scan_feed(*scan, f->line.data, f->line.length, error);
    if (status == EKB_OK)
        status = ekb_scan_flush(*scan, error);
    f->way->end(f);
    ekb_strbuf_clear(&f->line);
    return status;
}

/* ---- A line that is too long to be held ------------------------------------------------------- */

static ekb_status begin_long(filter *f, ekb_error *error)
{
    int wish = f->encoding;
    ekb_scan_encoding encoding = wish >= 0 ? (ekb_scan_encoding)wish : EKB_SCAN_UTF8;
    ekb_scan_sink sink = sink_of(f);
    ekb_status status =
        ekb_stream_start(&f->stream, f->scanner, encoding, wish < 0, &sink, pass_part, f, error);
    if (status != EKB_OK)
        return status;
    f->is_long = 1;
    begin_answer(f);
    status = ekb_stream_feed(&f->stream, ekb_strbuf_text(&f->line), f->line.length, error);
    ekb_strbuf_clear(&f->line);
    return status;
}

static ekb_status answer_long(filter *f, ekb_error *error)
{
    ekb_status status = ekb_stream_end(&f->stream, error);
    f->way->end(f);
    ekb_stream_release(&f->stream);
    f->is_long = 0;
    return status;
}

static ekb_status answer(filter *f, ekb_error *error)
{
    return f->is_long ? answer_long(f, error) : answer_held(f, error);
}

static ekb_status keep(filter *f, const char *bytes, size_t length, ekb_error *error)
{
    ekb_status status = EKB_OK;
    if (!f->is_long && f->line.length + length <= LINE_MOST) {
        ekb_strbuf_append(&f->line, bytes, length);
        return EKB_OK;
    }
    if (!f->is_long)
        status = begin_long(f, error);
    if (status == EKB_OK)
        status = ekb_stream_feed(&f->stream, bytes, length, error);
    ekb_stage_spill(f->stage); /* the pump sees a failure */
    return status;
}

static ekb_status take(filter *f, const char *bytes, size_t length, ekb_error *error)
{
    ekb_status status = EKB_OK;
    while (length > 0 && status == EKB_OK) {
        const char *end = memchr(bytes, '\n', length);
        size_t n = end != NULL ? (size_t)(end - bytes) : length;
        status = keep(f, bytes, n, error);
        if (end == NULL || status != EKB_OK)
            break;
        status = answer(f, error);
        bytes += n + 1;
        length -= n + 1;
    }
    return status;
}

/* ---- UTF-16 --------------------------------------------------------------------------------- */

/* As many bytes as are whole characters. */
static size_t whole_units(ekb_scan_encoding encoding, const ekb_strbuf *units)
{
    size_t whole = units->length / 2 * 2, high = encoding == EKB_SCAN_UTF16LE ? 1 : 2;
    int is_first_half = whole > 0 && ((unsigned char)units->data[whole - high] & 0xFC) == 0xD8;
    return is_first_half ? whole - 2 : whole;
}

static ekb_status take_units(filter *f, const char *bytes, size_t length, int at_end, ekb_error *error)
{
    ekb_scan_encoding encoding = (ekb_scan_encoding)f->options->encoding;
    ekb_strbuf text = EKB_STRBUF_INIT, *units = &f->units;
    ekb_strbuf_append(units, bytes, length);
    if (units->failed)
        return ekb_error_nomem(error);
    size_t whole = at_end ? units->length : whole_units(encoding, units), mark = 0;
    if (whole == 0)
        return EKB_OK;
    if (!f->has_begun)
        mark = ekb_charset_mark(encoding, units->data, whole);
    f->has_begun = 1;
    ekb_charset_decode(encoding, units->data + mark, whole - mark, &text);
    memmove(units->data, units->data + whole, units->length - whole);
    units->length -= whole;
    ekb_status status =
        text.failed ? ekb_error_nomem(error) : take(f, ekb_strbuf_text(&text), text.length, error);
    ekb_strbuf_release(&text);
    return status;
}

/* Asked before the first line is answered. A mark alone is not enough: whatever text a line holds,
   it gets its answer. */
static ekb_status refuse_units(const filter *f, const char *bytes, size_t length, ekb_error *error)
{
    ekb_scan_encoding encoding;
    ekb_strbuf head = EKB_STRBUF_INIT;
    if (f->encoding >= 0 || f->number > 0)
        return EKB_OK;
    ekb_strbuf_append(&head, ekb_strbuf_text(&f->line), f->line.length);
    ekb_strbuf_append(&head, bytes, length);
    const char *text = ekb_strbuf_text(&head);
    ekb_charset_guess(text, head.length, 1, &encoding, NULL);
    int is_wide = ekb_charset_unit(encoding) > 1 && memchr(text, '\0', head.length) != NULL;
    ekb_status status = head.failed ? ekb_error_nomem(error) : EKB_OK;
    ekb_strbuf_release(&head);
    if (status != EKB_OK || !is_wide)
        return status;
    status = ekb_error_set(error, EKB_ERR_ARG, EKB_N_("standard input looks like {encoding}"),
                           EKB_N_("add --encoding {encoding}, or --encoding utf-8 if it is not"));
    ekb_error_text(error, "encoding", ekb_charset_name(encoding));
    return status;
}

/* ---- The stream ----------------------------------------------------------------------------- */

/* Whoever gave us standard input may have it not wait; after an interrupt it is over. */
static long read_some(char *buffer)
{
    enum { LOOK_UP = 200 };
    while (!ekb_interrupted()) {
        long n = ekb_file_read(0, buffer, READ);
        if (n >= 0 || errno != EAGAIN)
            return n;
        ekb_file_wait(0, LOOK_UP);
    }
    return 0;
}

static ekb_status hear(filter *f, const char *bytes, size_t length, ekb_error *error)
{
    int is_due = memchr(bytes, '\n', length) != NULL || f->line.length + length > LINE_MOST;
    ekb_status status = is_due ? refuse_units(f, bytes, length, error) : EKB_OK;
    if (status != EKB_OK)
        return status;
    return f->is_wide ? take_units(f, bytes, length, 0, error) : take(f, bytes, length, error);
}

/* The last line may lack its end; one that an interrupt left unfinished is no line. */
static ekb_status end(filter *f, ekb_error *error)
{
    ekb_status status = f->units.length > 0 && !ekb_interrupted() ? take_units(f, "", 0, 1, error) : EKB_OK;
    int is_left = f->is_long || (f->line.length > 0 && !ekb_interrupted());
    if (status == EKB_OK && is_left)
        status = refuse_units(f, "", 0, error);
    return status == EKB_OK && is_left ? answer(f, error) : status;
}

static ekb_status pump(filter *f, char *buffer, ekb_error *error)
{
    for (;;) {
        long n = read_some(buffer);
        if (n < 0)
            return ekb_source_fail(NULL, errno, error);
        ekb_status status = n > 0 ? hear(f, buffer, (size_t)n, error) : end(f, error);
        if (ekb_stage_flush(f->stage) != 0 || status != EKB_OK || n == 0)
            return status;
    }
}

ekb_status ekb_filter_run(const ekb_scanner *scanner, ekb_stage *stage, const ekb_filter_options *options,
                          ekb_error *error)
{
    filter f = {.scanner = scanner, .stage = stage, .options = options, .way = &ways[options->format]};
    f.is_wide = options->encoding >= 0 && ekb_charset_unit((ekb_scan_encoding)options->encoding) > 1;
    f.encoding = f.is_wide ? EKB_SCAN_UTF8 : options->encoding;
    ekb_filter_text_init(&f.text, stage, options->redact);
    char *buffer = malloc(READ);
    if (buffer == NULL)
        return ekb_error_nomem(error);
    ekb_file_widen_pipe(0, READ);
    ekb_status status = pump(&f, buffer, error);
    for (size_t i = 0; i < sizeof f.scans / sizeof *f.scans; i++)
        ekb_scan_free(f.scans[i]);
    ekb_stream_release(&f.stream);
    ekb_strbuf_release(&f.line);
    ekb_strbuf_release(&f.units);
    ekb_filter_text_release(&f.text);
    free(buffer);
    return status;
}
