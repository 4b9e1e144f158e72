/* SPDX-License-Identifier: MIT */
/*
 * The paste as it was read. What was recognised is marked; of a long paste only
 * the surroundings of the marks are shown.
 */
#include <string.h>

#include "page_parts.h"
#include "plan.h"

enum {
    MARKS_MOST = 64,
    WHOLE_MOST = 1200, /* bytes that are shown without a cut */
    AROUND = 100,      /* bytes shown on each side of a mark */
    SHOWN_MOST = 2400
};

typedef struct mark {
    size_t start, end;
    int known;
} mark;

typedef struct marks {
    mark items[MARKS_MOST];
    size_t count;
} marks;

/* Keeps them in order; what overlaps becomes one. */
static void add_mark(marks *all, const ekb_answer *answer, ekb_span span, int known)
{
    size_t at = all->count;
    if (span.start >= span.end || span.end > answer->query_length || at == MARKS_MOST)
        return;
    while (at > 0 && all->items[at - 1].start > span.start)
        at--;
    memmove(all->items + at + 1, all->items + at, (all->count - at) * sizeof *all->items);
    all->items[at] = (mark){span.start, span.end, known};
    all->count++;
}

static void merge(marks *all)
{
    size_t kept = 0;
    for (size_t i = 1; i < all->count; i++) {
        mark *last = &all->items[kept];
        if (all->items[i].start > last->end) {
            all->items[++kept] = all->items[i];
            continue;
        }
        last->known |= all->items[i].known;
        if (all->items[i].end > last->end)
            last->end = all->items[i].end;
    }
    all->count = all->count > 0 ? kept + 1 : 0;
}

static void collect(marks *all, const ekb_answer *answer)
{
    all->count = 0;
    for (size_t i = 0; i < answer->reading_count; i++)
        add_mark(all, answer, answer->readings[i].span, answer->readings[i].known);
    for (size_t i = 0; i < answer->hit_count; i++) {
        const ekb_hit *hit = &answer->hits[i];
        for (size_t k = 0; hit->verdict == answer->verdict && k < hit->span_count; k++)
            add_mark(all, answer, hit->spans[k], 1);
    }
    merge(all);
}

/* The nearest beginning of a character at or before @p at. */
static size_t character(const ekb_answer *answer, size_t at)
{
    while (at > 0 && at < answer->query_length && ((unsigned char)answer->query[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void put_slice(ekb_page *page, const ekb_answer *answer, size_t start, size_t end)
{
    if (start < end)
        ekb_html_text(page->html.document.out, answer->query + start, end - start, EKB_LINE_ENDS_KEEP);
}

static void put_cut(ekb_page *page)
{
    ekb_page_put(page, "<span class=\"cut\"> \xe2\x8b\xaf </span>");
}

/* From @p start to @p end, as far as it need not be cut for its length. */
static void put_between(ekb_page *page, const ekb_answer *answer, size_t start, size_t end)
{
    int last = end == answer->query_length;
    if (answer->query_length <= WHOLE_MOST || end - start <= (size_t)2 * AROUND) {
        put_slice(page, answer, start, end);
        return;
    }
    if (start > 0)
        put_slice(page, answer, start, character(answer, start + AROUND));
    put_cut(page);
    if (!last)
        put_slice(page, answer, character(answer, end - AROUND), end);
}

static void put_marked(ekb_page *page, const ekb_answer *answer, const marks *all)
{
    size_t at = 0, start = page->html.document.out->length;
    for (size_t i = 0; i < all->count && page->html.document.out->length - start < SHOWN_MOST; i++) {
        const mark *it = &all->items[i];
        put_between(page, answer, at, it->start);
        ekb_page_put(page, it->known ? "<mark>" : "<mark class=\"unknown\">");
        put_slice(page, answer, it->start, it->end);
        ekb_page_put(page, "</mark>");
        at = it->end;
    }
    if (at == 0 && answer->query_length > WHOLE_MOST) {
        put_slice(page, answer, 0, character(answer, WHOLE_MOST / 2));
        put_cut(page);
        return;
    }
    put_between(page, answer, at, answer->query_length);
}

void ekb_page_paste(ekb_page *page, const ekb_answer *answer)
{
    marks all;
    if (ekb_plan_blank(answer))
        return;
    collect(&all, answer);
    ekb_page_put(page, "<section class=\"paste\" aria-labelledby=\"read\">\n<h2 id=\"read\">");
    ekb_page_say(page, EKB_N_("How it was read"));
    ekb_page_put(page, "</h2>\n<pre>\n");
    put_marked(page, answer, &all);
    ekb_page_put(page, "</pre>\n");
    ekb_document_readings(&page->html.document, answer);
    ekb_page_put(page, "</section>\n");
}
