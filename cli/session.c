/* SPDX-License-Identifier: MIT */
#include "session.h"

#include <string.h>

#include "core/error.h"
#include "paragraph.h"
#include "sanitize.h"

static const ekb_renderer *const renderers[] = {
    [EKB_FORMAT_TEXT] = &ekb_render_text,
    [EKB_FORMAT_JSON] = &ekb_render_json,
    [EKB_FORMAT_MARKDOWN] = &ekb_render_markdown,
    [EKB_FORMAT_HTML] = &ekb_render_html,
};

static ekb_status read_languages(ekb_session *session, ekb_error *error)
{
    ekb_environment environment;
    if (session->options.languages != NULL)
        return ekb_languages_parse(session->options.languages, &session->wishes, error);
    ekb_environment_read(&environment);
    return ekb_languages_from_environment(&environment, &session->wishes, error);
}

static void set_style(ekb_session *session)
{
    ekb_style *style = &session->style;
    const ekb_language_list *wishes = &session->wishes;
    session->language_count = wishes->explicit_wish ? wishes->count : wishes->count > 0;
    for (size_t i = 0; i < session->language_count; i++)
        session->languages[i] = wishes->tags[i];
    style->catalog = ekb_tr_find(wishes->count > 0 ? wishes->tags[0] : NULL);
    style->languages = session->languages;
    style->language_count = session->language_count;
    style->width = session->terminal.width;
    style->colour = session->terminal.colour;
    style->hyperlinks = session->terminal.hyperlinks;
    style->pretty = session->terminal.is_terminal;
}

/* For saying that a language asked for by name is none, or is not there: in the one
 * that was there before it. */
static void speak_as_environment(ekb_session *session)
{
    ekb_environment environment;
    ekb_language_list wishes;
    ekb_environment_read(&environment);
    if (session->options.languages == NULL)
        environment.errkb_lang = NULL;
    session->style.catalog = ekb_tr_find(NULL);
    if (ekb_languages_from_environment(&environment, &wishes, NULL) == EKB_OK && wishes.count > 0)
        session->style.catalog = ekb_tr_find(wishes.tags[0]);
}

/* The options are read, with this outcome. */
static ekb_status open_session(ekb_session *session, ekb_status parsed, ekb_error *error)
{
    ekb_status status = read_languages(session, parsed == EKB_OK ? error : NULL);
    const ekb_options *options = &session->options;
    session->found.arena = session->searched.arena = &session->arena;
    ekb_offer_init(&session->offer, &session->arena);
    ekb_terminal_open(&session->terminal, options->colour, ekb_options_has(options, EKB_OPTION_NO_PAGER));
    session->renderer = renderers[options->format];
    set_style(session);
    if (status == EKB_ERR_LANGUAGE)
        speak_as_environment(session);
    return parsed != EKB_OK ? parsed : status;
}

ekb_status ekb_session_open(ekb_session *session, int argc, const char *const *argv, ekb_error *error)
{
    memset(session, 0, sizeof *session);
    return open_session(session, ekb_options_parse(argc, argv, &session->options, error), error);
}

ekb_status ekb_session_open_for(ekb_session *session, ekb_command command, int argc, const char *const *argv,
                                ekb_error *error)
{
    memset(session, 0, sizeof *session);
    return open_session(session, ekb_options_parse_for(command, argc, argv, &session->options, error), error);
}

void ekb_session_close(ekb_session *session)
{
    ekb_engine_free(session->engine);
    ekb_options_release(&session->options);
    ekb_terminal_close(&session->terminal);
    ekb_strbuf_release(&session->out);
    ekb_arena_release(&session->arena);
}

void ekb_session_speak(ekb_session *session, const char *tag)
{
    if (session->wishes.count > 0)
        return;
    session->languages[0] = tag;
    session->language_count = session->style.language_count = 1;
    session->style.catalog = ekb_tr_find(tag);
}

