/* SPDX-License-Identifier: MIT */
/*
 * One stream: which of its bytes are at hand, which are searched, which of its
 * lines are the range's.
 */
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "stream.h"

/* Text that must follow a place for what is found there to be certain, and that
 * must be kept before it: a message's reach with the pieces that it is folded
 * in, and the record that is told with it. */
enum {
    RECORD = EKB_SCAN_RECORD_MAX + EKB_SCAN_BEFORE_MAX,
    AHEAD = EKB_SCAN_REACH_ON + 2 * 4096,
    BEHIND = EKB_SCAN_REACH_BACK + 2 * 4096 + RECORD
};

static void begin(ekb_scan *scan, const ekb_scan_range *range, const ekb_scan_sink *sink)
{
    scan->range = *range;
    scan->sink = *sink;
    scan->searched = scan->counted = scan->line_start = range->offset;
    scan->line.start = scan->line.known = range->offset;
    scan->started = range->offset == 0;
}

ekb_status ekb_scan_start(ekb_scan **out, const ekb_scanner *scanner, const ekb_scan_range *range,
                          const ekb_scan_sink *sink, ekb_error *error)
{
    *out = NULL;
    ekb_scan *scan = calloc(1, sizeof *scan);
    if (scan == NULL)
        return ekb_error_nomem(error);
    *scan = (ekb_scan){.scanner = scanner};
    begin(scan, range, sink);
    ekb_status status = ekb_scanner_engine(scanner, &scan->engine, error);
    for (size_t i = 0; status == EKB_OK && i < scan->engine->index_count; i++)
        ekb_pages_keep_few(&scan->engine->indexes[i]->pages);
    if (status == EKB_OK)
        status = ekb_scan_book_open(&scan->book, scan->engine, scanner->product, 0, error);
    ekb_scan_window_open(&scan->window, range->encoding, range->offset);
    if (status == EKB_OK)
        *out = scan;
    else
        ekb_scan_free(scan);
    return status;
}

void ekb_scan_restart(ekb_scan *scan, const ekb_scan_range *range, const ekb_scan_sink *sink)
{
    const ekb_scan old = *scan;
    *scan = (ekb_scan){
        .scanner = old.scanner,
        .engine = old.engine,
        .book = old.book,
        .old = old.old,
        .leads = old.leads,
        .window = old.window,
        .buckets = old.buckets,
        .has_buckets = old.has_buckets,
        .candidates = old.candidates,
        .sheet = old.sheet,
        .findings = old.findings,
        .plain = old.plain,
    };
    scan->findings.count = 0;
    scan->plain.end = 0;
    ekb_scan_sheet_forget(&scan->sheet);
    ekb_scan_sheet_forget(&scan->plain.sheet);
    ekb_scan_window_restart(&scan->window, range->encoding, range->offset);
    begin(scan, range, sink);
}

void ekb_scan_free(ekb_scan *scan)
{
    if (scan == NULL)
        return;
    ekb_scan_window_close(&scan->window);
    ekb_scan_book_close(scan->book);
    ekb_scan_book_close(scan->old);
    ekb_scan_leads_release(&scan->leads);
    ekb_engine_free(scan->engine);
    ekb_scan_sheet_release(&scan->sheet);
    ekb_scan_sheet_release(&scan->plain.sheet);
    free(scan->plain.text);
    free(scan->plain.map);
    free(scan->plain.candidates.items);
    free(scan->candidates.items);
    free(scan->findings.items);
    free(scan);
}

/* ---- Lines ---------------------------------------------------------------------- */

/* Passes over the rest of a line whose beginning nobody has seen. */
static void find_first_line(ekb_scan *scan)
{
    const ekb_scan_window *w = &scan->window;
    size_t from = (size_t)(scan->searched - w->at);
    const char *end = w->length > from ? memchr(w->text + from, '\n', w->length - from) : NULL;
    scan->searched = w->at + (end != NULL ? (size_t)(end - w->text) + 1 : w->length);
    scan->line_start = scan->counted = scan->searched;
    scan->started = end != NULL;
}

/* Lines before the range's first are not counted. */
static void count_from_range(ekb_scan *scan)
{
    const ekb_scan_window *w = &scan->window;
    while (ekb_scan_window_offset(w, scan->counted) < scan->range.from && scan->counted < w->at + w->length) {
        size_t from = (size_t)(scan->counted - w->at);
        const char *end = memchr(w->text + from, '\n', w->length - from);
        if (end == NULL)
            return;
        scan->counted = w->at + (size_t)(end - w->text) + 1;
    }
}

