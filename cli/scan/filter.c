/* SPDX-License-Identifier: MIT */
#include "filter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "core/error.h"
#include "core/utf8.h"
#include "json_hit.h"
#include "operands.h"
#include "redact.h"

enum {
    READ = 1 << 16,
    ANSWER_MOST = 1 << 16 /* of a line that is passed on; the rest of it is dropped */
};

typedef struct filter filter;

/** How an answer is written: begun, a hit after the other, ended. */
typedef struct ekb_answer_way {
    void (*begin)(filter *f);
    void (*hit)(filter *f, const ekb_scan_hit *hit);
    void (*end)(filter *f);
} answer_way;

struct filter {
    const ekb_scanner *scanner;
    ekb_stage *stage;
    const ekb_filter_options *options;
    const answer_way *way;
    ekb_scan *scans[EKB_SCAN_GB18030 + 1]; /* by encoding, made when first needed */
    ekb_strbuf line;                       /* the unfinished line */
    int too_long;                          /* its rest is dropped */
    ekb_redact_state masks;
    uint64_t number;
    size_t hits; /* of this line */
};

static ekb_scan_encoding encoding_of(const filter *f)
{
    ekb_scan_encoding encoding;
    if (f->options->encoding >= 0)
        return (ekb_scan_encoding)f->options->encoding;
    ekb_charset_guess(ekb_strbuf_text(&f->line), f->line.length, 0, &encoding, NULL);
    return encoding;
}

/* ---- Text: the line, and what it is behind it ---------------------------------------- */

static ekb_strbuf *out_of(const filter *f)
{
    return &f->stage->session->out;
}

/* Masks are found in UTF-8, and other encodings shown so. */
static void put_redacted(filter *f, size_t length, ekb_strbuf *out)
{
    ekb_scan_encoding encoding = encoding_of(f);
    ekb_strbuf decoded = EKB_STRBUF_INIT;
    if (encoding == EKB_SCAN_UTF8)
        ekb_strbuf_append(&decoded, ekb_strbuf_text(&f->line), length);
    else
        ekb_charset_decode(encoding, ekb_strbuf_text(&f->line), length, &decoded);
    ekb_redact_next(&f->masks, ekb_strbuf_text(&decoded), decoded.length, out);
    out->failed |= decoded.failed;
    ekb_strbuf_release(&decoded);
}

static void begin_text(filter *f)
{
    ekb_strbuf plain = EKB_STRBUF_INIT;
    size_t length = f->line.length;
    while (length > 0 && f->line.data[length - 1] == '\r')
        length--;
    if (f->options->redact)
        put_redacted(f, length, &plain);
    else
        ekb_strbuf_append(&plain, ekb_strbuf_text(&f->line), length);
    ekb_strbuf_append(out_of(f), ekb_strbuf_text(&plain), plain.length);
    out_of(f)->failed |= plain.failed;
    ekb_strbuf_release(&plain);
}

static void put_text_hit(filter *f, const ekb_scan_hit *hit)
{
    const ekb_known *known = ekb_stage_entry(f->stage, hit->entries[0].id);
    ekb_strbuf_printf(out_of(f), "  [errkb: %s %s]", hit->entries[0].id, known->title);
}

static void end_text(filter *f)
{
    ekb_strbuf_putc(out_of(f), '\n');
    ekb_redact_end_line(&f->masks);
}

/* ---- errkb.scan/1, type line ------------------------------------------------------------ */

static void begin_json(filter *f)
{
    ekb_json_begin(out_of(f), "line");
    ekb_json_text_put_number(out_of(f), "line", f->number);
    ekb_json_text_key(out_of(f), "hits");
    ekb_json_text_open(out_of(f), '[');
}

static void put_json_hit(filter *f, const ekb_scan_hit *hit)
{
    ekb_json_text_open(out_of(f), '{');
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
    [EKB_SCAN_FORMAT_TEXT] = {begin_text, put_text_hit, end_text},
    [EKB_SCAN_FORMAT_JSONL] = {begin_json, put_json_hit, end_json},
    [EKB_SCAN_FORMAT_RSYSLOG] = {begin_rsyslog, put_rsyslog_hit, end_rsyslog},
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

/* Every line is a whole: nothing waits for the next one. */
static ekb_status answer(filter *f, ekb_error *error)
{
    ekb_scan_encoding encoding = encoding_of(f);
    ekb_scan **scan = &f->scans[encoding];
    ekb_status status = EKB_OK;
    f->number++;
    f->hits = 0;
    f->way->begin(f);
    if (*scan == NULL) {
        ekb_scan_range range = EKB_SCAN_RANGE_ALL;
        ekb_scan_sink sink = {on_hit, NULL, f};
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
    f->too_long = 0;
    return status;
}

static void keep(filter *f, const char *bytes, size_t length)
{
    size_t room = f->line.length < ANSWER_MOST ? ANSWER_MOST - f->line.length : 0;
    f->too_long |= length > room;
    ekb_strbuf_append(&f->line, bytes, length < room ? length : room);
}

static ekb_status take(filter *f, const char *bytes, size_t length, ekb_error *error)
{
    ekb_status status = EKB_OK;
    while (length > 0 && status == EKB_OK) {
        const char *end = memchr(bytes, '\n', length);
        size_t n = end != NULL ? (size_t)(end - bytes) : length;
        keep(f, bytes, n);
        if (end == NULL)
            break;
        status = answer(f, error);
        bytes += n + 1;
        length -= n + 1;
    }
    return status;
}

/* ---- The stream ----------------------------------------------------------------------------- */

/* Whoever gave us standard input may have it not wait. */
static long read_some(char *buffer)
{
    enum { LOOK_UP = 200 };
    long n;
    while ((n = ekb_file_read(0, buffer, READ)) < 0 && errno == EAGAIN && !ekb_interrupted())
        ekb_file_wait(0, LOOK_UP);
    return n < 0 && errno == EAGAIN ? 0 : n;
}

static ekb_status pump(filter *f, char *buffer, ekb_error *error)
{
    for (;;) {
        long n = read_some(buffer);
        if (n < 0)
            return ekb_source_fail(NULL, errno, error);
        /* The last line may lack its end. */
        ekb_status status = n > 0                ? take(f, buffer, (size_t)n, error)
                            : f->line.length > 0 ? answer(f, error)
                                                 : EKB_OK;
        if (ekb_stage_flush(f->stage) != 0 || status != EKB_OK || n == 0)
            return status;
    }
}

ekb_status ekb_filter_run(const ekb_scanner *scanner, ekb_stage *stage, const ekb_filter_options *options,
                          ekb_error *error)
{
    filter f = {.scanner = scanner, .stage = stage, .options = options, .way = &ways[options->format]};
    char *buffer = malloc(READ);
    if (buffer == NULL)
        return ekb_error_nomem(error);
    ekb_file_widen_pipe(0, READ);
    ekb_status status = pump(&f, buffer, error);
    for (size_t i = 0; i < sizeof f.scans / sizeof *f.scans; i++)
        ekb_scan_free(f.scans[i]);
    ekb_strbuf_release(&f.line);
    free(buffer);
    return status;
}
