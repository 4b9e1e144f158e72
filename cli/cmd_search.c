/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "commands.h"
#include "core/error.h"

enum { USUAL_LIMIT = 10 };

static ekb_status read_words(ekb_session *session, ekb_strbuf *out, ekb_error *error)
{
    ekb_status status = ekb_command_text(
        session, EKB_N_("Type the words to search for, then press Enter and Ctrl-D."), out, error);
    const char *text = ekb_strbuf_text(out);
    if (status != EKB_OK || text[strspn(text, " \t\r\n")] != '\0')
        return status;
    ekb_session_speak_like(session, "");
    return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("search needs words to search for"),
                         EKB_N_("errkb help search shows how it is used"));
}

int ekb_command_search(ekb_session *session)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_answer *answer = NULL;
    ekb_error error;
    int code = EKB_EXIT_FAILURE;
    ekb_status status = read_words(session, &text, &error);
    if (status == EKB_OK) {
        ekb_session_speak_like(session, ekb_strbuf_text(&text));
        status = ekb_session_ask(session, &text, EKB_QUERY_SEARCH, USUAL_LIMIT, &answer, &error);
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
