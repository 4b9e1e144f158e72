/* SPDX-License-Identifier: MIT */
/* Reading a command line by the tables of specs.c. An argument that merely
 * looks like text (`-2147024891`, `- item`) is text, since people paste. */
#include "options.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "suggest.h"

enum { LIMIT_MOST = 1000000 };

typedef struct parser {
    int argc, at;
    const char *const *argv;
    ekb_options *out;
    ekb_error *error;
} parser;

static int is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Length of `name` in "--name" or "--name=…"; 0 if the argument is no such thing. */
static size_t long_name_length(const char *argument)
{
    if (argument[0] != '-' || argument[1] != '-' || !is_letter(argument[2]))
        return 0;
    size_t n = 0;
    const char *name = argument + 2;
    while (is_letter(name[n]) || name[n] == '-' || name[n] == '_' || (name[n] >= '0' && name[n] <= '9'))
        n++;
    return name[n] == '\0' || name[n] == '=' ? n : 0;
}

static int is_short_option(const char *argument)
{
    return argument[0] == '-' && is_letter(argument[1]) && strpbrk(argument, " \t\r\n") == NULL;
}

/* The option of this name that @p command takes, else one of another command. */
static const ekb_option_spec *find_long(const char *name, size_t length, ekb_command command)
{
    const ekb_option_spec *found = NULL;
    for (size_t i = 0; i < EKB_OPTION_COUNT; i++) {
        const ekb_option_spec *spec = &ekb_option_specs[i];
        if (strlen(spec->name) != length || memcmp(spec->name, name, length) != 0)
            continue;
        if (ekb_option_goes_with(spec, command))
            return spec;
        found = spec;
    }
    return found;
}

static const ekb_option_spec *find_short(char letter, ekb_command command)
{
    const ekb_option_spec *found = NULL;
    for (size_t i = 0; i < EKB_OPTION_COUNT; i++) {
        const ekb_option_spec *spec = &ekb_option_specs[i];
        if (spec->letter != letter)
            continue;
        if (ekb_option_goes_with(spec, command))
            return spec;
        found = spec;
    }
    return found;
}

/* Only a text to be looked up is likely to begin with a dash. */
static const char *remedy_of_unknown(ekb_command command, int is_near)
{
    int takes_text = command == EKB_COMMAND_LOOKUP || command == EKB_COMMAND_SEARCH;
    if (is_near)
        return takes_text ? EKB_N_("did you mean --{near}? To look up a text that begins with a dash, write "
                                   "-- before it")
                          : EKB_N_("did you mean --{near}?");
    return takes_text ? EKB_N_("to look up a text that begins with a dash, write -- before it; errkb --help "
                               "lists the options")
                      : EKB_N_("errkb {command} --help lists the options");
}

/* `like` is the part of the argument that is like an option's name. */
static ekb_status fail_unknown(const parser *p, const char *argument, const char *like, size_t length)
{
    char name[64] = "";
    if (length < sizeof name)
        memcpy(name, like, length);
    ekb_suggest suggest;
    ekb_suggest_init(&suggest, name);
    for (size_t i = 0; i < EKB_OPTION_COUNT && name[0] != '\0'; i++) {
        if (ekb_option_goes_with(&ekb_option_specs[i], p->out->command))
            ekb_suggest_offer(&suggest, ekb_option_specs[i].name);
    }
    ekb_status status = ekb_error_set(p->error, EKB_ERR_ARG, EKB_N_("unknown option {option}"),
                                      remedy_of_unknown(p->out->command, suggest.best != NULL));
    ekb_error_text(p->error, "option", argument);
    ekb_error_text(p->error, "command", ekb_command_specs[p->out->command].name);
    if (suggest.best != NULL)
        ekb_error_text(p->error, "near", suggest.best);
    return status;
}

static ekb_status fail_value(const parser *p, const ekb_option_spec *spec, const char *message,
                             const char *remedy)
{
    ekb_status status = ekb_error_set(p->error, EKB_ERR_ARG, message, remedy);
    ekb_error_text(p->error, "option", spec->name);
    return status;
}

