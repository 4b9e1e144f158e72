/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "collect.h"
#include "commands.h"
#include "core/error.h"

static ekb_status check_words(const ekb_session *session, ekb_error *error)
{
    const ekb_options *options = &session->options;
    size_t most = ekb_options_has(options, EKB_OPTION_PRODUCTS) ? 0 : 1;
    if (options->word_count <= most)
        return EKB_OK;
    return ekb_error_set(error, EKB_ERR_ARG,
                         most == 0 ? EKB_N_("--products takes no prefix")
                                   : EKB_N_("list takes one prefix only"),
                         EKB_N_("errkb help list shows how it is used"));
}

static ekb_status collect(ekb_session *session, ekb_collection *into, ekb_error *error)
{
    const ekb_options *options = &session->options;
    const char *prefix = options->word_count > 0 ? options->words[0] : NULL;
    ekb_status status = ekb_session_open_engine(session, error);
    if (status != EKB_OK)
        return status;
    if (ekb_options_has(options, EKB_OPTION_PRODUCTS))
        status = ekb_products(session->engine, session->languages, session->language_count,
                              ekb_collect_product, into, error);
    else
        status = ekb_list(session->engine, options->product, prefix, 0, session->languages,
                          session->language_count, ekb_collect_entry, into, error);
    return status == EKB_OK && into->failed ? ekb_error_nomem(error) : status;
}

int ekb_command_list(ekb_session *session)
{
    ekb_error error;
    ekb_collection found = {.arena = &session->arena, .limit = session->options.limit};
    ekb_session_speak_like(session, "");
    ekb_status status = check_words(session, &error);
    if (status == EKB_OK)
        status = collect(session, &found, &error);
    if (status != EKB_OK)
        return ekb_session_fail(session, &error);
    if (ekb_options_has(&session->options, EKB_OPTION_PRODUCTS))
        session->renderer->products(&session->out, &session->style, found.products, found.count);
    else
        session->renderer->list(&session->out, &session->style, found.listed, found.count);
    if (found.count == 0)
        ekb_session_say(session, tr(session->style.catalog, "There is no such entry."));
    return ekb_session_finish(session, found.count > 0 ? EKB_EXIT_FOUND : EKB_EXIT_UNSURE);
}
