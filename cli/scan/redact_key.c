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

int ekb_redact_key_begin(const ekb_redact_text *t, size_t at, ekb_redact_state *state, ekb_mask *out)
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
    size_t line = ekb_redact_line_end(t, start), end = find(t, start, line, end_mark);
    state->key_lines = end == line ? LINES : 0;
    state->key_pieces = 0;
    state->key_others = 0;
    return ekb_redact_found(out, start, end, EKB_MASK_SECRET);
}

/* Bytes of base64, and of line ends that are escaped. */
static int is_piece_byte(unsigned char c)
{
    return ekb_redact_is_word(c) || c == '+' || c == '/' || c == '=' || c == '\\';
}

int ekb_redact_key_line(const ekb_redact_text *t, size_t line, ekb_redact_state *state, ekb_mask *out)
{
    if (state->key_lines == 0)
        return 0;
    size_t line_end = ekb_redact_line_end(t, line), end = find(t, line, line_end, end_mark);
    state->key_lines = end < line_end ? 0 : state->key_lines - 1;
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
    int may_be_last = !is_piece && end > start && state->key_pieces && state->key_others == 0;
    state->key_pieces |= is_piece;
    state->key_others = is_piece ? 0 : state->key_others + 1;
    if (state->key_others == OTHERS)
        state->key_lines = 0;
    return (is_piece || may_be_last) && ekb_redact_found(out, start, end, EKB_MASK_SECRET);
}
