/* SPDX-License-Identifier: MIT */
/*
 * Time of two whole processes, run in turn so that both meet the same noise.
 *
 *   bench_start COUNT COMMAND ARG… -- COMMAND ARG…
 *
 * Prints the median of each and their ratio.
 */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Milliseconds of one run, or -1 if it could not be run. */
static double run_once(char **command, const posix_spawn_file_actions_t *quiet)
{
    pid_t pid;
    int status = 0;
    double start = now_ms();
    if (posix_spawnp(&pid, command[0], quiet, NULL, command, environ) != 0)
        return -1;
    if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) > 1)
        return -1;
    return now_ms() - start;
}

static int by_value(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, by_value);
    return count % 2 != 0 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

static int usage(void)
{
    fputs("usage: bench_start COUNT COMMAND ARG... -- COMMAND ARG...\n", stderr);
    return 2;
}

int main(int argc, char **argv)
{
    size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    int cut = 2;
    while (cut < argc && strcmp(argv[cut], "--") != 0)
        cut++;
    if (count == 0 || count > 1000000 || cut == 2 || cut + 1 >= argc)
        return usage();
    argv[cut] = NULL;
    char **commands[2] = {argv + 2, argv + cut + 1};
    double *times[2] = {calloc(count, sizeof(double)), calloc(count, sizeof(double))};
    posix_spawn_file_actions_t quiet;
    int status = times[0] != NULL && times[1] != NULL ? 0 : 3;
    posix_spawn_file_actions_init(&quiet);
    posix_spawn_file_actions_addopen(&quiet, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", O_WRONLY, 0);
    for (size_t i = 0; status == 0 && i < count; i++) {
        for (size_t k = 0; k < 2; k++) {
            times[k][i] = run_once(commands[k], &quiet);
            if (times[k][i] < 0) {
                fprintf(stderr, "bench_start: %s failed\n", commands[k][0]);
                status = 3;
            }
        }
    }
    if (status == 0) {
        double a = median(times[0], count), b = median(times[1], count);
        printf("start-up, median of %zu in turn: %s %s %.3f ms, %s %s %.3f ms, ratio %.3f\n", count,
               commands[0][0], commands[0][1] != NULL ? commands[0][1] : "", a, commands[1][0],
               commands[1][1] != NULL ? commands[1][1] : "", b, a / b);
    }
    posix_spawn_file_actions_destroy(&quiet);
    free(times[0]);
    free(times[1]);
    return status;
}