/* Is there a Han character (U+4E00 to U+9FFF)? */
static int has_han(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) {
        if (*c >= 0xE4 && *c <= 0xE9 && (c[1] & 0xC0) == 0x80)
            return *c > 0xE4 || c[1] >= 0xB8;
    }
    return 0;
}

void ekb_session_speak_like(ekb_session *session, const char *text)
{
    ekb_session_speak(session, has_han(text) ? "zh-CN" : "en");
}

static ekb_status choose_languages(ekb_session *session, ekb_error *error)
{
    size_t first = 0;
    if (session->wishes.count == 0)
        return EKB_OK;
    ekb_status status = ekb_offer_languages(&session->offer, session->engine, &session->wishes,
                                            session->languages, &session->language_count, &first, error);
    if (status == EKB_ERR_LANGUAGE)
        speak_as_environment(session);
    if (status != EKB_OK)
        return status;
    session->style.catalog = ekb_tr_find(session->wishes.tags[first]);
    session->style.language_count = session->language_count;
    return EKB_OK;
}

/* ---- Indexes ------------------------------------------------------------ */

static ekb_status open_named(ekb_session *session, ekb_error *error)
{
    for (size_t i = 0; i < session->found.count; i++) {
        ekb_status status = ekb_discover_open(session->engine, session->found.items[i], error);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

/* A broken index that nobody asked for by name must not hide the others. */
static ekb_status open_found(ekb_session *session, ekb_error *error)
{
    for (size_t i = 0; i < session->found.count; i++) {
        ekb_status status = ekb_discover_open(session->engine, session->found.items[i], error);
        if (status != EKB_OK && session->found.count == 1)
            return status;
        if (status != EKB_OK)
            ekb_session_fail(session, error);
    }
    if (session->found.count > 0 && ekb_engine_index_count(session->engine) > 0)
        return EKB_OK;
    return ekb_error_set(
        error, EKB_ERR_MISSING, EKB_N_("no index was found"),
        EKB_N_("install one into one of the folders below, name one with --index FILE, or compile "
               "one with errkbc"));
}

static ekb_status open_indexes(ekb_session *session, ekb_error *error)
{
    const ekb_options *options = &session->options;
    for (size_t i = 0; i < options->index_count; i++) {
        if (ekb_paths_add_once(&session->found, options->indexes[i]) != 0)
            return ekb_error_nomem(error);
    }
    if (options->index_count > 0)
        return open_named(session, error);
    ekb_discovery discovery;
    ekb_discovery_read(&discovery, &session->arena);
    ekb_status status = ekb_discover(&discovery, &session->found, &session->searched, error);
    if (status != EKB_OK)
        return status;
    int named = discovery.errkb_index != NULL && *discovery.errkb_index != '\0';
    return named && session->found.count > 0 ? open_named(session, error) : open_found(session, error);
}

ekb_status ekb_session_open_engine(ekb_session *session, ekb_error *error)
{
    ekb_status status = ekb_engine_new(&session->engine, error);
    if (status == EKB_OK)
        status = open_indexes(session, error);
    if (status == EKB_OK)
        status = choose_languages(session, error);
    if (status == EKB_OK && session->options.product != NULL)
        status = ekb_offer_product(&session->offer, session->engine, session->options.product, error);
    return status;
}

/* ---- Talking ------------------------------------------------------------ */

static int exit_code(ekb_status status)
{
    return status == EKB_ERR_ARG || status == EKB_ERR_LANGUAGE ? EKB_EXIT_USAGE : EKB_EXIT_FAILURE;
}

/* When there is none left to translate, or to say anything else, with. */
static const char no_memory[] = "errkb: out of memory\n";

int ekb_session_fail(ekb_session *session, const ekb_error *error)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_style style = session->style;
    int as_json = session->options.format == EKB_FORMAT_JSON;
    style.colour = style.hyperlinks = 0;
    (as_json ? &ekb_render_json : &ekb_render_text)->error(&text, &style, error);
    if (error->status == EKB_ERR_MISSING && !as_json && session->found.count == 0) {
        for (size_t i = 0; i < session->searched.count; i++) {
            ekb_strbuf_puts(&text, "  ");
            ekb_put_look(&text, &style, EKB_LOOK_PLAIN, session->searched.items[i]);
            ekb_strbuf_putc(&text, '\n');
        }
    }
    if (text.failed)
        ekb_terminal_say(&session->terminal, no_memory, sizeof no_memory - 1);
    else
        ekb_terminal_say(&session->terminal, ekb_strbuf_text(&text), text.length);
    ekb_strbuf_release(&text);
    return exit_code(error->status);
}

void ekb_session_say(ekb_session *session, const char *text)
{
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_paragraph paragraph;
    ekb_style style = session->style;
    style.colour = style.hyperlinks = 0;
    ekb_paragraph_init(&paragraph, &style);
    ekb_paragraph_add(&paragraph, EKB_LOOK_PLAIN, text);
    ekb_paragraph_print(&paragraph, &out, 0, 2);
    ekb_terminal_say(&session->terminal, ekb_strbuf_text(&out), out.length);
    ekb_paragraph_release(&paragraph);
    ekb_strbuf_release(&out);
}

void ekb_session_say_lines(ekb_session *session, const char *text)
{
    ekb_strbuf out = EKB_STRBUF_INIT;
    size_t length = strlen(text);
    ekb_sanitize(&out, text, length, EKB_LINE_ENDS_KEEP);
    if (length > 0 && text[length - 1] != '\n')
        ekb_strbuf_putc(&out, '\n');
    ekb_terminal_say(&session->terminal, ekb_strbuf_text(&out), out.length);
    ekb_strbuf_release(&out);
}

/* In English, as its own words would be question marks too. */
static void say_lost(ekb_session *session)
{
    const ekb_tr_catalog *english = ekb_tr_find("en");
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&text,
                      tr(english,
                         "errkb: the encoding of this terminal (%s) lacks characters of the text; they "
                         "are shown as ?. Use a UTF-8 locale, or another --lang"),
                      session->terminal.encoding.codeset);
    ekb_session_say(session, ekb_strbuf_text(&text));
    ekb_strbuf_release(&text);
}

