/* SPDX-License-Identifier: MIT */
/*
 * Shapes are data: letters stand for what is read, all else for itself.
 *   Y year   m month in digits   b its English name   d day   a name of a weekday
 *   H M S    t fraction of a second, optional          z zone, optional
 *   p AM, PM, 上午, 下午, optional
 */
#include "stamp.h"

#include <string.h>

enum { FARTHEST = 96, NAME = 3 };

static const char *const shapes[] = {
    "Y-m-dTH:M:Stz",   /* ISO 8601, RFC 3339, MySQL 8, systemd's short-iso */
    "Y-m-d H:M:Stz",   /* log4j, Python, PostgreSQL */
    "Y-m-d-H.M.St",    /* DB2 */
    "Y/m/d H:M:Stp",   /* nginx, Go, Windows in China */
    "Y/m/d p H:M:S",   /* the same, as Windows writes it */
    "Y年m月d日 H:M:S", /* devices made in China */
    "Y.m.d H:M:St",    /* ClickHouse */
    "d/b/Y:H:M:S z",   /* Apache and nginx access */
    "a b d H:M:St Y",  /* Apache error, ctime(3) */
    "d-b-Y H:M:St",    /* Tomcat, Oracle */
    "d b Y H:M:Stz",   /* RFC 5322, Redis */
    "b d Y H:M:St",    /* network devices */
    "b d H:M:St",      /* syslog, journald */
    "b d, Y H:M:Stp",  /* java.util.logging */
    "m/d/Y H:M:St p",  /* Windows in America */
    "Imd H:M:St",      /* klog; I stands for the severity's letter */
    "Ymd H:M:St",      /* compact */
    "YmdTHMStz",       /* ISO 8601, basic */
};

static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
static const char weekdays[] = "sunmontuewedthufrisat";

/* A time as it is read. */
typedef struct reader {
    const char *text;
    size_t length, at;
    int year, month, day, hour, minute, second, zone; /* zone in minutes */
    int afternoon;                                    /* -1: in the morning, 1: after noon */
    uint32_t nanosecond;
} reader;

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char peek(const reader *r, size_t ahead)
{
    return r->at + ahead < r->length ? r->text[r->at + ahead] : '\0';
}

/* @p least to @p most digits with a value in a range. */
static int number(reader *r, size_t least, size_t most, int low, int high, int *out)
{
    size_t n = 0;
    *out = 0;
    for (; n < most && is_digit(peek(r, n)); n++)
        *out = *out * 10 + (peek(r, n) - '0');
    r->at += n;
    return n >= least && *out >= low && *out <= high;
}

static int name(reader *r, const char *names, int *out)
{
    for (size_t i = 0; names[i] != '\0'; i += NAME) {
        size_t same = 0;
        while (same < NAME && is_letter(peek(r, same)) && (peek(r, same) | 0x20) == names[i + same])
            same++;
        if (same == NAME && !is_letter(peek(r, NAME))) {
            *out = (int)(i / NAME) + 1;
            r->at += NAME;
            return 1;
        }
    }
    return 0;
}

static int fraction(reader *r)
{
    uint32_t unit = 100000000;
    if ((peek(r, 0) != '.' && peek(r, 0) != ',') || !is_digit(peek(r, 1)))
        return 1;
    for (r->at++; is_digit(peek(r, 0)); r->at++, unit /= 10)
        r->nanosecond += unit * (uint32_t)(peek(r, 0) - '0');
    return 1;
}

/* "Z", "+08:00", "+0800", each perhaps after a space. */
static int zone(reader *r)
{
    int hours, minutes;
    size_t before = r->at;
    r->at += peek(r, 0) == ' ';
    char sign = peek(r, 0);
    if (sign == 'Z' && !is_letter(peek(r, 1))) {
        r->at++;
        return 1;
    }
    r->at++;
    if ((sign == '+' || sign == '-') && number(r, 2, 2, 0, 14, &hours)) {
        r->at += peek(r, 0) == ':';
        if (number(r, 2, 2, 0, 59, &minutes) && !is_digit(peek(r, 0))) {
            r->zone = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
            return 1;
        }
    }
    r->at = before;
    return 1;
}