/* Counts the lines before a position, some of which may begin behind the range. */
static void count_to_range(ekb_scan *scan, uint64_t needed)
{
    const ekb_scan_window *w = &scan->window;
    while (scan->counted < needed) {
        size_t from = (size_t)(scan->counted - w->at);
        const char *end = memchr(w->text + from, '\n', (size_t)(needed - scan->counted));
        int begins = from > 0 ? w->text[from - 1] == '\n' : scan->line_start == scan->counted;
        if (begins && ekb_scan_window_offset(w, scan->counted) >= scan->range.to) {
            scan->all_counted = 1;
            return;
        }
        scan->lines += end != NULL;
        scan->counted = end != NULL ? w->at + (size_t)(end - w->text) + 1 : needed;
    }
}

static void count_to(ekb_scan *scan, uint64_t needed)
{
    const ekb_scan_window *w = &scan->window;
    int counts = (scan->scanner->flags & EKB_SCAN_NO_LINES) == 0;
    if (scan->counted >= needed || !scan->started || scan->all_counted)
        return;
    if (counts && ekb_scan_window_offset(w, needed) > scan->range.to) {
        count_to_range(scan, needed);
        return;
    }
    if (counts)
        scan->lines +=
            scan->scanner->way->lines(w->text + (scan->counted - w->at), (size_t)(needed - scan->counted));
    scan->counted = needed;
}

/* How the line begins that goes on behind what is forgotten: there is more than a head
 * of it at hand, but at the stream's end, where nothing more is told. */
static void keep_head(ekb_scan *scan, uint64_t needed)
{
    const ekb_scan_window *w = &scan->window;
    if (scan->line_start < w->at || scan->line_start >= needed)
        return;
    size_t from = (size_t)(scan->line_start - w->at), left = w->length - from;
    memcpy(scan->head, w->text + from, left < sizeof scan->head ? left : sizeof scan->head);
}

/* Before text is forgotten: which lines it held. */
static void leave(ekb_scan *scan, uint64_t needed)
{
    const ekb_scan_window *w = &scan->window;
    size_t at = (size_t)(needed - w->at);
    while (at > 0 && w->text[at - 1] != '\n')
        at--;
    count_to(scan, needed);
    if (at > 0)
        scan->line_start = w->at + at;
    keep_head(scan, needed);
}

/* ---- Searching -------------------------------------------------------------------- */

/* Whether the line at hand, and so all that follow, are none of the range's. */
static int is_beyond(ekb_scan *scan, uint64_t searched)
{
    const ekb_scan_window *w = &scan->window;
    if (scan->range.to == UINT64_MAX || searched <= w->at || searched <= scan->line_start)
        return 0;
    size_t at = (size_t)(searched - w->at);
    while (at > 0 && w->text[at - 1] != '\n')
        at--;
    uint64_t start = at > 0 ? w->at + at : scan->line_start;
    return start >= w->at && ekb_scan_window_offset(w, start) >= scan->range.to;
}

static int has_old(const ekb_scan *scan)
{
    for (size_t i = 0; i < scan->findings.count; i++)
        if (scan->findings.items[i].book != scan->findings.book)
            return 1;
    return 0;
}

/* Begins anew where too much has been looked up. In a log full of errors there is
 * always a finding at hand, so what lends to it is kept until it is told. Leads lend
 * nothing: they are worth more, for to read a message takes longer than to compile it. */
static ekb_status forget(ekb_scan *scan, ekb_error *error)
{
    size_t most = scan->scanner->remembered;
    if (ekb_scan_leads_size(&scan->leads) > most)
        ekb_scan_leads_release(&scan->leads);
    if (scan->old == NULL && ekb_scan_book_size(scan->book) > most) {
        ekb_scan_book *book = NULL;
        ekb_status status =
            ekb_scan_book_open(&book, scan->engine, scan->scanner->product, scan->findings.book + 1, error);
        if (status != EKB_OK)
            return status;
        scan->old = scan->book;
        scan->book = book;
        scan->findings.book++;
    }
    if (scan->old != NULL && !has_old(scan)) {
        ekb_scan_book_close(scan->old);
        scan->old = NULL;
    }
    return EKB_OK;
}

