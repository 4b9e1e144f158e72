/* SPDX-License-Identifier: MIT */
/*
 * Every allocation, and every write, of an import failing in turn.
 *
 *   sweep_import CATALOG WORK-FOLDER
 *
 * Whatever fails: the folder is there whole, or nothing is.
 */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fault.h"
#include "import.h"

static const char *input;
static const char *work;
static char output[4096];

/* Count the files below a folder, and remove them all. */
static int clear_folder(const char *path)
{
    char item_path[8192];
    int files = 0;
    DIR *list = opendir(path);
    for (const struct dirent *item; list != NULL && (item = readdir(list)) != NULL;) {
        if (strcmp(item->d_name, ".") == 0 || strcmp(item->d_name, "..") == 0)
            continue;
        snprintf(item_path, sizeof item_path, "%s/%s", path, item->d_name);
        if (unlink(item_path) == 0) {
            files++;
        } else {
            files += clear_folder(item_path);
            rmdir(item_path);
        }
    }
    if (list != NULL)
        closedir(list);
    return files;
}

static int import_scenario(char *digest, size_t size)
{
    ekbc_import_result result;
    ekb_error error;
    const ekbc_import_job job = {.input = input, .output = output};
    ekb_status status = ekbc_import(&job, &result, &error);
    size_t errors = result.diags.errors, files = result.files;
    ekbc_import_result_release(&result);
    fault_disarm();
    struct stat there;
    int published = stat(output, &there) == 0;
    int left = clear_folder(work);
    snprintf(digest, size, "%zu files", files);
    if (status == EKB_OK && (errors > 0 || !published || (size_t)left != files))
        status = EKB_ERR_CORRUPT;
    if (status < 0 && left != 0) {
        printf("%d files are left (status %d)\n", left, status);
        status = EKB_ERR_CORRUPT;
    }
    if (status < 0)
        ekb_error_english(&error, digest, size);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fputs("usage: sweep_import CATALOG WORK-FOLDER\n", stderr);
        return 2;
    }
    input = argv[1];
    work = argv[2];
    if (mkdir(work, 0777) != 0 && errno != EEXIST)
        return 3;
    clear_folder(work);
    snprintf(output, sizeof output, "%s/out", work);
    int failures = fault_sweep("import, writes", FAULT_WRITE, EKB_ERR_IO, import_scenario) +
                   fault_sweep("import, allocations", FAULT_ALLOCATION, EKB_ERR_NOMEM, import_scenario);
    return failures != 0;
}