int ekb_session_finish(ekb_session *session, int code)
{
    ekb_error error;
    ekb_status status;
    ekb_format format = session->options.format;
    if (session->out.failed)
        status = ekb_error_nomem(&error);
    else if (format == EKB_FORMAT_JSON || format == EKB_FORMAT_HTML)
        status = ekb_terminal_write_raw(ekb_strbuf_text(&session->out), session->out.length, NULL, &error);
    else
        status = ekb_terminal_write(&session->terminal, ekb_strbuf_text(&session->out), session->out.length,
                                    &error);
    if (session->terminal.encoding.lost)
        say_lost(session);
    return status == EKB_OK ? code : ekb_session_fail(session, &error);
}

ekb_status ekb_session_ask(ekb_session *session, const ekb_strbuf *text, unsigned flags, size_t limit,
                           ekb_answer **out, ekb_error *error)
{
    const ekb_options *options = &session->options;
    ekb_query query = {
        .text = ekb_strbuf_text(text),
        .length = text->length,
        .product = options->product,
        .limit = options->limit != 0 ? options->limit : limit,
        .flags = flags | (ekb_options_has(options, EKB_OPTION_EXPLAIN) ? EKB_QUERY_EXPLAIN : 0u),
    };
    ekb_status status = ekb_session_open_engine(session, error);
    if (status != EKB_OK)
        return status;
    query.languages = session->wishes.count > 0 ? session->languages : NULL;
    query.language_count = session->wishes.count > 0 ? session->language_count : 0;
    return ekb_lookup(session->engine, &query, out, error);
}
