/* SPDX-License-Identifier: MIT */
#include "external.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "os.h"

/* PREFIX/bin/errkb → PREFIX/libexec/errkb/NAME; NULL without memory or place. */
static char *program_path(ekb_arena *arena, const char *name)
{
    const char *folder = ekb_os_program_folder(arena);
    const char *slash = folder != NULL ? strrchr(folder, '/') : NULL;
    char *path = NULL;
    if (slash == NULL)
        return NULL;
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_strbuf_append(&text, folder, (size_t)(slash - folder));
    ekb_strbuf_printf(&text, "/libexec/errkb/%s", name);
    if (!text.failed)
        path = ekb_arena_strndup(arena, text.data, text.length);
    ekb_strbuf_release(&text);
    return path;
}

static ekb_status fail(const char *path, const char *name, int code, ekb_error *error)
{
    ekb_status status =
        code == ENOENT ? ekb_error_set(error, EKB_ERR_IO, EKB_N_("the program {program} is not installed"),
                                       EKB_N_("install it as {path}"))
                       : ekb_error_set(error, EKB_ERR_IO, EKB_N_("the program {program} cannot be run"),
                                       EKB_N_("look at the permissions of {path}"));
    ekb_error_text(error, "program", name);
    ekb_error_text(error, "path", path);
    error->system = code;
    return status;
}

int ekb_external_run(ekb_session *session, int argc, char **argv)
{
    const char *name = ekb_command_specs[session->options.command].program;
    char *path = program_path(&session->arena, name);
    char **passed = calloc((size_t)argc + 2, sizeof *passed);
    ekb_error error;
    if (path == NULL || passed == NULL) {
        ekb_error_nomem(&error);
    } else {
        int count = 0;
        passed[count++] = path;
        for (int at = 1; at < argc; at++) {
            if (at != session->options.command_at)
                passed[count++] = argv[at];
        }
        fail(path, name, ekb_os_become(path, passed), &error);
    }
    free((void *)passed);
    return ekb_session_fail(session, &error);
}
