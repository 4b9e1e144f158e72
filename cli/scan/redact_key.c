/* SPDX-License-Identifier: MIT */
/* Private keys as PEM and OpenPGP write them (RFC 7468, RFC 9580): what stands between the
 * lines of BEGIN and END. In a log each line may have a time before it, and lines of others
 * may stand between; a key that was cut off never ends. */
#include <string.h>

#include "redact_rules.h"

enum {
    HEADING = 64,    /* no kind of key has a longer name */
    LINES = 256,     /* of the longest key: RSA of 16384 bits has 200 */
    OTHERS = 3,      /* lines in a row without a piece of it, and it has ended */
    LEAST_PIECE = 16 /* a word this long is one whatever stands before it */
};

static const char end_mark[] = "-----END ";

static size_t find(const ekb_redact_text *t, size_t at, size_t end, const char *word)
{
    while (at < end && !ekb_redact_begins(t, at, word))
        at++;
    return at;
}

size_t ekb_redact_key_end(const ekb_redact_text *t, size_t at)
{
    return find(t, at, ekb_redact_line_end(t, at), end_mark);
}

int ekb_redact_key_begin(const ekb_redact_text *t, size_t at, ekb_redact_key_state *state, ekb_mask *out)
{
    static const char begin[] = "BEGIN ", key[] = "PRIVATE KEY";
    size_t start = at + sizeof begin - 1, most = start + HEADING;
    if (!ekb_redact_begins(t, at, begin))
        return 0;
    while (start < most && ekb_redact_at(t, start) >= ' ' && ekb_redact_at(t, start) != '-' &&
           !ekb_redact_begins(t, start, key))
        start++;
    if (!ekb_redact_begins(t, start, key))
        return 0;
    size_t end = ekb_redact_key_end(t, start);
    state->lines = ekb_redact_begins(t, end, end_mark) ? 0 : LINES;
    state->pieces = 0;
    state->others = 0;
    ekb_redact_found(out, start, end, EKB_MASK_SECRET);
    out->form = (ekb_redact_form){.end = EKB_VALUE_KEY, .cut = end >= ekb_redact_stop(t, start)};
    return 1;
}

/* Bytes of base64, and of line ends that are escaped. */
static int is_piece_byte(unsigned char c)
{
    return ekb_redact_is_word(c) || c == '+' || c == '/' || c == '=' || c == '\\';
}

int ekb_redact_key_line(const ekb_redact_text *t, size_t line, ekb_redact_key_state *state, ekb_mask *out)
{
    if (state->lines == 0)
        return 0;
    ekb_redact_text whole = ekb_redact_near(t, line, t->length); /* the last word tells */
    size_t line_end = ekb_redact_line_end(&whole, line), end = find(t, line, line_end, end_mark);
    state->lines = end < line_end ? 0 : state->lines - 1;
    while (end > line && (t->text[end - 1] == ' ' || t->text[end - 1] == '\t' ||
                          ekb_redact_is_quote((unsigned char)t->text[end - 1])))
        end--;
    size_t start = end, first = line;
    while (start > line && is_piece_byte((unsigned char)t->text[start - 1]))
        start--;
    while (first < start && ekb_redact_at(t, first) <= ' ')
        first++;
    int is_piece = end - start >= LEAST_PIECE || (end > start && first == start);
    /* The last piece may be short. */
    int may_be_last = !is_piece && end > start && state->pieces && state->others == 0;
    state->pieces |= is_piece;
    state->others = is_piece ? 0 : state->others + 1;
    if (state->others == OTHERS)
        state->lines = 0;
    return (is_piece || may_be_last) && ekb_redact_found(out, start, end, EKB_MASK_SECRET);
}
