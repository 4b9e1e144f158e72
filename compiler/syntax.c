/* SPDX-License-Identifier: MIT */
#include "syntax.h"

#include <string.h>

#include "core/error.h"
#include "core/utf8.h"
#include "lookalikes.h"

typedef enum row_flags {
    FROM_START = 1, /* show where the construct began, not the far end where the parser gave up */
    IN_FLOW = 2,    /* may come of a bracket that is not closed */
    NO_START = 4,   /* something stands where a key or an item begins */
    NO_COLON = 8    /* may come of a colon without a space */
} row_flags;

#define DIRECTIVE EKB_N_("a directive (`%…`) that is none of these files")
#define NO_DIRECTIVE EKB_N_("remove the line, or put a text that begins with `%` in quotes")
#define TAG EKB_N_("a tag (`!…`)")
#define QUOTE_TAG EKB_N_("put the text in quotes")

/* All that libyaml 0.2.5 can say of text that is UTF-8 (scanner.c, parser.c);
   each has one usual cause. The first row whose problem and context are met counts. */
static const struct {
    const char *problem, *context; /* of a NULL one: any */
    unsigned flags;
    const char *message, *remedy;
} problems[] = {
    {"mapping values are not allowed in this context", NULL, NO_COLON, EKB_N_("a `: ` is not expected here"),
     EKB_N_("put a text that holds `: ` in quotes, and check the indentation: spaces, no tabs")},
    {"mapping keys are not allowed in this context", NULL, 0, EKB_N_("a `? ` is not expected here"),
     EKB_N_("put a text that begins with `?` in quotes")},
    {"did not find expected key", NULL, NO_START, EKB_N_("a key is expected here"),
     EKB_N_("indent it as the keys above")},
    {"did not find expected '-' indicator", NULL, NO_START,
     EKB_N_("an item that begins with `-` is expected here"), EKB_N_("indent it as the items above")},
    {"could not find expected ':'", NULL, FROM_START | NO_COLON, EKB_N_("a key without `:`"),
     EKB_N_("write `key: value`; put a text that goes on in the next line in quotes or after `|`")},
    {"found unexpected ':'", NULL, 0, EKB_N_("a `:` is not expected here"),
     EKB_N_("put a text that holds a comma, a colon or a brace in quotes")},
    {"found character that cannot start any token", NULL, NO_START,
     EKB_N_("a text cannot begin with this character"), EKB_N_("put the text in quotes")},
    {"found a tab character that violates indentation", NULL, 0, EKB_N_("a tab in the indentation"),
     EKB_N_("indent with spaces")},
    {"found a tab character where an indentation space is expected", NULL, 0,
     EKB_N_("a tab in the indentation"), EKB_N_("indent with spaces")},
    {"found unexpected end of stream", NULL, FROM_START, EKB_N_("a quote that is never closed"),
     EKB_N_("close it; write a quote inside double quotes as `\\\"`, inside single quotes doubled")},
    {"found unexpected document indicator", NULL, FROM_START,
     EKB_N_("a quote that is not closed before the next document"),
     EKB_N_("close it; write a quote inside double quotes as `\\\"`, inside single quotes doubled")},
    {"found unknown escape character", NULL, 0, EKB_N_("not an escape that YAML knows"),
     EKB_N_("write a backslash as `\\\\` in double quotes, or use single quotes")},
    {"did not find expected hexdecimal number", NULL, 0, EKB_N_("not an escape that YAML knows"),
     EKB_N_("write a backslash as `\\\\` in double quotes, or use single quotes")},
    {"found invalid Unicode character escape code", NULL, 0,
     EKB_N_("an escape for a character that does not exist"), EKB_N_("write the character itself")},
    {"did not find expected ',' or '}'", NULL, IN_FLOW, EKB_N_("a `,` or `}` is expected here"),
     EKB_N_("put a text that holds a comma, a colon or a brace in quotes")},
    {"did not find expected ',' or ']'", NULL, IN_FLOW, EKB_N_("a `,` or `]` is expected here"),
     EKB_N_("put a text that holds a comma, a colon or a bracket in quotes")},
    {"did not find expected node content", NULL, IN_FLOW, EKB_N_("a value is expected here"),
     EKB_N_("write one, or put the text in quotes")},
    {"block sequence entries are not allowed in this context", NULL, 0, EKB_N_("a list cannot begin here"),
     EKB_N_("put the first `-` on a line of its own, or the text in quotes")},
    {"did not find expected comment or line break", "while scanning a block scalar", 0,
     EKB_N_("a text cannot stand beside its `|` or `>`"),
     EKB_N_("begin it on the next line; put a text that begins with `|` or `>` in quotes")},
    {"found an indentation indicator equal to 0", NULL, 0, EKB_N_("`0` is no indentation of a text"),
     EKB_N_("leave it out; put a text that begins with `|` or `>` in quotes")},
    {"did not find expected <document start>", NULL, 0, EKB_N_("something after the end of the document"),
     EKB_N_("check the indentation; begin a further document with `---`")},
    {"did not find expected alphabetic or numeric character", NULL, 0,
     EKB_N_("an anchor or alias without a name"), EKB_N_("put a text that begins with `*` or `&` in quotes")},
    {"found incompatible YAML document", NULL, 0, EKB_N_("a version of YAML that is not known"),
     EKB_N_("remove the line `%YAML …`")},
    {NULL, "while scanning a directive", 0, DIRECTIVE, NO_DIRECTIVE},
    {NULL, "while scanning a %YAML directive", 0, DIRECTIVE, NO_DIRECTIVE},
    {NULL, "while scanning a %TAG directive", 0, DIRECTIVE, NO_DIRECTIVE},
    {NULL, "while parsing a %TAG directive", 0, DIRECTIVE, NO_DIRECTIVE},
    {NULL, "while scanning a tag directive", 0, DIRECTIVE, NO_DIRECTIVE},
    {NULL, "while parsing a tag directive", 0, DIRECTIVE, NO_DIRECTIVE},
    {"found duplicate %YAML directive", NULL, 0, DIRECTIVE, NO_DIRECTIVE},
    {"found duplicate %TAG directive", NULL, 0, DIRECTIVE, NO_DIRECTIVE},
    {NULL, "while scanning a tag", 0, TAG, QUOTE_TAG},
    {NULL, "while parsing a tag", 0, TAG, QUOTE_TAG},
    {"found undefined tag handle", NULL, 0, TAG, QUOTE_TAG},
    {NULL, NULL, 0, EKB_N_("this is not YAML"),
     EKB_N_("put texts that hold special characters in quotes, and check the indentation")},
};

