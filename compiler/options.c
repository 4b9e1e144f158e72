/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/error.h"
#include "nearest.h"

typedef enum option_kind { FLAG, OUTPUT, LANGUAGE, FORMAT, COLOUR } option_kind;

typedef struct option_spec {
    const char *name; /* with the dashes */
    const char *letter;
    option_kind kind;
    unsigned flag;
    const char *value; /* EKB_N_, or NULL */
    const char *help;  /* EKB_N_ */
} option_spec;

static const option_spec specs[] = {
    {"--output", "-o", OUTPUT, 0, EKB_N_("FILE"), EKB_N_("write the index to FILE")},
    {"--format", NULL, FORMAT, 0, "text|json",
     EKB_N_("findings as text on standard error, or as one JSON object a line on standard output")},
    {"--no-examples", NULL, FLAG, EKBC_FLAG_NO_EXAMPLES, NULL, EKB_N_("do not try the entries' examples")},
    {"--imported", NULL, FLAG, EKBC_FLAG_IMPORTED, NULL,
     EKB_N_("list what is otherwise only counted for imported packs")},
    {"--quiet", "-q", FLAG, EKBC_FLAG_QUIET, NULL, EKB_N_("show errors only, no warnings and no summary")},
    {"--color", NULL, COLOUR, 0, "auto|always|never",
     EKB_N_("colour findings (auto: on a terminal, unless NO_COLOR is set)")},
    {"--lang", NULL, LANGUAGE, 0, EKB_N_("TAG"), EKB_N_("language of the messages: en or zh-CN")},
    {"--help", "-h", FLAG, EKBC_FLAG_HELP, NULL, EKB_N_("show this help")},
    {"--version", "-V", FLAG, EKBC_FLAG_VERSION, NULL, EKB_N_("show the version")},
};
enum { SPECS = sizeof specs / sizeof specs[0] };

static const char *spec_name(const void *context, size_t at)
{
    (void)context;
    return at < SPECS ? specs[at].name : NULL;
}

static ekb_status usage(ekb_error *error, const char *message, const char *remedy, const char *option)
{
    ekb_error_set(error, EKB_ERR_ARG, message, remedy);
    if (option != NULL)
        ekb_error_text(error, "option", option);
    return EKB_ERR_ARG;
}

static ekb_status unknown_option(const char *name, ekb_error *error)
{
    const char *near = ekbc_nearest(name, spec_name, NULL);
    usage(error, EKB_N_("the option {option} is not known"),
          near != NULL ? EKB_N_("did you mean {near}?") : EKB_N_("`errkbc help` lists the options"), name);
    if (near != NULL)
        ekb_error_text(error, "near", near);
    return EKB_ERR_ARG;
}

/* Position of `value` among words divided by `|`, or -1. */
static int choice_of(const char *words, const char *value)
{
    for (int at = 0; *words != '\0'; at++) {
        size_t length = strcspn(words, "|");
        if (strlen(value) == length && memcmp(words, value, length) == 0)
            return at;
        words += length + (words[length] == '|');
    }
    return -1;
}

static ekb_status set_choice(ekbc_options *out, const option_spec *spec, const char *value, ekb_error *error)
{
    int choice = choice_of(spec->value, value);
    if (choice < 0) {
        usage(error, EKB_N_("{option} does not know `{value}`"), EKB_N_("choose one of {choices}"),
              spec->name);
        ekb_error_text(error, "value", value);
        ekb_error_text(error, "choices", spec->value);
        return EKB_ERR_ARG;
    }
    if (spec->kind == COLOUR)
        out->colour = (ekbc_colour)choice;
    else if (choice == 1)
        out->flags |= EKBC_FLAG_JSON;
    else
        out->flags &= ~(unsigned)EKBC_FLAG_JSON;
    return EKB_OK;
}

static ekb_status set_option(ekbc_options *out, const option_spec *spec, const char *value, ekb_error *error)
{
    if (spec->kind == FLAG) {
        out->flags |= spec->flag;
        return value == NULL ? EKB_OK : usage(error, EKB_N_("{option} takes no value"), NULL, spec->name);
    }
    if (value == NULL || *value == '\0')
        return usage(error, EKB_N_("{option} needs a value"), EKB_N_("`errkbc help` shows how"), spec->name);
    if (spec->kind == OUTPUT)
        out->output = value;
    else if (spec->kind == LANGUAGE)
        out->language = value;
    else
        return set_choice(out, spec, value, error);
    return EKB_OK;
}

static const option_spec *find_spec(const char *word, size_t length)
{
    for (size_t i = 0; i < SPECS; i++) {
        if (strlen(specs[i].name) == length && memcmp(specs[i].name, word, length) == 0)
            return &specs[i];
        if (specs[i].letter != NULL && length == 2 && memcmp(specs[i].letter, word, 2) == 0)
            return &specs[i];
    }
    return NULL;
}

