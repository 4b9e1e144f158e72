/* SPDX-License-Identifier: MIT */
#if !defined(_DEFAULT_SOURCE)
#  define _DEFAULT_SOURCE /* flock */
#endif
#include "os.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#if defined(__GLIBC__)
#  include <malloc.h>
#endif

#include "core/error.h"
#include "core/strbuf.h"

/* Folders nested deeper are a loop of links. */
#define FOLDER_DEPTH_MAX 32
#define THREADS_MAX 16

ekb_status ekbc_os_failed(ekb_error *error, const char *message, const char *path)
{
    int code = errno;
    ekb_status status = code == ENOMEM ? EKB_ERR_NOMEM : code == ENOENT ? EKB_ERR_MISSING : EKB_ERR_IO;
    if (status == EKB_ERR_NOMEM)
        return ekb_error_nomem(error);
    ekb_error_set(error, status, message, NULL);
    ekb_error_text(error, "path", path);
    ekb_error_text(error, "reason", strerror(code));
    if (error != NULL)
        error->system = code;
    return status;
}

/* ---- Walking ------------------------------------------------------------ */

typedef struct walker {
    const char *const *suffixes;
    ekbc_os_file_fn visit;
    void *context;
    ekb_error *error;
    ekb_strbuf path;
} walker;

static int has_suffix(const char *name, const char *const *suffixes)
{
    size_t length = strlen(name);
    for (; *suffixes != NULL; suffixes++) {
        size_t n = strlen(*suffixes);
        if (length > n && strcasecmp(name + length - n, *suffixes) == 0)
            return 1;
    }
    return 0;
}

/* To open a pipe waits for whoever writes into it. */
static ekb_status refuse_special(ekb_error *error, const char *path)
{
    ekb_error_set(error, EKB_ERR_IO, EKB_N_("{path} is neither a file nor a folder"),
                  EKB_N_("remove it, or give it a name that is not one of a source"));
    ekb_error_text(error, "path", path);
    return EKB_ERR_IO;
}

static ekb_status walk_folder(walker *w, int depth);

static ekb_status walk_item(walker *w, const char *name, int depth)
{
    struct stat status;
    size_t length = w->path.length;
    ekb_status result = EKB_OK;
    ekb_strbuf_printf(&w->path, length > 0 && w->path.data[length - 1] == '/' ? "%s" : "/%s", name);
    if (w->path.failed)
        return ekb_error_nomem(w->error);
    if (stat(w->path.data, &status) != 0)
        result = ekbc_os_failed(w->error, EKB_N_("cannot read {path}: {reason}"), w->path.data);
    else if (S_ISDIR(status.st_mode))
        result = walk_folder(w, depth + 1);
    else if (has_suffix(name, w->suffixes))
        result = S_ISREG(status.st_mode) ? w->visit(w->context, w->path.data, w->error)
                                         : refuse_special(w->error, w->path.data);
    w->path.length = length;
    w->path.data[length] = '\0';
    return result;
}

static ekb_status walk_folder(walker *w, int depth)
{
    ekb_status result = EKB_OK;
    if (depth > FOLDER_DEPTH_MAX) {
        errno = ELOOP;
        return ekbc_os_failed(w->error, EKB_N_("cannot read {path}: {reason}"), w->path.data);
    }
    DIR *folder = opendir(w->path.data);
    if (folder == NULL)
        return ekbc_os_failed(w->error, EKB_N_("cannot read {path}: {reason}"), w->path.data);
    while (result == EKB_OK) {
        errno = 0;
        const struct dirent *item = readdir(folder);
        if (item == NULL) {
            if (errno != 0)
                result = ekbc_os_failed(w->error, EKB_N_("cannot read {path}: {reason}"), w->path.data);
            break;
        }
        if (item->d_name[0] != '.')
            result = walk_item(w, item->d_name, depth);
    }
    closedir(folder);
    return result;
}

