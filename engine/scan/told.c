/* SPDX-License-Identifier: MIT */
/*
 * Findings → hits. What speaks of one error on one line is one hit: its id, its
 * message, both. Each decision looks at the findings of a line and of the
 * messages that touch it, never at what was decided before, so that it is the
 * same wherever reading began.
 */
#include <string.h>

#include "core/anchor.h"
#include "core/error.h"
#include "core/utf8.h"
#include "stream.h"

/* Entries that a hit lists; a message of more tells nothing. */
enum { ENTRIES_MOST = 8 };
/* An id and a message that contradict each other stand no farther apart. */
enum { BESIDE = 8 };
/* Messages of an entry are sought on the lines from its id on, and before it. */
enum { SOUGHT = 2048 };

static const double BOTH = 0.99, OWN = 0.95, CONTRADICTED = 0.9, COMMON = 0.6;

typedef struct teller {
    ekb_scan *scan;
    const ekb_scan_window *w;
    ekb_scan_finding *items;
    size_t count;
    ekb_error *error;
    ekb_status status;
} teller;

/* What becomes one hit. */
typedef struct group {
    size_t first, end;             /* findings that it is chosen from */
    uint64_t line_start, line_end; /* positions; of the leader's lines, as much as a record has */
    const ekb_scan_finding *code, *message;
    ekb_scan_finding own; /* a message that was sought for the code */
    const ekb_scan_finding *against;
    ekb_scan_entry entries[ENTRIES_MOST];
    size_t entry_count, more;
} group;

/* ---- Lines -------------------------------------------------------------------------- */

/* Where the line begins that holds a position. These come in order, nearly: what
 * was gone through is not gone through again. */
static uint64_t line_start(ekb_scan *scan, uint64_t position)
{
    const ekb_scan_window *w = &scan->window;
    int onward = position >= scan->line.known && scan->line.known >= w->at;
    if (position >= scan->line.start && position < scan->line.known)
        return scan->line.start;
    size_t at = (size_t)(position - w->at), stop = onward ? (size_t)(scan->line.known - w->at) : 0;
    while (at > stop && w->text[at - 1] != '\n')
        at--;
    if (at > stop || !onward)
        scan->line.start = at > 0 ? w->at + at : scan->line_start;
    scan->line.known = position;
    return scan->line.start;
}

/* The same, but of a long line only as much before the position as a record may
 * have, so that each finding sees few of the others. */
static uint64_t record_start(ekb_scan *scan, uint64_t position)
{
    uint64_t start = line_start(scan, position);
    uint64_t least = position > EKB_SCAN_RECORD_MAX ? position - EKB_SCAN_RECORD_MAX : 0;
    return start > least ? start : least;
}

static uint64_t line_end(const ekb_scan *scan, uint64_t position)
{
    const ekb_scan_window *w = &scan->window;
    size_t at = (size_t)(position - w->at), left = w->length - at;
    left = left < EKB_SCAN_RECORD_MAX ? left : EKB_SCAN_RECORD_MAX;
    const char *end = memchr(w->text + at, '\n', left);
    return w->at + (end != NULL ? (size_t)(end - w->text) : at + left);
}

/* Whether the range has the line that holds a position. */
static int is_in_range(ekb_scan *scan, uint64_t position)
{
    uint64_t start = line_start(scan, position);
    /* Of a line longer than the window one byte will do. */
    uint64_t offset = start < scan->window.at ? start : ekb_scan_window_offset(&scan->window, start);
    return scan->started && offset >= scan->range.from && offset < scan->range.to;
}

/* Counts the lines up to a position; @return the number of the line that holds it. */
static uint64_t line_number(ekb_scan *scan, uint64_t position)
{
    const ekb_scan_window *w = &scan->window;
    if ((scan->scanner->flags & EKB_SCAN_NO_LINES) != 0)
        return 0;
    if (position > scan->counted) {
        scan->lines +=
            scan->scanner->way->lines(w->text + (scan->counted - w->at), (size_t)(position - scan->counted));
        scan->counted = position;
        return scan->range.first_line + scan->lines;
    }
    uint64_t behind =
        scan->scanner->way->lines(w->text + (position - w->at), (size_t)(scan->counted - position));
    return scan->range.first_line + scan->lines - behind;
}

