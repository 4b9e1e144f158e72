/* SPDX-License-Identifier: MIT */
/* Help, printed from the tables of specs.c. */
#include <string.h>

#include "commands.h"
#include "core/error.h"
#include "suggest.h"
#include "text.h"

/* Where the right side of a table begins. */
enum { LEFT = 26 };

static void put_row(ekb_text *text, const char *left)
{
    ekb_text_row(text, 2, EKB_LOOK_CODE, left, LEFT);
}

static void put_commands(ekb_text *text)
{
    ekb_text_blank(text);
    ekb_text_heading(text, "%s", tr(text->catalog, "Commands"));
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        const ekb_command_spec *spec = &ekb_command_specs[i];
        ekb_strbuf left = EKB_STRBUF_INIT;
        ekb_strbuf_puts(&left, spec->name);
        if (*spec->operands != '\0') {
            ekb_strbuf_putc(&left, ' ');
            ekb_strbuf_puts(&left, ekb_tr(text->catalog, spec->operands));
        }
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, ekb_tr(text->catalog, spec->summary));
        put_row(text, ekb_strbuf_text(&left));
        text->out->failed |= left.failed;
        ekb_strbuf_release(&left);
    }
}

/* " (list)": which commands take it, where that are few. */
static void add_scope(ekb_text *text, unsigned scope)
{
    enum { FEW = 4 };
    ekb_strbuf names = EKB_STRBUF_INIT;
    size_t count = 0;
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        if ((scope >> ekb_command_specs[i].command & 1u) == 0)
            continue;
        ekb_strbuf_printf(&names, "%s%s", count++ > 0 ? tr(text->catalog, ", ") : "",
                          ekb_command_specs[i].name);
    }
    if (count <= FEW)
        ekb_text_addf(text, EKB_LOOK_DIM, tr(text->catalog, " (%s)"), ekb_strbuf_text(&names));
    text->out->failed |= names.failed;
    ekb_strbuf_release(&names);
}

static void put_option(ekb_text *text, const ekb_option_spec *spec, ekb_command command)
{
    ekb_strbuf left = EKB_STRBUF_INIT;
    if (spec->letter != 0)
        ekb_strbuf_printf(&left, "-%c, ", spec->letter);
    ekb_strbuf_printf(&left, "--%s", spec->name);
    if (spec->value != NULL)
        ekb_strbuf_printf(&left, " %s", ekb_tr(text->catalog, spec->value));
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN,
                      ekb_tr(text->catalog, ekb_option_help(spec, command)));
    if (command == EKB_COMMAND_COUNT)
        add_scope(text, spec->commands);
    put_row(text, ekb_strbuf_text(&left));
    text->out->failed |= left.failed;
    ekb_strbuf_release(&left);
}

/* Do only commands take it that are programs of their own? Help on them tells. */
static int is_of_programs(const ekb_option_spec *spec)
{
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        if (ekb_option_goes_with(spec, (ekb_command)i) && ekb_command_specs[i].program == NULL)
            return 0;
    }
    return 1;
}

/* Of a command, or with EKB_COMMAND_COUNT those of the program. */
static void put_options(ekb_text *text, ekb_command command)
{
    ekb_text_blank(text);
    ekb_text_heading(text, "%s", tr(text->catalog, "Options"));
    for (size_t i = 0; i < EKB_OPTION_COUNT; i++) {
        const ekb_option_spec *spec = &ekb_option_specs[i];
        if (command == EKB_COMMAND_COUNT ? !is_of_programs(spec) : ekb_option_goes_with(spec, command))
            put_option(text, spec, command);
    }
}

static void put_described(ekb_text *text, const char *heading, const ekb_described *items)
{
    ekb_text_blank(text);
    ekb_text_heading(text, "%s", heading);
    for (; items->name != NULL; items++) {
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, ekb_tr(text->catalog, items->text));
        put_row(text, items->name);
    }
}

