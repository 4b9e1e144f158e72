/* SPDX-License-Identifier: MIT */
/* errkbc: the program around ekbc_compile(). Findings as text and all talk go
   to standard error, JSON and help to standard output. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile.h"
#include "core/error.h"
#include "import.h"
#include "options.h"
#include "os.h"
#include "tr.h"

enum { EXIT_RIGHT = 0, EXIT_WRONG = 1, EXIT_USAGE = 2, EXIT_MACHINE = 3 };

/* Work that takes less than this is not talked about. */
#define PATIENCE_MS 1000
#define PROGRESS_EVERY_MS 100

typedef struct talker {
    const ekb_tr_catalog *catalog;
    int64_t started, shown;
    int terminal;
    int on_line; /* a progress line stands on the terminal */
} talker;

static const char *translate(void *context, const char *english)
{
    const talker *t = context;
    return ekb_tr(t->catalog, english);
}

/* Is it the tag of a language that there are messages in? */
static int has_language(const char *asked)
{
    return strcmp(ekb_tr_tag(ekb_tr_find(asked)), "en") != 0 || strncmp(asked, "en", 2) == 0;
}

/* The language of the messages: what was asked for, else the environment. */
static const ekb_tr_catalog *choose_catalog(const char *asked)
{
    static const char *const variables[] = {"ERRKB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};
    if (asked != NULL && !has_language(asked))
        asked = NULL;
    for (size_t i = 0; asked == NULL && i < sizeof variables / sizeof variables[0]; i++) {
        const char *value = getenv(variables[i]);
        asked = value != NULL && *value != '\0' ? value : NULL;
    }
    return ekb_tr_find(asked);
}

/* A language that was asked for by name and is not there is a mistake, not a
   wish; that the environment asks for it is none. */
static ekb_status check_language(const char *asked, ekb_error *error)
{
    char tags[128] = "";
    if (asked == NULL || has_language(asked))
        return EKB_OK;
    for (const char *const *tag = ekb_tr_tags(); *tag != NULL; tag++) {
        size_t length = strlen(tags);
        snprintf(tags + length, sizeof tags - length, "%s%s", length > 0 ? ", " : "", *tag);
    }
    ekb_error_set(error, EKB_ERR_ARG, EKB_N_("there are no messages in the language `{tag}`"),
                  EKB_N_("choose one of {tags}"));
    ekb_error_text(error, "tag", asked);
    ekb_error_list(error, "tags", tags);
    return EKB_ERR_ARG;
}

static void print_error(const talker *t, const ekb_error *error)
{
    char text[2048];
    talker copy = *t;
    ekb_error_render(error, translate, &copy, text, sizeof text);
    fprintf(stderr, "errkbc: %s\n", text);
}

static void progress(void *context, const char *phase, size_t done, size_t of)
{
    talker *t = context;
    int64_t now = ekbc_os_milliseconds();
    if (!t->terminal || now - t->started < PATIENCE_MS || now - t->shown < PROGRESS_EVERY_MS)
        return;
    t->shown = now;
    t->on_line = 1;
    if (of > 0)
        fprintf(stderr, "\r\033[Kerrkbc: %s %zu/%zu", ekb_tr(t->catalog, phase), done, of);
    else
        fprintf(stderr, "\r\033[Kerrkbc: %s", ekb_tr(t->catalog, phase));
}

static int wants_colour(const ekbc_options *options, FILE *out)
{
    const char *no_color = getenv("NO_COLOR");
    if (options->colour != EKBC_COLOUR_AUTO)
        return options->colour == EKBC_COLOUR_ALWAYS;
    return (no_color == NULL || *no_color == '\0') && ekbc_os_is_terminal(out);
}

static void print_summary(talker *t, const ekbc_result *result)
{
    ekb_error line;
    char text[512];
    ekb_error_set(&line, EKB_OK,
                  EKB_N_("entries: {entries}, procedures: {procedures}, languages: {languages}, "
                         "missing translations: {missing}"),
                  NULL);
    ekb_error_number(&line, "entries", (int64_t)result->entries);
    ekb_error_number(&line, "procedures", (int64_t)result->procedures);
    ekb_error_number(&line, "languages", (int64_t)result->languages);
    ekb_error_number(&line, "missing", (int64_t)result->missing);
    ekb_error_render(&line, translate, t, text, sizeof text);
    fprintf(stderr, "errkbc: %s", text);
    ekb_error_set(
        &line, EKB_OK,
        EKB_N_(", errors: {errors}, warnings: {warnings}, rules broken by imported entries: {counted}"),
        NULL);
    ekb_error_number(&line, "errors", (int64_t)result->diags.errors);
    ekb_error_number(&line, "warnings", (int64_t)result->diags.warnings);
    ekb_error_number(&line, "counted", (int64_t)result->counted);
    ekb_error_render(&line, translate, t, text, sizeof text);
    fprintf(stderr, "%s (%" PRId64 " ms)\n", text, ekbc_os_milliseconds() - t->started);
}

/* Show what a job found and how it ended. @return the exit status. */
static int conclude(const ekbc_options *options, talker *t, const ekbc_diags *diags,
                    const ekbc_catalog *catalog, ekb_status status, const ekb_error *error)
{
    int json = (options->flags & EKBC_FLAG_JSON) != 0, quiet = (options->flags & EKBC_FLAG_QUIET) != 0;
    FILE *out = json ? stdout : stderr;
    const ekbc_diag_style style = {out, json, !json && wants_colour(options, out), quiet, translate, t};
    ekb_error shown;
    if (t->on_line)
        fputs("\r\033[K", stderr);
    ekb_status show = ekbc_diags_show(diags, catalog, &style, &shown);
    if (status != EKB_OK)
        print_error(t, error);
    else if (show != EKB_OK)
        print_error(t, &shown);
    if (status == EKB_ERR_SOURCE || (status == EKB_OK && show == EKB_OK && diags->errors > 0))
        return EXIT_WRONG;
    if (status == EKB_ERR_ARG)
        return EXIT_USAGE;
    return status != EKB_OK || show != EKB_OK ? EXIT_MACHINE : EXIT_RIGHT;
}

static int compile(const ekbc_options *options, talker *t)
{
    ekb_error error;
    ekbc_result result;
    const ekbc_job job = {.paths = options->paths,
                          .path_count = options->path_count,
                          .output = options->output,
                          .state = options->state,
                          .no_state = (options->flags & EKBC_FLAG_NO_STATE) != 0,
                          .no_examples = (options->flags & EKBC_FLAG_NO_EXAMPLES) != 0,
                          .list_imported = (options->flags & EKBC_FLAG_IMPORTED) != 0,
                          .progress = (options->flags & EKBC_FLAG_QUIET) != 0 ? NULL : progress,
                          .context = t};
    ekb_status status = ekbc_compile(&job, &result, &error);
    int code = conclude(options, t, &result.diags, &result.catalog, status, &error);
    if (result.state_failed)
        print_error(t, &result.state_error);
    if (code != EXIT_MACHINE && status == EKB_OK && (options->flags & EKBC_FLAG_QUIET) == 0)
        print_summary(t, &result);
    ekbc_result_release(&result);
    return code;
}

static void print_imported(talker *t, const ekbc_import_result *result)
{
    ekb_error line;
    char text[512];
    ekb_error_set(
        &line, EKB_OK,
        result->diags.errors > 0
            ? EKB_N_("nothing was written; entries: {entries}, products: {products}, errors: {errors}")
            : EKB_N_("entries: {entries}, products: {products}, files: {files}"),
        NULL);
    ekb_error_number(&line, "entries", (int64_t)result->entries);
    ekb_error_number(&line, "products", (int64_t)result->products);
    if (result->diags.errors > 0)
        ekb_error_number(&line, "errors", (int64_t)result->diags.errors);
    else
        ekb_error_number(&line, "files", (int64_t)result->files);
    ekb_error_render(&line, translate, t, text, sizeof text);
    fprintf(stderr, "errkbc: %s (%" PRId64 " ms)\n", text, ekbc_os_milliseconds() - t->started);
}

static int import(const ekbc_options *options, talker *t)
{
    ekb_error error;
    ekbc_import_result result;
    const ekbc_import_job job = {.input = options->paths[1],
                                 .output = options->output,
                                 .progress = (options->flags & EKBC_FLAG_QUIET) != 0 ? NULL : progress,
                                 .context = t};
    ekb_status status = ekbc_import(&job, &result, &error);
    int code = conclude(options, t, &result.diags, &result.catalog, status, &error);
    if (code != EXIT_MACHINE && status == EKB_OK && (options->flags & EKBC_FLAG_QUIET) == 0)
        print_imported(t, &result);
    ekbc_import_result_release(&result);
    return code;
}

/* Columns to set text to, as errkb does: $COLUMNS, else the terminal's. */
static size_t choose_width(FILE *out)
{
    enum { NARROWEST = 20, WIDEST = 100, USUAL = 80 };
    const char *wish = getenv("COLUMNS");
    unsigned long width = wish != NULL ? strtoul(wish, NULL, 10) : 0;
    if (width == 0)
        width = ekbc_os_columns(out);
    if (width == 0)
        width = USUAL;
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

static int talk(const ekbc_options *options, talker *t)
{
    if ((options->flags & EKBC_FLAG_VERSION) != 0 && options->command != EKBC_HELP) {
        printf("errkbc %s\n", EKB_VERSION);
        return fflush(stdout) == 0 ? EXIT_RIGHT : EXIT_MACHINE;
    }
    return ekbc_help_print(options, stdout, choose_width(stdout), translate, t) ? EXIT_RIGHT : EXIT_MACHINE;
}

int main(int argc, char **argv)
{
    ekbc_options options;
    ekb_error error;
    ekbc_os_expect_much();
    talker t = {.started = ekbc_os_milliseconds(), .terminal = ekbc_os_is_terminal(stderr)};
    ekb_status status = ekbc_options_parse(argc, argv, &options, &error);
    t.catalog = choose_catalog(options.language);
    int code = EXIT_USAGE;
    if (status == EKB_OK)
        status = check_language(options.language, &error);
    if (status != EKB_OK)
        print_error(&t, &error);
    else if (options.command == EKBC_HELP || (options.flags & (EKBC_FLAG_HELP | EKBC_FLAG_VERSION)) != 0)
        code = talk(&options, &t);
    else
        code = options.command == EKBC_IMPORT ? import(&options, &t) : compile(&options, &t);
    ekbc_options_release(&options);
    return code;
}
