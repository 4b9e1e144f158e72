/* SPDX-License-Identifier: MIT */
/**
 * @file os_folder.h
 * @brief A folder that appears whole: made beside its target, then renamed.
 */
#ifndef EKBC_OS_FOLDER_H
#define EKBC_OS_FOLDER_H

#include <stddef.h>

#include "errkb/errkb.h"

typedef struct ekbc_os_folder {
    char *path;        /**< NULL: none. */
    char *target;      /**< Without a slash at its end. */
    const char *named; /**< The target as the caller named it; lent. */
    int handle;        /**< Of the folder; holds a lock: it is not left over from a crash. */
} ekbc_os_folder;

#define EKBC_OS_FOLDER_INIT                                                                                  \
  {                                                                                                          \
    NULL, NULL, NULL, -1                                                                                     \
  }

/**
 * Begin a folder, and remove those that a crash left.
 * @retval EKB_ERR_IO also when @p target exists and is not an empty folder.
 */
ekb_status ekbc_os_folder_open(ekbc_os_folder *folder, const char *target, ekb_error *error);
/** Make a folder in it. */
ekb_status ekbc_os_folder_add(ekbc_os_folder *folder, const char *name, ekb_error *error);
/** Write a file, to the disk: @p path is below the folder, such as `mars/product.yaml`. */
ekb_status ekbc_os_folder_write(ekbc_os_folder *folder, const char *path, const char *bytes, size_t length,
                                ekb_error *error);
/** Put it in the target's place, whole or not at all. */
ekb_status ekbc_os_folder_publish(ekbc_os_folder *folder, ekb_error *error);
/** Remove what was not published; may be called twice. */
void ekbc_os_folder_discard(ekbc_os_folder *folder);

#endif
