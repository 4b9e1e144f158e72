/* SPDX-License-Identifier: MIT */
/*
 * The tables that the completion scripts work with. How a shell completes is
 * in errkb.bash, errkb.zsh and errkb.fish; names, values and descriptions come
 * from here. Descriptions are in every language that the program speaks: the
 * shell picks when it starts.
 */
#include <string.h>

#include "options.h"
#include "pages.h"

/* A single-quoted word of the shell. fish escapes within, the others outside. */
static void put_quoted(ekb_strbuf *out, const char *text, int fish)
{
    ekb_strbuf_putc(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            ekb_strbuf_puts(out, fish ? "\\'" : "'\\''");
        else if (fish && *text == '\\')
            ekb_strbuf_puts(out, "\\\\");
        else
            ekb_strbuf_putc(out, *text == '\n' ? ' ' : *text);
    }
    ekb_strbuf_putc(out, '\'');
}

/* The first sentence of a help text is what a menu has room for. */
static void put_first_sentence(ekb_strbuf *out, const char *text)
{
    const char *dot = strstr(text, ". "), *full = strstr(text, "\xe3\x80\x82"), *colon = strstr(text, ": ");
    size_t length = strlen(text);
    if (dot != NULL && (size_t)(dot - text) < length)
        length = (size_t)(dot - text);
    if (full != NULL && (size_t)(full - text) < length)
        length = (size_t)(full - text);
    if (colon != NULL && (size_t)(colon - text) < length)
        length = (size_t)(colon - text);
    if (length > 0 && text[length - 1] == '.')
        length--;
    ekb_strbuf_append(out, text, length);
}

/* What stands for the values of an option: words, or a kind for the script. */
static void put_values(ekb_strbuf *out, const ekb_option_spec *spec)
{
    switch (spec->kind) {
    case EKB_VALUE_NONE:
        break;
    case EKB_VALUE_LANGUAGES:
        ekb_strbuf_puts(out, ":languages");
        break;
    case EKB_VALUE_FILE:
        ekb_strbuf_puts(out, ":file");
        break;
    case EKB_VALUE_PRODUCT:
        ekb_strbuf_puts(out, ":product");
        break;
    case EKB_VALUE_NUMBER:
    case EKB_VALUE_TEXT:
        ekb_strbuf_puts(out, ":number");
        break;
    case EKB_VALUE_CHOICE:
        for (size_t i = 0; spec->choices[i] != NULL; i++)
            ekb_strbuf_printf(out, "%s%s", i > 0 ? " " : "", spec->choices[i]);
        break;
    }
}

static void put_languages(ekb_strbuf *out)
{
    const char *const *tags = ekb_tr_tags();
    for (size_t i = 0; tags[i] != NULL; i++)
        ekb_strbuf_printf(out, "%s%s", i > 0 ? " " : "", tags[i]);
}

static void put_command_names(ekb_strbuf *out)
{
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++)
        ekb_strbuf_printf(out, "%s%s", i > 0 ? " " : "", ekb_command_specs[i].name);
}

/* Options that the next word belongs to, each behind a space. */
static void put_valued(ekb_strbuf *out)
{
    for (size_t i = 0; i < EKB_OPTION_COUNT; i++) {
        if (ekb_option_specs[i].kind == EKB_VALUE_NONE)
            continue;
        ekb_strbuf_printf(out, " --%s", ekb_option_specs[i].name);
        if (ekb_option_specs[i].letter != 0)
            ekb_strbuf_printf(out, " -%c", ekb_option_specs[i].letter);
    }
}

/* ---- bash ---------------------------------------------------------------------- */

static void put_bash_options(ekb_strbuf *out, ekb_command command)
{
    ekb_strbuf_printf(out, "    %s) echo '", ekb_command_specs[command].name);
    for (size_t i = 0, n = 0; i < EKB_OPTION_COUNT; i++) {
        const ekb_option_spec *spec = &ekb_option_specs[i];
        if (!ekb_option_goes_with(spec, command))
            continue;
        ekb_strbuf_printf(out, "%s--%s", n++ > 0 ? " " : "", spec->name);
        if (spec->letter != 0)
            ekb_strbuf_printf(out, " -%c", spec->letter);
    }
    ekb_strbuf_puts(out, "' ;;\n");
}