/* ---- What belongs together ----------------------------------------------------------- */

static int has_owner(const ekb_scan_code *code, const ekb_scan_about *about)
{
    for (size_t i = 0; i < code->owner_count; i++)
        if (ekb_scan_is_same(code->owners[i].about, about))
            return 1;
    return 0;
}

static int covers(const ekb_scan_finding *a, const ekb_scan_finding *b)
{
    return a->start <= b->start && a->end >= b->end;
}

static int is_part_of(const ekb_scan_finding *f, const ekb_scan_finding *g)
{
    return g->message != NULL && covers(g, f) && g->weight > f->weight;
}

/* A message within a heavier one is a part of it. Findings are in the order of their beginnings. */
static int is_part(const teller *t, size_t at)
{
    const ekb_scan_finding *f = &t->items[at];
    if (f->message == NULL)
        return 0;
    for (size_t i = at; i > 0 && t->items[i - 1].start + t->scan->findings.longest >= f->end; i--)
        if (is_part_of(f, &t->items[i - 1]))
            return 1;
    for (size_t i = at + 1; i < t->count && t->items[i].start == f->start; i++)
        if (is_part_of(f, &t->items[i]))
            return 1;
    return 0;
}

/* Whether an id stands where another error's message has a placeholder. */
static int is_argument(const teller *t, const group *g, const ekb_scan_finding *id)
{
    for (size_t i = g->first; i < g->end; i++) {
        const ekb_scan_finding *m = &t->items[i];
        if (m->message == NULL || m->confidence < EKB_SCAN_FIRM ||
            (id->code != NULL && has_owner(id->code, m->message->about)))
            continue;
        for (size_t a = 0; a < m->argument_count; a++)
            if (m->arguments[a].start <= id->start && m->arguments[a].end >= id->end)
                return 1;
    }
    return 0;
}

/* The findings on the leader's lines. */
static void bound(const teller *t, size_t leader, group *g)
{
    const ekb_scan_finding *f = &t->items[leader];
    g->line_start = record_start(t->scan, f->start);
    g->line_end = line_end(t->scan, f->end);
    g->first = leader;
    while (g->first > 0 && t->items[g->first - 1].end >= g->line_start)
        g->first--;
    g->end = leader + 1;
    while (g->end < t->count && t->items[g->end].start < g->line_end)
        g->end++;
}

/* The id whose message, or the message whose id the leader is. */
static void pair_up(const teller *t, const ekb_scan_finding *leader, group *g)
{
    g->code = leader->code != NULL ? leader : NULL;
    g->message = leader->message != NULL ? leader : NULL;
    for (size_t i = g->first; i < g->end; i++) {
        const ekb_scan_finding *f = &t->items[i];
        if (f->spent || f == leader)
            continue;
        if (leader->message != NULL && f->code != NULL && has_owner(f->code, leader->message->about)) {
            if (g->code == NULL || f->tier < g->code->tier)
                g->code = f;
        } else if (leader->code != NULL && f->message != NULL && has_owner(leader->code, f->message->about)) {
            if (g->message == NULL || f->weight > g->message->weight)
                g->message = f;
        }
    }
}

/* A firm message right beside an id that is another entry's of the same product. */
static int contradicts(const ekb_scan_finding *m, const ekb_scan_finding *id)
{
    if (m->spent || m->message == NULL || m->confidence < EKB_SCAN_FIRM || id->code->owner_count == 0)
        return 0;
    int beside = (m->start >= id->end && m->start - id->end <= BESIDE) ||
                 (id->start >= m->end && id->start - m->end <= BESIDE) || covers(m, id);
    return beside && strcmp(m->message->about->entry.product, id->code->owners[0].about->entry.product) == 0;
}

