/* SPDX-License-Identifier: MIT */
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

/* Set while one thread runs; read and counted by those that the scenario starts. */
static struct {
    fault_kind kind;
    atomic_ulong calls;
    unsigned long nth;
    int lasting;
    atomic_int fired;
} armed;
static atomic_long alive;

static int strikes(fault_kind kind)
{
    if (armed.kind != kind)
        return 0;
    unsigned long call = atomic_fetch_add(&armed.calls, 1) + 1;
    if (call != armed.nth && !(armed.lasting && call > armed.nth))
        return 0;
    armed.fired = 1;
    errno = kind == FAULT_ALLOCATION ? ENOMEM : kind == FAULT_READ ? EIO : ENOSPC;
    return 1;
}

void fault_arm(fault_kind kind, unsigned long nth, int lasting)
{
    armed.kind = kind;
    armed.calls = 0;
    armed.nth = nth;
    armed.lasting = lasting;
    armed.fired = 0;
}

int fault_disarm(void)
{
    armed.kind = FAULT_NONE;
    return armed.fired;
}

long fault_alive(void)
{
    return alive;
}

/* ---- Memory ---- */

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *memory);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *memory);

void *__wrap_malloc(size_t size)
{
    void *memory = strikes(FAULT_ALLOCATION) ? NULL : __real_malloc(size);
    alive += memory != NULL;
    return memory;
}

void *__wrap_calloc(size_t count, size_t size)
{
    void *memory = strikes(FAULT_ALLOCATION) ? NULL : __real_calloc(count, size);
    alive += memory != NULL;
    return memory;
}

void *__wrap_realloc(void *old, size_t size)
{
    void *memory = strikes(FAULT_ALLOCATION) ? NULL : __real_realloc(old, size);
    alive += memory != NULL && old == NULL;
    return memory;
}

void __wrap_free(void *memory)
{
    alive -= memory != NULL;
    __real_free(memory);
}

/* The C library's own allocations do not pass through here; these hand theirs to the caller. */
char *__real_realpath(const char *path, char *out);
char *__wrap_strdup(const char *text);
char *__wrap_strndup(const char *text, size_t most);
char *__wrap_realpath(const char *path, char *out);

char *__wrap_strndup(const char *text, size_t most)
{
    size_t length = strnlen(text, most);
    char *copy = __wrap_malloc(length + 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
        copy[length] = '\0';
    }
    return copy;
}

char *__wrap_strdup(const char *text)
{
    return __wrap_strndup(text, strlen(text));
}

char *__wrap_realpath(const char *path, char *out)
{
    char *resolved = out == NULL && strikes(FAULT_ALLOCATION) ? NULL : __real_realpath(path, out);
    alive += resolved != NULL && out == NULL;
    return resolved;
}

/* ---- Files ---- */

ssize_t __real_write(int file, const void *bytes, size_t count);
ssize_t __real_pwrite(int file, const void *bytes, size_t count, off_t offset);
ssize_t __real_pwrite64(int file, const void *bytes, size_t count, off_t offset);
int __real_fsync(int file);
int __real_fdatasync(int file);
int __real_rename(const char *from, const char *to);
ssize_t __wrap_write(int file, const void *bytes, size_t count);
ssize_t __wrap_pwrite(int file, const void *bytes, size_t count, off_t offset);
ssize_t __wrap_pwrite64(int file, const void *bytes, size_t count, off_t offset);
int __wrap_fsync(int file);
int __wrap_fdatasync(int file);
int __wrap_rename(const char *from, const char *to);

ssize_t __wrap_write(int file, const void *bytes, size_t count)
{
    fault_kind kind = file > STDERR_FILENO ? FAULT_WRITE : file == STDOUT_FILENO ? FAULT_OUTPUT : FAULT_NONE;
    return kind != FAULT_NONE && strikes(kind) ? -1 : __real_write(file, bytes, count);
}

ssize_t __wrap_pwrite(int file, const void *bytes, size_t count, off_t offset)
{
    return strikes(FAULT_WRITE) ? -1 : __real_pwrite(file, bytes, count, offset);
}

ssize_t __wrap_pwrite64(int file, const void *bytes, size_t count, off_t offset)
{
    return strikes(FAULT_WRITE) ? -1 : __real_pwrite64(file, bytes, count, offset);
}

int __wrap_fsync(int file)
{
    return strikes(FAULT_WRITE) ? -1 : __real_fsync(file);
}

