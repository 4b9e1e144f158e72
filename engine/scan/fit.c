/* SPDX-License-Identifier: MIT */
#include "fit.h"

#include <string.h>

#include "compile.h"
#include "core/anchor.h"

/* Steps until a fit is given up: placeholders in a row could be tried in too many ways. */
enum { STEPS_MOST = 4000 };

/* How much a message tells decides how sure it is; a message of few letters
 * only where it stands apart. */
enum { TELLS_ALWAYS = 40, TELLS_MUCH = 24, TELLS_APART = 16, TELLS_LITTLE = 12 };

typedef struct fitter {
    const ekb_scan_message *message;
    const ekb_scan_cell *cells;
    size_t least, end; /* cells within reach */
    size_t stop;       /* items to be matched */
    size_t first_wild; /* number of the first placeholder behind the item at hand */
    ekb_span *arguments;
    size_t steps;
    int *edge; /* set where the cells at hand were not enough to tell */
} fitter;

static int is_han(uint32_t c)
{
    return c >= 0x2E80 && c != EKB_SCAN_WILD;
}

static int is_letter(uint32_t c)
{
    return is_han(c) || (c < 0x80 ? ekb_anchor_is_word((unsigned char)c) : c >= 0xC0);
}

static int is_alike(uint32_t item, uint32_t cell)
{
    return item == cell || (item == '"' && cell == '\'') || (item == '\'' && cell == '"');
}

static void set_argument(fitter *f, size_t wild, size_t from, size_t to)
{
    if (wild < EKB_SCAN_ARGUMENTS)
        f->arguments[wild] = from < to ? (ekb_span){f->cells[from].start, f->cells[to - 1].end}
                                       : (ekb_span){f->cells[from].start, f->cells[from].start};
}

/* Where the stretch of cells ends that a placeholder at `cell` may stand for. */
static size_t gap_end(const fitter *f, size_t cell)
{
    size_t end = cell;
    while (end < f->end && end - cell < EKB_SCAN_GAP_MOST && f->cells[end].gap != EKB_SHEET_RECORD &&
           (end == cell || f->cells[end].gap != EKB_SHEET_LINE))
        end++;
    *f->edge |= end == f->end;
    return end;
}

/* Where the stretch of cells may begin that a placeholder before `cell` stands for. */
static size_t gap_start(const fitter *f, size_t cell)
{
    size_t start = cell;
    while (start > f->least && cell - start < EKB_SCAN_GAP_MOST && f->cells[start].gap != EKB_SHEET_RECORD &&
           (start == cell || f->cells[start].gap != EKB_SHEET_LINE))
        start--;
    *f->edge |= start == f->least;
    return start;
}

/* Matches items from `item` on with cells from `*cell` on, up to the next
 * placeholder; @return the item where it stopped, or SIZE_MAX. */
static size_t literal_on(const fitter *f, size_t item, size_t *cell)
{
    size_t at = *cell;
    for (; item < f->stop && f->message->chars[item] != EKB_SCAN_WILD; item++, at++) {
        /* JSON and shells put a backslash before quotation marks */
        if (at < f->end && f->cells[at].c == '\\' && f->message->chars[item] != '\\')
            at++;
        *f->edge |= at >= f->end;
        if (at >= f->end || !is_alike(f->message->chars[item], f->cells[at].c))
            return SIZE_MAX;
    }
    *cell = at;
    return item;
}

/* @return the cell behind the match, or SIZE_MAX. */
static size_t go_on(fitter *f, size_t item, size_t cell, size_t wild)
{
    item = literal_on(f, item, &cell);
    if (item == SIZE_MAX || item == f->stop)
        return item == SIZE_MAX ? SIZE_MAX : cell;
    size_t end = gap_end(f, cell);
    if (item + 1 == f->stop) { /* the last: to the end of the line */
        set_argument(f, wild, cell, end);
        return end;
    }
    for (size_t at = cell; at <= end && f->steps < STEPS_MOST; at++) {
        f->steps++;
        size_t behind = go_on(f, item + 1, at, wild + 1);
        if (behind != SIZE_MAX) {
            set_argument(f, wild, cell, at);
            return behind;
        }
    }
    return SIZE_MAX;
}

/* The same backwards: items before `item`, cells before `cell`. `wild` is the
 * number of placeholders before the item. @return the first cell, or SIZE_MAX. */
static size_t go_back(fitter *f, size_t item, size_t cell, size_t wild)
{
    for (; item > 0 && f->message->chars[item - 1] != EKB_SCAN_WILD; item--) {
        *f->edge |= cell <= f->least;
        if (cell <= f->least)
            return SIZE_MAX;
        cell--;
        if (!is_alike(f->message->chars[item - 1], f->cells[cell].c))
            return SIZE_MAX;
        if (cell > f->least && f->cells[cell - 1].c == '\\' && f->message->chars[item - 1] == '"')
            cell--;
    }
    if (item == 0)
        return cell;
    size_t least = gap_start(f, cell);
    if (item == 1) { /* the first: back to a space, on the line of what follows it */
        size_t at = cell;
        while (at > least &&
               (at == cell ? f->cells[at].gap < EKB_SHEET_LINE : f->cells[at].gap == EKB_SHEET_JOINED))
            at--;
        set_argument(f, 0, at, cell);
        return at;
    }
    for (size_t at = cell; f->steps < STEPS_MOST && f->cells[at].gap != EKB_SHEET_RECORD; at--) {
        f->steps++;
        size_t first = go_back(f, item - 1, at, wild - 1);
        if (first != SIZE_MAX) {
            set_argument(f, wild - 1, at, cell);
            return first;
        }
        if (at == least)
            break;
    }
    return SIZE_MAX;
}