/* "show:--limit | show:-n | list:--limit …" */
static void put_bash_patterns(ekb_strbuf *out, const ekb_option_spec *spec)
{
    for (size_t i = 0, n = 0; i < EKB_COMMAND_COUNT; i++) {
        if (!ekb_option_goes_with(spec, (ekb_command)i))
            continue;
        ekb_strbuf_printf(out, "%s%s:--%s", n++ > 0 ? " | " : "", ekb_command_specs[i].name, spec->name);
        if (spec->letter != 0)
            ekb_strbuf_printf(out, " | %s:-%c", ekb_command_specs[i].name, spec->letter);
    }
}

void ekb_complete_bash(ekb_strbuf *out)
{
    ekb_strbuf_puts(out, "_errkb_commands='");
    put_command_names(out);
    ekb_strbuf_puts(out, "'\n_errkb_languages='");
    put_languages(out);
    ekb_strbuf_puts(out, "'\n\n# Options that a command takes.\n_errkb_options() {\n    case $1 in\n");
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++)
        put_bash_options(out, (ekb_command)i);
    ekb_strbuf_puts(out, "    esac\n}\n\n# Values of an option of a command; fails for one "
                         "without.\n_errkb_values() {\n    case $1:$2 in\n");
    for (size_t i = 0; i < EKB_OPTION_COUNT; i++) {
        const ekb_option_spec *spec = &ekb_option_specs[i];
        if (spec->kind == EKB_VALUE_NONE)
            continue;
        ekb_strbuf_puts(out, "    ");
        put_bash_patterns(out, spec);
        ekb_strbuf_puts(out, ") echo '");
        put_values(out, spec);
        ekb_strbuf_puts(out, "' ;;\n");
    }
    ekb_strbuf_puts(out, "    *) return 1 ;;\n    esac\n}\n");
}

/* ---- zsh ----------------------------------------------------------------------- */

/* Within _arguments, `[`, `]` and `:` of a description are syntax. */
static void put_zsh_description(ekb_strbuf *out, const ekb_tr_catalog *catalog, const char *text)
{
    ekb_strbuf sentence = EKB_STRBUF_INIT, escaped = EKB_STRBUF_INIT;
    put_first_sentence(&sentence, ekb_tr(catalog, text));
    for (const char *at = ekb_strbuf_text(&sentence); *at != '\0'; at++) {
        if (strchr("[]:\\", *at) != NULL)
            ekb_strbuf_putc(&escaped, '\\');
        ekb_strbuf_putc(&escaped, *at);
    }
    ekb_strbuf_puts(out, ekb_strbuf_text(&escaped));
    out->failed |= sentence.failed | escaped.failed;
    ekb_strbuf_release(&sentence);
    ekb_strbuf_release(&escaped);
}

static void put_zsh_action(ekb_strbuf *out, const ekb_option_spec *spec)
{
    static const char *const actions[] = {
        [EKB_VALUE_LANGUAGES] = ":language:_errkb_lang",
        [EKB_VALUE_FILE] = ":file:_files -g \"*.ekb(-.)\"",
        [EKB_VALUE_PRODUCT] = ":product:_errkb_products",
        [EKB_VALUE_NUMBER] = ":number: ",
        [EKB_VALUE_TEXT] = ":value: ",
    };
    if (spec->kind == EKB_VALUE_CHOICE) {
        ekb_strbuf_printf(out, ":%s:(", spec->name);
        put_values(out, spec);
        ekb_strbuf_putc(out, ')');
    } else if (spec->kind != EKB_VALUE_NONE) {
        ekb_strbuf_puts(out, actions[spec->kind]);
    }
}

