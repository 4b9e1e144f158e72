/* SPDX-License-Identifier: MIT */
#include "commands.h"
#include "core/error.h"

/* @return the number of damaged indexes, or -1 for want of memory. */
static int report_indexes(ekb_session *session, ekb_info_report *report)
{
    size_t count = ekb_engine_index_count(session->engine);
    ekb_index_report *indexes = ekb_arena_calloc(&session->arena, count, sizeof *indexes);
    ekb_error *errors = ekb_arena_calloc(&session->arena, count, sizeof *errors);
    int damaged = 0;
    if (indexes == NULL || errors == NULL)
        return -1;
    for (size_t i = 0; i < count; i++) {
        indexes[i].info = ekb_engine_index(session->engine, i);
        if (indexes[i].info == NULL)
            return -1;
        if (report->checked && ekb_engine_check(session->engine, i, &errors[i]) != EKB_OK) {
            indexes[i].damage = &errors[i];
            damaged++;
        }
    }
    report->indexes = indexes;
    report->index_count = count;
    return damaged;
}

int ekb_command_info(ekb_session *session)
{
    ekb_error error;
    ekb_session_speak_like(session, "");
    if (session->options.word_count > 0) {
        ekb_error_set(&error, EKB_ERR_ARG, EKB_N_("the command info takes no words"),
                      EKB_N_("errkb help info shows how it is used"));
        return ekb_session_fail(session, &error);
    }
    if (ekb_session_open_engine(session, &error) != EKB_OK)
        return ekb_session_fail(session, &error);
    ekb_info_report report = {
        .program = ekb_version(),
        .checked = ekb_options_has(&session->options, EKB_OPTION_CHECK),
        .searched = session->searched.items,
        .searched_count = session->searched.count,
    };
    int damaged = report_indexes(session, &report);
    if (damaged < 0) {
        ekb_error_nomem(&error);
        return ekb_session_fail(session, &error);
    }
    session->renderer->info(&session->out, &session->style, &report);
    return ekb_session_finish(session, damaged > 0 ? EKB_EXIT_FAILURE : EKB_EXIT_FOUND);
}
