/* SPDX-License-Identifier: MIT */
#include "header.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/error.h"
#include "index.h"

/* Fields of the SQLite file header. */
enum { AT_PAGE_SIZE = 16, AT_PAGE_COUNT = 28, AT_USER_VERSION = 60, AT_APPLICATION_ID = 68 };

static const char magic[] = "SQLite format 3"; /* the NUL belongs to it */

static uint32_t read_u32(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
}

/* 0 for a size that SQLite does not know. */
static int64_t page_size(const unsigned char *header)
{
    int64_t size = header[AT_PAGE_SIZE] << 8 | header[AT_PAGE_SIZE + 1];
    if (size == 1)
        return 65536;
    return size >= 512 && (size & (size - 1)) == 0 ? size : 0;
}

static ekb_status fail(ekb_error *error, ekb_status status, const char *path, const char *message,
                       const char *remedy)
{
    ekb_error_set(error, status, message, remedy);
    ekb_error_text(error, "path", path);
    ekb_error_at(error, path, 0, 0);
    return status;
}

static ekb_status fail_system(ekb_error *error, const char *path, int system)
{
    ekb_status status;
    if (system == ENOENT || system == ENOTDIR)
        status = fail(error, EKB_ERR_MISSING, path, EKB_N_("there is no index at {path}"),
                      EKB_N_("compile one with errkbc, or open another"));
    else if (system == EACCES || system == EPERM)
        status = fail(error, EKB_ERR_IO, path, EKB_N_("no permission to read the index {path}"),
                      EKB_N_("allow reading it, or open another"));
    else {
        status = fail(error, EKB_ERR_IO, path, EKB_N_("cannot read the index {path} (system error {code})"),
                      EKB_N_("check the path and the disk, or open another"));
        ekb_error_number(error, "code", system);
    }
    if (error != NULL)
        error->system = system;
    return status;
}

static ekb_status fail_foreign(ekb_error *error, const char *path)
{
    return fail(error, EKB_ERR_FOREIGN, path, EKB_N_("{path} is not an errkb index"),
                EKB_N_("open a file that errkbc compiled"));
}

ekb_status ekb_header_truncated(const char *path, int64_t bytes, int64_t expected, ekb_error *error)
{
    fail(error, EKB_ERR_TRUNCATED, path,
         EKB_N_("the index {path} is cut off: it has {bytes} of {expected} bytes"),
         EKB_N_("copy it again, or compile it again with errkbc"));
    ekb_error_number(error, "bytes", bytes);
    ekb_error_number(error, "expected", expected);
    return EKB_ERR_TRUNCATED;
}

/* At most `size` bytes of the file's beginning; -1 with errno. */
static ssize_t read_start(int file, unsigned char *buffer, size_t size)
{
    size_t length = 0;
    while (length < size) {
        ssize_t n = read(file, buffer + length, size - length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        length += (size_t)n;
    }
    return (ssize_t)length;
}

static ekb_status check_version(const char *path, uint32_t version, ekb_error *error)
{
    if (version == EKB_INDEX_FORMAT)
        return EKB_OK;
    ekb_status status;
    if (version < EKB_INDEX_FORMAT)
        status = fail(error, EKB_ERR_OLDER, path,
                      EKB_N_("the index {path} has format {format}, this program reads {expected}"),
                      EKB_N_("compile it again with the errkbc of this version"));
    else
        status = fail(error, EKB_ERR_NEWER, path,
                      EKB_N_("the index {path} has format {format}, this program reads {expected}"),
                      EKB_N_("update errkb, or compile the index with the errkbc of this version"));
    ekb_error_number(error, "format", (int64_t)version);
    ekb_error_number(error, "expected", EKB_INDEX_FORMAT);
    return status;
}

static ekb_status check_header(const char *path, const unsigned char *header, size_t length, int64_t bytes,
                               ekb_error *error)
{
    size_t known = length < sizeof magic ? length : sizeof magic;
    if (length == 0)
        return fail(error, EKB_ERR_FOREIGN, path, EKB_N_("{path} is empty, not an errkb index"),
                    EKB_N_("compile one with errkbc, or open another"));
    if (memcmp(header, magic, known) != 0)
        return fail_foreign(error, path);
    if (length < EKB_HEADER_BYTES)
        return ekb_header_truncated(path, bytes, EKB_HEADER_BYTES, error);
    if (read_u32(header + AT_APPLICATION_ID) != EKB_APPLICATION_ID)
        return fail_foreign(error, path);
    ekb_status status = check_version(path, read_u32(header + AT_USER_VERSION), error);
    if (status != EKB_OK)
        return status;
    int64_t expected = page_size(header) * (int64_t)read_u32(header + AT_PAGE_COUNT);
    if (expected == 0) {
        fail(error, EKB_ERR_CORRUPT, path, EKB_N_("the index {path} is damaged ({where})"),
             EKB_N_("copy it again, or compile it again with errkbc"));
        ekb_error_text(error, "where", "header");
        return EKB_ERR_CORRUPT;
    }
    return bytes < expected ? ekb_header_truncated(path, bytes, expected, error) : EKB_OK;
}

static ekb_status check_file(const char *path, ekb_header *out, ekb_error *error)
{
    struct stat info;
    ssize_t length;
    if (fstat(out->file, &info) != 0)
        return fail_system(error, path, errno);
    if (S_ISDIR(info.st_mode))
        return fail(error, EKB_ERR_FOREIGN, path, EKB_N_("{path} is a directory, not an errkb index"),
                    EKB_N_("open a file in it"));
    if (!S_ISREG(info.st_mode))
        return fail_foreign(error, path);
    if ((length = read_start(out->file, out->start, sizeof out->start)) < 0)
        return fail_system(error, path, errno);
    out->bytes = (int64_t)info.st_size;
    return check_header(path, out->start, (size_t)length, out->bytes, error);
}

ekb_status ekb_header_open(const char *path, ekb_header *out, ekb_error *error)
{
    /* Not blocking: the path may be a named pipe. */
    out->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (out->file < 0)
        return fail_system(error, path, errno);
    ekb_status status = check_file(path, out, error);
    if (status != EKB_OK) {
        (void)close(out->file);
        out->file = -1;
    }
    return status;
}