/* `--name=value`, `--name value`, `-o value` and `-ovalue`. Advances `at` past
   a value that stands apart. */
static ekb_status parse_option(ekbc_options *out, int argc, char *const *argv, int *at, ekb_error *error)
{
    const char *word = argv[*at];
    const char *equals = word[1] == '-' ? strchr(word, '=') : NULL;
    size_t length = equals != NULL ? (size_t)(equals - word) : word[1] == '-' ? strlen(word) : 2;
    const char *value = equals != NULL ? equals + 1 : word[length] != '\0' ? word + length : NULL;
    const option_spec *spec = find_spec(word, length);
    if (spec == NULL)
        return unknown_option(word, error);
    if (spec->kind != FLAG && value == NULL && *at + 1 < argc)
        value = argv[++*at];
    return set_option(out, spec, value, error);
}

static ekb_status check_import(const ekbc_options *out, ekb_error *error)
{
    static const char how[] = EKB_N_("write `errkbc import jsonl FILE -o FOLDER`");
    if (out->path_count > 0 && strcmp(out->paths[0], "jsonl") != 0) {
        usage(error, EKB_N_("`{format}` is no format that can be imported"), how, NULL);
        ekb_error_text(error, "format", out->paths[0]);
        return EKB_ERR_ARG;
    }
    if (out->path_count != 2)
        return usage(error, EKB_N_("`import` takes one format and one file"), how, NULL);
    if (out->output == NULL)
        return usage(error, EKB_N_("where the entries go was not said"), how, NULL);
    return EKB_OK;
}

static ekb_status check_whole(const ekbc_options *out, ekb_error *error)
{
    if (out->command == EKBC_HELP || (out->flags & (EKBC_FLAG_HELP | EKBC_FLAG_VERSION)) != 0)
        return EKB_OK;
    if (out->command == EKBC_IMPORT)
        return check_import(out, error);
    if (out->path_count == 0)
        return usage(error, EKB_N_("no folder or file was named"),
                     EKB_N_("`errkbc kb/ -o errkb.ekb` compiles the folder kb/"), NULL);
    if (out->command == EKBC_COMPILE && out->output == NULL)
        return usage(error, EKB_N_("where the index goes was not said"),
                     EKB_N_("add `-o errkb.ekb`, or `errkbc check` to write nothing"), NULL);
    if (out->command == EKBC_CHECK && out->output != NULL)
        return usage(error, EKB_N_("`check` writes no index"), EKB_N_("leave out {option} or `check`"), "-o");
    return EKB_OK;
}

static const struct {
    const char *name;
    ekbc_command command;
} commands[] = {{"check", EKBC_CHECK}, {"import", EKBC_IMPORT}, {"help", EKBC_HELP}};

ekb_status ekbc_options_parse(int argc, char *const *argv, ekbc_options *out, ekb_error *error)
{
    int only_paths = 0, at = 1;
    *out = (ekbc_options){.command = EKBC_COMPILE};
    out->paths = calloc((size_t)argc + 1, sizeof *out->paths);
    if (out->paths == NULL)
        return ekb_error_nomem(error);
    for (size_t i = 0; argc > 1 && i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(argv[1], commands[i].name) == 0)
            out->command = commands[i].command, at = 2;
    }
    for (; at < argc; at++) {
        if (!only_paths && strcmp(argv[at], "--") == 0) {
            only_paths = 1;
        } else if (!only_paths && argv[at][0] == '-' && argv[at][1] != '\0') {
            ekb_status status = parse_option(out, argc, argv, &at, error);
            if (status != EKB_OK)
                return status;
        } else {
            out->paths[out->path_count++] = argv[at];
        }
    }
    return check_whole(out, error);
}

void ekbc_options_release(ekbc_options *options)
{
    free(options->paths);
    *options = (ekbc_options){.command = EKBC_COMPILE};
}

/* ---- Help --------------------------------------------------------------- */

static const char *const usages[][2] = {
    {EKB_N_("errkbc PATH… -o FILE"), EKB_N_("compile the entries under PATH into an index")},
    {EKB_N_("errkbc check PATH…"),
     EKB_N_("only check them, examples included; a single file in the midst of its product")},
    {EKB_N_("errkbc import jsonl FILE -o FOLDER"),
     EKB_N_("write the entries of a catalog as YAML (`errkbc help import`)")},
    {"errkbc help", EKB_N_("show this help")},
};

