/* SPDX-License-Identifier: MIT */
/*
 * Runs a fuzz target on files, and on the files of folders, where there is no
 * libFuzzer: so that everything that was ever found stays a test.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned long inputs;

static int run_file(const char *path, off_t size)
{
    FILE *file = fopen(path, "rb");
    /* Exactly as long as the input, so that sanitizers see the end. */
    uint8_t *data = malloc(size > 0 ? (size_t)size : 1);
    int status = -1;
    if (file != NULL && data != NULL) {
        size_t length = fread(data, 1, (size_t)size, file);
        LLVMFuzzerTestOneInput(data, length);
        inputs++;
        status = 0;
    }
    free(data);
    if (file != NULL)
        fclose(file);
    return status;
}

static int run_path(const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return -1;
    if (!S_ISDIR(about.st_mode))
        return run_file(path, about.st_size);
    DIR *folder = opendir(path);
    if (folder == NULL)
        return -1;
    int status = 0;
    for (const struct dirent *item; status == 0 && (item = readdir(folder)) != NULL;) {
        char inner[4096];
        if (item->d_name[0] == '.')
            continue;
        snprintf(inner, sizeof inner, "%s/%s", path, item->d_name);
        status = run_path(inner);
    }
    closedir(folder);
    return status;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (run_path(argv[i]) != 0) {
            fprintf(stderr, "%s: cannot be read\n", argv[i]);
            return 2;
        }
    }
    printf("%lu inputs\n", inputs);
    return inputs == 0 ? 2 : 0;
}
