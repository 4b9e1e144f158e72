/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "commands.h"
#include "core/error.h"
#include "hint.h"
#include "os.h"

static ekb_status read_input(ekb_session *session, const char *invitation, ekb_strbuf *out, ekb_error *error)
{
    int is_terminal = ekb_os_is_terminal(EKB_STDIN);
    if (is_terminal) {
        ekb_session_speak_like(session, "");
        ekb_session_say(session, ekb_tr(session->style.catalog, invitation));
    }
    /* One byte more than the engine reads, so that it can say it was too long. */
    int failure = ekb_os_read(EKB_STDIN, out, EKB_QUERY_MAX + 1);
    if (is_terminal)
        ekb_session_say_lines(session, "\n");
    if (out->failed)
        return ekb_error_nomem(error);
    if (failure == 0)
        return EKB_OK;
    ekb_status status = ekb_error_set(error, EKB_ERR_IO, EKB_N_("standard input cannot be read: {reason}"),
                                      EKB_N_("give the text as an argument instead"));
    ekb_error_text(error, "reason", strerror(failure));
    return status;
}

ekb_status ekb_command_text(ekb_session *session, const char *invitation, ekb_strbuf *out, ekb_error *error)
{
    const ekb_options *options = &session->options;
    if (options->word_count == 0 || (options->word_count == 1 && strcmp(options->words[0], "-") == 0))
        return read_input(session, invitation, out, error);
    for (size_t i = 0; i < options->word_count; i++) {
        ekb_strbuf_puts(out, i > 0 ? " " : "");
        ekb_strbuf_puts(out, options->words[i]);
    }
    return out->failed ? ekb_error_nomem(error) : EKB_OK;
}

int ekb_command_lookup(ekb_session *session)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_answer *answer = NULL;
    ekb_error error;
    int code = EKB_EXIT_FAILURE;
    if (ekb_options_has(&session->options, EKB_OPTION_JSONL))
        return ekb_command_jsonl(session);
    ekb_status status =
        ekb_command_text(session, EKB_N_("Paste the error, then press Enter and Ctrl-D."), &text, &error);
    if (status == EKB_OK) {
        ekb_session_speak_like(session, ekb_strbuf_text(&text));
        status = ekb_session_ask(session, &text, 0, 0, &answer, &error);
    }
    if (status != EKB_OK) {
        code = ekb_session_fail(session, &error);
        goto cleanup;
    }
    ekb_session_speak(session, answer->language);
    session->renderer->answer(&session->out, &session->style, session->engine, answer);
    if (*answer->explain != '\0')
        ekb_session_say_lines(session, answer->explain);
    if (answer->verdict == EKB_NONE)
        ekb_hint_after_none(session, ekb_strbuf_text(&text), answer);
    code = ekb_session_finish(session, answer->verdict == EKB_MATCH ? EKB_EXIT_FOUND : EKB_EXIT_UNSURE);
cleanup:
    ekb_answer_free(answer);
    ekb_strbuf_release(&text);
    return code;
}