static void find_contradiction(const teller *t, group *g)
{
    for (size_t i = g->first; i < g->end && g->code != NULL && g->message == NULL; i++)
        if (contradicts(&t->items[i], g->code))
            g->against = &t->items[i];
}

/* Whether an id follows that contradicts the message: it is told of there. */
static int is_contradicted(const teller *t, const group *g, size_t leader)
{
    const ekb_scan_finding *m = &t->items[leader];
    for (size_t i = leader + 1; i < g->end && g->code == NULL; i++) {
        const ekb_scan_finding *id = &t->items[i];
        group of_id = {.first = 0};
        if (id->code == NULL || id->spent || id->handled || has_owner(id->code, m->message->about) ||
            id->confidence < t->scan->scanner->min_confidence || !contradicts(m, id))
            continue;
        bound(t, i, &of_id);
        pair_up(t, id, &of_id);
        if (of_id.message == NULL)
            return 1;
    }
    return 0;
}

/* ---- Messages that are too short to be found by themselves ------------------------------ */

static int fits_here(teller *t, const ekb_scan_message *message, size_t from, size_t to, group *g)
{
    const ekb_scan_sheet *sheet = &t->scan->sheet;
    size_t item = 0;
    while (item < message->head && message->chars[item] == EKB_SCAN_WILD)
        item++;
    for (size_t cell = from; item < message->head && cell < to; cell++) {
        ekb_scan_fit fit;
        if (sheet->cells[cell].c != message->chars[item] ||
            !ekb_scan_fit_at(message, sheet, item, cell, &fit))
            continue;
        g->own = (ekb_scan_finding){.start = t->w->at + fit.start,
                                    .end = t->w->at + fit.end,
                                    .message = message,
                                    .weight = fit.weight,
                                    .confidence = fit.confidence,
                                    .argument_count = fit.argument_count};
        for (size_t i = 0; i < fit.argument_count; i++) {
            g->own.arguments[i].start = t->w->at + fit.arguments[i].start;
            g->own.arguments[i].end = t->w->at + fit.arguments[i].end;
        }
        g->message = &g->own;
        return 1;
    }
    return 0;
}

/* The text around an id, as bytes of the window: where it is sought. */
typedef struct around {
    size_t from, to;
} around;

static int seek_own(teller *t, const ekb_scan_message *message, around where, group *g)
{
    ekb_scan_sheet *sheet = &t->scan->sheet;
    if (!ekb_scan_sheet_cover(sheet, t->w->text, t->w->length, t->w->at, where.from,
                              where.to + EKB_SCAN_REACH_ON + EKB_SCAN_MARGIN)) {
        t->status = ekb_error_nomem(t->error);
        return 0;
    }
    return fits_here(t, message, ekb_scan_sheet_at(sheet, (uint32_t)where.from),
                     ekb_scan_sheet_at(sheet, (uint32_t)where.to), g);
}

/* Most entries have no message that is so short: the text is not folded for them. */
static int seek_any(teller *t, ekb_scan_about *about, around where, group *g)
{
    t->status = ekb_scan_book_messages(t->scan->book, about, t->error);
    for (size_t i = 0; t->status == EKB_OK && i < about->message_count; i++)
        if (about->messages[i]->weight >= EKB_ANCHOR_LEAST &&
            ekb_scan_fit_best(about->messages[i]) < t->scan->scanner->min_confidence &&
            seek_own(t, about->messages[i], where, g))
            return 1;
    return 0;
}

static void seek_message(teller *t, group *g)
{
    uint64_t least = g->code->start > SOUGHT ? g->code->start - SOUGHT : 0;
    uint64_t start = g->line_start > least ? g->line_start : least;
    start = start > t->w->at ? start : t->w->at;
    around where = {(size_t)(start - t->w->at), (size_t)(g->line_end - t->w->at)};
    if ((t->scan->scanner->flags & EKB_SCAN_NO_MESSAGES) != 0)
        return;
    for (size_t i = 0; t->status == EKB_OK && i < g->code->code->owner_count; i++)
        if (seek_any(t, g->code->code->owners[i].about, where, g))
            return;
}

