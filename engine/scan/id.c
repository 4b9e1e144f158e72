/* SPDX-License-Identifier: MIT */
#include "id.h"

#include <string.h>

#include "core/anchor.h"
#include "core/canon.h"
#include "core/code.h"
#include "core/cue.h"

#define MARK(name) (UINT32_C(1) << EKB_MARK_##name)
#define MARKS_OF_WORDS                                                                                       \
  (MARK(ERROR) | MARK(ERR) | MARK(CODE) | MARK(MSG) | MARK(RESULT) | MARK(STATE) | MARK(ID) | MARK(ID_LOW))
#define MARKS_OF_HAN                                                                                         \
  (MARK(HAN_A) | MARK(HAN_B) | MARK(HAN_C) | MARK(HAN_D) | MARK(HAN_E) | MARK(HAN_F) | MARK(HAN_G))

enum { DECIMAL_MOST = 19, HEX_MOST = 16, PREFIX_MOST = 10, RUN_MOST = EKB_SCAN_ID_BYTES - 2 };

/* A run of letters and digits as ASCII, full-width ones made narrow. */
typedef struct run {
    char text[RUN_MOST + 1];
    size_t length;
    size_t end; /* byte of the text */
} run;

static int is_one_of(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

/* One character as ASCII, 0 for any other; @return its bytes. */
static size_t narrow(const char *text, size_t at, size_t length, char *c)
{
    const unsigned char *b = (const unsigned char *)text + at;
    *c = '\0';
    if (at >= length)
        return 0;
    if (b[0] < 0x80) {
        *c = (char)b[0];
        return 1;
    }
    if (b[0] != 0xEF || length - at < 3 || (b[1] != 0xBC && b[1] != 0xBD))
        return 0;
    unsigned code = (unsigned)(b[1] & 0x3F) << 6 | (b[2] & 0x3F); /* U+Fxxx */
    if (code < 0xF01 || code > 0xF5E)
        return 0;
    *c = (char)(code - 0xF01 + '!');
    return 3;
}

static void take_run(const char *text, size_t at, size_t length, const char *joints, run *out)
{
    out->length = 0;
    for (char c; out->length < RUN_MOST;) {
        size_t n = narrow(text, at, length, &c);
        if (n == 0 || !(ekb_anchor_is_word((unsigned char)c) || is_one_of(c, joints)))
            break;
        out->text[out->length++] = c;
        at += n;
    }
    out->text[out->length] = '\0';
    out->end = at;
}

/* What follows a number that is part of something longer: a fraction, a time, a
 * date, an address, a share. */
static int goes_on(const char *text, size_t at, size_t length)
{
    char c, next;
    size_t n = narrow(text, at, length, &c);
    if (n == 0)
        return 0;
    if (ekb_anchor_is_word((unsigned char)c) || c == '%')
        return 1;
    (void)narrow(text, at + n, length, &next);
    if (c == '.' || c == ',' || c == '/')
        return ekb_ascii_is_digit(next);
    return (c == ':' || c == '-') && ekb_ascii_is_alnum(next);
}

/* "error 5714 --- [main]": the process of a log line. */
static int is_process(const char *text, size_t at, size_t length)
{
    return length - at >= 4 && memcmp(text + at, " ---", 4) == 0;
}

static void add_key(ekb_scan_id *id, uint64_t key)
{
    id->keys[id->key_count++] = key;
}

static unsigned count_digits(uint64_t value, unsigned base)
{
    unsigned digits = 0;
    for (; value > 0; value /= base)
        digits++;
    return digits;
}

static int read_decimal(const run *r, int negative, ekb_scan_id *out)
{
    uint64_t value = 0;
    if (r->length == 0 || r->length > DECIMAL_MOST)
        return 0;
    for (size_t i = 0; i < r->length; i++) {
        if (!ekb_ascii_is_digit(r->text[i]))
            return 0;
        value = value * 10 + (uint64_t)(r->text[i] - '0');
    }
    out->form = negative ? EKB_FORM_SIGNED : EKB_FORM_DECIMAL;
    out->number = value;
    out->digits = count_digits(value, 10);
    out->code[0] = '-';
    memcpy(out->code + negative, r->text, r->length + 1);
    add_key(out, ekb_anchor_number(negative, value));
    if (negative && value > 0 && value <= UINT32_MAX)
        add_key(out, ekb_anchor_number(0, UINT64_C(0x100000000) - value));
    return 1;
}

static int read_hex(const char *digits, ekb_scan_id *out)
{
    uint64_t value = 0;
    size_t length = strlen(digits);
    if (length == 0 || length > HEX_MOST)
        return 0;
    for (size_t i = 0; i < length; i++) {
        int digit = ekb_hex_digit(digits[i]);
        if (digit < 0)
            return 0;
        value = value << 4 | (uint64_t)digit;
    }
    out->form = EKB_FORM_HEX;
    out->number = value;
    out->digits = count_digits(value, 16);
    memcpy(out->code, "0x", 2);
    memcpy(out->code + 2, digits, length + 1);
    for (char *c = out->code + 2; *c != '\0'; c++)
        *c = *c >= 'a' && *c <= 'f' ? (char)(*c - 'a' + 'A') : *c;
    add_key(out, ekb_anchor_number(0, value));
    return 1;
}

/* 1 more than each hexadecimal digit is worth. Which digits an address has is as good
 * as random: they are looked up, not branched on. */
static const unsigned char hex_values[256] = {
    ['0'] = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ['A'] = 11, 12, 13, 14, 15, 16, ['a'] = 11, 12, 13, 14, 15, 16,
};

unsigned ekb_scan_hex_at(const char *text, size_t at, uint64_t *value)
{
    const unsigned char *digits = (const unsigned char *)text + at + 2;
    uint64_t sum = 0;
    unsigned n = 0, digit;
    for (; n <= HEX_MOST && (digit = hex_values[digits[n]]) != 0; n++)
        sum = sum << 4 | (digit - 1);
    *value = sum;
    int plain = digits[n] < 0x80 && !ekb_anchor_is_word(digits[n]);
    return plain && n <= HEX_MOST ? count_digits(sum, 16) + (sum == 0) : 0;
}

/* Letters, perhaps a dash, digits. */
static int read_prefixed(const run *r, ekb_scan_id *out)
{
    char prefix[PREFIX_MOST + 1];
    size_t letters = 0;
    while (letters < r->length && letters <= PREFIX_MOST && ekb_ascii_is_letter(r->text[letters]))
        letters++;
    size_t digits = letters + (r->text[letters] == '-' || r->text[letters] == '_');
    if (letters == 0 || letters > PREFIX_MOST || r->length == digits || r->length - digits > 18)
        return 0;
    uint64_t value = 0;
    for (size_t i = digits; i < r->length; i++) {
        if (!ekb_ascii_is_digit(r->text[i]))
            return 0;
        value = value * 10 + (uint64_t)(r->text[i] - '0');
    }
    for (size_t i = 0; i < letters; i++)
        prefix[i] = ekb_ascii_lower(r->text[i]);
    out->form = EKB_FORM_PREFIXED;
    out->number = value;
    out->letters = (unsigned)letters;
    out->digits = (unsigned)(r->length - digits);
    memcpy(out->code, r->text, r->length + 1);
    add_key(out, ekb_anchor_prefixed(prefix, letters, value));
    return 1;
}

static int read_symbol(const run *r, ekb_scan_id *out)
{
    out->form = EKB_FORM_SYMBOL;
    out->digits = out->letters = (unsigned)r->length;
    memcpy(out->code, r->text, r->length + 1);
    add_key(out, ekb_anchor_symbol(r->text, r->length));
    return r->length >= 2;
}

/* ---- Places ------------------------------------------------------------------- */

static int is_part_of_word(const char *text, size_t from, size_t at)
{
    return at > from &&
           (ekb_anchor_is_word((unsigned char)text[at - 1]) || is_one_of(text[at - 1], "$%/\\@."));
}

/* Most words behind a cue are no numbers: "ERROR [main]". */
static int may_begin(const char *text, size_t at, size_t length)
{
    return at < length && (ekb_hex_digit(text[at]) >= 0 || (unsigned char)text[at] == 0xEF);
}

/* A number, also in full-width digits, at `at`. */
static int number_at(const char *text, size_t length, size_t at, ekb_scan_id *out)
{
    run r;
    char c = '\0';
    int negative = at < length && text[at] == '-';
    if (!may_begin(text, at + (size_t)negative, length))
        return 0;
    out->start = at;
    take_run(text, at + (size_t)negative, length, "", &r);
    (void)narrow(text, r.end, length, &c);
    if (r.length == 0 || (r.length == RUN_MOST && ekb_anchor_is_word((unsigned char)c)) ||
        goes_on(text, r.end, length) || is_process(text, r.end, length))
        return 0;
    out->end = r.end;
    if (r.length > 2 && r.text[0] == '0' && (r.text[1] == 'x' || r.text[1] == 'X'))
        return !negative && read_hex(r.text + 2, out);
    return read_decimal(&r, negative, out) || (!negative && r.length == 8 && read_hex(r.text, out));
}

static int state_at(const char *text, size_t length, size_t at, ekb_scan_id *out)
{
    run r;
    take_run(text, at, length, "", &r);
    out->start = at;
    out->end = r.end;
    if (r.length != 5)
        return 0;
    for (size_t i = 0; i < r.length; i++)
        if (r.text[i] >= 'a' && r.text[i] <= 'z')
            return 0;
    return read_symbol(&r, out);
}

static int prefixed_at(const char *text, size_t from, size_t length, size_t at, ekb_scan_id *out)
{
    run r;
    size_t start = at;
    while (start > from && at - start < PREFIX_MOST && ekb_anchor_is_word((unsigned char)text[start - 1]))
        start--;
    if (start > from && (ekb_anchor_is_word((unsigned char)text[start - 1]) || text[start - 1] == '-'))
        return 0;
    take_run(text, start, length, "-", &r);
    while (r.length > 0 && r.text[r.length - 1] == '-') { /* a dash behind is none of it */
        r.text[--r.length] = '\0';
        r.end--;
    }
    out->start = start;
    out->end = r.end;
    return read_prefixed(&r, out) && !goes_on(text, r.end, length);
}

/* Where the id would begin that a word with this mark announces. */
static size_t behind_cue(const char *text, size_t length, size_t at, uint32_t marks)
{
    enum { WORD_MOST = 16 };
    size_t end = at + ((marks & (MARK(ID) | MARK(ID_LOW) | MARK(ERR))) != 0 ? 2 : 3);
    if ((marks & MARKS_OF_HAN) != 0)
        return ekb_cue_link(text, at + 3, length);
    while (end < length && end - at < WORD_MOST && ekb_anchor_is_letter((unsigned char)text[end]))
        end++;
    size_t id = ekb_cue_link(text, end, length);
    return id > end ? id : length;
}

/* "uid=", "TID ": no hump, and so no word of its own. */
static int is_rest_of_word(const char *text, size_t from, size_t at)
{
    if (at == from || !ekb_ascii_is_letter(text[at - 1]))
        return 0;
    return ((text[at - 1] ^ text[at]) & 0x20) == 0;
}

static int announced_at(const char *text, size_t from, size_t length, size_t at, uint32_t marks,
                        ekb_scan_id *out)
{
    if ((marks & (MARK(ID) | MARK(ID_LOW))) != 0 && is_rest_of_word(text, from, at))
        return 0;
    size_t id = behind_cue(text, length, at, marks);
    char c;
    if (narrow(text, id, length, &c) == 0 || !(ekb_ascii_is_alnum(c) || c == '-'))
        return 0;
    if ((marks & MARK(STATE)) != 0 ? !state_at(text, length, id, out) : !number_at(text, length, id, out))
        return 0;
    out->cue = ekb_cue_before(text + from, id - from, &out->cue_start);
    out->cue_start += from;
    return out->cue != 0 && (out->cue == EKB_CUE_STATE) == ((marks & MARK(STATE)) != 0);
}

int ekb_scan_id_at(const char *text, size_t from, size_t length, size_t at, uint32_t marks, ekb_scan_id *out)
{
    *out = (ekb_scan_id){.cue = 0};
    if ((marks & (MARKS_OF_WORDS | MARKS_OF_HAN)) != 0)
        return announced_at(text, from, length, at, marks, out);
    int found = 0;
    if ((marks & MARK(PREFIX)) != 0)
        found = prefixed_at(text, from, length, at, out);
    else if ((marks & (MARK(HEX) | MARK(SIGNED))) != 0 && !is_part_of_word(text, from, at))
        found = number_at(text, length, at, out);
    if (found) {
        out->cue = ekb_cue_before(text + from, out->start - from, &out->cue_start);
        out->cue_start += from;
    }
    return found;
}

int ekb_scan_symbol_at(const char *text, size_t from, size_t length, size_t at, ekb_scan_id *out)
{
    enum { SIDE = 64 };
    run r;
    size_t start = at;
    *out = (ekb_scan_id){.cue = 0};
    while (start > from && at - start < SIDE &&
           (ekb_anchor_is_word((unsigned char)text[start - 1]) || is_one_of(text[start - 1], ".-#")))
        start--;
    while (start < at && is_one_of(text[start], ".-#_"))
        start++;
    take_run(text, start, length, ".-#", &r);
    while (r.length > 0 && is_one_of(r.text[r.length - 1], ".-#")) {
        r.text[--r.length] = '\0';
        r.end--;
    }
    out->start = start;
    out->end = r.end;
    out->cue = ekb_cue_before(text + from, start - from, &out->cue_start);
    out->cue_start += from;
    return read_symbol(&r, out);
}
