/* SPDX-License-Identifier: MIT */
#include "continued.h"

#include <string.h>

#include "core/error.h"
#include "lookalikes.h"

void ekbc_lines_start(ekbc_lines *lines, const char *bytes, size_t length)
{
    *lines = (ekbc_lines){bytes, bytes + length, 1};
}

/* To the beginning of the next line. @return 0 at the end. */
static int next_line(ekbc_lines *lines)
{
    while (lines->at < lines->end && *lines->at != '\n' && *lines->at != '\r')
        lines->at++;
    if (lines->at == lines->end)
        return 0;
    lines->at += *lines->at == '\r' && lines->at + 1 < lines->end && lines->at[1] == '\n' ? 2 : 1;
    lines->line++;
    return 1;
}

/* @return the column of its `- `, 0 if there is none. */
static uint32_t item_at(const ekbc_lines *lines)
{
    const char *at = lines->at;
    while (at < lines->end && *at == ' ')
        at++;
    return lines->end - at > 1 && at[0] == '-' && at[1] == ' ' ? (uint32_t)(at - lines->at) + 1 : 0;
}

int ekbc_continued_report(ekbc_lines *lines, ekbc_place first, const char *text, uint32_t last,
                          ekbc_diags *diags)
{
    size_t sign = ekbc_false_item_in(text, strlen(text));
    while (lines->line < last && next_line(lines)) {
        uint32_t column = lines->line > first.line ? item_at(lines) : 0;
        if (column == 0)
            continue;
        if (column == first.column && sign > 0) {
            ekbc_false_item_report(diags, first, text, sign);
            return 1;
        }
        ekbc_diag_error(diags, (ekbc_place){first.file, lines->line, column},
                        EKB_N_("the text above goes on here, since this item stands deeper"),
                        EKB_N_("indent it as the items above; put a text of several lines in quotes"));
        return 0;
    }
    return 0;
}
