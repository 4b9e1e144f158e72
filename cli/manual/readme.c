/* SPDX-License-Identifier: MIT */
/*
 * errkb-kb(5): the entry format, as kb/README.md tells it. Reads as much
 * Markdown as that file uses: headings, paragraphs, `- ` lists, tables, fenced
 * code. A row of a table becomes an item, its first cell the tag: columns would
 * not fit a narrow terminal.
 */
#include <string.h>

#include "pages.h"
#include "roff.h"

typedef struct readme {
    ekb_strbuf *out;
    ekb_strbuf block; /* lines of the paragraph, item or code that is read */
    ekb_strbuf head;  /* first row of the table */
    size_t rows;      /* of the table, so far; 0: in none */
    int in_code, in_item;
} readme;

static void end_block(readme *r)
{
    if (r->block.length > 0 && r->in_code)
        ekb_roff_code(r->out, r->block.data);
    else if (r->block.length > 0 && r->in_item)
        ekb_roff_bullet(r->out, r->block.data);
    else if (r->block.length > 0)
        ekb_roff_paragraph(r->out, r->block.data);
    r->out->failed |= r->block.failed;
    ekb_strbuf_clear(&r->block);
    r->in_item = 0;
}

static void add_line(readme *r, const char *line, size_t length)
{
    if (!r->in_code && r->block.length > 0)
        ekb_strbuf_putc(&r->block, ' ');
    ekb_strbuf_append(&r->block, line, length);
    if (r->in_code)
        ekb_strbuf_putc(&r->block, '\n');
}

static void put_heading(readme *r, const char *text, size_t length)
{
    ekb_strbuf heading = EKB_STRBUF_INIT;
    ekb_strbuf_append(&heading, text, length);
    ekb_roff_heading(r->out, ekb_strbuf_text(&heading));
    r->out->failed |= heading.failed;
    ekb_strbuf_release(&heading);
}

/* The cell of that number in a row `| one | two |`; empty if there is none. */
static void put_cell(ekb_strbuf *out, const char *row, size_t length, size_t number)
{
    size_t start = 1, end;
    for (;; start = end + 1) {
        for (end = start; end < length && row[end] != '|';)
            end++;
        if (number-- == 0 || end >= length)
            break;
    }
    while (start < end && row[start] == ' ')
        start++;
    while (end > start && row[end - 1] == ' ')
        end--;
    if (start < end && end < length)
        ekb_strbuf_append(out, row + start, end - start);
}

/* The cells of a row behind the first, each with the head of its column. */
static void put_row(readme *r, const char *row, size_t length)
{
    ekb_strbuf tag = EKB_STRBUF_INIT, text = EKB_STRBUF_INIT;
    put_cell(&tag, row, length, 0);
    for (size_t number = 1;; number++) {
        ekb_strbuf cell = EKB_STRBUF_INIT;
        put_cell(&cell, row, length, number);
        int there = cell.length > 0;
        if (there) {
            ekb_strbuf_puts(&text, text.length > 0 ? "; " : "");
            put_cell(&text, r->head.data, r->head.length, number);
            ekb_strbuf_printf(&text, ": %s", cell.data);
        }
        r->out->failed |= cell.failed;
        ekb_strbuf_release(&cell);
        if (!there)
            break;
    }
    ekb_roff_item(r->out, ekb_strbuf_text(&tag), ekb_strbuf_text(&text));
    r->out->failed |= tag.failed || text.failed;
    ekb_strbuf_release(&tag);
    ekb_strbuf_release(&text);
}

/* The first row is the head, the second the line below it. @return 0 if the
   line is no row of a table. */
static int read_row(readme *r, const char *line, size_t length)
{
    if (r->in_code || length == 0 || line[0] != '|') {
        r->rows = 0;
        return 0;
    }
    if (r->rows == 0) {
        end_block(r);
        ekb_strbuf_clear(&r->head);
        ekb_strbuf_append(&r->head, line, length);
    } else if (r->rows > 1) {
        put_row(r, line, length);
    }
    r->rows++;
    return 1;
}

static void read_line(readme *r, const char *line, size_t length)
{
    if (read_row(r, line, length))
        return;
    if (length >= 3 && memcmp(line, "```", 3) == 0) {
        end_block(r);
        r->in_code = !r->in_code;
    } else if (r->in_code) {
        add_line(r, line, length);
    } else if (length == 0) {
        end_block(r);
    } else if (length > 3 && memcmp(line, "## ", 3) == 0) {
        end_block(r);
        put_heading(r, line + 3, length - 3);
    } else if (length > 2 && memcmp(line, "- ", 2) == 0) {
        end_block(r);
        r->in_item = 1;
        add_line(r, line + 2, length - 2);
    } else {
        size_t indent = strspn(line, " ");
        add_line(r, line + indent, length - indent);
    }
}

void ekb_page_format(ekb_strbuf *out, const ekb_tr_catalog *catalog, const char *text)
{
    readme r = {.out = out, .block = EKB_STRBUF_INIT, .head = EKB_STRBUF_INIT};
    ekb_roff_begin(out, "errkb-kb", 5, ekb_tr(catalog, "errkb manual"));
    ekb_roff_heading(out, "Name");
    ekb_strbuf_puts(out, "errkb\\-kb \\- format of the entries that errkbc compiles\n");
    ekb_roff_heading(out, "Description");
    /* The first line is the title. */
    for (const char *line = strchr(text, '\n'); line != NULL; line = strchr(line + 1, '\n'))
        read_line(&r, line + 1, strcspn(line + 1, "\n"));
    end_block(&r);
    ekb_roff_heading(out, "See also");
    ekb_roff_paragraph(out, "**errkbc**(1), **errkb**(1)");
    out->failed |= r.head.failed;
    ekb_strbuf_release(&r.block);
    ekb_strbuf_release(&r.head);
}
