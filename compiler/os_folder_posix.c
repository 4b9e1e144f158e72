/* SPDX-License-Identifier: MIT */
#if !defined(_DEFAULT_SOURCE)
#  define _DEFAULT_SOURCE /* flock */
#endif
#include "os_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.h"
#include "core/strbuf.h"
#include "os.h"

/* A folder holds folders of files: deeper ones are not ours. */
#define DEPTH_MAX 2

static ekb_status cannot_write(ekb_error *error, const ekbc_os_folder *folder)
{
    return ekbc_os_failed(error, EKB_N_("cannot write {path}: {reason}"), folder->named);
}

/* ---- Removing ----------------------------------------------------------- */

static int open_folder_at(int parent, const char *name)
{
    return openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* Empty the folder that `handle` is open on; takes the handle. */
static void empty_folder(int handle, int depth)
{
    DIR *list = handle >= 0 ? fdopendir(handle) : NULL;
    const struct dirent *item;
    if (list == NULL) {
        if (handle >= 0)
            close(handle);
        return;
    }
    while ((item = readdir(list)) != NULL) {
        const char *name = item->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || unlinkat(dirfd(list), name, 0) == 0)
            continue;
        if (depth < DEPTH_MAX)
            empty_folder(open_folder_at(dirfd(list), name), depth + 1);
        unlinkat(dirfd(list), name, AT_REMOVEDIR);
    }
    closedir(list);
}

static void remove_folder_at(int parent, const char *name)
{
    empty_folder(open_folder_at(parent, name), 1);
    unlinkat(parent, name, AT_REMOVEDIR);
}

/* Whether `name` is `target` with `.tmp-<process>-<n>` behind. */
static int is_leftover(const char *name, const char *target)
{
    size_t length = strlen(target);
    if (strncmp(name, target, length) != 0 || strncmp(name + length, ".tmp-", 5) != 0)
        return 0;
    name += length + 5;
    return *name != '\0' && name[strspn(name, "0123456789-")] == '\0';
}

/* Remove what a killed process left: nobody holds a lock on it. */
static void remove_leftovers(const char *parent, const char *name)
{
    DIR *list = opendir(parent);
    const struct dirent *item;
    while (list != NULL && (item = readdir(list)) != NULL) {
        int handle = is_leftover(item->d_name, name) ? open_folder_at(dirfd(list), item->d_name) : -1;
        if (handle < 0)
            continue;
        if (flock(handle, LOCK_EX | LOCK_NB) == 0)
            remove_folder_at(dirfd(list), item->d_name);
        close(handle);
    }
    if (list != NULL)
        closedir(list);
}

/* ---- Making ------------------------------------------------------------- */

static char *without_slashes(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return strndup(path, length);
}

/* Whether a folder may be put there: nothing is, or an empty folder. */
static ekb_status check_target(const ekbc_os_folder *folder, ekb_error *error)
{
    DIR *list = opendir(folder->target);
    const struct dirent *item;
    int full = list == NULL && errno == ENOTDIR;
    if (list == NULL && errno != ENOENT && errno != ENOTDIR)
        return cannot_write(error, folder);
    while (list != NULL && !full && (item = readdir(list)) != NULL)
        full = strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0;
    if (list != NULL)
        closedir(list);
    if (!full)
        return EKB_OK;
    ekb_error_set(error, EKB_ERR_IO, EKB_N_("{path} exists already"),
                  EKB_N_("name a new folder, or remove that one first"));
    ekb_error_text(error, "path", folder->named);
    return EKB_ERR_IO;
}

/* Make the folder at `path` and lock it. Another process may take it for a
   leftover in between: then the next name is tried. */
static int create_locked(const char *path)
{
    struct stat ours, named;
    if (mkdir(path, 0777) != 0)
        return -1;
    int handle = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (handle >= 0 && flock(handle, LOCK_EX | LOCK_NB) == 0 && fstat(handle, &ours) == 0 &&
        stat(path, &named) == 0 && ours.st_ino == named.st_ino && ours.st_dev == named.st_dev)
        return handle;
    if (handle >= 0)
        close(handle);
    rmdir(path);
    errno = EEXIST;
    return -1;
}

static ekb_status create(ekbc_os_folder *folder, ekb_error *error)
{
    ekb_strbuf path = EKB_STRBUF_INIT;
    errno = EEXIST;
    for (int n = 0; n < 100 && folder->handle < 0 && errno == EEXIST; n++) {
        ekb_strbuf_clear(&path);
        ekb_strbuf_printf(&path, "%s.tmp-%ld-%d", folder->target, (long)getpid(), n);
        if (path.failed) {
            ekb_strbuf_release(&path);
            return ekb_error_nomem(error);
        }
        folder->handle = create_locked(path.data);
    }
    if (folder->handle < 0) {
        ekb_strbuf_release(&path);
        return cannot_write(error, folder);
    }
    folder->path = path.data;
    return EKB_OK;
}

ekb_status ekbc_os_folder_open(ekbc_os_folder *folder, const char *target, ekb_error *error)
{
    *folder = (ekbc_os_folder)EKBC_OS_FOLDER_INIT;
    folder->named = target;
    folder->target = without_slashes(target);
    if (folder->target == NULL)
        return ekb_error_nomem(error);
    ekb_status status = check_target(folder, error);
    if (status == EKB_OK) {
        char *slash = strrchr(folder->target, '/');
        char *parent =
            slash == NULL
                ? strdup(".")
                : strndup(folder->target, slash == folder->target ? 1 : (size_t)(slash - folder->target));
        if (parent != NULL)
            remove_leftovers(parent, slash != NULL ? slash + 1 : folder->target);
        free(parent);
        status = create(folder, error);
    }
    if (status != EKB_OK)
        ekbc_os_folder_discard(folder);
    return status;
}

ekb_status ekbc_os_folder_add(ekbc_os_folder *folder, const char *name, ekb_error *error)
{
    return mkdirat(folder->handle, name, 0777) == 0 ? EKB_OK : cannot_write(error, folder);
}

static int write_all(int handle, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t n = write(handle, bytes, length);
        if (n < 0 && errno != EINTR)
            return 0;
        if (n > 0) {
            bytes += n;
            length -= (size_t)n;
        }
    }
    return 1;
}

ekb_status ekbc_os_folder_write(ekbc_os_folder *folder, const char *path, const char *bytes, size_t length,
                                ekb_error *error)
{
    int handle = openat(folder->handle, path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    int fine = handle >= 0 && write_all(handle, bytes, length) && fsync(handle) == 0;
    int code = errno;
    if (handle >= 0 && close(handle) != 0 && fine) {
        fine = 0;
        code = errno;
    }
    errno = code;
    return fine ? EKB_OK : cannot_write(error, folder);
}

ekb_status ekbc_os_folder_publish(ekbc_os_folder *folder, ekb_error *error)
{
    if (fsync(folder->handle) != 0 && errno != EINVAL)
        return cannot_write(error, folder);
    if (rename(folder->path, folder->target) != 0)
        return errno == ENOTEMPTY || errno == EEXIST ? check_target(folder, error)
                                                     : cannot_write(error, folder);
    free(folder->path);
    folder->path = NULL;
    ekbc_os_folder_discard(folder);
    return EKB_OK;
}

void ekbc_os_folder_discard(ekbc_os_folder *folder)
{
    if (folder->path != NULL)
        remove_folder_at(AT_FDCWD, folder->path);
    if (folder->handle >= 0)
        close(folder->handle);
    free(folder->path);
    free(folder->target);
    *folder = (ekbc_os_folder)EKBC_OS_FOLDER_INIT;
}