static void put_examples(ekb_text *text, const ekb_example *examples)
{
    ekb_text_blank(text);
    ekb_text_heading(text, "%s", tr(text->catalog, "Examples"));
    for (; examples->command != NULL; examples++) {
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, ekb_tr(text->catalog, examples->text));
        ekb_text_print(text, 2, 2);
        ekb_text_command(text, 4, examples->command);
    }
}

static void put_usage(ekb_text *text, const ekb_command_spec *spec)
{
    const char *operands = ekb_tr(text->catalog, spec->operands);
    ekb_text_label(text, EKB_LOOK_HEADING, tr(text->catalog, "Usage"));
    ekb_text_addf(text, EKB_LOOK_PLAIN, "errkb %s %s", spec->name, tr(text->catalog, "[OPTIONS]"));
    if (*spec->operands != '\0')
        ekb_text_addf(text, EKB_LOOK_PLAIN, " %s", operands);
    ekb_text_print(text, 0, 4);
}

static void put_command_help(ekb_text *text, const ekb_command_spec *spec)
{
    put_usage(text, spec);
    ekb_text_blank(text);
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, ekb_tr(text->catalog, spec->description));
    ekb_text_print(text, 0, 0);
    put_options(text, spec->command);
    put_examples(text, spec->examples);
}

static void put_program_help(ekb_text *text)
{
    ekb_text_addf(text, EKB_LOOK_PLAIN, "errkb: %s", ekb_tr(text->catalog, ekb_program_summary));
    ekb_text_print(text, 0, 2);
    ekb_text_blank(text);
    ekb_text_label(text, EKB_LOOK_HEADING, tr(text->catalog, "Usage"));
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN,
                      tr(text->catalog, "errkb [OPTIONS] [COMMAND] [TEXT…]"));
    ekb_text_print(text, 0, 4);
    put_commands(text);
    put_options(text, EKB_COMMAND_COUNT);
    put_examples(text, ekb_command_specs[EKB_COMMAND_LOOKUP].examples);
    put_described(text, tr(text->catalog, "Environment"), ekb_environment_specs);
    put_described(text, tr(text->catalog, "Exit status"), ekb_exit_specs);
    ekb_text_blank(text);
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN,
                      tr(text->catalog, "errkb help COMMAND tells more about a command."));
    ekb_text_print(text, 0, 0);
}

void ekb_help_append(ekb_session *session, ekb_command command)
{
    ekb_text text;
    ekb_text_begin(&text, &session->out, &session->style);
    if (command == EKB_COMMAND_COUNT)
        put_program_help(&text);
    else
        put_command_help(&text, &ekb_command_specs[command]);
    ekb_text_end(&text);
}

static ekb_status find_command(const char *name, ekb_command *out, ekb_error *error)
{
    ekb_suggest suggest;
    ekb_suggest_init(&suggest, name);
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        if (strcmp(ekb_command_specs[i].name, name) == 0) {
            *out = ekb_command_specs[i].command;
            return EKB_OK;
        }
        ekb_suggest_offer(&suggest, ekb_command_specs[i].name);
    }
    ekb_status status = ekb_error_set(error, EKB_ERR_ARG, EKB_N_("there is no command {command}"),
                                      suggest.best != NULL ? EKB_N_("did you mean {near}?")
                                                           : EKB_N_("errkb help lists the commands"));
    ekb_error_text(error, "command", name);
    if (suggest.best != NULL)
        ekb_error_text(error, "near", suggest.best);
    return status;
}

int ekb_command_help(ekb_session *session)
{
    ekb_command command = EKB_COMMAND_COUNT;
    ekb_error error;
    const ekb_options *options = &session->options;
    ekb_session_speak_like(session, "");
    if (options->word_count > 1) {
        ekb_error_set(&error, EKB_ERR_ARG, EKB_N_("help takes one command only"),
                      EKB_N_("errkb help lists the commands"));
        return ekb_session_fail(session, &error);
    }
    if (options->word_count > 0 && find_command(options->words[0], &command, &error) != EKB_OK)
        return ekb_session_fail(session, &error);
    ekb_help_append(session, command);
    return ekb_session_finish(session, EKB_EXIT_FOUND);
}
