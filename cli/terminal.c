/* SPDX-License-Identifier: MIT */
#include "terminal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "os.h"

enum { NARROWEST = 20, WIDEST = 100, USUAL = 80 };

/* Terminals that set these know OSC 8 hyperlinks. */
static const char *const hyperlink_variables[] = {"KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION",
                                                  "WEZTERM_PANE", "GHOSTTY_RESOURCES_DIR"};
static const char *const hyperlink_programs[] = {"iTerm.app", "vscode", "WezTerm",
                                                 "ghostty",   "Hyper",  "Tabby"};
static const char *const hyperlink_terms[] = {"xterm-kitty", "foot",          "foot-direct", "alacritty",
                                              "wezterm",     "xterm-ghostty", "contour"};
enum { VTE_WITH_HYPERLINKS = 5000 };

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int is_one_of(const char *value, const char *const *list, size_t count)
{
    for (size_t i = 0; value != NULL && i < count; i++) {
        if (strcmp(list[i], value) == 0)
            return 1;
    }
    return 0;
}

void ekb_terminal_environment_read(ekb_terminal_environment *environment)
{
    *environment = (ekb_terminal_environment){
        .term = getenv("TERM"),
        .term_program = getenv("TERM_PROGRAM"),
        .vte_version = getenv("VTE_VERSION"),
        .columns = getenv("COLUMNS"),
        .no_color = getenv("NO_COLOR"),
        .errkb_pager = getenv("ERRKB_PAGER"),
        .pager = getenv("PAGER"),
    };
    for (size_t i = 0; i < COUNT(hyperlink_variables); i++)
        environment->hyperlink_hint |= getenv(hyperlink_variables[i]) != NULL;
}

/* A number of the environment; 0 if it is none. */
static unsigned number_of(const char *text)
{
    unsigned number = 0;
    for (const char *c = text != NULL ? text : ""; *c != '\0'; c++) {
        if (*c < '0' || *c > '9' || number > 99999)
            return 0;
        number = number * 10 + (unsigned)(*c - '0');
    }
    return number;
}

static int knows_hyperlinks(const ekb_terminal_environment *environment)
{
    return environment->hyperlink_hint || number_of(environment->vte_version) >= VTE_WITH_HYPERLINKS ||
           is_one_of(environment->term_program, hyperlink_programs, COUNT(hyperlink_programs)) ||
           is_one_of(environment->term, hyperlink_terms, COUNT(hyperlink_terms));
}

static const char *choose_pager(const ekb_terminal_environment *environment)
{
    const char *pager = environment->errkb_pager != NULL ? environment->errkb_pager
                        : environment->pager != NULL     ? environment->pager
                                                         : "less -FRX";
    return *pager == '\0' || strcmp(pager, "cat") == 0 ? NULL : pager;
}

static unsigned choose_width(unsigned wish, unsigned columns)
{
    unsigned width = wish != 0 ? wish : columns != 0 ? columns : USUAL;
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

void ekb_terminal_decide(ekb_terminal *terminal, const ekb_terminal_environment *environment, int is_terminal,
                         unsigned columns, unsigned rows, ekb_colour wish, int no_pager)
{
    int dumb =
        environment->term == NULL || *environment->term == '\0' || strcmp(environment->term, "dumb") == 0;
    int refused = environment->no_color != NULL && *environment->no_color != '\0';
    memset(terminal, 0, sizeof *terminal);
    terminal->is_terminal = is_terminal;
    terminal->width = choose_width(number_of(environment->columns), is_terminal ? columns : 0);
    terminal->rows = is_terminal ? rows : 0;
    terminal->colour =
        wish == EKB_COLOUR_ALWAYS || (wish == EKB_COLOUR_AUTO && is_terminal && !dumb && !refused);
    terminal->hyperlinks = terminal->colour && is_terminal && !dumb && knows_hyperlinks(environment);
    terminal->pager = is_terminal && !dumb && !no_pager ? choose_pager(environment) : NULL;
}

void ekb_terminal_open(ekb_terminal *terminal, ekb_colour wish, int no_pager)
{
    ekb_terminal_environment environment;
    unsigned columns = 0, rows = 0;
    int is_terminal = ekb_os_is_terminal(EKB_STDOUT);
    ekb_terminal_environment_read(&environment);
    if (is_terminal)
        ekb_os_terminal_size(EKB_STDOUT, &columns, &rows);
    ekb_terminal_decide(terminal, &environment, is_terminal, columns, rows, wish, no_pager);
    ekb_encoding_init(&terminal->encoding, ekb_encoding_locale());
}

void ekb_terminal_close(ekb_terminal *terminal)
{
    ekb_encoding_release(&terminal->encoding);
}

static int is_longer_than(const char *text, size_t length, unsigned rows)
{
    unsigned lines = 0;
    for (const char *at = text, *end = text + length; lines < rows; at++, lines++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at == NULL)
            return 0;
    }
    return 1;
}

/* less must be told that the text is UTF-8 where no such locale is set. */
static const char *const pager_utf8[] = {"LESS=FRX", "LV=-c", "LESSCHARSET=utf-8", NULL};
static const char *const pager_other[] = {"LESS=FRX", "LV=-c", NULL};

static ekb_status write_bytes(ekb_terminal *terminal, const char *bytes, size_t length, ekb_error *error)
{
    const char *const *environment = ekb_encoding_is_utf8(&terminal->encoding) ? pager_utf8 : pager_other;
    /* The prompt takes the last row. */
    if (terminal->pager != NULL && terminal->rows > 1 && is_longer_than(bytes, length, terminal->rows - 1) &&
        ekb_os_pipe_to(terminal->pager, environment, bytes, length) == 0)
        return EKB_OK;
    return ekb_terminal_write_raw(bytes, length, NULL, error);
}

ekb_status ekb_terminal_write_raw(const char *bytes, size_t length, int *gone, ekb_error *error)
{
    int failure = ekb_os_write(EKB_STDOUT, bytes, length);
    if (gone != NULL && failure == EPIPE)
        *gone = 1;
    if (failure == 0 || failure == EPIPE)
        return EKB_OK;
    ekb_status status =
        ekb_error_set(error, EKB_ERR_IO,
                      failure == ENOSPC ? EKB_N_("the output cannot be written: no space is left")
                                        : EKB_N_("the output cannot be written: {reason}"),
                      EKB_N_("make room or write to another place, then try again"));
    ekb_error_text(error, "reason", strerror(failure));
    if (error != NULL)
        error->system = failure;
    return status;
}

ekb_status ekb_terminal_write(ekb_terminal *terminal, const char *text, size_t length, ekb_error *error)
{
    ekb_strbuf converted = EKB_STRBUF_INIT;
    ekb_status status;
    if (ekb_encoding_is_utf8(&terminal->encoding))
        return write_bytes(terminal, text, length, error);
    ekb_encoding_convert(&terminal->encoding, text, length, &converted);
    status = converted.failed ? ekb_error_nomem(error)
                              : write_bytes(terminal, ekb_strbuf_text(&converted), converted.length, error);
    ekb_strbuf_release(&converted);
    return status;
}

void ekb_terminal_say(ekb_terminal *terminal, const char *text, size_t length)
{
    ekb_strbuf converted = EKB_STRBUF_INIT;
    if (!ekb_encoding_is_utf8(&terminal->encoding)) {
        ekb_encoding_convert(&terminal->encoding, text, length, &converted);
        text = ekb_strbuf_text(&converted);
        length = converted.length;
    }
    (void)ekb_os_write(EKB_STDERR, text, length); /* there is nowhere left to complain */
    ekb_strbuf_release(&converted);
}
