/* SPDX-License-Identifier: MIT */
#include "range.h"

#include "core/error.h"

/* The digits at *@p text, which is moved behind them; 0 for none or too many. */
static uint32_t take_number(const char **text)
{
    uint32_t number = 0;
    for (; **text >= '0' && **text <= '9'; (*text)++) {
        number = number * 10 + (uint32_t)(**text - '0');
        if (number > EKB_RANGE_MOST)
            return 0;
    }
    return number;
}

ekb_status ekb_range_parse(const char *text, ekb_range *out, ekb_error *error)
{
    const char *at = text;
    out->part = take_number(&at);
    out->parts = *at == '/' ? (at++, take_number(&at)) : 0;
    if (*at == '\0' && out->part >= 1 && out->part <= out->parts)
        return EKB_OK;
    ekb_status status = ekb_error_set(error, EKB_ERR_ARG, EKB_N_("--range cannot be “{value}”"),
                                      EKB_N_("write I/N, such as 2/8 for the second of eight parts; N is at "
                                             "most {most}"));
    ekb_error_text(error, "value", text);
    ekb_error_number(error, "most", EKB_RANGE_MOST);
    return status;
}

/* total * part / parts without overflow: parts is small. */
static uint64_t share(uint64_t total, uint32_t part, uint32_t parts)
{
    return total / parts * part + total % parts * part / parts;
}

ekb_bytes ekb_range_of(ekb_range range, uint64_t total)
{
    return (ekb_bytes){share(total, range.part - 1, range.parts), share(total, range.part, range.parts)};
}

ekb_bytes ekb_range_in_file(ekb_bytes bytes, uint64_t place, uint64_t size, int whole)
{
    static const ekb_bytes none = {0, 0};
    uint64_t end = place + size;
    if (whole)
        return place >= bytes.start && place < bytes.end ? (ekb_bytes){0, size} : none;
    uint64_t from = bytes.start > place ? bytes.start : place;
    uint64_t to = bytes.end < end ? bytes.end : end;
    return from < to ? (ekb_bytes){from - place, to - place} : none;
}
