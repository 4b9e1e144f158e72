/* SPDX-License-Identifier: MIT */
#include "values.h"

#include <string.h>

#include "comments.h"
#include "control.h"
#include "core/error.h"
#include "core/utf8.h"
#include "lookalikes.h"
#include "nearest.h"
#include "tag.h"

/* Whatever the case of its letters; @p word has no capital ones. */
static int is_word(const char *text, const char *word)
{
    for (; *word != '\0'; text++, word++)
        if (*text != *word && !(*text >= 'A' && *text <= 'Z' && *text - 'A' + 'a' == *word))
            return 0;
    return *text == '\0';
}

/* What YAML readers take for something other than text when it has no quotes.
   Beyond these words: numbers and dates, see below. */
static int is_typed_word(const char *text)
{
    static const char *const words[] = {"true", "false", "yes",  "no",   "on",    "off",   "y",
                                        "n",    "~",     ".nan", ".inf", "-.inf", "+.inf", "null"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (is_word(text, words[i]))
            return 1;
    }
    return 0;
}

static int is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Numbers as YAML 1.1 and 1.2 know them, dates and times: all of them consist
   of these characters and begin in this way; that 1.2.3 is caught as well does
   no harm. */
static int is_number_like(const char *text)
{
    const char *at = text + (*text == '-' || *text == '+');
    if (!is_digit(*at) && !(*at == '.' && is_digit(at[1])))
        return 0;
    if (at[0] == '0' && (at[1] == 'x' || at[1] == 'o' || at[1] == 'b'))
        return at[2] != '\0' && strspn(at + 2, "0123456789abcdefABCDEF_") == strlen(at + 2);
    return strspn(at, "0123456789_.:eE+-") == strlen(at);
}

static void report_typed(ekbc_reader *reader, const ekbc_yaml *value, const char *message)
{
    ekbc_diag_error(reader->diags, value->place, message, EKB_N_("put it in quotes: \"{value}\""));
    ekbc_diag_text(reader->diags, "value", value->text);
}

/* The length of the character there, if it is a quotation mark of prose; else 0. */
static size_t foreign_quote_at(const char *text, size_t length, size_t at)
{
    size_t size = 1;
    return at < length && ekbc_is_foreign_quote(ekb_utf8_next(text, length, at, &size)) ? size : 0;
}

/* Where a quotation mark of prose that ends the text begins; else its length. */
static size_t closing_quote(const char *text, size_t length)
{
    size_t at = length;
    while (at > 0 && ((unsigned char)text[--at] & 0xC0) == 0x80)
        continue;
    return foreign_quote_at(text, length, at) > 0 ? at : length;
}

/* A code or id that stands in quotation marks of prose, which YAML takes for
   text. @return what stands between them, NULL if it is not so. */
static const char *report_foreign_quotes(ekbc_reader *reader, const ekbc_yaml *value)
{
    size_t begin = foreign_quote_at(value->text, value->length, 0);
    size_t end = closing_quote(value->text, value->length);
    if (begin == 0 || end <= begin)
        return NULL;
    ekbc_diag_error(reader->diags, value->place, EKB_N_("`{quote}` is no quotation mark to YAML"),
                    EKB_N_("put it in straight quotes: \"{value}\""));
    ekbc_diag_textn(reader->diags, "quote", value->text, begin);
    ekbc_diag_textn(reader->diags, "value", value->text + begin, end - begin);
    return ekbc_keep_text(reader, value->text + begin, end - begin);
}

/* 1 if a scalar can stand where text is meant. */
static int check_scalar(ekbc_reader *reader, const ekbc_yaml *value)
{
    if (!ekbc_expect(reader, value, EKBC_SCALAR))
        return 0;
    if (value->length == 0 && value->comment.line > 0) {
        ekbc_diag_error(reader->diags, value->comment,
                        EKB_N_("`#` begins a comment, and there is no value before it"),
                        EKB_N_("put the text in quotes"));
        return 0;
    }
    if (value->text[strspn(value->text, " \t\r\n")] == '\0') {
        ekbc_diag_error(reader->diags, value->place, EKB_N_("the value is empty"),
                        EKB_N_("write a text or leave the key out"));
        return 0;
    }
    if (value->length > EKBC_TEXT_MAX) {
        ekbc_diag_error(reader->diags, value->place, EKB_N_("the text is longer than {max} bytes"),
                        EKB_N_("shorten or divide it"));
        ekbc_diag_number(reader->diags, "max", EKBC_TEXT_MAX);
        return 0;
    }
    return 1;
}