/* What is left, if anything, begins behind the range. */
static int has_told_all(ekb_scan *scan)
{
    return scan->findings.count == 0 || is_beyond(scan, scan->findings.items[0].start);
}

static ekb_status work(ekb_scan *scan, size_t ahead, ekb_error *error)
{
    const ekb_scan_window *w = &scan->window;
    uint64_t end = w->at + w->length, to = w->length > ahead ? end - ahead : w->at;
    ekb_status status = EKB_OK;
    if (scan->done)
        return EKB_OK;
    if (!scan->started)
        find_first_line(scan);
    if (!scan->started) { /* no line begins before what has been read: none may be the range's */
        scan->done = ekb_scan_window_offset(w, scan->searched) >= scan->range.to;
        return EKB_OK;
    }
    count_from_range(scan);
    if (to > scan->searched) {
        status = ekb_scan_search(scan, (size_t)(scan->searched - w->at), (size_t)(to - w->at), error);
        scan->searched = to;
    }
    uint64_t horizon = ahead == 0                             ? UINT64_MAX
                       : scan->searched > EKB_SCAN_REACH_BACK ? scan->searched - EKB_SCAN_REACH_BACK
                                                              : 0;
    if (status == EKB_OK)
        status = ekb_scan_tell(scan, horizon, error);
    if (status == EKB_OK)
        status = forget(scan, error);
    if (is_beyond(scan, horizon < scan->searched ? horizon : scan->searched) && has_told_all(scan)) {
        count_to(scan, scan->searched);
        scan->done = 1;
    }
    return status;
}

ekb_status ekb_scan_turn(ekb_scan *scan, ekb_scan_encoding encoding, ekb_error *error)
{
    return ekb_scan_window_turn(&scan->window, encoding) ? EKB_OK : ekb_error_nomem(error);
}

char *ekb_scan_room(ekb_scan *scan, size_t *room)
{
    uint64_t needed = scan->searched > scan->window.at + BEHIND ? scan->searched - BEHIND : scan->window.at;
    if (scan->findings.count > 0 && scan->findings.items[0].start < needed + RECORD) {
        uint64_t first = scan->findings.items[0].start;
        needed = first > RECORD ? first - RECORD : 0;
        needed = needed > scan->window.at ? needed : scan->window.at;
    }
    leave(scan, needed);
    return ekb_scan_window_room(&scan->window, needed, room);
}

ekb_status ekb_scan_take(ekb_scan *scan, size_t length, ekb_error *error)
{
    scan->counts.bytes += length;
    if (!ekb_scan_window_take(&scan->window, length, 0))
        return ekb_error_nomem(error);
    return work(scan, AHEAD, error);
}

ekb_status ekb_scan_feed(ekb_scan *scan, const char *bytes, size_t length, ekb_error *error)
{
    ekb_status status = EKB_OK;
    while (status == EKB_OK && length > 0 && !scan->done) {
        size_t room;
        char *into = ekb_scan_room(scan, &room);
        if (into == NULL)
            return ekb_error_nomem(error);
        size_t part = length < room ? length : room;
        memcpy(into, bytes, part);
        bytes += part;
        length -= part;
        status = ekb_scan_take(scan, part, error);
    }
    return status;
}

ekb_status ekb_scan_flush(ekb_scan *scan, ekb_error *error)
{
    const ekb_scan_window *w = &scan->window;
    size_t cut = 0; /* of the line that has not ended */
    while (cut < w->length && w->text[w->length - cut - 1] != '\n')
        cut++;
    if (scan->done || !scan->started || cut == w->length || w->at + w->length - cut <= scan->searched)
        return scan->started ? EKB_OK : work(scan, AHEAD, error);
    scan->window.length -= cut;
    ekb_status status = work(scan, 0, error);
    scan->window.length += cut;
    return status;
}

ekb_status ekb_scan_end(ekb_scan *scan, ekb_error *error)
{
    if (!ekb_scan_window_take(&scan->window, 0, 1))
        return ekb_error_nomem(error);
    ekb_status status = work(scan, 0, error);
    leave(scan, scan->window.at + scan->window.length);
    scan->done = 1;
    return status;
}

int ekb_scan_is_done(const ekb_scan *scan)
{
    return scan->done;
}

ekb_scan_counts ekb_scan_count(const ekb_scan *scan)
{
    ekb_scan_counts counts = scan->counts;
    counts.lines = scan->lines;
    return counts;
}
