/* SPDX-License-Identifier: MIT */
/* errkb-serve: what `errkb serve` becomes. */
#include <sqlite3.h>

#include "commands.h"
#include "server.h"

static int run(ekb_session *session)
{
    ekb_serve_config config;
    ekb_error error;
    ekb_session_speak_like(session, "");
    if (ekb_options_has(&session->options, EKB_OPTION_HELP)) {
        ekb_help_append(session, EKB_COMMAND_SERVE);
        return ekb_session_finish(session, EKB_EXIT_FOUND);
    }
    if (ekb_options_has(&session->options, EKB_OPTION_VERSION)) {
        ekb_strbuf_printf(&session->out, "errkb %s\n", ekb_version());
        return ekb_session_finish(session, EKB_EXIT_FOUND);
    }
    ekb_status status = ekb_serve_config_read(&config, &session->options, &session->arena, &error);
    return status == EKB_OK ? ekb_server_run(session, &config) : ekb_session_fail(session, &error);
}

/* Each engine is used by one thread at a time: SQLite need not lock for itself. */
static void tune_sqlite(void)
{
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

int main(int argc, char **argv)
{
    ekb_session session;
    ekb_error error;
    tune_sqlite();
    ekb_status status =
        ekb_session_open_for(&session, EKB_COMMAND_SERVE, argc, (const char *const *)argv, &error);
    int code = status == EKB_OK ? run(&session) : ekb_session_fail(&session, &error);
    ekb_session_close(&session);
    return code;
}