ekb_status ekbc_os_walk(const char *path, const char *const *suffixes, ekbc_os_file_fn visit, void *context,
                        ekb_error *error)
{
    walker w = {suffixes, visit, context, error, EKB_STRBUF_INIT};
    struct stat status;
    ekb_status result;
    if (stat(path, &status) != 0)
        return ekbc_os_failed(error, EKB_N_("cannot read {path}: {reason}"), path);
    if (!S_ISDIR(status.st_mode))
        return visit(context, path, error);
    ekb_strbuf_puts(&w.path, path);
    if (w.path.failed)
        return ekb_error_nomem(error);
    result = walk_folder(&w, 0);
    ekb_strbuf_release(&w.path);
    return result;
}

/* ---- Files as they are -------------------------------------------------- */

#if defined(__APPLE__)
#  define MODIFIED st_mtimespec
#  define CHANGED st_ctimespec
#else
#  define MODIFIED st_mtim
#  define CHANGED st_ctim
#endif

static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return strdup(".");
    return strndup(path, slash == path ? 1 : (size_t)(slash - path));
}

static int64_t nanoseconds(const struct timespec *time)
{
    return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

int ekbc_os_stamp_of(const char *path, ekbc_os_stamp *stamp)
{
    struct stat status;
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode))
        return 0;
    *stamp = (ekbc_os_stamp){(int64_t)status.st_size, nanoseconds(&status.MODIFIED),
                             nanoseconds(&status.CHANGED), (uint64_t)status.st_ino};
    return 1;
}

ekbc_os_kind ekbc_os_kind_of(const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0)
        return S_ISREG(status.st_mode) ? EKBC_OS_FILE : EKBC_OS_SPECIAL;
    /* A link that leads nowhere is there nevertheless. */
    return lstat(path, &status) == 0 ? EKBC_OS_SPECIAL : EKBC_OS_NOTHING;
}

static int are_same(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_ino == second.st_ino &&
           first.st_dev == second.st_dev;
}

int ekbc_os_same(const char *a, const char *b)
{
    const char *name_a = strrchr(a, '/'), *name_b = strrchr(b, '/');
    if (are_same(a, b) || strcmp(a, b) == 0)
        return 1;
    if (strcmp(name_a != NULL ? name_a + 1 : a, name_b != NULL ? name_b + 1 : b) != 0)
        return 0;
    /* Neither may be there yet. */
    char *folder_a = folder_of(a), *folder_b = folder_of(b);
    int same = folder_a != NULL && folder_b != NULL && are_same(folder_a, folder_b);
    free(folder_a);
    free(folder_b);
    return same;
}

int64_t ekbc_os_now(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_REALTIME, &now);
    return nanoseconds(&now);
}

void ekbc_os_expect_much(void)
{
#if defined(__GLIBC__)
    enum { STEP = 32 << 20, KEPT = 1 << 30 };
    (void)mallopt(M_TOP_PAD, STEP);
    (void)mallopt(M_TRIM_THRESHOLD, KEPT);
#endif
}

void *ekbc_os_alloc_large(size_t bytes)
{
#if defined(MADV_HUGEPAGE)
    static const size_t large = (size_t)2 << 20;
    void *memory = NULL;
    if (bytes >= 2 * large && posix_memalign(&memory, large, bytes) == 0) {
        (void)madvise(memory, bytes, MADV_HUGEPAGE);
        return memory;
    }
#endif
    return malloc(bytes);
}

/* A piece of a file, by a thread of its own. */
typedef struct piece {
    int handle, done;
    unsigned char *bytes;
    size_t at, end;
} piece;

static void read_piece(void *job)
{
    piece *p = job;
    while (p->at < p->end) {
        ssize_t n = pread(p->handle, p->bytes + p->at, p->end - p->at, (off_t)p->at);
        if (n == 0 || (n < 0 && errno != EINTR))
            return;
        p->at += n > 0 ? (size_t)n : 0;
    }
    p->done = 1;
}

static int read_to_end(int handle, unsigned char *bytes, size_t length)
{
    enum { PIECE_LEAST = 4 << 20, PIECES_MOST = 4 };
    piece pieces[PIECES_MOST];
    size_t count = length / PIECE_LEAST + 1, most = ekbc_os_processors();
    int done = 1;
    most = most < PIECES_MOST ? most : PIECES_MOST;
    count = count < most ? count : most;
    for (size_t i = 0; i < count; i++)
        pieces[i] =
            (piece){handle, 0, bytes, length / count * i, i + 1 < count ? length / count * (i + 1) : length};
    ekbc_os_parallel(read_piece, pieces, sizeof pieces[0], count);
    for (size_t i = 0; i < count; i++)
        done &= pieces[i].done;
    return done;
}

