/* SPDX-License-Identifier: MIT */
#include "comments.h"

#include <string.h>

#include "core/error.h"

static int is_blank(unsigned char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Any letter beyond ASCII counts. */
static int begins_word(unsigned char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           byte >= 0x80;
}

static int ends_line(const unsigned char *at, const unsigned char *end)
{
    return *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n'));
}

static void count_to(ekbc_comments *c, const unsigned char *to)
{
    for (; c->counted < to; c->counted++) {
        if (ends_line(c->counted, c->end)) {
            c->line++;
            c->column = 1;
        } else {
            c->column += (*c->counted & 0xC0) != 0x80;
        }
    }
}

static void find_next(ekbc_comments *c)
{
    const unsigned char *hash;
    c->hash_line = 0;
    while (c->at < c->end && (hash = memchr(c->at, '#', (size_t)(c->end - c->at))) != NULL) {
        c->at = hash + 1;
        if (hash == c->start || !is_blank(hash[-1]) || c->at == c->end || !begins_word(*c->at))
            continue;
        const unsigned char *text = hash;
        while (text > c->start && is_blank(text[-1]))
            text--;
        count_to(c, text);
        c->text_column = c->column;
        count_to(c, hash);
        c->hash_line = c->line;
        c->hash_column = c->column;
        return;
    }
    c->at = c->end;
}

void ekbc_comments_start(ekbc_comments *comments, const char *bytes, size_t length)
{
    const unsigned char *start = (const unsigned char *)bytes;
    *comments = (ekbc_comments){
        .start = start, .at = start, .end = start + length, .counted = start, .line = 1, .column = 1};
    find_next(comments);
}

uint32_t ekbc_comments_behind(ekbc_comments *comments, uint32_t line, uint32_t column)
{
    while (comments->hash_line != 0 &&
           (comments->hash_line < line || (comments->hash_line == line && comments->text_column < column)))
        find_next(comments);
    return comments->hash_line == line && comments->text_column == column ? comments->hash_column : 0;
}

void ekbc_comment_report(ekbc_diags *diags, ekbc_place hash)
{
    ekbc_diag_add(diags, EKBC_WARNING, hash,
                  EKB_N_("the text ends here: after a space, `#` begins a comment"),
                  EKB_N_("put the text in quotes, or write a space behind the `#` of a comment"));
}