/* ---- Which entries ------------------------------------------------------------------- */

static void add_entry(group *g, const ekb_scan_about *about)
{
    for (size_t i = 0; i < g->entry_count; i++)
        if (strcmp(g->entries[i].id, about->entry.id) == 0)
            return;
    if (g->entry_count < ENTRIES_MOST)
        g->entries[g->entry_count++] = about->entry;
    else
        g->more++;
}

static void add_owners(group *g, int classes)
{
    for (size_t fits = 2; fits > 0 && g->entry_count == 0; fits--)
        for (size_t i = 0; i < g->code->code->owner_count; i++) {
            const ekb_scan_owner *owner = &g->code->code->owners[i];
            if (owner->is_class == classes && owner->form_fits == (int)fits - 1)
                add_entry(g, owner->about);
        }
    g->more += g->code->code->more;
}

static void choose_entries(const teller *t, group *g)
{
    if (g->message != NULL) {
        add_entry(g, g->message->message->about);
        for (size_t i = g->first; i < g->end; i++)
            if (t->items[i].message != NULL && t->items[i].start == g->message->start &&
                t->items[i].end == g->message->end && t->items[i].weight >= g->message->weight &&
                (g->code == NULL || has_owner(g->code->code, t->items[i].message->about)))
                add_entry(g, t->items[i].message->about);
        return;
    }
    if (g->code->owner != NULL)
        add_entry(g, g->code->owner->about);
    else
        add_owners(g, 0);
    if (g->entry_count == 0)
        add_owners(g, 1);
    if (g->against != NULL)
        add_entry(g, g->against->message->about);
}

/* ---- Telling ----------------------------------------------------------------------------- */

static size_t in_record(const ekb_scan_place *place, uint64_t start, uint64_t position)
{
    size_t at = position > start ? (size_t)(position - start) : 0;
    return at < place->text_length ? at : place->text_length;
}

/* The same bytes whether they are still at hand or were kept when they left. */
static void fill_head(ekb_scan *scan, uint64_t start, ekb_scan_place *out)
{
    const ekb_scan_window *w = &scan->window;
    uint64_t line = line_start(scan, start);
    int at_hand = line >= w->at;
    size_t most = at_hand ? w->length - (size_t)(line - w->at) : EKB_SCAN_HEAD_MAX;
    out->head = at_hand ? w->text + (line - w->at) : scan->head;
    out->head_length = most < EKB_SCAN_HEAD_MAX ? most : EKB_SCAN_HEAD_MAX;
    const char *end = memchr(out->head, '\n', out->head_length);
    if (end != NULL)
        out->head_length = (size_t)(end - out->head);
    else
        out->head_length = ekb_utf8_whole(out->head, out->head_length);
    if (out->head == out->text && out->head_length > out->text_length)
        out->head_length = out->text_length;
}

/* What stands around the record in its line. */
static void fill_around(ekb_scan *scan, uint64_t from, uint64_t to, ekb_scan_place *out)
{
    const ekb_scan_window *w = &scan->window;
    uint64_t line = line_start(scan, from);
    line = line > w->at ? line : w->at;
    size_t left = w->length - (size_t)(to - w->at), before = (size_t)(from - line);
    left = left < EKB_SCAN_AFTER_MAX ? left : EKB_SCAN_AFTER_MAX;
    const char *text = w->text + (to - w->at), *end = memchr(text, '\n', left);
    out->before = before < EKB_SCAN_BEFORE_MAX ? before : EKB_SCAN_BEFORE_MAX;
    out->behind = end != NULL ? (size_t)(end - text) : left;
}

