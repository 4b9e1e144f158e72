/* SPDX-License-Identifier: MIT */
/* What `errkbc help` says, set to the width of the terminal. */
#include <string.h>

#include "core/error.h"
#include "options.h"
#include "wrap.h"

typedef struct printer {
    FILE *out;
    size_t width;
    ekb_translate_fn translate;
    void *context;
    int failed;
} printer;

static const char *translated(const printer *p, const char *text)
{
    return p->translate != NULL ? p->translate(p->context, text) : text;
}

/* Text where `used` columns of the line are taken; further lines begin at `margin`. */
static void print_text(printer *p, size_t used, size_t margin, const char *text)
{
    ekb_wrap wrap;
    size_t end = 0;
    if (ekb_wrap_init(&wrap, text, strlen(text)) != 0) {
        p->failed = 1;
        return;
    }
    for (size_t start = 0, next; start < wrap.length; start = next) {
        size_t taken = start == 0 ? used : margin;
        next = ekb_wrap_line(&wrap, start, p->width > taken ? p->width - taken : 1, &end);
        fprintf(p->out, "%*s%.*s\n", start == 0 ? 0 : (int)margin, "", (int)(end - start), text + start);
    }
    ekb_wrap_release(&wrap);
}

static void print_paragraph(printer *p, const char *text)
{
    print_text(p, 0, 0, translated(p, text));
}

/* What is left of a column, then the help; below each other where there is little room. */
static void print_row(printer *p, const char *left, size_t column, const char *help)
{
    enum { LITTLE = 24, BELOW = 6 };
    size_t taken = ekb_columns(left, strlen(left));
    size_t margin = column + 4;
    fprintf(p->out, "  %s", left);
    if (taken > column || margin + LITTLE > p->width) {
        margin = BELOW;
        fprintf(p->out, "\n%*s", (int)margin, "");
    } else {
        fprintf(p->out, "%*s", (int)(column - taken + 2), "");
    }
    print_text(p, margin, margin, translated(p, help));
}

static void print_rows(printer *p, const ekbc_row *row, size_t column)
{
    for (; row->left != NULL; row++)
        print_row(p, translated(p, row->left), column, row->right);
}

static void print_heading(printer *p, const char *heading)
{
    fputc('\n', p->out);
    print_paragraph(p, heading);
}

static void print_options(printer *p)
{
    for (const ekbc_option_spec *spec = ekbc_option_specs; spec->name != NULL; spec++) {
        char left[64];
        snprintf(left, sizeof left, "%s%s%s%s%s", spec->letter != NULL ? spec->letter : "",
                 spec->letter != NULL ? ", " : "    ", spec->name, spec->value != NULL ? " " : "",
                 spec->value != NULL ? translated(p, spec->value) : "");
        print_row(p, left, 31, spec->help);
    }
}

static void help_import(printer *p)
{
    print_paragraph(p, EKB_N_("errkbc import: write the entries of a catalog as YAML"));
    fprintf(p->out, "\n  %s\n\n", translated(p, EKB_N_("errkbc import jsonl FILE -o FOLDER")));
    print_paragraph(p, ekbc_import_facts[0]);
    print_rows(p, ekbc_import_keys, 13);
    fputc('\n', p->out);
    print_paragraph(p, ekbc_import_facts[1]);
}

static void help_program(printer *p)
{
    print_paragraph(p, EKB_N_("errkbc: compile an error-code knowledge base"));
    fputc('\n', p->out);
    print_rows(p, ekbc_usage_specs, 34);
    print_heading(p, EKB_N_("Options"));
    print_options(p);
    print_heading(p, EKB_N_("Examples"));
    print_rows(p, ekbc_example_specs, 34);
    print_heading(p, EKB_N_("Exit status"));
    print_rows(p, ekbc_exit_specs, 1);
    print_heading(p, EKB_N_("kb/README.md describes the entries."));
}

int ekbc_help_print(const ekbc_options *options, FILE *out, size_t width, ekb_translate_fn translate,
                    void *context)
{
    printer p = {out, width, translate, context, 0};
    int import =
        options->command == EKBC_IMPORT || (options->command == EKBC_HELP && options->path_count > 0 &&
                                            strcmp(options->paths[0], "import") == 0);
    if (import)
        help_import(&p);
    else
        help_program(&p);
    return fflush(out) == 0 && !ferror(out) && !p.failed;
}
