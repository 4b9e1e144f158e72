/* SPDX-License-Identifier: MIT */
#include "syntax.h"

#include <string.h>

#include "core/error.h"

/* Authors meet libyaml's problems under few names, and each has one usual
   cause. `from_start`: the place to show is where the construct began, not the
   far end where the parser gave up. */
static const struct {
    const char *problem;
    int from_start;
    const char *message, *remedy;
} problems[] = {
    {"mapping values are not allowed in this context", 0, EKB_N_("a `: ` is not expected here"),
     EKB_N_("put a text that holds `: ` in quotes, and check the indentation: spaces, no tabs")},
    {"did not find expected key", 0, EKB_N_("a key is expected here"),
     EKB_N_("indent it as the keys above; put a text that goes on after a closing quote, or begins with `{`, "
            "in quotes")},
    {"did not find expected '-' indicator", 0, EKB_N_("an item that begins with `-` is expected here"),
     EKB_N_("indent it as the items above")},
    {"could not find expected ':'", 1, EKB_N_("a key without `:`"),
     EKB_N_("write `key: value`; put a text that goes on in the next line in quotes or after `|`")},
    {"found character that cannot start any token", 0, EKB_N_("a text cannot begin with this character"),
     EKB_N_("put the text in quotes; indent with spaces, not tabs")},
    {"found a tab character that violates indentation", 0, EKB_N_("a tab in the indentation"),
     EKB_N_("indent with spaces")},
    {"found a tab character where an indentation space is expected", 0, EKB_N_("a tab in the indentation"),
     EKB_N_("indent with spaces")},
    {"found unexpected end of stream", 1, EKB_N_("a quote that is never closed"),
     EKB_N_("close it; write a quote inside double quotes as `\\\"`, inside single quotes doubled")},
    {"found unexpected document indicator", 1, EKB_N_("a quote that is not closed before the next document"),
     EKB_N_("close it; write a quote inside double quotes as `\\\"`, inside single quotes doubled")},
    {"found unknown escape character", 0, EKB_N_("not an escape that YAML knows"),
     EKB_N_("write a backslash as `\\\\` in double quotes, or use single quotes")},
    {"did not find expected hexdecimal number", 0, EKB_N_("not an escape that YAML knows"),
     EKB_N_("write a backslash as `\\\\` in double quotes, or use single quotes")},
    {"found invalid Unicode character escape code", 0,
     EKB_N_("an escape for a character that does not exist"), EKB_N_("write the character itself")},
    {"did not find expected ',' or '}'", 0, EKB_N_("a `,` or `}` is expected here"),
     EKB_N_("put a text that holds a comma, a colon or a brace in quotes")},
    {"did not find expected ',' or ']'", 0, EKB_N_("a `,` or `]` is expected here"),
     EKB_N_("put a text that holds a comma, a colon or a bracket in quotes")},
    {"block sequence entries are not allowed in this context", 0, EKB_N_("a list cannot begin here"),
     EKB_N_("put the first `-` on a line of its own, or the text in quotes")},
    {"did not find expected <document start>", 0, EKB_N_("something after the end of the document"),
     EKB_N_("check the indentation; begin a further document with `---`")},
    {"found undefined tag handle", 0, EKB_N_("a tag (`!…`)"), EKB_N_("put the text in quotes")},
    {"did not find expected tag URI", 0, EKB_N_("a tag (`!…`)"), EKB_N_("put the text in quotes")},
    {"did not find expected alphabetic or numeric character", 0, EKB_N_("an anchor or alias without a name"),
     EKB_N_("put a text that begins with `*` or `&` in quotes")},
    {"did not find expected node content", 0, EKB_N_("a value is expected here"),
     EKB_N_("write one, or put the text in quotes")},
};

static ekbc_place place_of(uint32_t file, yaml_mark_t mark)
{
    return (ekbc_place){file, (uint32_t)mark.line + 1, (uint32_t)mark.column + 1};
}

void ekbc_syntax_report(const yaml_parser_t *parser, uint32_t file, ekbc_diags *diags)
{
    if (parser->error == YAML_MEMORY_ERROR || parser->problem == NULL) {
        diags->nomem = 1;
        return;
    }
    for (size_t i = 0; i < sizeof problems / sizeof problems[0]; i++) {
        if (strcmp(parser->problem, problems[i].problem) != 0)
            continue;
        int from_start = problems[i].from_start && parser->context != NULL;
        ekbc_diag_error(diags, place_of(file, from_start ? parser->context_mark : parser->problem_mark),
                        problems[i].message, problems[i].remedy);
        return;
    }
    ekbc_diag_error(diags, place_of(file, parser->problem_mark), EKB_N_("not YAML: {problem}"),
                    EKB_N_("put texts that hold special characters in quotes, and check the indentation"));
    ekbc_diag_text(diags, "problem", parser->problem);
}
