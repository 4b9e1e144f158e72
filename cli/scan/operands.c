/* SPDX-License-Identifier: MIT */
#include "operands.h"

#include <errno.h>
#include <string.h>

#include "core/error.h"
#include "core/strbuf.h"

enum { DEEPEST = 64 };

ekb_status ekb_source_fail(const char *path, int reason, ekb_error *error)
{
    ekb_status status = ekb_error_set(error, EKB_ERR_IO, EKB_N_("{path} cannot be read: {reason}"), NULL);
    ekb_error_text(error, "path", path != NULL ? path : "-");
    ekb_error_text(error, "reason", strerror(reason));
    if (error != NULL)
        error->system = reason;
    return status;
}

static ekb_status complain(const ekb_source_list *list, const char *path, int reason, ekb_error *error)
{
    if (reason == ENOMEM)
        return ekb_error_nomem(error);
    ekb_source_fail(path, reason, error);
    list->complain(list->context, error);
    return EKB_OK;
}

static ekb_status add_file(ekb_source_list *list, const char *path, const ekb_file_facts *facts,
                           ekb_error *error)
{
    if (list->count == list->room) {
        size_t wish = list->room > 0 ? list->room * 2 : 16;
        ekb_source *more = ekb_arena_calloc(list->arena, wish, sizeof *more);
        if (more == NULL)
            return ekb_error_nomem(error);
        if (list->count > 0)
            memcpy(more, list->items, list->count * sizeof *more);
        list->items = more;
        list->room = wish;
    }
    list->items[list->count++] = (ekb_source){path, *facts};
    return EKB_OK;
}

static const char *join(ekb_arena *arena, const char *folder, const char *name)
{
    size_t length = strlen(folder), extra = strlen(name);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    int slash = folder[length - 1] != '/';
    char *path = ekb_arena_alloc(arena, length + (size_t)slash + extra + 1);
    if (path == NULL)
        return NULL;
    memcpy(path, folder, length);
    path[length] = '/';
    memcpy(path + length + (size_t)slash, name, extra + 1);
    return path;
}

static ekb_status add_folder(ekb_source_list *list, const char *folder, unsigned depth, ekb_error *error);

static ekb_status add_inside(ekb_source_list *list, const char *path, unsigned depth, ekb_error *error)
{
    ekb_file_facts facts;
    int reason = ekb_path_facts(path, 0, &facts);
    if (reason == ENOENT) /* gone since the folder was read */
        return EKB_OK;
    if (reason != 0)
        return complain(list, path, reason, error);
    if (facts.kind == EKB_FILE_FOLDER)
        return add_folder(list, path, depth + 1, error);
    return facts.kind == EKB_FILE_REGULAR ? add_file(list, path, &facts, error) : EKB_OK;
}

static ekb_status add_folder(ekb_source_list *list, const char *folder, unsigned depth, ekb_error *error)
{
    char **names;
    size_t count;
    int reason = depth > DEEPEST ? ELOOP : ekb_folder_names(folder, list->arena, &names, &count);
    if (reason != 0)
        return complain(list, folder, reason, error);
    for (size_t i = 0; i < count; i++) {
        const char *path = join(list->arena, folder, names[i]);
        ekb_status status = path == NULL ? ekb_error_nomem(error) : add_inside(list, path, depth, error);
        if (status != EKB_OK)
            return status;
    }
    return EKB_OK;
}

static ekb_status add_existing(ekb_source_list *list, const char *path, const ekb_file_facts *facts,
                               ekb_error *error)
{
    const char *copy = ekb_arena_strdup(list->arena, path);
    if (copy == NULL)
        return ekb_error_nomem(error);
    return facts->kind == EKB_FILE_FOLDER ? add_folder(list, copy, 0, error)
                                          : add_file(list, copy, facts, error);
}

/* ---- Patterns ------------------------------------------------------------------- */

typedef struct expansion {
    ekb_source_list *list;
    ekb_error *error;
    size_t paths;
    ekb_status status;
} expansion;

static int add_match(void *context, const char *path)
{
    expansion *e = context;
    ekb_file_facts facts;
    int reason = ekb_path_facts(path, 1, &facts);
    e->paths++;
    e->status = reason == 0 ? add_existing(e->list, path, &facts, e->error)
                            : complain(e->list, path, reason, e->error);
    return e->status != EKB_OK;
}

static ekb_status add_pattern(ekb_source_list *list, const char *pattern, int reason, ekb_error *error)
{
    expansion e = {list, error, 0, EKB_OK};
    int stopped, failure = ekb_glob_each(pattern, add_match, &e, &stopped);
    if (failure != 0)
        return complain(list, pattern, failure, error);
    return e.paths == 0 ? complain(list, pattern, reason, error) : e.status;
}

ekb_status ekb_sources_add(ekb_source_list *list, const char *operand, ekb_error *error)
{
    ekb_file_facts facts = {.kind = EKB_FILE_STREAM};
    if (strcmp(operand, "-") == 0) {
        int reason = ekb_file_facts_of(0, &facts);
        return reason == 0 ? add_file(list, NULL, &facts, error) : complain(list, NULL, reason, error);
    }
    int reason = ekb_path_facts(operand, 1, &facts);
    if (reason == 0)
        return add_existing(list, operand, &facts, error);
    if (strpbrk(operand, "*?[") != NULL)
        return add_pattern(list, operand, reason, error);
    return complain(list, operand, reason, error);
}
