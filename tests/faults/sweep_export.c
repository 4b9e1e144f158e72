/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of an export failing in turn, in each format: what is
 * written is whole or said to have failed, and nothing is left behind.
 *
 *   sweep_export INDEX
 */
#include <stdint.h>
#include <stdio.h>

#include "export.h"
#include "fault.h"

static ekb_engine *engine;
static const ekb_export_format *format;

static int export_all(char *digest, size_t size)
{
    ekb_arena arena = {0};
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_export export = {.arena = &arena};
    ekb_error error;
    uint64_t hash = 14695981039346656037u;
    int status = ekb_export_collect(&export, engine, &error);
    if (status == EKB_OK)
        format->write(&out, &export);
    if (out.failed)
        status = EKB_ERR_NOMEM;
    for (size_t i = 0; i < out.length; i++)
        hash = (hash ^ (unsigned char)out.data[i]) * 1099511628211u;
    snprintf(digest, size, "%zu %016llx", out.length, status == EKB_OK ? (unsigned long long)hash : 0);
    ekb_strbuf_release(&out);
    ekb_arena_release(&arena);
    return status;
}

int main(int argc, char **argv)
{
    static const ekb_export_format *const formats[] = {&ekb_export_patterndb, &ekb_export_lognorm};
    int failures = 0;
    if (argc != 2 || ekb_engine_new(&engine, NULL) != EKB_OK ||
        ekb_engine_open(engine, argv[1], NULL) != EKB_OK) {
        fprintf(stderr, "usage: sweep_export INDEX\n");
        return 2;
    }
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        format = formats[i];
        failures += fault_sweep(format->name, FAULT_ALLOCATION, EKB_ERR_NOMEM, export_all);
    }
    ekb_engine_free(engine);
    return failures != 0;
}