/* "text, json, markdown, html" */
static void join_choices(const char *const *choices, char *buffer, size_t size)
{
    size_t used = 0;
    for (size_t i = 0; choices[i] != NULL; i++) {
        const char *parts[2] = {i > 0 ? ", " : "", choices[i]};
        for (size_t k = 0; k < 2; k++) {
            size_t n = strlen(parts[k]);
            if (used + n >= size)
                return;
            memcpy(buffer + used, parts[k], n + 1);
            used += n;
        }
    }
}

static ekb_status read_choice(const parser *p, const ekb_option_spec *spec, const char *value, int *out)
{
    ekb_suggest suggest;
    ekb_suggest_init(&suggest, value);
    for (size_t i = 0; spec->choices[i] != NULL; i++) {
        if (strcmp(spec->choices[i], value) == 0) {
            *out = (int)i;
            return EKB_OK;
        }
        ekb_suggest_offer(&suggest, spec->choices[i]);
    }
    char choices[128] = "";
    join_choices(spec->choices, choices, sizeof choices);
    ekb_status status =
        fail_value(p, spec, EKB_N_("--{option} cannot be “{value}”"),
                   suggest.best != NULL ? EKB_N_("did you mean {near}? Possible are: {choices}")
                                        : EKB_N_("possible are: {choices}"));
    ekb_error_text(p->error, "value", value);
    ekb_error_list(p->error, "choices", choices);
    if (suggest.best != NULL)
        ekb_error_text(p->error, "near", suggest.best);
    return status;
}

static ekb_status read_number(const parser *p, const ekb_option_spec *spec, const char *value, size_t *out)
{
    size_t number = 0;
    const char *c = value;
    for (; *c >= '0' && *c <= '9' && number <= LIMIT_MOST; c++)
        number = number * 10 + (size_t)(*c - '0');
    if (*c == '\0' && number >= 1 && number <= LIMIT_MOST) {
        *out = number;
        return EKB_OK;
    }
    ekb_status status = fail_value(p, spec, EKB_N_("--{option} cannot be “{value}”"),
                                   EKB_N_("give a whole number from 1 to {most}"));
    ekb_error_text(p->error, "value", value);
    ekb_error_number(p->error, "most", LIMIT_MOST);
    return status;
}

static ekb_status store(const parser *p, const ekb_option_spec *spec, const char *value)
{
    ekb_options *out = p->out;
    out->given |= UINT64_C(1) << spec->option;
    if (spec->kind == EKB_VALUE_CHOICE)
        return read_choice(p, spec, value, &out->choice[spec->option]);
    if (spec->kind == EKB_VALUE_NUMBER)
        return read_number(p, spec, value, &out->number[spec->option]);
    out->text[spec->option] = value;
    if (spec->option == EKB_OPTION_INDEX)
        out->indexes[out->index_count++] = value;
    return EKB_OK;
}

/* The values that most commands ask for, by name. */
static void name_values(ekb_options *out)
{
    out->languages = out->text[EKB_OPTION_LANG];
    out->format = (ekb_format)out->choice[EKB_OPTION_FORMAT];
    out->colour = (ekb_colour)out->choice[EKB_OPTION_COLOR];
    out->product = out->text[EKB_OPTION_PRODUCT];
    out->limit = out->number[EKB_OPTION_LIMIT];
}

static ekb_status fail_command(const parser *p, const ekb_option_spec *spec)
{
    ekb_status status = fail_value(p, spec, EKB_N_("--{option} does not go with the command {command}"),
                                   EKB_N_("errkb help {command} lists the options that do"));
    ekb_error_text(p->error, "command", ekb_command_specs[p->out->command].name);
    return status;
}

static ekb_status fail_no_value(const parser *p, const ekb_option_spec *spec)
{
    return fail_value(p, spec, EKB_N_("--{option} needs a value"),
                      EKB_N_("write it after the option; errkb --help tells which are possible"));
}

/* `value` is what was attached to the option, or NULL. What may be its value is
 * of no interest where the command does not take it. */
static ekb_status take_option(parser *p, const ekb_option_spec *spec, const char *value)
{
    if (!ekb_option_goes_with(spec, p->out->command))
        return fail_command(p, spec);
    if (spec->kind == EKB_VALUE_NONE && value != NULL)
        return fail_value(p, spec, EKB_N_("--{option} takes no value"), EKB_N_("leave the value out"));
    if (spec->kind != EKB_VALUE_NONE && value == NULL) {
        if (p->at >= p->argc)
            return fail_no_value(p, spec);
        value = p->argv[p->at++];
    }
    /* What the command reads itself may be empty. */
    if (value != NULL && *value == '\0' && spec->kind != EKB_VALUE_TEXT)
        return fail_no_value(p, spec);
    return store(p, spec, value);
}

