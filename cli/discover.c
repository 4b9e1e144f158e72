/* SPDX-License-Identifier: MIT */
#include "discover.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "os.h"

void ekb_discovery_read(ekb_discovery *discovery, ekb_arena *arena)
{
    *discovery = (ekb_discovery){
        .errkb_index = getenv("ERRKB_INDEX"),
        .xdg_data_home = getenv("XDG_DATA_HOME"),
        .xdg_data_dirs = getenv("XDG_DATA_DIRS"),
        .home = getenv("HOME"),
    };
    if (discovery->errkb_index == NULL || *discovery->errkb_index == '\0')
        discovery->program_folder = ekb_os_program_folder(arena);
}

int ekb_paths_add(ekb_paths *paths, const char *path)
{
    if (paths->count == paths->capacity) {
        size_t capacity = paths->capacity == 0 ? 8 : paths->capacity * 2;
        const char **items = ekb_arena_calloc(paths->arena, capacity, sizeof *items);
        if (items == NULL)
            return -1;
        if (paths->count > 0)
            memcpy(items, paths->items, paths->count * sizeof *items);
        paths->items = items;
        paths->capacity = capacity;
    }
    char *copy = ekb_arena_strdup(paths->arena, path);
    if (copy == NULL)
        return -1;
    paths->items[paths->count++] = copy;
    return 0;
}

int ekb_paths_add_once(ekb_paths *paths, const char *path)
{
    for (size_t i = 0; i < paths->count; i++) {
        if (strcmp(paths->items[i], path) == 0 || ekb_os_same_file(paths->items[i], path))
            return 0;
    }
    return ekb_paths_add(paths, path);
}

/* "a/" and "b" give "a/b". NULL for want of memory. */
static char *join(ekb_arena *arena, const char *folder, size_t length, const char *name)
{
    while (length > 1 && folder[length - 1] == '/')
        length--;
    size_t n = strlen(name);
    char *path = ekb_arena_alloc(arena, length + n + 2);
    if (path == NULL)
        return NULL;
    memcpy(path, folder, length);
    path[length] = '/';
    memcpy(path + length + 1, name, n + 1);
    return path;
}

static int is_index_name(const char *name)
{
    static const char suffix[] = ".ekb";
    size_t length = strlen(name), wanted = sizeof suffix - 1;
    return name[0] != '.' && length > wanted && strcmp(name + length - wanted, suffix) == 0;
}

static int keep_name(void *context, const char *name)
{
    return is_index_name(name) ? ekb_paths_add(context, name) : 0;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static int search_folder(const char *folder, ekb_paths *found, ekb_paths *searched)
{
    ekb_paths names = {.arena = found->arena};
    for (size_t i = 0; i < searched->count; i++) {
        if (strcmp(searched->items[i], folder) == 0)
            return 0;
    }
    if (ekb_paths_add(searched, folder) != 0 || ekb_os_each_name(folder, keep_name, &names) != 0)
        return -1;
    if (names.count > 1)
        qsort((void *)names.items, names.count, sizeof *names.items, by_bytes);
    for (size_t i = 0; i < names.count; i++) {
        char *path = join(found->arena, folder, strlen(folder), names.items[i]);
        if (path == NULL || ekb_paths_add_once(found, path) != 0)
            return -1;
    }
    return 0;
}

static int search_below(const char *base, size_t length, const char *below, ekb_paths *found,
                        ekb_paths *searched)
{
    /* The XDG specification: a path that is not absolute is to be ignored. */
    if (length == 0 || base[0] != '/')
        return 0;
    char *folder = join(found->arena, base, length, below);
    return folder == NULL ? -1 : search_folder(folder, found, searched);
}

static int is_set(const char *value)
{
    return value != NULL && *value != '\0';
}

static int search_data_folders(const ekb_discovery *discovery, ekb_paths *found, ekb_paths *searched)
{
    int failed = 0;
    if (is_set(discovery->xdg_data_home))
        failed |= search_below(discovery->xdg_data_home, strlen(discovery->xdg_data_home), "errkb", found,
                               searched);
    else if (is_set(discovery->home))
        failed |=
            search_below(discovery->home, strlen(discovery->home), ".local/share/errkb", found, searched);
    const char *item =
        is_set(discovery->xdg_data_dirs) ? discovery->xdg_data_dirs : "/usr/local/share:/usr/share";
    for (;;) {
        size_t length = strcspn(item, ":");
        failed |= search_below(item, length, "errkb", found, searched);
        if (item[length] == '\0')
            break;
        item += length + 1;
    }
    return failed;
}

/* bin/errkb and libexec/errkb/errkb-scan belong to share/errkb. */
static int search_beside(const char *program_folder, ekb_paths *found, ekb_paths *searched)
{
    static const char inner[] = "/libexec/errkb";
    size_t length = program_folder != NULL ? strlen(program_folder) : 0, tail = sizeof inner - 1;
    if (length >= tail && strcmp(program_folder + length - tail, inner) == 0)
        return search_below(program_folder, length - tail, "share/errkb", found, searched);
    while (length > 0 && program_folder[length - 1] != '/')
        length--;
    return length == 0 ? 0 : search_below(program_folder, length - 1, "share/errkb", found, searched);
}

static int take_named(const char *list, ekb_paths *found, ekb_paths *searched)
{
    for (const char *item = list;;) {
        size_t length = strcspn(item, ":");
        char *path = length > 0 ? ekb_arena_strndup(found->arena, item, length) : NULL;
        if (length > 0 &&
            (path == NULL || ekb_paths_add(searched, path) != 0 || ekb_paths_add_once(found, path) != 0))
            return -1;
        if (item[length] == '\0')
            return 0;
        item += length + 1;
    }
}

ekb_status ekb_discover(const ekb_discovery *discovery, ekb_paths *found, ekb_paths *searched,
                        ekb_error *error)
{
    int failed = 0;
    if (is_set(discovery->errkb_index))
        failed = take_named(discovery->errkb_index, found, searched);
    else
        failed = search_data_folders(discovery, found, searched) |
                 search_beside(discovery->program_folder, found, searched);
    return failed != 0 ? ekb_error_nomem(error) : EKB_OK;
}

ekb_status ekb_discover_open(ekb_engine *engine, const char *path, ekb_error *error)
{
    static const struct {
        ekb_status status;
        const char *remedy;
    } remedies[] = {
        {EKB_ERR_MISSING, EKB_N_("compile one with errkbc, or name another with --index FILE")},
        {EKB_ERR_FOREIGN, EKB_N_("name a file that errkbc compiled with --index FILE")},
        {EKB_ERR_IO,
         EKB_N_("check the path, its permissions and the disk, or name another with --index FILE")},
    };
    ekb_status status = ekb_engine_open(engine, path, error);
    for (size_t i = 0; error != NULL && i < sizeof remedies / sizeof *remedies; i++) {
        if (remedies[i].status == status)
            error->remedy = remedies[i].remedy;
    }
    return status;
}