/* ---- How sure ------------------------------------------------------------------ */

typedef enum border { APART, BESIDE, JOINED } border;

/* "ERROR", "WARN": the word that ends before a cell is of capitals. */
static int is_level(const fitter *f, size_t end)
{
    size_t at = end;
    while (at > 0 && f->cells[at - 1].upper && (at == end || f->cells[at].gap == EKB_SHEET_JOINED))
        at--;
    return end - at >= 3 &&
           (at == 0 || f->cells[at].gap != EKB_SHEET_JOINED || !is_letter(f->cells[at - 1].c));
}

/* "stderr F": the whole of a line as a container's runtime passes it on (CRI). */
static int is_stream(const fitter *f, size_t end)
{
    static const char name[] = "std";
    enum { NAME = 6 };
    if (end < NAME + 1 || !f->cells[end - 1].upper || f->cells[end - 1].gap != EKB_SHEET_SPACE)
        return 0;
    for (size_t i = 0; i < sizeof name - 1; i++)
        if (f->cells[end - 1 - NAME + i].c != (unsigned char)name[i])
            return 0;
    return f->cells[end - 1].c == 'f' || f->cells[end - 1].c == 'p';
}

/* A message is apart from what stands before it at a line's beginning, behind
 * punctuation, a tab and the level of a log's line, and where the script changes. */
static border border_before(const fitter *f, size_t first)
{
    /* What the sheet happens to have farther before decides nothing. */
    if (f->message->chars[0] == EKB_SCAN_WILD || first <= f->least)
        return APART;
    const ekb_scan_cell *cell = &f->cells[first], *before = cell - 1;
    if (cell->gap >= EKB_SHEET_TAB || !is_letter(before->c))
        return APART;
    if (cell->gap == EKB_SHEET_SPACE)
        return is_level(f, first) || is_stream(f, first) || is_han(cell->c) != is_han(before->c) ? APART
                                                                                                 : BESIDE;
    return is_letter(cell->c) ? JOINED : APART;
}

static border border_behind(const fitter *f, size_t cells, size_t end)
{
    if (end >= cells || f->cells[end].gap >= EKB_SHEET_TAB || !is_letter(f->cells[end].c) ||
        f->message->chars[f->stop - 1] == EKB_SCAN_WILD)
        return APART;
    return f->cells[end].gap == EKB_SHEET_SPACE ? BESIDE : is_letter(f->cells[end - 1].c) ? JOINED : APART;
}

static double confidence_of(size_t weight, border before, border behind)
{
    int beside = (before == BESIDE) + (behind == BESIDE);
    if (before == JOINED || behind == JOINED)
        return weight >= TELLS_ALWAYS ? 0.7 : 0.5;
    if (weight >= TELLS_ALWAYS)
        return 0.97;
    if (weight >= TELLS_MUCH)
        return beside == 2 ? 0.8 : 0.95;
    if (weight >= TELLS_APART)
        return beside == 0 ? 0.9 : beside == 1 ? 0.75 : 0.6;
    return weight >= TELLS_LITTLE ? (beside == 0 ? 0.75 : 0.5) : 0.4;
}

double ekb_scan_fit_best(const ekb_scan_message *message)
{
    return confidence_of(message->weight, APART, APART);
}

/* The head fits up to cell `end`: as many of the sentences behind it as do, too. */
static size_t extend(fitter *f, size_t item, size_t cell, size_t wilds, size_t end)
{
    for (size_t i = f->message->end_count; i > 0; i--) {
        if (f->message->ends[i - 1] <= f->message->head)
            break;
        f->stop = f->message->ends[i - 1];
        f->steps = 0;
        size_t behind = go_on(f, item, cell, wilds);
        if (behind != SIZE_MAX)
            return behind;
    }
    f->stop = f->message->head;
    f->steps = 0;
    if (f->message->end_count > 0)
        (void)go_on(f, item, cell, wilds); /* the arguments of the head again */
    return end;
}

int ekb_scan_fit_at(const ekb_scan_message *message, const ekb_scan_sheet *sheet, size_t item, size_t cell,
                    ekb_scan_fit *out)
{
    memset(out, 0, sizeof *out);
    if (item >= message->head || cell >= sheet->count)
        return 0;
    uint32_t found = sheet->cells[cell].start;
    uint32_t least = found > EKB_SCAN_REACH_BACK ? found - EKB_SCAN_REACH_BACK : 0;
    fitter f = {.message = message,
                .cells = sheet->cells,
                .least = ekb_scan_sheet_at(sheet, least),
                .end = ekb_scan_sheet_at(sheet, found + EKB_SCAN_REACH_ON),
                .stop = message->head,
                .arguments = out->arguments,
                .edge = &out->edge};
    out->edge = 0;
    size_t wilds = 0;
    for (size_t i = 0; i < item; i++)
        wilds += message->chars[i] == EKB_SCAN_WILD;
    size_t first = go_back(&f, item, cell, wilds);
    if (first == SIZE_MAX)
        return 0;
    f.steps = 0;
    size_t end = go_on(&f, item, cell, wilds);
    if (end == SIZE_MAX || end == first)
        return 0;
    end = extend(&f, item, cell, wilds, end);
    out->start = sheet->cells[first].start;
    out->end = sheet->cells[end - 1].end;
    out->edge |= first <= f.least || end >= f.end;
    out->argument_count = message->name_count < EKB_SCAN_ARGUMENTS ? message->name_count : EKB_SCAN_ARGUMENTS;
    out->weight = ekb_scan_message_weigh(message->chars, f.stop);
    out->confidence =
        confidence_of(message->weight, border_before(&f, first), border_behind(&f, sheet->count, end));
    return 1;
}