static const char *const examples[][2] = {
    {"errkbc kb/ -o errkb.ekb", EKB_N_("compile all knowledge")},
    {"errkbc kb/ packs/mysql -o all.ekb", EKB_N_("several folders into one index")},
    {"errkbc check kb/mars", EKB_N_("check one product")},
    {"errkbc check --format json kb/", EKB_N_("findings for an editor, one JSON object a line")},
};

static const char *const exits[][2] = {
    {"0", EKB_N_("the sources are right; the index is written")},
    {"1", EKB_N_("errors in the sources; an index that was there is left as it is")},
    {"2", EKB_N_("the command line is wrong")},
    {"3", EKB_N_("a file cannot be read or written")},
};

typedef struct printer {
    FILE *out;
    ekb_translate_fn translate;
    void *context;
} printer;

static const char *translated(const printer *p, const char *text)
{
    return p->translate != NULL ? p->translate(p->context, text) : text;
}

static int columns(const char *text)
{
    int width = 0;
    utf8proc_int32_t c;
    for (utf8proc_ssize_t n; (n = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &c)) > 0 && c != 0;
         text += n)
        width += utf8proc_charwidth(c);
    return width;
}

static void print_row(const printer *p, const char *left, int width, const char *help)
{
    fprintf(p->out, "  %s%*s  %s\n", left, width - columns(left) > 0 ? width - columns(left) : 0, "",
            translated(p, help));
}

static void print_options(const printer *p)
{
    for (size_t i = 0; i < SPECS; i++) {
        char left[64];
        snprintf(left, sizeof left, "%s%s%s%s%s", specs[i].letter != NULL ? specs[i].letter : "",
                 specs[i].letter != NULL ? ", " : "    ", specs[i].name, specs[i].value != NULL ? " " : "",
                 specs[i].value != NULL ? translated(p, specs[i].value) : "");
        print_row(p, left, 31, specs[i].help);
    }
}

static const char *const import_keys[][2] = {
    {"product, id", EKB_N_("needed; together they are the id of the entry, and the id is its first code")},
    {"name", EKB_N_("its symbol, a code too; a word of prose is left out")},
    {"messages", EKB_N_("by language; placeholders as the product writes them")},
    {"cause, action", EKB_N_("by language; plain text")},
    {"alt_ids", EKB_N_("further codes; those that entries of the product share are classes")},
    {"source", EKB_N_("where it comes from")},
};

static const char *const import_facts[] = {
    EKB_N_("FILE holds one JSON object a line; `-` is standard input. Keys:"),
    EKB_N_(
        "FOLDER must not exist, or be empty. It appears whole, or not at all where a line is wrong: a folder "
        "for each product with product.yaml and entries-NNN.yaml, 1000 entries a file, ready for `errkbc "
        "FOLDER -o FILE`."),
};

static int help_import(const printer *p)
{
    fprintf(p->out, "%s\n\n", translated(p, EKB_N_("errkbc import: write the entries of a catalog as YAML")));
    fprintf(p->out, "  %s\n\n%s\n", translated(p, EKB_N_("errkbc import jsonl FILE -o FOLDER")),
            translated(p, import_facts[0]));
    for (size_t i = 0; i < sizeof import_keys / sizeof import_keys[0]; i++)
        print_row(p, import_keys[i][0], 13, import_keys[i][1]);
    fprintf(p->out, "\n%s\n", translated(p, import_facts[1]));
    return fflush(p->out) == 0 && !ferror(p->out);
}

int ekbc_help_print(const ekbc_options *options, FILE *out, ekb_translate_fn translate, void *context)
{
    const printer p = {out, translate, context};
    int import = options->command == EKBC_IMPORT ||
                 (options->path_count > 0 && strcmp(options->paths[0], "import") == 0);
    if (options->command != EKBC_CHECK && options->command != EKBC_COMPILE && import)
        return help_import(&p);
    fprintf(out, "%s\n\n", translated(&p, EKB_N_("errkbc: compile an error-code knowledge base")));
    for (size_t i = 0; i < sizeof usages / sizeof usages[0]; i++)
        print_row(&p, translated(&p, usages[i][0]), 34, usages[i][1]);
    fprintf(out, "\n%s\n", translated(&p, EKB_N_("Options")));
    print_options(&p);
    fprintf(out, "\n%s\n", translated(&p, EKB_N_("Examples")));
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++)
        print_row(&p, examples[i][0], 34, examples[i][1]);
    fprintf(out, "\n%s\n", translated(&p, EKB_N_("Exit status")));
    for (size_t i = 0; i < sizeof exits / sizeof exits[0]; i++)
        print_row(&p, exits[i][0], 1, exits[i][1]);
    fprintf(out, "\n%s\n", translated(&p, EKB_N_("kb/README.md describes the entries.")));
    return fflush(out) == 0 && !ferror(out);
}
