/* SPDX-License-Identifier: MIT */
/*
 * A text as a pattern. A slot takes the least that lets what follows it fit, so
 * two slots in a row would share nothing: they become one.
 *
 * Invariant: a pattern's sample is its own only where it has no slots. Literal
 * text comes before slots in every matcher, so no other pattern takes it away.
 */
#include <stdint.h>
#include <string.h>

#include "core/utf8.h"
#include "export.h"

enum {
    LETTERS_LEAST = 8, /* of literal text that means something; less stands anywhere */
    PIECES_MOST = 128
};

/* The pieces of a text on their way. */
typedef struct splitter {
    ekb_arena *arena;
    ekb_piece pieces[PIECES_MOST];
    size_t count;
    ekb_strbuf literal; /* not yet a piece */
    int failed;
} splitter;

static void push(splitter *s, ekb_piece_kind kind, const char *text, size_t length)
{
    const char *copy = ekb_arena_strndup(s->arena, text, length);
    s->failed |= copy == NULL || s->count == PIECES_MOST;
    if (!s->failed)
        s->pieces[s->count++] = (ekb_piece){kind, copy};
}

static void end_literal(splitter *s)
{
    s->failed |= s->literal.failed;
    if (s->literal.length > 0)
        push(s, EKB_PIECE_LITERAL, s->literal.data, s->literal.length);
    ekb_strbuf_clear(&s->literal);
}

static void push_slot(splitter *s, ekb_piece_kind kind, const char *text, size_t length)
{
    end_literal(s);
    ekb_piece_kind last = s->count > 0 ? s->pieces[s->count - 1].kind : EKB_PIECE_LITERAL;
    if (last == EKB_PIECE_VALUE || last == kind)
        return;
    if (kind == EKB_PIECE_VALUE && last == EKB_PIECE_SPACE)
        s->count--;
    push(s, kind, text, length);
}

static int is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* A run of blanks: a line break, or as it is. @return its bytes. */
static size_t take_blanks(splitter *s, const char *at)
{
    size_t length = strspn(at, " \t\r\n");
    if (memchr(at, '\n', length) != NULL || memchr(at, '\r', length) != NULL)
        push_slot(s, EKB_PIECE_SPACE, "", 0);
    else
        ekb_strbuf_append(&s->literal, at, length);
    return length;
}

/* A brace of a message. @return its bytes. */
static size_t take_brace(splitter *s, const char *at)
{
    const char *end = *at == '{' ? strchr(at, '}') : NULL;
    if (at[1] == *at || end == NULL || end == at + 1) {
        ekb_strbuf_putc(&s->literal, *at);
        return at[1] == *at ? 2 : 1;
    }
    push_slot(s, EKB_PIECE_VALUE, at + 1, (size_t)(end - at - 1));
    return (size_t)(end - at) + 1;
}

/* No format has control characters or U+FFFE and U+FFFF, and no log of use. */
static int is_writable(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if ((*at < ' ' && !is_blank((char)*at)) || (at[0] == 0xEF && at[1] == 0xBF && at[2] >= 0xBE))
            return 0;
    }
    return 1;
}

static void split(splitter *s, const char *text, int verbatim)
{
    size_t length = strlen(text), at = strspn(text, " \t\r\n");
    while (length > at && is_blank(text[length - 1]))
        length--;
    while (at < length) {
        if (is_blank(text[at]))
            at += take_blanks(s, text + at);
        else if (!verbatim && (text[at] == '{' || text[at] == '}'))
            at += take_brace(s, text + at);
        else
            ekb_strbuf_putc(&s->literal, text[at++]);
    }
    end_literal(s);
}

static int is_alphanumeric(char byte)
{
    return (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

/* Where a text ends with a number or a code, more digits would be another one. */
static void end_code(splitter *s)
{
    ekb_piece *last = s->count > 0 ? &s->pieces[s->count - 1] : NULL;
    if (s->failed || last == NULL || last->kind != EKB_PIECE_LITERAL || s->count == PIECES_MOST)
        return;
    size_t length = strlen(last->text), at = length;
    while (at > 0 && is_alphanumeric(last->text[at - 1]))
        at--;
    if (strcspn(last->text + at, "0123456789") == length - at)
        return;
    const char *text = last->text;
    s->count--;
    if (at > 0)
        push(s, EKB_PIECE_LITERAL, text, at);
    push(s, EKB_PIECE_CODE, text + at, length - at);
}

/* Bytes that are letters or digits, or of characters beyond ASCII. */
static size_t count_letters(const ekb_piece *pieces, size_t count)
{
    size_t letters = 0;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].kind == EKB_PIECE_VALUE)
            continue;
        for (const unsigned char *at = (const unsigned char *)pieces[i].text; *at != '\0'; at++)
            letters += (size_t)(*at >= 0x80 || is_alphanumeric((char)*at));
    }
    return letters;
}

