/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "commands.h"
#include "core/error.h"
#include "export.h"

static const ekb_export_format *const formats[] = {&ekb_export_patterndb, &ekb_export_lognorm};

static ekb_status choose_format(const ekb_session *session, const ekb_export_format **out, ekb_error *error)
{
    const ekb_options *options = &session->options;
    if (options->word_count != 1)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("export takes one format"),
                             EKB_N_("the formats are: patterndb, lognorm"));
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(formats[i]->name, options->words[0]) == 0) {
            *out = formats[i];
            return EKB_OK;
        }
    }
    ekb_error_set(error, EKB_ERR_ARG, EKB_N_("export does not know the format {format}"),
                  EKB_N_("the formats are: patterndb, lognorm"));
    ekb_error_text(error, "format", options->words[0]);
    return EKB_ERR_ARG;
}

static void say_left_out(ekb_session *session, size_t count)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    if (count > 0) {
        ekb_strbuf_printf(
            &text,
            ekb_trn(session->style.catalog,
                    "%zu text was left out: too short or too common to tell an error by, or more "
                    "than the format has room for.",
                    "%zu texts were left out: too short or too common to tell an error by, or more "
                    "than the format has room for.",
                    count),
            count);
        ekb_session_say(session, ekb_strbuf_text(&text));
    }
    ekb_strbuf_release(&text);
}

int ekb_command_export(ekb_session *session)
{
    ekb_error error;
    const ekb_export_format *format = NULL;
    ekb_export export = {.arena = &session->arena,
                         .product = session->options.product,
                         .only_languages = ekb_options_has(&session->options, EKB_OPTION_LANG)};
    ekb_session_speak_like(session, "");
    ekb_status status = choose_format(session, &format, &error);
    if (status == EKB_OK)
        status = ekb_session_open_engine(session, &error);
    export.languages = session->languages;
    export.language_count = session->language_count;
    if (status == EKB_OK)
        status = ekb_export_collect(&export, session->engine, &error);
    if (status != EKB_OK)
        return ekb_session_fail(session, &error);
    if (export.rule_count > 0)
        format->write(&session->out, &export);
    else
        ekb_session_say(session, tr(session->style.catalog, "There is no such entry."));
    say_left_out(session, export.left_out);
    return ekb_session_finish(session, export.rule_count > 0 ? EKB_EXIT_FOUND : EKB_EXIT_UNSURE);
}
