/* SPDX-License-Identifier: MIT */
/*
 * Codes that tell of themselves in the middle of any text. A bare number does
 * not: it is found by the message around it. What counts:
 *   - letters and digits that no word has: ORA-01033, TS2324, MSB1020;
 *   - hexadecimal numbers of five digits and more that begin with none of the
 *     zeroes of success and information codes: 0x1FC07, 0x80070005;
 *   - what is printed with its word before it, in brackets: (ID: 34513).
 * All codes behind one lead share its slot, so that a matcher looks for the
 * lead once and finds the code in its tree.
 */
#include <string.h>

#include "export.h"

enum {
    HEX_DIGITS_LEAST = 5,
    PREFIX_LETTERS_LEAST = 2,
    NUMBER_DIGITS_LEAST = 3,
};

static const char before[] = "before"; /* the slot's name */

static int is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}
static int is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

/* `lead`, anywhere, and the code behind it. */
static void add(ekb_patterns *list, const ekb_export_entry *entry, const char *lead, size_t lead_length,
                const char *code)
{
    const char *lead_copy = ekb_arena_strndup(list->arena, lead, lead_length);
    const char *code_copy = ekb_arena_strdup(list->arena, code);
    if (lead_copy == NULL || code_copy == NULL) {
        list->failed = 1;
        return;
    }
    const ekb_piece pieces[] = {
        {EKB_PIECE_VALUE, before}, {EKB_PIECE_LITERAL, lead_copy}, {EKB_PIECE_CODE, code_copy}};
    ekb_patterns_add(list, entry, pieces, sizeof pieces / sizeof *pieces);
}

/* Bytes of the letters, with a dash behind them, that make a number a code; 0: none do. */
static size_t prefix_of(const char *value)
{
    size_t letters = 0;
    while (is_upper(value[letters]))
        letters++;
    size_t length = letters + (value[letters] == '-');
    size_t digits = strspn(value + length, "0123456789");
    int is_code =
        letters >= PREFIX_LETTERS_LEAST && digits >= NUMBER_DIGITS_LEAST && value[length + digits] == '\0';
    return is_code ? length : 0;
}

static int is_telling_hex(const char *value)
{
    if (strncmp(value, "0x", 2) != 0 || value[2] == '0')
        return 0;
    size_t digits = strspn(value + 2, "0123456789ABCDEFabcdef");
    return digits >= HEX_DIGITS_LEAST && value[2 + digits] == '\0';
}

/* Logs have hexadecimal digits in either case. */
static void add_hex(ekb_patterns *list, const ekb_export_entry *entry, const char *value)
{
    char upper[32], lower[32];
    size_t length = strlen(value + 2);
    if (length >= sizeof upper)
        return;
    for (size_t i = 0; i <= length; i++) {
        char byte = value[2 + i];
        int is_letter = byte != '\0' && !is_digit(byte);
        upper[i] = (char)(is_letter ? byte & ~32 : byte);
        lower[i] = (char)(is_letter ? byte | 32 : byte);
    }
    add(list, entry, value, 2, upper);
    if (strcmp(upper, lower) != 0)
        add(list, entry, value, 2, lower);
}

/* "ID:34513" as (ID: 34513) and its like; the word is the display's. */
static void add_display(ekb_patterns *list, const ekb_export_entry *entry, const char *display)
{
    static const char *const openers[] = {"(", "（", "["};
    static const char *const colons[] = {":", ": ", "：", "： "};
    size_t word = strcspn(display, ":");
    const char *number = display + word + (display[word] == ':');
    size_t digits = strspn(number, "0123456789");
    if (word == 0 || digits < NUMBER_DIGITS_LEAST || number[digits] != '\0')
        return;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        for (size_t j = 0; j < sizeof colons / sizeof *colons; j++) {
            ekb_strbuf lead = EKB_STRBUF_INIT;
            ekb_strbuf_puts(&lead, openers[i]);
            ekb_strbuf_append(&lead, display, word);
            ekb_strbuf_puts(&lead, colons[j]);
            if (lead.failed)
                list->failed = 1;
            else
                add(list, entry, lead.data, lead.length, number);
            ekb_strbuf_release(&lead);
        }
    }
}

void ekb_patterns_add_codes(ekb_patterns *list, const ekb_export_entry *entry, const ekb_entry *of)
{
    add_display(list, entry, of->display);
    for (size_t i = 0; i < of->code_count; i++) {
        const char *value = of->codes[i].value;
        size_t prefix = prefix_of(value);
        if (of->codes[i].is_class)
            continue;
        if (prefix > 0)
            add(list, entry, value, prefix, value + prefix);
        else if (is_telling_hex(value))
            add_hex(list, entry, value);
    }
}