/* Kinds and literal texts, told apart by bytes that no text has. */
static const char *shape_of(ekb_arena *arena, const ekb_piece *pieces, size_t count)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    for (size_t i = 0; i < count; i++) {
        ekb_strbuf_putc(&text, (char)(1 + pieces[i].kind));
        if (pieces[i].kind != EKB_PIECE_VALUE)
            ekb_strbuf_puts(&text, pieces[i].text);
    }
    const char *shape = text.failed ? NULL : ekb_arena_strdup(arena, ekb_strbuf_text(&text));
    ekb_strbuf_release(&text);
    return shape;
}

static int make_room(ekb_patterns *list)
{
    if (list->count < list->capacity)
        return 1;
    size_t capacity = list->capacity == 0 ? 256 : list->capacity * 2;
    ekb_pattern *larger = ekb_arena_calloc(list->arena, capacity, sizeof *larger);
    if (larger == NULL)
        return 0;
    if (list->count > 0)
        memcpy(larger, list->items, list->count * sizeof *larger);
    list->items = larger;
    list->capacity = capacity;
    return 1;
}

/* The text of a pattern without slots. */
static const char *sample_of(ekb_patterns *list, const ekb_piece *pieces, size_t count)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    const char *sample = NULL;
    for (size_t i = 0; i < count; i++) {
        if (pieces[i].kind == EKB_PIECE_VALUE)
            goto cleanup;
        ekb_strbuf_puts(&text, pieces[i].kind == EKB_PIECE_SPACE ? "\n" : pieces[i].text);
    }
    sample = text.failed ? NULL : ekb_arena_strdup(list->arena, ekb_strbuf_text(&text));
    list->failed |= sample == NULL;
cleanup:
    ekb_strbuf_release(&text);
    return sample;
}

void ekb_patterns_add(ekb_patterns *list, const ekb_export_entry *entry, const ekb_piece *pieces,
                      size_t piece_count)
{
    ekb_piece *copy = ekb_arena_calloc(list->arena, piece_count, sizeof *copy);
    const char *shape = shape_of(list->arena, pieces, piece_count);
    if (copy == NULL || shape == NULL || !make_room(list)) {
        list->failed = 1;
        return;
    }
    ekb_pattern *pattern = &list->items[list->count++];
    *pattern = (ekb_pattern){copy, piece_count, 0, NULL, shape, entry, ""};
    for (size_t i = 0; i < piece_count; i++) {
        copy[i] = pieces[i];
        if (pieces[i].kind != EKB_PIECE_VALUE)
            pattern->weight += strlen(pieces[i].text);
    }
    pattern->sample = sample_of(list, pieces, piece_count);
}

int ekb_patterns_add_phrase(ekb_patterns *list, const ekb_export_entry *entry, const ekb_phrase *phrase)
{
    splitter s = {.arena = list->arena};
    if (!is_writable(phrase->text))
        return 0;
    split(&s, phrase->text, phrase->is_example);
    end_code(&s);
    ekb_strbuf_release(&s.literal);
    if (s.count == PIECES_MOST)
        return 0; /* a page, not a line of a log */
    if (s.failed) {
        list->failed = 1;
        return 1;
    }
    if (s.count == 0 || (!phrase->is_example && count_letters(s.pieces, s.count) < LETTERS_LEAST))
        return 0;
    ekb_patterns_add(list, entry, s.pieces, s.count);
    return 1;
}

/* Punctuation and blanks, of ASCII and of Chinese. */
static int is_sign(uint32_t character)
{
    static const struct {
        uint32_t first, last;
    } signs[] = {{0x09, 0x2F},     {0x3A, 0x40},     {0x5B, 0x60},     {0x7B, 0x7E},     {0x2000, 0x206F},
                 {0x3000, 0x303F}, {0xFF01, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (character >= signs[i].first && character <= signs[i].last)
            return character != '_';
    return 0;
}

/* Bytes of the word that begins the text: Latin letters and digits, else two characters. */
static size_t word_length(const char *text, size_t length)
{
    size_t at = 0, size = 0;
    while (at < length && (unsigned char)text[at] < 0x80 && !is_sign((unsigned char)text[at]))
        at++;
    for (int i = 0; i < 2 && (unsigned char)text[0] >= 0x80 && at < length; i++, at += size) {
        if (is_sign(ekb_utf8_next(text, length, at, &size)))
            break;
    }
    return at;
}

size_t ekb_stop_length(const ekb_piece *slot, size_t count)
{
    const char *literal = slot[1].text;
    size_t length = strlen(literal), at = 0, size = 0;
    if (count > 2 && slot[2].kind == EKB_PIECE_CODE)
        return length;
    while (at < length && is_sign(ekb_utf8_next(literal, length, at, &size)))
        at += size;
    if (at == 0 || (at == 1 && *literal == ' '))
        at += word_length(literal + at, length - at);
    return at;
}
