/* SPDX-License-Identifier: MIT */
/* `errkb show`: what a word names (find_id.c); what fits several entries is
 * answered with a list of them. */
#include <string.h>

#include "commands.h"
#include "core/error.h"
#include "find_id.h"

enum { ALTERNATIVES_MOST = 20 };

static ekb_status append_entry(ekb_session *session, const char *id, int first, ekb_error *error)
{
    ekb_shown *shown = NULL;
    ekb_status status =
        ekb_show(session->engine, id, session->languages, session->language_count, &shown, error);
    if (status == EKB_OK && shown != NULL) {
        if (!first && session->options.format != EKB_FORMAT_JSON)
            ekb_strbuf_puts(&session->out, "\n");
        session->renderer->entry(&session->out, &session->style, session->engine, &shown->entry);
    }
    ekb_shown_free(shown);
    return status;
}

/* "…: errkb show a, errkb show b" on standard error. */
static void say_list(ekb_session *session, const char *lead, const ekb_paths *ids)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_session_say(session, lead);
    for (size_t i = 0; i < ids->count && i < ALTERNATIVES_MOST; i++) {
        ekb_strbuf_puts(&text, "  errkb show ");
        ekb_strbuf_puts(&text, ids->items[i]);
        ekb_strbuf_putc(&text, '\n');
    }
    ekb_session_say_lines(session, ekb_strbuf_text(&text));
    ekb_strbuf_release(&text);
}

static void say_not_found(ekb_session *session, const char *word, const ekb_found_ids *found)
{
    const ekb_tr_catalog *catalog = session->style.catalog;
    const ekb_paths *near = found->alike.count > 0 ? &found->alike : &found->near;
    ekb_strbuf lead = EKB_STRBUF_INIT;
    if (found->ids.count > 1) {
        ekb_strbuf_printf(&lead, tr(catalog, "“%s” may mean several entries:"), word);
        say_list(session, ekb_strbuf_text(&lead), &found->ids);
    } else {
        ekb_strbuf_printf(&lead,
                          near->count > 0 ? tr(catalog, "There is no entry “%s”. Near it are:")
                                          : tr(catalog, "There is no entry “%s”. errkb list shows all."),
                          word);
        if (near->count > 0)
            say_list(session, ekb_strbuf_text(&lead), near);
        else
            ekb_session_say(session, ekb_strbuf_text(&lead));
    }
    ekb_strbuf_release(&lead);
}

static ekb_status show_all(ekb_session *session, size_t *missing, ekb_error *error)
{
    ekb_paths shown = {.arena = &session->arena}; /* each entry once */
    for (size_t i = 0; i < session->options.word_count; i++) {
        const char *word = session->options.words[i];
        ekb_found_ids found;
        ekb_status status = ekb_find_id(session, word, &found, error);
        if (status == EKB_OK && found.ids.count == 1) {
            const char *id = found.ids.items[0];
            if (!ekb_is_listed(&shown, id))
                status = append_entry(session, id, shown.count == 0, error);
            if (status == EKB_OK && ekb_paths_add(&shown, id) != 0)
                status = ekb_error_nomem(error);
        } else if (status == EKB_OK) {
            say_not_found(session, word, &found);
            ++*missing;
        }
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

static ekb_status check_words(const ekb_session *session, ekb_error *error)
{
    if (session->options.word_count == 0)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("show needs the id of an entry"),
                             EKB_N_("errkb list shows which there are"));
    if (session->options.word_count > 1 && session->options.format == EKB_FORMAT_HTML)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an HTML page shows one entry"),
                             EKB_N_("run errkb show for each id"));
    return EKB_OK;
}

int ekb_command_show(ekb_session *session)
{
    ekb_error error;
    size_t missing = 0;
    ekb_session_speak_like(session, session->options.word_count > 0 ? session->options.words[0] : "");
    ekb_status status = check_words(session, &error);
    if (status == EKB_OK)
        status = ekb_session_open_engine(session, &error);
    if (status == EKB_OK)
        status = show_all(session, &missing, &error);
    if (status != EKB_OK)
        return ekb_session_fail(session, &error);
    return ekb_session_finish(session, missing > 0 ? EKB_EXIT_UNSURE : EKB_EXIT_FOUND);
}
