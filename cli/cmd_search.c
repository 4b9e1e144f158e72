/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "core/error.h"

enum { USUAL_LIMIT = 10 };

static ekb_status search(ekb_session *session, const ekb_strbuf *text, ekb_answer **out, ekb_error *error)
{
    const ekb_options *options = &session->options;
    int explain = ekb_options_has(options, EKB_OPTION_EXPLAIN);
    ekb_query query = {
        .text = ekb_strbuf_text(text),
        .length = text->length,
        .product = options->product,
        .limit = options->limit != 0 ? options->limit : USUAL_LIMIT,
        .flags = EKB_QUERY_SEARCH | (explain ? EKB_QUERY_EXPLAIN : 0u),
    };
    ekb_status status = ekb_session_open_engine(session, error);
    if (status != EKB_OK)
        return status;
    query.languages = session->wishes.count > 0 ? session->languages : NULL;
    query.language_count = session->wishes.count > 0 ? session->language_count : 0;
    return ekb_lookup(session->engine, &query, out, error);
}

int ekb_command_search(ekb_session *session)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_answer *answer = NULL;
    ekb_error error;
    int code = EKB_EXIT_FAILURE;
    ekb_status status = ekb_command_text(session, &text, &error);
    if (status == EKB_OK) {
        ekb_session_speak_like(session, ekb_strbuf_text(&text));
        status = search(session, &text, &answer, &error);
    }
    if (status != EKB_OK) {
        code = ekb_session_fail(session, &error);
        goto cleanup;
    }
    ekb_session_speak(session, answer->language);
    session->renderer->search(&session->out, &session->style, session->engine, answer);
    if (*answer->explain != '\0')
        ekb_session_say_lines(session, answer->explain);
    code = ekb_session_finish(session, answer->hit_count > 0 ? EKB_EXIT_FOUND : EKB_EXIT_UNSURE);
cleanup:
    ekb_answer_free(answer);
    ekb_strbuf_release(&text);
    return code;
}