static uint64_t fill_place(teller *t, uint64_t start, uint64_t end, ekb_scan_place *out)
{
    const ekb_scan_window *w = t->w;
    uint64_t from = record_start(t->scan, start), to = line_end(t->scan, end);
    out->cut = line_start(t->scan, start) < from || (to - w->at < w->length && w->text[to - w->at] != '\n');
    from = from > w->at ? from : w->at;
    while (from < start && ((unsigned char)w->text[from - w->at] & 0xC0) == 0x80)
        from++;
    if (to > from && to > end && w->text[to - w->at - 1] == '\r')
        to--;
    out->text = w->text + (from - w->at);
    out->text_length = (size_t)(to - from);
    out->start = ekb_scan_window_offset(w, start);
    out->end = ekb_scan_window_offset(w, end);
    out->record_start = ekb_scan_window_offset(w, from);
    out->record_end = ekb_scan_window_offset(w, to);
    out->match = (ekb_span){(size_t)(start - from), (size_t)(end - from)};
    out->line = line_number(t->scan, start);
    fill_head(t->scan, start, out);
    fill_around(t->scan, from, to, out);
    out->lines = 1;
    for (const char *at = out->text + out->match.start, *stop = out->text + out->match.end;
         (at = memchr(at, '\n', (size_t)(stop - at))) != NULL; at++)
        out->lines++;
    return from;
}

static void tell_hit(teller *t, const group *g, double confidence)
{
    ekb_scan *scan = t->scan;
    const ekb_scan_finding *id = g->code, *m = g->message;
    ekb_scan_argument arguments[EKB_SCAN_ARGUMENTS];
    ekb_scan_hit hit = {.entries = g->entries,
                        .entry_count = g->entry_count,
                        .tier = id != NULL ? id->tier : EKB_SCAN_C,
                        .reason = id != NULL ? id->reason : "message",
                        .confidence = confidence,
                        .conflict = g->against != NULL,
                        .code = id != NULL ? id->id : "",
                        .by_message = m != NULL,
                        .arguments = arguments};
    uint64_t start = id != NULL && (m == NULL || id->start < m->start) ? id->start : m->start;
    uint64_t end = id != NULL && (m == NULL || id->end > m->end) ? id->end : m->end;
    uint64_t from = fill_place(t, start, end, &hit.place);
    if (id != NULL)
        hit.code_span =
            (ekb_span){in_record(&hit.place, from, id->start), in_record(&hit.place, from, id->end)};
    for (size_t i = 0; m != NULL && i < m->argument_count; i++) {
        if (m->arguments[i].end <= m->arguments[i].start)
            continue;
        arguments[hit.argument_count++] =
            (ekb_scan_argument){m->message->names[i],
                                {in_record(&hit.place, from, m->arguments[i].start),
                                 in_record(&hit.place, from, m->arguments[i].end)}};
    }
    scan->counts.hits++;
    scan->done |= scan->sink.hit(scan->sink.context, &hit) != 0;
}

static void tell_unknown(teller *t, const ekb_scan_finding *f)
{
    ekb_scan_unknown out = {.code = f->id, .space = f->unknown};
    fill_place(t, f->start, f->end, &out.place);
    t->scan->counts.unknown++;
    t->scan->done |= t->scan->sink.unknown(t->scan->sink.context, &out) != 0;
}

static double confidence_of(const group *g)
{
    if (g->code == NULL)
        return g->entry_count + g->more > ENTRIES_MOST ? COMMON : g->message->confidence;
    if (g->against != NULL)
        return CONTRADICTED;
    if (g->message != NULL)
        return g->code->tier == EKB_SCAN_A ? BOTH : OWN;
    return g->code->confidence;
}

/* Whether a finding is of one of the hit's entries. */
static int speaks_of(const ekb_scan_finding *f, const group *g)
{
    for (size_t e = 0; e < g->entry_count; e++) {
        if (f->message != NULL && strcmp(f->message->about->entry.id, g->entries[e].id) == 0)
            return 1;
        for (size_t o = 0; f->code != NULL && o < f->code->owner_count; o++)
            if (strcmp(f->code->owners[o].about->entry.id, g->entries[e].id) == 0)
                return 1;
    }
    return 0;
}

