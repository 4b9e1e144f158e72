/* SPDX-License-Identifier: MIT */
/* errkb-scan, which `errkb scan` becomes: every known error in logs. */
#include <sqlite3.h>
#include <stdlib.h>

#include "commands.h"
#include "core/error.h"
#include "filter.h"
#include "follow.h"
#include "operands.h"
#include "progress.h"
#include "redacting.h"
#include "settings.h"

/* A run of the program. */
typedef struct scanning {
    ekb_session session;
    ekb_settings settings;
    ekb_stage stage;
    ekb_source_list sources;
    ekb_scanner *scanner;
    ekb_progress progress;
    int unreadable;
    int interrupted; /* before everything was read */
} scanning;

static void complain(void *context, const ekb_error *error)
{
    scanning *s = context;
    s->unreadable = 1;
    ekb_progress_hold(&s->progress);
    ekb_session_fail(&s->session, error);
    ekb_progress_go_on(&s->progress);
}

/* Standard input where nothing is named. */
static ekb_status find_sources(scanning *s, ekb_error *error)
{
    const ekb_options *options = &s->session.options;
    s->sources = (ekb_source_list){.arena = &s->session.arena, .complain = complain, .context = s};
    ekb_status status = options->word_count == 0 ? ekb_sources_add(&s->sources, "-", error) : EKB_OK;
    for (size_t i = 0; status == EKB_OK && i < options->word_count; i++)
        status = ekb_sources_add(&s->sources, options->words[i], error);
    return status;
}

static ekb_status open_scanner(scanning *s, ekb_error *error)
{
    ekb_status status = ekb_session_open_engine(&s->session, error);
    return status == EKB_OK ? ekb_scanner_new(s->session.engine, &s->settings.scan, &s->scanner, error)
                            : status;
}

/* Reading errors rank above what was found, since what they hide is not known. */
static int exit_code(const scanning *s)
{
    return s->unreadable ? EKB_EXIT_FAILURE : s->stage.found ? EKB_EXIT_FOUND : EKB_EXIT_UNSURE;
}

static uint64_t total_size(const ekb_source_list *sources)
{
    uint64_t total = 0;
    for (size_t i = 0; i < sources->count; i++) {
        if (sources->items[i].facts.kind != EKB_FILE_REGULAR)
            return 0;
        total += sources->items[i].facts.size;
    }
    return total;
}

/* Not where the output is on the same screen. */
static void begin_progress(scanning *s)
{
    ekb_work_options *work = &s->settings.work;
    int apart = s->settings.way->at_end || !s->session.terminal.is_terminal;
    ekb_progress_init(&s->progress, apart ? &s->session : NULL, total_size(&s->sources) / work->range.parts);
    work->step = ekb_progress_step;
    work->step_context = &s->progress;
}

static ekb_status scan_into(scanning *s, const ekb_sink *sink, ekb_error *error)
{
    ekb_totals totals;
    const ekb_work_options *work = &s->settings.work;
    begin_progress(s);
    ekb_status status = s->settings.follow
                            ? ekb_follow_run(s->scanner, &s->sources, work->encoding, sink, &totals, error)
                            : ekb_work_run(s->scanner, &s->sources, work, sink, &totals, error);
    ekb_progress_hold(&s->progress);
    s->interrupted = totals.interrupted;
    if (status == EKB_OK && sink->end != NULL && s->stage.status == EKB_OK)
        sink->end(sink->context, &totals);
    return status;
}

static ekb_status scan_redacted(scanning *s, const ekb_sink *sink, ekb_error *error)
{
    ekb_sink masked = {0};
    ekb_status status = ekb_redacting_open(&s->stage, sink, &masked, error);
    if (status == EKB_OK)
        status = scan_into(s, &masked, error);
    ekb_redacting_close(&masked);
    return status;
}

static ekb_status scan(scanning *s, ekb_error *error)
{
    ekb_sink sink = {0};
    const ekb_sink_way *way = s->settings.way;
    ekb_status status = way->open(&s->stage, &sink, error);
    if (status != EKB_OK)
        return status;
    status = s->settings.redact && !way->masks_itself ? scan_redacted(s, &sink, error)
                                                      : scan_into(s, &sink, error);
    way->close(&sink);
    return status;
}

static ekb_status filter(scanning *s, ekb_error *error)
{
    ekb_file_facts facts;
    const ekb_settings *settings = &s->settings;
    ekb_filter_options options = {settings->format, settings->work.encoding, settings->redact};
    if (s->session.options.word_count > 0)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("--filter reads standard input only"),
                             EKB_N_("leave the files out"));
    ekb_status status = ekb_filter_run(s->scanner, &s->stage, &options, error);
    s->interrupted = ekb_interrupted() && ekb_file_facts_of(0, &facts) == 0 && facts.kind == EKB_FILE_REGULAR;
    return status;
}

static void say_interrupted(scanning *s)
{
    ekb_session_say(&s->session,
                    tr(s->session.style.catalog, "errkb: interrupted before everything was read"));
}

static int run(scanning *s)
{
    ekb_error error;
    ekb_session_speak_like(&s->session, "");
    ekb_status status = ekb_settings_read(&s->session.options, &s->settings, &error);
    if (status == EKB_OK)
        status = open_scanner(s, &error);
    if (status == EKB_OK)
        status = find_sources(s, &error);
    if (status == EKB_OK) {
        ekb_interrupt_catch();
        ekb_stage_init(&s->stage, &s->session);
        status = s->settings.filter ? filter(s, &error) : scan(s, &error);
    }
    if (status == EKB_OK && s->stage.status != EKB_OK) {
        status = s->stage.status;
        error = s->stage.error;
    }
    if (s->interrupted)
        say_interrupted(s);
    int code = status == EKB_OK ? ekb_session_finish(&s->session, exit_code(s))
                                : ekb_session_fail(&s->session, &error);
    ekb_stage_release(&s->stage);
    ekb_scanner_free(s->scanner);
    return code;
}

static int help(scanning *s)
{
    ekb_session_speak_like(&s->session, "");
    ekb_help_append(&s->session, EKB_COMMAND_SCAN);
    return ekb_session_finish(&s->session, EKB_EXIT_FOUND);
}

int main(int argc, char **argv)
{
    scanning s = {0};
    ekb_error error;
    ekb_files_hold_standard();
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    ekb_status status =
        ekb_session_open_for(&s.session, EKB_COMMAND_SCAN, argc, (const char *const *)argv, &error);
    int code = status != EKB_OK                                       ? ekb_session_fail(&s.session, &error)
               : ekb_options_has(&s.session.options, EKB_OPTION_HELP) ? help(&s)
                                                                      : run(&s);
    ekb_session_close(&s.session);
    if (s.interrupted) /* a loop of a shell ends with it */
        ekb_interrupt_pass_on();
    return code;
}