static int half_of_day(reader *r)
{
    static const struct {
        const char *text;
        int afternoon;
    } halves[] = {{"AM", -1}, {"PM", 1}, {"上午", -1}, {"下午", 1}};
    size_t space = peek(r, 0) == ' ';
    for (size_t i = 0; i < sizeof halves / sizeof *halves; i++) {
        size_t size = strlen(halves[i].text);
        if (r->at + space + size <= r->length && memcmp(r->text + r->at + space, halves[i].text, size) == 0) {
            r->at += space + size;
            r->afternoon = halves[i].afternoon;
            return 1;
        }
    }
    return 1;
}

static int literal(reader *r, char c)
{
    if (peek(r, 0) != c)
        return 0;
    while (r->at++, c == ' ' && peek(r, 0) == ' ')
        ; /* "Nov  2" */
    return 1;
}

static int read_part(reader *r, char part)
{
    int ignored;
    switch (part) {
    case 'Y':
        return number(r, 4, 4, 1970, 2200, &r->year);
    case 'm':
        return number(r, 1, 2, 1, 12, &r->month);
    case 'b':
        return name(r, months, &r->month);
    case 'd':
        return number(r, 1, 2, 1, 31, &r->day);
    case 'a':
        return name(r, weekdays, &ignored);
    case 'H':
        return number(r, 1, 2, 0, 24, &r->hour);
    case 'M':
        return number(r, 2, 2, 0, 59, &r->minute);
    case 'S':
        return number(r, 2, 2, 0, 60, &r->second);
    case 't':
        return fraction(r);
    case 'z':
        return zone(r);
    case 'p':
        return half_of_day(r);
    case 'I':
        return strchr("IWEFD", peek(r, 0)) != NULL && peek(r, 0) != '\0' && (r->at++, 1);
    default:
        return literal(r, part);
    }
}

/* Days from 1970 to a date of the Gregorian calendar. */
static int64_t days(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month > 2 ? year : year - 1, m = month > 2 ? month - 3 : month + 9;
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 719469;
}

static void finish(const reader *r, size_t start, ekb_stamp *out)
{
    int hour = r->afternoon == 0 ? r->hour : r->hour % 12 + (r->afternoon > 0 ? 12 : 0);
    out->span = (ekb_span){start, r->at};
    out->has_year = r->year > 0;
    out->nanosecond = r->nanosecond;
    out->second = days(r->year > 0 ? r->year : 2000, r->month, r->day) * 86400 + (int64_t)hour * 3600 +
                  (r->minute - r->zone) * 60 + r->second;
}

static int read_shape(const char *shape, const char *text, size_t length, size_t start, ekb_stamp *out)
{
    reader r = {.text = text, .length = length, .at = start};
    for (const char *part = shape; *part != '\0'; part++) {
        if (!read_part(&r, *part))
            return 0;
    }
    if (is_digit(peek(&r, 0)))
        return 0;
    finish(&r, start, out);
    return 1;
}

int ekb_stamp_find(const char *text, size_t length, ekb_stamp *out)
{
    *out = (ekb_stamp){0};
    for (size_t at = 0; at < length && at < FARTHEST && text[at] != '\n'; at++) {
        int begins = at == 0 || (!is_letter(text[at - 1]) && !is_digit(text[at - 1]));
        if (!begins || (!is_digit(text[at]) && !is_letter(text[at])))
            continue;
        for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
            if (read_shape(shapes[i], text, length, at, out))
                return 1;
        }
    }
    return 0;
}

int ekb_stamp_compare(const ekb_stamp *a, const ekb_stamp *b)
{
    if (a->span.start == a->span.end || b->span.start == b->span.end || a->has_year != b->has_year)
        return 0;
    if (a->second != b->second)
        return a->second < b->second ? -1 : 1;
    return a->nanosecond < b->nanosecond ? -1 : a->nanosecond > b->nanosecond;
}