static ekbc_place place_of(uint32_t file, yaml_mark_t mark)
{
    return (ekbc_place){file, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

static int is_met(const char *row, const char *said)
{
    return row == NULL || (said != NULL && strcmp(row, said) == 0);
}

static size_t find_row(const yaml_parser_t *parser)
{
    size_t row = 0;
    while (!is_met(problems[row].problem, parser->problem) || !is_met(problems[row].context, parser->context))
        row++;
    return row;
}

/* ---- The source around it -------------------------------------------------- */

/* The line of that number, from 1. @return its length, 0 also where there is none. */
static size_t line_of(const ekbc_stop *stop, size_t number, size_t *start)
{
    size_t at = 0, end;
    for (;; at = end + 1) {
        for (end = at; end < stop->length && stop->bytes[end] != '\n' && stop->bytes[end] != '\r';)
            end++;
        if (--number == 0 || end >= stop->length)
            break;
        end += stop->bytes[end] == '\r' && end + 1 < stop->length && stop->bytes[end + 1] == '\n';
    }
    *start = at;
    return number == 0 && end > at ? end - at : 0;
}

/* What git leaves where two changes met. */
static int explain_conflict(const ekbc_stop *stop, size_t number, ekbc_diags *diags)
{
    static const char *const marks[] = {"<<<<<<<", "=======", ">>>>>>>", "|||||||"};
    size_t start, length = number > 0 ? line_of(stop, number, &start) : 0;
    for (size_t i = 0; length >= 7 && i < sizeof marks / sizeof *marks; i++) {
        if (memcmp(stop->bytes + start, marks[i], 7) == 0) {
            ekbc_diag_error(
                diags, (ekbc_place){stop->file, (uint32_t)number, 1},
                EKB_N_("a conflict of two changes is left here"),
                EKB_N_("keep one of them, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`"));
            return 1;
        }
    }
    return 0;
}

/* A sign that only looks like one. @return 1 if that was reported. */
static int explain_lookalike(const ekbc_stop *stop, size_t number, ekbc_diags *diags)
{
    size_t start, offset = 0, length = number > 0 ? line_of(stop, number, &start) : 0;
    uint32_t c = length > 0 ? ekbc_lookalike_in(stop->bytes + start, length, &offset) : 0;
    ekbc_place place = {stop->file, (uint32_t)number, 1};
    if (c == 0)
        return 0;
    for (size_t at = 0, size = 1; at < offset; at += size, place.column++)
        ekb_utf8_next(stop->bytes + start, length, at, &size);
    ekbc_lookalike_report(diags, place, c);
    return 1;
}

/* A quote closed by the one that opens another text. */
static int explain_quote(const ekbc_stop *stop, size_t number, ekbc_diags *diags)
{
    if (stop->quote_end != number)
        return 0;
    ekbc_diag_error(
        diags, stop->quote,
        EKB_N_("the text in quotes that begins here goes on to line {line}, where something follows it"),
        EKB_N_("close the quote where the text ends; write a quote inside double quotes as `\\\"`, inside "
               "single quotes doubled"));
    ekbc_diag_number(diags, "line", (int64_t)number);
    return 1;
}

static size_t indentation_of(const ekbc_stop *stop, size_t number)
{
    size_t start, length = line_of(stop, number, &start), at = 0;
    while (at < length && stop->bytes[start + at] == ' ')
        at++;
    return at;
}

/* What stands no deeper than the line with the bracket is not meant to be inside. */
static int explain_flow(const ekbc_stop *stop, size_t number, ekbc_diags *diags)
{
    if (stop->flow.line == 0 || stop->flow.line == number ||
        indentation_of(stop, number) > indentation_of(stop, stop->flow.line))
        return 0;
    if (stop->in_flow_mapping)
        ekbc_diag_error(diags, stop->flow, EKB_N_("a `{` that is never closed"),
                        EKB_N_("close it with `}`; put a text that holds a brace in quotes"));
    else
        ekbc_diag_error(diags, stop->flow, EKB_N_("a `[` that is never closed"),
                        EKB_N_("close it with `]`; put a text that holds a bracket in quotes"));
    return 1;
}

/* What stands at a place, or before it in its line. */
typedef struct surroundings {
    const char *at, *end;
    char before; /* but for spaces; 0: nothing */
} surroundings;

static surroundings around(const ekbc_stop *stop, const yaml_mark_t *mark)
{
    size_t start, length = line_of(stop, mark->line + 1, &start), offset = 0, size = 1;
    const char *line = stop->bytes + start;
    surroundings found = {NULL, line + length, 0};
    for (size_t column = 0; column < mark->column && offset < length; column++, offset += size) {
        ekb_utf8_next(line, length, offset, &size);
        found.before = line[offset] != ' ' ? line[offset] : found.before;
    }
    found.at = line + offset;
    return found;
}

/* Does an item begin here that is none to YAML? */
static int explain_item(const ekbc_stop *stop, ekbc_place place, ekbc_diags *diags)
{
    yaml_mark_t mark = {.line = place.line - 1, .column = place.column - 1};
    surroundings s = around(stop, &mark);
    size_t size = s.before == 0 ? ekbc_false_item_in(s.at, (size_t)(s.end - s.at)) : 0;
    if (size > 0)
        ekbc_false_item_report(diags, place, s.at, size);
    return size > 0;
}

/* Where an item of an open list would begin one may be meant. No key begins like one: then a whole
   mapping stands for an item. */
static int explain_items(const ekbc_stop *stop, ekbc_diags *diags)
{
    const yaml_parser_t *parser = stop->parser;
    const yaml_mark_t *marks[] = {&parser->context_mark, &parser->problem_mark};
    if (stop->mapping.line > 0 && explain_item(stop, stop->mapping, diags))
        return 1;
    for (size_t i = parser->context == NULL; i < 2; i++) {
        ekbc_place place = place_of(stop->file, *marks[i]);
        for (size_t list = 0; list < stop->lists; list++) {
            if (stop->items[list] == place.column && explain_item(stop, place, diags))
                return 1;
        }
    }
    return 0;
}

/* `*KEK is missing` was meant as a text, and its beginning reported as an alias. */
static int is_of_alias(const ekbc_stop *stop)
{
    const yaml_mark_t *problem = &stop->parser->problem_mark;
    if (!stop->has_alias || problem->line != stop->alias_end.line || problem->column < stop->alias_end.column)
        return 0;
    const char *at = around(stop, &stop->alias_end).at, *end = around(stop, problem).at;
    while (at < end && *at == ' ')
        at++;
    return at == end;
}

/* What stands where a key or an item should begin. */
static int explain_start(const ekbc_stop *stop, ekbc_place place, ekbc_diags *diags)
{
    surroundings s = around(stop, &stop->parser->problem_mark);
    char here = s.at < s.end ? *s.at : '\n';
    int is_item = here == '-' && (s.at + 1 == s.end || s.at[1] == ' ');
    if (here == '\t')
        ekbc_diag_error(diags, place, EKB_N_("a tab in the indentation"), EKB_N_("indent with spaces"));
    else if (s.before == '"' || s.before == '\'')
        ekbc_diag_error(
            diags, place, EKB_N_("something follows the closing quote"),
            EKB_N_("put the whole text in quotes; write a quote inside double quotes as `\\\"`, inside "
                   "single quotes doubled"));
    else if (s.before == '}' || s.before == ']')
        ekbc_diag_error(diags, place, EKB_N_("something follows the closing bracket"),
                        EKB_N_("put a text that begins with `{` or `[` in quotes"));
    else if (s.before == 0 && is_item)
        ekbc_diag_error(diags, place, EKB_N_("an item stands where a key is expected"),
                        EKB_N_("indent it as the items above, of which the first begins with `- `, too; a "
                               "list begins below its key"));
    else
        return 0;
    return 1;
}

/* `en:Text` is no key, but the beginning of a text that goes on in the next line. */
static int explain_colon(const ekbc_stop *stop, size_t number, ekbc_diags *diags)
{
    size_t start, length = number > 0 ? line_of(stop, number, &start) : 0;
    size_t at = length > 0 ? ekbc_joined_colon_in(stop->bytes + start, length) : 0;
    if (at == 0)
        return 0;
    ekbc_joined_colon_report(diags, (ekbc_place){stop->file, (uint32_t)number, (uint32_t)at + 1});
    return 1;
}

/* What is usually meant by a row, told by the lines around. @return 1 if it was reported. */
static int explain(const ekbc_stop *stop, unsigned flags, ekbc_diags *diags)
{
    const yaml_parser_t *parser = stop->parser;
    size_t line = parser->problem_mark.line + 1, from = parser->context_mark.line + 1;
    if (explain_conflict(stop, line, diags) || explain_conflict(stop, line - 1, diags) ||
        (parser->context != NULL && explain_conflict(stop, from, diags)))
        return 1;
    if (explain_lookalike(stop, line, diags) || explain_lookalike(stop, line - 1, diags) ||
        (parser->context != NULL && from < line && explain_lookalike(stop, from, diags)) ||
        explain_quote(stop, line, diags) || explain_items(stop, diags))
        return 1;
    if ((flags & IN_FLOW) != 0 && explain_flow(stop, line, diags))
        return 1;
    if ((flags & NO_START) != 0 && explain_start(stop, place_of(stop->file, parser->problem_mark), diags))
        return 1;
    if ((flags & NO_COLON) == 0)
        return 0;
    return explain_colon(stop, (flags & FROM_START) != 0 && parser->context != NULL ? from : line - 1, diags);
}

void ekbc_syntax_report(const ekbc_stop *stop, ekbc_diags *diags)
{
    const yaml_parser_t *parser = stop->parser;
    if (parser->error == YAML_MEMORY_ERROR || parser->problem == NULL) {
        diags->nomem = 1;
        return;
    }
    if (is_of_alias(stop))
        return;
    size_t row = find_row(parser);
    if (explain(stop, problems[row].flags, diags))
        return;
    int from_start = (problems[row].flags & FROM_START) != 0 && parser->context != NULL;
    ekbc_diag_error(diags, place_of(stop->file, from_start ? parser->context_mark : parser->problem_mark),
                    problems[row].message, problems[row].remedy);
}