/* Everything on the lines that speaks of the hit's entries, or stands within it. */
static void spend(teller *t, const group *g)
{
    for (size_t i = g->first; i < g->end; i++) {
        ekb_scan_finding *f = &t->items[i];
        f->spent |= f == g->code || f == g->message || f == g->against || speaks_of(f, g) ||
                    (g->message != NULL && f->message != NULL && covers(g->message, f));
    }
}

/* A hit that is not sure enough takes nothing from others but what would make the same of it. */
static void spend_alike(teller *t, const group *g)
{
    for (size_t i = g->first; i < g->end && g->message != NULL; i++) {
        ekb_scan_finding *f = &t->items[i];
        f->spent |= f->message != NULL && f->start == g->message->start && f->end == g->message->end;
    }
}

/* Whether the same error is told of more surely by what follows on its lines:
 * {"code":34513,"msg":"backup failed (ID: 34513)"}. */
static int is_outdone(const teller *t, const group *g, size_t leader, double confidence)
{
    for (size_t i = leader + 1; i < g->end; i++) {
        const ekb_scan_finding *f = &t->items[i];
        if (!f->spent && !f->handled && f != g->code && f != g->message && f != g->against &&
            f->unknown == NULL && f->confidence > confidence && speaks_of(f, g) && !is_part(t, i))
            return 1;
    }
    return 0;
}

/* Whether a message that the leader is the id of begins on an earlier line. It is told of
 * from there, perhaps by the range before. */
static int is_told_before(const group *g)
{
    return g->message != NULL && g->message->start < g->line_start;
}

/* What is found before the range takes its part of what follows, and is told of elsewhere. */
static void tell(teller *t, size_t leader)
{
    ekb_scan_finding *f = &t->items[leader];
    group g = {.first = 0};
    if (f->spent || f->handled || is_part(t, leader))
        return;
    bound(t, leader, &g);
    int is_ours = is_in_range(t->scan, f->start);
    if (f->unknown != NULL) {
        int again = leader > 0 && t->items[leader - 1].start == f->start;
        if (is_ours && !again && !is_argument(t, &g, f))
            tell_unknown(t, f);
        return;
    }
    pair_up(t, f, &g);
    if (is_told_before(&g) || is_contradicted(t, &g, leader))
        return;
    if (g.code != NULL && g.message == NULL)
        seek_message(t, &g);
    if (g.code != NULL && g.message == NULL && g.code->tier != EKB_SCAN_A && is_argument(t, &g, g.code))
        return;
    find_contradiction(t, &g);
    choose_entries(t, &g);
    double confidence = confidence_of(&g);
    if (confidence < t->scan->scanner->min_confidence || g.entry_count == 0) {
        spend_alike(t, &g);
    } else if (!is_outdone(t, &g, leader, confidence)) {
        spend(t, &g);
        if (is_ours && t->status == EKB_OK)
            tell_hit(t, &g, confidence);
    }
}

ekb_status ekb_scan_tell(ekb_scan *scan, uint64_t horizon, ekb_error *error)
{
    teller t = {.scan = scan,
                .w = &scan->window,
                .items = scan->findings.items,
                .count = scan->findings.count,
                .error = error,
                .status = EKB_OK};
    size_t i = 0;
    while (i < t.count && t.status == EKB_OK && !scan->done && line_end(scan, t.items[i].end) <= horizon)
        tell(&t, i++);
    /* What has been told of may still hold what follows it. */
    size_t gone = i;
    uint64_t next = i < t.count ? record_start(scan, t.items[i].start) : UINT64_MAX;
    while (gone > 0 && t.items[gone - 1].end >= next)
        gone--;
    for (size_t k = 0; k < i; k++)
        t.items[k].handled = 1;
    scan->findings.count -= gone;
    if (gone > 0 && scan->findings.count > 0)
        memmove(scan->findings.items, scan->findings.items + gone,
                scan->findings.count * sizeof *scan->findings.items);
    return t.status;
}