const char *ekbc_text_of(ekbc_reader *reader, const ekbc_yaml *value)
{
    if (!check_scalar(reader, value))
        return NULL;
    if (value->plain && (is_typed_word(value->text) || is_number_like(value->text))) {
        report_typed(reader, value, EKB_N_("YAML does not read `{value}` as text"));
        return NULL;
    }
    return ekbc_keep_text(reader, value->text, value->length);
}

/* A text that people read, of which a `#` may have cut off the rest. */
static const char *prose_of(ekbc_reader *reader, const ekbc_yaml *value)
{
    if (value->kind == EKBC_SCALAR && value->length > 0 && value->comment.line > 0)
        ekbc_comment_report(reader->diags, value->comment);
    return ekbc_text_of(reader, value);
}

void ekbc_read_text(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    const char **out = into;
    const char *text = prose_of(reader, value);
    if (text != NULL)
        *out = text;
}

void ekbc_read_quoted(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    const char **out = into;
    if (!check_scalar(reader, value))
        return;
    const char *inside = report_foreign_quotes(reader, value);
    if (inside != NULL) {
        *out = inside;
        return;
    }
    if (value->plain)
        report_typed(reader, value, EKB_N_("the code `{value}` is not in quotes"));
    *out = ekbc_keep_text(reader, value->text, value->length);
}

void ekbc_read_word(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    const char **out = into;
    const char *text = ekbc_text_of(reader, value);
    if (text == NULL || report_foreign_quotes(reader, value) != NULL)
        return;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at > ' ' && *at < 0x7F)
            continue;
        ekbc_diag_error(reader->diags, value->place,
                        EKB_N_("`{value}` holds a character that is not allowed"),
                        EKB_N_("use letters, digits and signs of ASCII, without spaces"));
        ekbc_diag_text(reader->diags, "value", text);
        ekbc_diag_within(reader->diags, text, (size_t)(at - text));
        return;
    }
    *out = text;
}

void ekbc_read_url(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    const char **out = into;
    const char *text = ekbc_text_of(reader, value);
    if (text == NULL)
        return;
    const char *host = strncmp(text, "https://", 8) == 0  ? text + 8
                       : strncmp(text, "http://", 7) == 0 ? text + 7
                                                          : "";
    if (*host == '\0' || *host == '/' || strpbrk(text, " <>\"\\^`{|}") != NULL ||
        ekbc_control_in(text, strlen(text), "", NULL) != 0) {
        ekbc_diag_error(reader->diags, value->place, EKB_N_("`{value}` is not a web address"),
                        EKB_N_("write a whole address that begins with https:// or http://, without spaces"));
        ekbc_diag_text(reader->diags, "value", text);
        return;
    }
    *out = text;
}

static int two_digits(const char *text)
{
    return (text[0] - '0') * 10 + (text[1] - '0');
}

static int is_date(const char *text)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' || strspn(text, "0123456789-") != 10)
        return 0;
    for (size_t i = 0; i < 10; i++) {
        if (i != 4 && i != 7 && !is_digit(text[i]))
            return 0;
    }
    int year = two_digits(text) * 100 + two_digits(text + 2), month = two_digits(text + 5);
    int day = two_digits(text + 8);
    if (month < 1 || month > 12 || day < 1 || day > days[month - 1])
        return 0;
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month != 2 || day < 29 || leap;
}

void ekbc_read_date(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    const char **out = into;
    if (!check_scalar(reader, value))
        return;
    if (!is_date(value->text)) {
        ekbc_diag_error(reader->diags, value->place, EKB_N_("`{value}` is not a date"),
                        EKB_N_("write it as 2026-11-22"));
        ekbc_diag_text(reader->diags, "value", value->text);
        return;
    }
    *out = ekbc_keep_text(reader, value->text, value->length);
}

