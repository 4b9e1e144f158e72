/* SPDX-License-Identifier: MIT */
/**
 * @file openapi.h
 * @brief The description of the interface, made at build time by openapi_gen.c
 *        from openapi.json and the schema of errkb's JSON.
 */
#ifndef EKB_SERVE_OPENAPI_H
#define EKB_SERVE_OPENAPI_H

#include <stddef.h>

extern const char ekb_openapi[];
extern const size_t ekb_openapi_length;

#endif
