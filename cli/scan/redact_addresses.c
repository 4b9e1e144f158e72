/* SPDX-License-Identifier: MIT */
/* What shows by its shape that it is an address of a machine or of somebody's mail. */
#include <string.h>

#include "redact_rules.h"

static int is_hex(unsigned char c)
{
    return ekb_redact_is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* ---- By number ----------------------------------------------------------------------- */

static int ipv4(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    size_t end = at;
    if (at > 1 && t->text[at - 1] == '.' && ekb_redact_is_digit((unsigned char)t->text[at - 2]))
        return 0; /* the rest of more numbers than an address has */
    for (int group = 0; group < 4; group++) {
        unsigned value = 0;
        size_t start = end += group > 0;
        if (group > 0 && ekb_redact_at(t, end - 1) != '.')
            return 0;
        while (ekb_redact_is_digit(ekb_redact_at(t, end)) && end - start < 3)
            value = value * 10 + (ekb_redact_at(t, end++) - '0');
        if (end == start || value > 255)
            return 0;
    }
    int goes_on = ekb_redact_is_word(ekb_redact_at(t, end)) ||
                  (ekb_redact_at(t, end) == '.' && ekb_redact_is_digit(ekb_redact_at(t, end + 1)));
    return !goes_on && ekb_redact_found(out, at, end, EKB_MASK_ADDRESS);
}

/* Groups of hexadecimal digits between colons: more of them than a time has. */
static int ipv6(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    size_t end = at, colons = 0, shortened = 0, digits = 0;
    for (; is_hex(ekb_redact_at(t, end)) || ekb_redact_at(t, end) == ':'; end++) {
        if (ekb_redact_at(t, end) != ':') {
            if (++digits > 4)
                return 0;
            continue;
        }
        shortened += ekb_redact_at(t, end + 1) == ':';
        if (++colons > 7)
            return 0;
        digits = 0;
    }
    int whole = colons == 7 || (shortened == 1 && colons >= 2 && colons <= 7 && end - at > 2);
    return whole && !ekb_redact_is_word(ekb_redact_at(t, end)) &&
           ekb_redact_found(out, at, end, EKB_MASK_ADDRESS);
}

static int mac(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    enum { GROUPS = 6, SIZE = 17 };
    unsigned char sign = ekb_redact_at(t, at + 2);
    if (sign != ':' && sign != '-')
        return 0;
    for (size_t i = 0; i < GROUPS; i++) {
        if (!is_hex(ekb_redact_at(t, at + 3 * i)) || !is_hex(ekb_redact_at(t, at + 3 * i + 1)) ||
            (i + 1 < GROUPS && ekb_redact_at(t, at + 3 * i + 2) != sign))
            return 0;
    }
    return !ekb_redact_is_word(ekb_redact_at(t, at + SIZE)) &&
           ekb_redact_found(out, at, at + SIZE, EKB_MASK_ADDRESS);
}

/* ---- By name --------------------------------------------------------------------------- */

enum { NAME_MOST = 253 /* RFC 1035 */, LOCAL_MOST = 64 /* RFC 5321 */ };

static int is_host_byte(unsigned char c)
{
    return ekb_redact_is_word(c) || c == '-' || c == '_';
}

static int is_any_host_byte(unsigned char c)
{
    return is_host_byte(c) || c >= 0x80;
}

/* End of dotted labels from @p at on; *@p last is where the last of them begins. */
static size_t labels(const ekb_redact_text *t, size_t at, size_t *last)
{
    size_t end = at;
    for (*last = at;;) {
        while (end - at < NAME_MOST && is_host_byte(ekb_redact_at(t, end)))
            end++;
        if (end - at >= NAME_MOST || ekb_redact_at(t, end) != '.' || !is_host_byte(ekb_redact_at(t, end + 1)))
            return end;
        *last = ++end;
    }
}

/* The same with labels of other scripts, but not what stands behind the name: of those
 * only some are the last. */
static size_t any_labels(const ekb_redact_text *t, size_t at, size_t *last)
{
    static const char *const tops[] = {"中国", "公司", "网络", "集团"};
    size_t end = at;
    for (*last = at;;) {
        int other = ekb_redact_at(t, end) >= 0x80;
        while (end - at < NAME_MOST && (other ? is_any_host_byte : is_host_byte)(ekb_redact_at(t, end)))
            end++;
        int ends = end - at >= NAME_MOST || ekb_redact_at(t, end) != '.' ||
                   !is_any_host_byte(ekb_redact_at(t, end + 1));
        for (size_t i = 0; ends && other && i < sizeof tops / sizeof *tops; i++)
            if (ekb_redact_goes_on(t, *last, tops[i]))
                return *last + strlen(tops[i]);
        if (ends)
            return other ? *last : end;
        *last = ++end;
    }
}

/* Where the name before the "@" begins is told by a blank, or, for Chinese stands without
 * any, by how long names are. */
static int mail(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    enum { CHINESE_MOST = 4 * 3 };
    size_t sign = at, last;
    int chinese = ekb_redact_at(t, at) >= 0x80;
    size_t most = chinese ? CHINESE_MOST : LOCAL_MOST;
    if (chinese && ((ekb_redact_at(t, at) & 0xC0) == 0x80 || ekb_redact_goes_on(t, at, "\xE3\x80")))
        return 0; /* amid a character, or a full stop */
    for (int latin = !chinese; sign - at <= most; sign++) {
        unsigned char c = ekb_redact_at(t, sign);
        int fits = c >= 0x80 ? chinese : c == '.' || (latin && (is_host_byte(c) || c == '+'));
        if (!fits)
            break;
        latin |= c == '.'; /* 张三.li, but not 发给li */
    }
    if (sign == at || sign - at > most || ekb_redact_at(t, sign) != '@')
        return 0;
    size_t end = any_labels(t, sign + 1, &last);
    return last > sign + 1 && end - last >= 2 && ekb_redact_found(out, at, end, EKB_MASK_ADDRESS);
}

/* A name of several labels, by its last one: `java.lang.Error` is none. */
static int host(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    static const char *const tops[] = {"com",   "net",  "org", "cn",  "io",       "local",   "corp",   "lan",
                                       "intra", "home", "edu", "gov", "internal", "example", "invalid"};
    size_t last, end = labels(t, at, &last);
    for (size_t i = 0; last > at && i < sizeof tops / sizeof *tops; i++) {
        if (strlen(tops[i]) == end - last && memcmp(t->text + last, tops[i], end - last) == 0)
            return ekb_redact_found(out, at, end, EKB_MASK_ADDRESS);
    }
    return 0;
}

/* The machine of a share, \\\\server\share; the signs as they are, or as JSON escapes them. What is
 * behind a drive or a folder is none. */
static int share(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    unsigned char before = ekb_redact_before(t, at);
    size_t start = at, end;
    if (before == '\\' || before == ':' || is_any_host_byte(before))
        return 0;
    while (start - at < 4 && ekb_redact_at(t, start) == '\\')
        start++;
    for (end = start;
         end - start < NAME_MOST && (is_host_byte(ekb_redact_at(t, end)) || ekb_redact_at(t, end) == '.');)
        end++;
    return (start - at == 2 || start - at == 4) && end - start >= 2 && ekb_redact_at(t, end) == '\\' &&
           ekb_redact_is_word(ekb_redact_at(t, start)) && ekb_redact_found(out, start, end, EKB_MASK_ADDRESS);
}

int ekb_redact_address(const ekb_redact_text *t, size_t at, ekb_mask *out)
{
    return ipv4(t, at, out) || mac(t, at, out) || ipv6(t, at, out) || mail(t, at, out) || host(t, at, out) ||
           share(t, at, out);
}
