/* SPDX-License-Identifier: MIT */
/* `errkb show`: an id, an id without its product, or a code in any spelling;
 * what fits several entries is answered with a list of them. */
#include <string.h>

#include "commands.h"
#include "core/error.h"

enum { ALTERNATIVES_MOST = 20 };

/* Entries that a local id may mean: `34513` as `mars/34513`. */
typedef struct local_search {
    ekb_session *session;
    const char *local;
    ekb_paths ids; /* that exist */
    ekb_error *error;
    ekb_status status;
} local_search;

static ekb_status get(ekb_session *session, const char *id, ekb_shown **out, ekb_error *error)
{
    return ekb_show(session->engine, id, session->languages, session->language_count, out, error);
}

static int try_product(void *context, const ekb_product *product)
{
    local_search *search = context;
    const char *only = search->session->options.product;
    ekb_strbuf id = EKB_STRBUF_INIT;
    ekb_shown *shown = NULL;
    if (only != NULL && strcmp(only, product->id) != 0)
        return 0;
    ekb_strbuf_puts(&id, product->id);
    ekb_strbuf_putc(&id, '/');
    ekb_strbuf_puts(&id, search->local);
    search->status = get(search->session, ekb_strbuf_text(&id), &shown, search->error);
    if (id.failed || (shown != NULL && ekb_paths_add(&search->ids, shown->entry.id) != 0))
        search->status = ekb_error_nomem(search->error);
    ekb_shown_free(shown);
    ekb_strbuf_release(&id);
    return search->status != EKB_OK;
}

static ekb_status find_local(ekb_session *session, const char *local, ekb_paths *ids, ekb_error *error)
{
    local_search search = {session, local, {.arena = &session->arena}, error, EKB_OK};
    ekb_status status = ekb_products(session->engine, session->languages, session->language_count,
                                     try_product, &search, error);
    *ids = search.ids;
    return status != EKB_OK ? status : search.status;
}

static int is_by_code(const ekb_hit *hit)
{
    for (size_t i = 0; i < hit->evidence_count; i++) {
        if (strcmp(hit->evidence[i].by, "code") == 0)
            return 1;
    }
    return 0;
}

/* Entries that have the code, and else those that are near it, as `nearest`. */
static ekb_status find_code(ekb_session *session, const char *code, ekb_paths *ids, ekb_paths *near,
                            ekb_error *error)
{
    ekb_answer *answer = NULL;
    ekb_query query = {.text = code,
                       .length = strlen(code),
                       .product = session->options.product,
                       .limit = ALTERNATIVES_MOST};
    int failed = 0;
    query.languages = session->languages;
    query.language_count = session->language_count;
    ekb_status status = ekb_lookup(session->engine, &query, &answer, error);
    for (size_t i = 0; status == EKB_OK && i < answer->hit_count; i++) {
        const ekb_hit *hit = &answer->hits[i];
        int firm = hit->verdict == EKB_MATCH && is_by_code(hit);
        failed |= ekb_paths_add(firm ? ids : near, hit->entry->id);
    }
    for (size_t i = 0; status == EKB_OK && i < answer->nearest_count; i++)
        failed |= ekb_paths_add(near, answer->nearest[i].entry);
    ekb_answer_free(answer);
    return status == EKB_OK && failed != 0 ? ekb_error_nomem(error) : status;
}

static ekb_status resolve(ekb_session *session, const char *word, ekb_paths *ids, ekb_paths *near,
                          ekb_error *error)
{
    ekb_shown *shown = NULL;
    ekb_status status = EKB_OK;
    if (strchr(word, '/') != NULL) {
        status = get(session, word, &shown, error);
        if (status == EKB_OK && shown != NULL && ekb_paths_add(ids, word) != 0)
            status = ekb_error_nomem(error);
        ekb_shown_free(shown);
    } else {
        status = find_local(session, word, ids, error);
    }
    if (status == EKB_OK && ids->count == 0)
        status = find_code(session, word, ids, near, error);
    return status;
}

static ekb_status append_entry(ekb_session *session, const char *id, int first, ekb_error *error)
{
    ekb_shown *shown = NULL;
    ekb_status status = get(session, id, &shown, error);
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

static void say_not_found(ekb_session *session, const char *word, const ekb_paths *ids, const ekb_paths *near)
{
    const ekb_tr_catalog *catalog = session->style.catalog;
    ekb_strbuf lead = EKB_STRBUF_INIT;
    if (ids->count > 1) {
        ekb_strbuf_printf(&lead, tr(catalog, "“%s” may mean several entries:"), word);
        say_list(session, ekb_strbuf_text(&lead), ids);
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

static int is_in(const ekb_paths *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], id) == 0)
            return 1;
    }
    return 0;
}

static ekb_status show_all(ekb_session *session, size_t *missing, ekb_error *error)
{
    ekb_paths shown = {.arena = &session->arena}; /* each entry once */
    for (size_t i = 0; i < session->options.word_count; i++) {
        const char *word = session->options.words[i];
        ekb_paths ids = {.arena = &session->arena}, near = {.arena = &session->arena};
        ekb_status status = resolve(session, word, &ids, &near, error);
        if (status == EKB_OK && ids.count == 1) {
            if (!is_in(&shown, ids.items[0]))
                status = append_entry(session, ids.items[0], shown.count == 0, error);
            if (status == EKB_OK && ekb_paths_add(&shown, ids.items[0]) != 0)
                status = ekb_error_nomem(error);
        } else if (status == EKB_OK) {
            say_not_found(session, word, &ids, &near);
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