void ekbc_read_string(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_string *out = into;
    const char *text = prose_of(reader, value);
    *out = (ekbc_string){text != NULL ? text : "", value->place};
}

static const char *known_tag(ekbc_reader *reader, const char *tag)
{
    const size_t count = sizeof reader->tags / sizeof reader->tags[0];
    for (size_t i = 0; i < count; i++) {
        if (reader->tags[i] != NULL && strcmp(reader->tags[i], tag) == 0)
            return reader->tags[i];
    }
    const char *kept = ekbc_keep_text(reader, tag, strlen(tag));
    reader->tags[reader->tag_next] = kept;
    reader->tag_next = (reader->tag_next + 1) % count;
    return kept;
}

const char *ekbc_tag_of(ekbc_reader *reader, const ekbc_yaml *key)
{
    char canonical[EKBC_TAG_SIZE];
    if (key->kind == EKBC_BROKEN || ekbc_report_joined_colon(reader, key))
        return NULL;
    if (!ekbc_tag_canonical(key->text, canonical)) {
        ekbc_diag_error(reader->diags, key->place, EKB_N_("`{tag}` is not a language"),
                        EKB_N_("write a BCP-47 tag such as en, zh-CN or pt-BR"));
        ekbc_diag_text(reader->diags, "tag", key->text);
        return NULL;
    }
    if (strcmp(canonical, key->text) != 0) {
        ekbc_diag_error(reader->diags, key->place, EKB_N_("the language `{tag}` is spelled in another way"),
                        EKB_N_("write `{canonical}`"));
        ekbc_diag_text(reader->diags, "tag", key->text);
        ekbc_diag_text(reader->diags, "canonical", canonical);
    }
    return known_tag(reader, canonical);
}

void ekbc_read_texts(ekbc_reader *reader, const ekbc_yaml *value, void *into)
{
    ekbc_texts *out = into;
    if (value->kind == EKBC_SCALAR) {
        if (ekbc_report_lookalike(reader, value))
            return;
        ekbc_diag_error(reader->diags, value->place, EKB_N_("a text without a language"),
                        EKB_N_("write one text a language: {en: …, zh-CN: …}"));
        return;
    }
    if (!ekbc_expect(reader, value, EKBC_MAPPING))
        return;
    out->count = 0;
    out->items = ekbc_keep(reader, value->count, sizeof *out->items);
    if (out->items == NULL)
        return;
    for (const ekbc_yaml *at = value->first; at != NULL; at = at->next) {
        const char *lang = ekbc_tag_of(reader, at->key);
        const char *text = lang != NULL ? prose_of(reader, at) : NULL;
        if (text != NULL)
            out->items[out->count++] = (ekbc_text){lang, text, at->place};
    }
    if (value->count == 0)
        ekbc_diag_error(reader->diags, value->place, EKB_N_("a text in no language"),
                        EKB_N_("write one text a language: {en: …, zh-CN: …}"));
}

/* A set of words as ekbc_nearest() wants it. */
static const char *name_at(const void *context, size_t at)
{
    const ekbc_name *names = context;
    return names[at].name;
}

static void report_name(ekbc_reader *reader, const ekbc_yaml *value, const ekbc_name *names)
{
    const char *near = ekbc_nearest(value->text, name_at, names);
    ekbc_diag_error(reader->diags, value->place, EKB_N_("`{value}` is not allowed here"),
                    near != NULL ? EKB_N_("did you mean `{near}`?") : EKB_N_("allowed are {names}"));
    ekbc_diag_text(reader->diags, "value", value->text);
    if (near != NULL) {
        ekbc_diag_text(reader->diags, "near", near);
        return;
    }
    for (const ekbc_name *name = names; name->name != NULL; name++)
        ekbc_diag_item(reader->diags, "names", name->name);
}

int ekbc_name_of(ekbc_reader *reader, const ekbc_yaml *value, const ekbc_name *names, int fallback)
{
    if (!ekbc_expect(reader, value, EKBC_SCALAR))
        return fallback;
    for (const ekbc_name *name = names; name->name != NULL; name++) {
        if (strcmp(name->name, value->text) == 0)
            return name->value;
    }
    report_name(reader, value, names);
    return fallback;
}