static void put_zsh_option(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_option_spec *spec,
                           ekb_command command, int letter)
{
    ekb_strbuf word = EKB_STRBUF_INIT;
    int value = spec->kind != EKB_VALUE_NONE;
    if (spec->option == EKB_OPTION_INDEX)
        ekb_strbuf_putc(&word, '*');
    else if (spec->letter != 0)
        ekb_strbuf_printf(&word, "(-%c --%s)", spec->letter, spec->name);
    if (letter)
        ekb_strbuf_printf(&word, "-%c%s", spec->letter, value ? "+" : "");
    else
        ekb_strbuf_printf(&word, "--%s%s", spec->name, value ? "=" : "");
    ekb_strbuf_putc(&word, '[');
    put_zsh_description(&word, catalog, ekb_option_help(spec, command));
    ekb_strbuf_putc(&word, ']');
    put_zsh_action(&word, spec);
    ekb_strbuf_puts(out, "        ");
    put_quoted(out, ekb_strbuf_text(&word), 0);
    ekb_strbuf_putc(out, '\n');
    out->failed |= word.failed;
    ekb_strbuf_release(&word);
}

static void put_zsh_command(ekb_strbuf *out, const ekb_tr_catalog *catalog, ekb_command command)
{
    ekb_strbuf_printf(out, "    _errkb_%s=(\n", ekb_command_specs[command].name);
    for (size_t i = 0; i < EKB_OPTION_COUNT; i++) {
        const ekb_option_spec *spec = &ekb_option_specs[i];
        if (!ekb_option_goes_with(spec, command))
            continue;
        put_zsh_option(out, catalog, spec, command, 0);
        if (spec->letter != 0)
            put_zsh_option(out, catalog, spec, command, 1);
    }
    ekb_strbuf_puts(out, "    )\n");
}

static void put_zsh_language(ekb_strbuf *out, const ekb_tr_catalog *catalog)
{
    ekb_strbuf_puts(out, "    _errkb_commands=(\n");
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        ekb_strbuf word = EKB_STRBUF_INIT;
        ekb_strbuf_printf(&word, "%s:%s", ekb_command_specs[i].name,
                          ekb_tr(catalog, ekb_command_specs[i].summary));
        ekb_strbuf_puts(out, "        ");
        put_quoted(out, ekb_strbuf_text(&word), 0);
        ekb_strbuf_putc(out, '\n');
        out->failed |= word.failed;
        ekb_strbuf_release(&word);
    }
    ekb_strbuf_puts(out, "    )\n");
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++)
        put_zsh_command(out, catalog, (ekb_command)i);
}

/* "zh*" for zh-CN: the language as the locale's name begins. */
static void put_pattern(ekb_strbuf *out, const char *tag)
{
    ekb_strbuf_append(out, tag, strcspn(tag, "-"));
    ekb_strbuf_putc(out, '*');
}

void ekb_complete_zsh(ekb_strbuf *out)
{
    const char *const *tags = ekb_tr_tags();
    ekb_strbuf_puts(out, "typeset -ga _errkb_languages=(");
    put_languages(out);
    ekb_strbuf_puts(out, ")\n# Options that the next word belongs to.\ntypeset -ga _errkb_valued=(");
    put_valued(out);
    ekb_strbuf_puts(out, ")\ntypeset -ga _errkb_commands");
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++)
        ekb_strbuf_printf(out, " _errkb_%s", ekb_command_specs[i].name);
    ekb_strbuf_puts(out, "\ncase ${LC_ALL:-${LC_MESSAGES:-$LANG}} in\n");
    for (size_t i = 1; tags[i] != NULL; i++) {
        put_pattern(out, tags[i]);
        ekb_strbuf_puts(out, ")\n");
        put_zsh_language(out, ekb_tr_find(tags[i]));
        ekb_strbuf_puts(out, "    ;;\n");
    }
    ekb_strbuf_puts(out, "*)\n");
    put_zsh_language(out, ekb_tr_find(NULL));
    ekb_strbuf_puts(out, "    ;;\nesac\n");
}

