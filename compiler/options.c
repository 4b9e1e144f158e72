/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "core/strbuf.h"
#include "nearest.h"
#include "os.h"

static const char *spec_name(const void *context, size_t at)
{
    (void)context;
    return ekbc_option_specs[at].name;
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

/* "text|json" as a list. */
static void tell_choices(const char *words, ekb_error *error)
{
    ekb_strbuf list = EKB_STRBUF_INIT;
    for (; *words != '\0'; words++) {
        if (*words == '|')
            ekb_strbuf_puts(&list, ", ");
        else
            ekb_strbuf_putc(&list, *words);
    }
    ekb_error_list(error, "choices", ekb_strbuf_text(&list));
    ekb_strbuf_release(&list);
}

static ekb_status set_choice(ekbc_options *out, const ekbc_option_spec *spec, const char *value,
                             ekb_error *error)
{
    int choice = choice_of(spec->value, value);
    if (choice < 0) {
        usage(error, EKB_N_("{option} does not know `{value}`"), EKB_N_("choose one of {choices}"),
              spec->name);
        ekb_error_text(error, "value", value);
        tell_choices(spec->value, error);
        return EKB_ERR_ARG;
    }
    if (spec->kind == EKBC_TAKES_COLOUR)
        out->colour = (ekbc_colour)choice;
    else if (choice == 1)
        out->flags |= EKBC_FLAG_JSON;
    else
        out->flags &= ~(unsigned)EKBC_FLAG_JSON;
    return EKB_OK;
}

static ekb_status set_option(ekbc_options *out, const ekbc_option_spec *spec, const char *value,
                             ekb_error *error)
{
    if (spec->kind == EKBC_TAKES_NOTHING) {
        out->flags |= spec->flag;
        return value == NULL ? EKB_OK : usage(error, EKB_N_("{option} takes no value"), NULL, spec->name);
    }
    if (value == NULL || *value == '\0')
        return usage(error, EKB_N_("{option} needs a value"), EKB_N_("`errkbc help` shows how"), spec->name);
    if (spec->kind == EKBC_TAKES_OUTPUT)
        out->output = value;
    else if (spec->kind == EKBC_TAKES_STATE)
        out->state = value;
    else if (spec->kind == EKBC_TAKES_LANGUAGE)
        out->language = value;
    else
        return set_choice(out, spec, value, error);
    return EKB_OK;
}

static const ekbc_option_spec *find_spec(const char *word, size_t length)
{
    for (const ekbc_option_spec *spec = ekbc_option_specs; spec->name != NULL; spec++) {
        if (strlen(spec->name) == length && memcmp(spec->name, word, length) == 0)
            return spec;
        if (spec->letter != NULL && length == 2 && memcmp(spec->letter, word, 2) == 0)
            return spec;
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
    const ekbc_option_spec *spec = find_spec(word, length);
    if (spec == NULL)
        return unknown_option(word, error);
    if (spec->kind != EKBC_TAKES_NOTHING && value == NULL && *at + 1 < argc)
        value = argv[++*at];
    return set_option(out, spec, value, error);
}

/* ---- Commands ------------------------------------------------------------- */

static const struct {
    const char *name;
    ekbc_command command;
} commands[] = {{"check", EKBC_CHECK}, {"import", EKBC_IMPORT}, {"help", EKBC_HELP}};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static const char *command_name(const void *context, size_t at)
{
    (void)context;
    return at < COMMANDS ? commands[at].name : NULL;
}

/* The first operand is the command, if it is the name of one; what stands
   before `--` only. @return 0 if it is none. */
static int take_command(ekbc_options *out, const char *word)
{
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(word, commands[i].name) == 0) {
            out->command = commands[i].command;
            return 1;
        }
    }
    return 0;
}

/* A path that is not there, and nearly a command. */
static ekb_status check_misspelled(const ekbc_options *out, ekb_error *error)
{
    const char *word = out->paths[0], *near = ekbc_nearest(word, command_name, NULL);
    if (near == NULL || strchr(word, '/') != NULL || ekbc_os_kind_of(word) != EKBC_OS_NOTHING)
        return EKB_OK;
    usage(error, EKB_N_("there is no file, folder or command `{word}`"), EKB_N_("did you mean `{near}`?"),
          NULL);
    ekb_error_text(error, "word", word);
    ekb_error_text(error, "near", near);
    return EKB_ERR_ARG;
}

static ekb_status check_help(const ekbc_options *out, ekb_error *error)
{
    ekbc_options topic = {.command = EKBC_COMPILE};
    if (out->path_count == 0 || take_command(&topic, out->paths[0]))
        return EKB_OK;
    const char *near = ekbc_nearest(out->paths[0], command_name, NULL);
    usage(error, EKB_N_("there is no command `{word}`"),
          near != NULL ? EKB_N_("did you mean `{near}`?") : EKB_N_("`errkbc help` lists the commands"), NULL);
    ekb_error_text(error, "word", out->paths[0]);
    if (near != NULL)
        ekb_error_text(error, "near", near);
    return EKB_ERR_ARG;
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

static ekb_status check_whole(ekbc_options *out, ekb_error *error)
{
    if (out->command == EKBC_IMPORT && out->path_count == 1 && strcmp(out->paths[0], "help") == 0)
        out->flags |= EKBC_FLAG_HELP;
    if (out->command == EKBC_HELP)
        return check_help(out, error);
    if ((out->flags & (EKBC_FLAG_HELP | EKBC_FLAG_VERSION)) != 0)
        return EKB_OK;
    if (out->command == EKBC_IMPORT)
        return check_import(out, error);
    if (out->path_count == 0)
        return usage(error, EKB_N_("no folder or file was named"),
                     EKB_N_("`errkbc kb/ -o errkb.ekb` compiles the folder kb/"), NULL);
    if (out->command == EKBC_COMPILE && check_misspelled(out, error) != EKB_OK)
        return EKB_ERR_ARG;
    if (out->command == EKBC_COMPILE && out->output == NULL)
        return usage(error, EKB_N_("where the index goes was not said"),
                     EKB_N_("add `-o errkb.ekb`, or `errkbc check` to write nothing"), NULL);
    if (out->command == EKBC_CHECK && out->output != NULL)
        return usage(error, EKB_N_("`check` writes no index"), EKB_N_("leave out {option} or `check`"), "-o");
    return EKB_OK;
}

ekb_status ekbc_options_parse(int argc, char *const *argv, ekbc_options *out, ekb_error *error)
{
    int only_paths = 0, commanded = 0;
    *out = (ekbc_options){.command = EKBC_COMPILE};
    out->paths = calloc((size_t)argc + 1, sizeof *out->paths);
    if (out->paths == NULL)
        return ekb_error_nomem(error);
    for (int at = 1; at < argc; at++) {
        if (!only_paths && strcmp(argv[at], "--") == 0) {
            only_paths = 1;
        } else if (!only_paths && argv[at][0] == '-' && argv[at][1] != '\0') {
            ekb_status status = parse_option(out, argc, argv, &at, error);
            if (status != EKB_OK)
                return status;
        } else if (!only_paths && !commanded && out->path_count == 0 && take_command(out, argv[at])) {
            commanded = 1;
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