static ekb_status take_long(parser *p, const char *argument, size_t length)
{
    const ekb_option_spec *spec = find_long(argument + 2, length, p->out->command);
    if (spec == NULL)
        return fail_unknown(p, argument, argument + 2, length);
    return take_option(p, spec, argument[2 + length] == '=' ? argument + 2 + length + 1 : NULL);
}

static ekb_status take_short(parser *p, const char *argument)
{
    const ekb_option_spec *spec = find_short(argument[1], p->out->command);
    /* "-format": a long option with one dash too few */
    if (spec == NULL || (spec->kind == EKB_VALUE_NONE && argument[2] != '\0'))
        return fail_unknown(p, argument, argument + 1, strcspn(argument + 1, "="));
    return take_option(p, spec, argument[2] != '\0' ? argument + 2 : NULL);
}

/* Does the option at `argument` take the next word as its value? */
static int takes_next(const char *argument, size_t length)
{
    const ekb_option_spec *spec = length > 0 ? find_long(argument + 2, length, EKB_COMMAND_COUNT)
                                             : find_short(argument[1], EKB_COMMAND_COUNT);
    const char *behind = argument + (length > 0 ? 2 + length : 2);
    return spec != NULL && spec->kind != EKB_VALUE_NONE && *behind == '\0';
}

static int is_command(const char *word, ekb_command *out)
{
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        if (strcmp(ekb_command_specs[i].name, word) == 0) {
            *out = ekb_command_specs[i].command;
            return 1;
        }
    }
    return 0;
}

/* Position in argv of the word that names the command, 0 for none. The command
 * decides what the options before it mean, so it is found first. */
static int find_command(int argc, const char *const *argv, ekb_command *out)
{
    for (int at = 1; at < argc && strcmp(argv[at], "--") != 0; at++) {
        size_t length = long_name_length(argv[at]);
        if (length == 0 && !is_short_option(argv[at]))
            return is_command(argv[at], out) ? at : 0;
        at += takes_next(argv[at], length);
    }
    return 0;
}

static ekb_status take_argument(parser *p)
{
    const char *argument = p->argv[p->at++];
    if (p->at - 1 == p->out->command_at)
        return EKB_OK;
    if (strcmp(argument, "--") == 0) {
        while (p->at < p->argc)
            p->out->words[p->out->word_count++] = p->argv[p->at++];
        return EKB_OK;
    }
    size_t length = long_name_length(argument);
    if (length > 0)
        return take_long(p, argument, length);
    if (is_short_option(argument))
        return take_short(p, argument);
    p->out->words[p->out->word_count++] = argument;
    return EKB_OK;
}

/* `out` tells the command already. */
static ekb_status parse(int argc, const char *const *argv, ekb_options *out, ekb_error *error)
{
    size_t room = argc > 0 ? (size_t)argc : 1;
    out->words = calloc(room, sizeof *out->words);
    out->indexes = calloc(room, sizeof *out->indexes);
    if (out->words == NULL || out->indexes == NULL)
        return ekb_error_nomem(error);
    parser p = {.argc = argc, .at = 1, .argv = argv, .out = out, .error = error};
    ekb_status status = EKB_OK;
    while (status == EKB_OK && p.at < p.argc)
        status = take_argument(&p);
    name_values(out);
    return status;
}

ekb_status ekb_options_parse(int argc, const char *const *argv, ekb_options *out, ekb_error *error)
{
    *out = (ekb_options){.command = EKB_COMMAND_LOOKUP};
    out->command_at = find_command(argc, argv, &out->command);
    return parse(argc, argv, out, error);
}

ekb_status ekb_options_parse_for(ekb_command command, int argc, const char *const *argv, ekb_options *out,
                                 ekb_error *error)
{
    *out = (ekb_options){.command = command};
    return parse(argc, argv, out, error);
}

void ekb_options_release(ekb_options *options)
{
    free((void *)options->words);
    free((void *)options->indexes);
    options->words = NULL;
    options->indexes = NULL;
}