/* ---- fish ---------------------------------------------------------------------- */

static void put_fish_values(ekb_strbuf *out, const ekb_option_spec *spec)
{
    switch (spec->kind) {
    case EKB_VALUE_NONE:
        break;
    case EKB_VALUE_LANGUAGES:
        ekb_strbuf_puts(out, " -x -a '(__errkb_languages)'");
        break;
    case EKB_VALUE_FILE:
        ekb_strbuf_puts(out, " -r -F");
        break;
    case EKB_VALUE_PRODUCT:
        ekb_strbuf_puts(out, " -x -a '(__errkb_products)'");
        break;
    case EKB_VALUE_NUMBER:
    case EKB_VALUE_TEXT:
        ekb_strbuf_puts(out, " -x");
        break;
    case EKB_VALUE_CHOICE:
        ekb_strbuf_puts(out, " -x -a '");
        put_values(out, spec);
        ekb_strbuf_putc(out, '\'');
        break;
    }
}

/* For the commands that have this help on it. */
static void put_fish_option(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_option_spec *spec,
                            const char *help)
{
    ekb_strbuf sentence = EKB_STRBUF_INIT;
    put_first_sentence(&sentence, ekb_tr(catalog, help));
    ekb_strbuf_puts(out, "    complete -c errkb -n '__errkb_in");
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        if (ekb_option_goes_with(spec, (ekb_command)i) && ekb_option_help(spec, (ekb_command)i) == help)
            ekb_strbuf_printf(out, " %s", ekb_command_specs[i].name);
    }
    ekb_strbuf_printf(out, "' -l %s", spec->name);
    if (spec->letter != 0)
        ekb_strbuf_printf(out, " -s %c", spec->letter);
    put_fish_values(out, spec);
    ekb_strbuf_puts(out, " -d ");
    put_quoted(out, ekb_strbuf_text(&sentence), 1);
    ekb_strbuf_putc(out, '\n');
    out->failed |= sentence.failed;
    ekb_strbuf_release(&sentence);
}

static void put_fish_language(ekb_strbuf *out, const ekb_tr_catalog *catalog)
{
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++) {
        ekb_strbuf_printf(out, "    complete -c errkb -n '__errkb_wants_command' -a %s -d ",
                          ekb_command_specs[i].name);
        put_quoted(out, ekb_tr(catalog, ekb_command_specs[i].summary), 1);
        ekb_strbuf_putc(out, '\n');
    }
    for (size_t i = 0; i < EKB_OPTION_COUNT; i++) {
        const ekb_option_spec *spec = &ekb_option_specs[i];
        put_fish_option(out, catalog, spec, spec->help);
        for (const ekb_option_variant *v = spec->variants; v != NULL && v->commands != 0; v++)
            put_fish_option(out, catalog, spec, v->help);
    }
}

static void put_fish_table(ekb_strbuf *out)
{
    ekb_strbuf_puts(out, "set -g __errkb_commands ");
    put_command_names(out);
    ekb_strbuf_puts(out, "\nset -g __errkb_languages ");
    put_languages(out);
    ekb_strbuf_puts(out, "\n# Options that the next word belongs to.\nset -g __errkb_valued");
    put_valued(out);
    ekb_strbuf_putc(out, '\n');
}

void ekb_complete_fish(ekb_strbuf *out)
{
    const char *const *tags = ekb_tr_tags();
    put_fish_table(out);
    ekb_strbuf_puts(out, "\nset -l locale $LC_ALL $LC_MESSAGES $LANG C\nswitch $locale[1]\n");
    for (size_t i = 1; tags[i] != NULL; i++) {
        ekb_strbuf_puts(out, "case '");
        put_pattern(out, tags[i]);
        ekb_strbuf_puts(out, "'\n");
        put_fish_language(out, ekb_tr_find(tags[i]));
    }
    ekb_strbuf_puts(out, "case '*'\n");
    put_fish_language(out, ekb_tr_find(NULL));
    ekb_strbuf_puts(out, "end\n");
}