int ekbc_os_read_whole(const char *path, unsigned char **bytes, size_t *length)
{
    struct stat status;
    int handle = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    int done = handle >= 0 && fstat(handle, &status) == 0 && S_ISREG(status.st_mode);
    *bytes = NULL;
    if (done) {
        *length = (size_t)status.st_size;
        *bytes = ekbc_os_alloc_large(*length + 1);
        done = *bytes != NULL && read_to_end(handle, *bytes, *length);
    }
    if (handle >= 0)
        close(handle);
    if (!done) {
        free(*bytes);
        *bytes = NULL;
    }
    return done;
}

/* ---- Publishing --------------------------------------------------------- */

/* Does the name still mean the file that was opened by it? */
static int is_still(int folder, const char *name, int handle)
{
    struct stat ours, named;
    return fstat(handle, &ours) == 0 && fstatat(folder, name, &named, AT_SYMLINK_NOFOLLOW) == 0 &&
           ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

/* Temporaries are called <target>.tmp-<process>-<n>. One that nobody holds a
   lock on was left by a process that was killed; or was removed by its owner,
   who then may have made another of that name. */
static void remove_leftovers(const char *target)
{
    const char *slash = strrchr(target, '/');
    const char *name = slash != NULL ? slash + 1 : target;
    size_t length = strlen(name);
    char *folder = folder_of(target);
    DIR *list = folder != NULL ? opendir(folder) : NULL;
    const struct dirent *item;
    while (list != NULL && (item = readdir(list)) != NULL) {
        if (strncmp(item->d_name, name, length) != 0 || strncmp(item->d_name + length, ".tmp-", 5) != 0)
            continue;
        int handle = openat(dirfd(list), item->d_name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
        if (handle < 0)
            continue;
        if (flock(handle, LOCK_EX | LOCK_NB) == 0 && is_still(dirfd(list), item->d_name, handle))
            unlinkat(dirfd(list), item->d_name, 0);
        close(handle);
    }
    if (list != NULL)
        closedir(list);
    free(folder);
}

/* Another process may clean up between creation and lock: then the name is
   gone and the next one is tried. */
static int create_locked(const char *path)
{
    int handle = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (handle < 0)
        return -1;
    if (flock(handle, LOCK_EX | LOCK_NB) == 0 && is_still(AT_FDCWD, path, handle))
        return handle;
    close(handle);
    errno = EEXIST;
    return -1;
}

ekb_status ekbc_os_temp_open(ekbc_os_temp *temp, const char *target, ekb_error *error)
{
    ekb_strbuf path = EKB_STRBUF_INIT;
    *temp = (ekbc_os_temp)EKBC_OS_TEMP_INIT;
    temp->named = target;
    temp->target = realpath(target, NULL);
    if (temp->target == NULL)
        temp->target = strdup(target);
    if (temp->target == NULL)
        return ekb_error_nomem(error);
    remove_leftovers(temp->target);
    errno = EEXIST;
    for (int n = 0; n < 100 && temp->handle < 0 && errno == EEXIST; n++) {
        ekb_strbuf_clear(&path);
        ekb_strbuf_printf(&path, "%s.tmp-%ld-%d", temp->target, (long)getpid(), n);
        if (path.failed) {
            ekb_strbuf_release(&path);
            ekbc_os_temp_discard(temp);
            return ekb_error_nomem(error);
        }
        temp->handle = create_locked(path.data);
    }
    if (temp->handle < 0) {
        ekb_status status = ekbc_os_failed(error, EKB_N_("cannot write {path}: {reason}"), target);
        ekb_strbuf_release(&path);
        ekbc_os_temp_discard(temp);
        return status;
    }
    temp->path = path.data;
    return EKB_OK;
}

ekb_status ekbc_os_temp_write(ekbc_os_temp *temp, int64_t at, const void *bytes, size_t length,
                              ekb_error *error)
{
    for (size_t done = 0; done < length;) {
        ssize_t n = pwrite(temp->handle, (const char *)bytes + done, length - done, (off_t)at + (off_t)done);
        if (n < 0 && errno != EINTR)
            return ekbc_os_failed(error, EKB_N_("cannot write {path}: {reason}"), temp->named);
        done += n > 0 ? (size_t)n : 0;
    }
    return EKB_OK;
}

void ekbc_os_temp_flush(const ekbc_os_temp *temp)
{
    (void)fsync(temp->handle);
}

static int sync_folder(const char *path)
{
    char *folder = folder_of(path);
    int handle = folder != NULL ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    int result = handle >= 0 ? fsync(handle) : -1;
    int code = errno;
    if (handle >= 0)
        close(handle);
    free(folder);
    errno = code;
    /* Some file systems cannot flush a folder; the rename itself is done. */
    return result == 0 || code == EINVAL || code == EACCES ? 0 : -1;
}

ekb_status ekbc_os_temp_publish(ekbc_os_temp *temp, ekb_error *error)
{
    if (fsync(temp->handle) != 0 || rename(temp->path, temp->target) != 0)
        return ekbc_os_failed(error, EKB_N_("cannot write {path}: {reason}"), temp->named);
    free(temp->path);
    temp->path = NULL;
    if (sync_folder(temp->target) != 0)
        return ekbc_os_failed(error, EKB_N_("cannot write {path}: {reason}"), temp->named);
    ekbc_os_temp_discard(temp);
    return EKB_OK;
}

ekb_status ekbc_os_temp_replace(ekbc_os_temp *temp, ekb_error *error)
{
    if (rename(temp->path, temp->target) != 0)
        return ekbc_os_failed(error, EKB_N_("cannot write {path}: {reason}"), temp->named);
    free(temp->path);
    temp->path = NULL;
    ekbc_os_temp_discard(temp);
    return EKB_OK;
}

void ekbc_os_temp_discard(ekbc_os_temp *temp)
{
    if (temp->path != NULL)
        unlink(temp->path);
    if (temp->handle >= 0)
        close(temp->handle);
    free(temp->path);
    free(temp->target);
    *temp = (ekbc_os_temp)EKBC_OS_TEMP_INIT;
}

/* ---- The rest ----------------------------------------------------------- */

char *ekbc_os_scratch_path(const char *name)
{
    const char *folder = getenv("TMPDIR");
    ekb_strbuf path = EKB_STRBUF_INIT;
    ekb_strbuf_printf(&path, "%s/%s", folder != NULL && *folder != '\0' ? folder : "/tmp", name);
    if (!path.failed)
        return path.data;
    ekb_strbuf_release(&path);
    return NULL;
}

int ekbc_os_is_terminal(FILE *stream)
{
    return isatty(fileno(stream));
}

size_t ekbc_os_columns(FILE *stream)
{
    struct winsize size;
    return ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int64_t ekbc_os_milliseconds(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return 0;
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

typedef struct task {
    pthread_t thread;
    int started;
    void (*work)(void *);
    void *job;
} task;

static void *run(void *context)
{
    const task *t = context;
    t->work(t->job);
    return NULL;
}

void ekbc_os_parallel(void (*work)(void *job), void *jobs, size_t size, size_t count)
{
    task tasks[THREADS_MAX];
    size_t threads = count < THREADS_MAX ? count : THREADS_MAX;
    for (size_t i = 0; i < threads; i++) {
        tasks[i] = (task){.work = work, .job = (char *)jobs + i * size};
        /* The last job is this thread's own. */
        tasks[i].started = i + 1 < threads && pthread_create(&tasks[i].thread, NULL, run, &tasks[i]) == 0;
    }
    for (size_t i = 0; i < threads; i++) {
        if (!tasks[i].started)
            work(tasks[i].job);
    }
    for (size_t i = threads; i < count; i++)
        work((char *)jobs + i * size);
    for (size_t i = 0; i < threads; i++) {
        if (tasks[i].started)
            pthread_join(tasks[i].thread, NULL);
    }
}

size_t ekbc_os_processors(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : count > THREADS_MAX ? THREADS_MAX : (size_t)count;
}
