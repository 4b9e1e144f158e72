/* SPDX-License-Identifier: MIT */
/* errkb: reads the command line and runs the command. */
#include <sqlite3.h>
#include <stdlib.h>

#include "commands.h"
#include "external.h"

typedef int (*command_fn)(ekb_session *session);

static const command_fn commands[EKB_COMMAND_COUNT] = {
    [EKB_COMMAND_LOOKUP] = ekb_command_lookup, [EKB_COMMAND_SHOW] = ekb_command_show,
    [EKB_COMMAND_SEARCH] = ekb_command_search, [EKB_COMMAND_LIST] = ekb_command_list,
    [EKB_COMMAND_INFO] = ekb_command_info,     [EKB_COMMAND_EXPORT] = ekb_command_export,
    [EKB_COMMAND_HELP] = ekb_command_help,
};

static int print_version(ekb_session *session)
{
    ekb_strbuf_printf(&session->out, "errkb %s\n", ekb_version());
    return ekb_session_finish(session, EKB_EXIT_FOUND);
}

/* `errkb --help` is about the program, `errkb show --help` about a command. */
static int print_help(ekb_session *session)
{
    int named = session->options.command != EKB_COMMAND_LOOKUP || session->options.command_at > 0;
    ekb_session_speak_like(session, "");
    ekb_help_append(session, named ? session->options.command : EKB_COMMAND_COUNT);
    return ekb_session_finish(session, EKB_EXIT_FOUND);
}

static int run(ekb_session *session, int argc, char **argv)
{
    const ekb_options *options = &session->options;
    if (ekb_options_has(options, EKB_OPTION_HELP))
        return print_help(session);
    if (ekb_options_has(options, EKB_OPTION_VERSION))
        return print_version(session);
    if (ekb_command_specs[options->command].program != NULL)
        return ekb_external_run(session, argc, argv);
    return commands[options->command](session);
}

/* The engine's library may not decide this for its process; a program of one
 * thread may, and a look-up is a tenth faster without locks and statistics. */
static void tune_sqlite(void)
{
    sqlite3_config(SQLITE_CONFIG_SINGLETHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int main(int argc, char **argv)
{
    ekb_session session;
    ekb_error error;
    tune_sqlite();
    ekb_status status = ekb_session_open(&session, argc, (const char *const *)argv, &error);
    int code = status == EKB_OK ? run(&session, argc, argv) : ekb_session_fail(&session, &error);
#ifdef NDEBUG
    /* Everything is written; taking the indexes down in order would cost a
     * twentieth of the whole look-up. Debug builds do, so that leaks are seen. */
    _Exit(code);
#endif
    ekb_session_close(&session);
    return code;
}