int __wrap_fdatasync(int file)
{
    return strikes(FAULT_WRITE) ? -1 : __real_fdatasync(file);
}

int __wrap_rename(const char *from, const char *to)
{
    return strikes(FAULT_WRITE) ? -1 : __real_rename(from, to);
}

ssize_t __real_read(int file, void *bytes, size_t count);
ssize_t __real_pread(int file, void *bytes, size_t count, off_t offset);
ssize_t __real_pread64(int file, void *bytes, size_t count, off_t offset);
ssize_t __wrap_read(int file, void *bytes, size_t count);
ssize_t __wrap_pread(int file, void *bytes, size_t count, off_t offset);
ssize_t __wrap_pread64(int file, void *bytes, size_t count, off_t offset);

ssize_t __wrap_read(int file, void *bytes, size_t count)
{
    return strikes(FAULT_READ) ? -1 : __real_read(file, bytes, count);
}

ssize_t __wrap_pread(int file, void *bytes, size_t count, off_t offset)
{
    return strikes(FAULT_READ) ? -1 : __real_pread(file, bytes, count, offset);
}

ssize_t __wrap_pread64(int file, void *bytes, size_t count, off_t offset)
{
    return strikes(FAULT_READ) ? -1 : __real_pread64(file, bytes, count, offset);
}

/* ---- Sweeping ---- */

enum { DIGEST_BYTES = 4096, MOST_REPORTS = 20, LASTING_STEP = 7 };

typedef struct sweep {
    const char *name;
    fault_kind kind;
    int status;
    fault_scenario run;
    long alive;
    char right[DIGEST_BYTES];
    int failures;
    unsigned long unharmed;
} sweep;

static void complain(sweep *s, unsigned long nth, int lasting, const char *what, long number,
                     const char *told)
{
    if (s->failures++ < MOST_REPORTS)
        printf("%s: call %lu%s failing: %s (%ld) %s\n", s->name, nth, lasting ? " and all later" : "", what,
               number, told);
}

/* @return 0 when there were fewer calls than @p nth. */
static int strike_once(sweep *s, unsigned long nth, int lasting)
{
    char digest[DIGEST_BYTES] = "";
    fault_arm(s->kind, nth, lasting);
    int status = s->run(digest, sizeof digest);
    int fired = fault_disarm();
    if (status == 0 && strcmp(digest, s->right) != 0)
        complain(s, nth, lasting, "success is told, the result is another", 0, digest);
    if (status != 0 && status != s->status)
        complain(s, nth, lasting, "another error is told", status, digest);
    if (!fired && status != 0)
        complain(s, nth, lasting, "an earlier failure is still felt", status, digest);
    if (fault_alive() != s->alive) {
        complain(s, nth, lasting, "memory is left", fault_alive() - s->alive, "");
        s->alive = fault_alive();
    }
    s->unharmed += fired && status == 0;
    return fired;
}

/* Instrumented builds are twenty times slower and try a share of the calls; ordinary
 * ones try every call, where that takes long in shares side by side. */
static unsigned long asked_for(const char *variable)
{
    const char *text = getenv(variable);
    unsigned long number = text != NULL ? strtoul(text, NULL, 10) : 1;
    return number > 0 ? number : 1;
}

int fault_sweep(const char *name, fault_kind kind, int status, fault_scenario run)
{
    sweep s = {.name = name, .kind = kind, .status = status, .run = run};
    unsigned long step = asked_for("ERRKB_FAULT_STEP"), first = asked_for("ERRKB_FAULT_FIRST"),
                  calls = first - 1;
    /* Twice: what libraries keep for the life of the process is there afterwards. */
    for (int i = 0; i < 2; i++) {
        int clean = run(s.right, sizeof s.right);
        if (clean != 0) {
            printf("%s: fails without a fault (%d)\n", name, clean);
            return 1;
        }
    }
    s.alive = fault_alive();
    /* Those with all later ones differ little from call to call: a share of them is enough. */
    for (unsigned long nth = 1; first == 1 && strike_once(&s, nth, 1); nth += LASTING_STEP)
        continue;
    while (strike_once(&s, calls + 1, 0))
        calls += step;
    printf("%s: %lu calls, every one of %lu from the %luth failing in turn; %lu did no harm, %d failures\n",
           name, calls, step, first, s.unharmed, s.failures);
    if (calls < first) {
        printf("%s: no call went through the sweep\n", name);
        return 1;
    }
    return s.failures;
}
