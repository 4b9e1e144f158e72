/* SPDX-License-Identifier: MIT */
/*
 * Every allocation, read and write of a scan failing in turn, in each way of
 * showing it: what is told is whole, or said to have failed, and nothing is left
 * behind.
 *
 *   sweep_scan INDEX FOLDER
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/error.h"
#include "fault.h"
#include "filter.h"
#include "operands.h"
#include "settings.h"

static const char *index_path, *log_path;
static const char *const *arguments; /* of the scenario */
static int standard_output, nowhere;

/* A scan that was told of, in numbers. */
typedef struct outcome {
    ekb_status status;
    int complained;
    ekb_totals totals;
} outcome;

static void note_complaint(void *context, const ekb_error *error)
{
    outcome *o = context;
    o->complained = 1;
    o->status = error->status;
}

static ekb_status scan_log(ekb_session *session, ekb_stage *stage, const ekb_settings *settings,
                           const ekb_scanner *scanner, outcome *o)
{
    ekb_sink sink = {0};
    ekb_error error;
    ekb_source_list sources = {.arena = &session->arena, .complain = note_complaint, .context = o};
    ekb_status status = ekb_sources_add(&sources, log_path, &error);
    if (status == EKB_OK)
        status = settings->way->open(stage, &sink, &error);
    if (status != EKB_OK)
        return status;
    status = ekb_work_run(scanner, &sources, &settings->work, &sink, &o->totals, &error);
    if (status == EKB_OK && stage->status == EKB_OK && sink.end != NULL)
        sink.end(sink.context, &o->totals);
    settings->way->close(&sink);
    return status == EKB_OK ? stage->status : status;
}

static ekb_status answer_lines(ekb_stage *stage, const ekb_settings *settings, const ekb_scanner *scanner)
{
    const ekb_filter_options options = {settings->format, settings->work.encoding, settings->redact};
    ekb_error error;
    ekb_status status = EKB_ERR_IO;
    int log = open(log_path, O_RDONLY);
    if (log >= 0 && dup2(log, STDIN_FILENO) >= 0)
        status = ekb_filter_run(scanner, stage, &options, &error);
    close(log);
    return status == EKB_OK ? stage->status : status;
}

static void run_session(ekb_session *session, outcome *o)
{
    ekb_error error;
    ekb_settings settings;
    ekb_scanner *scanner = NULL;
    ekb_stage stage;
    ekb_stage_init(&stage, session);
    ekb_session_speak_like(session, "");
    o->status = ekb_settings_read(&session->options, &settings, &error);
    if (o->status == EKB_OK)
        o->status = ekb_session_open_engine(session, &error);
    if (o->status == EKB_OK)
        o->status = ekb_scanner_new(session->engine, &settings.scan, &scanner, &error);
    if (o->status == EKB_OK) {
        ekb_status status = settings.filter ? answer_lines(&stage, &settings, scanner)
                                            : scan_log(session, &stage, &settings, scanner, o);
        o->status = status != EKB_OK ? status : o->status;
    }
    if (o->status == EKB_OK && session->out.length > 0)
        o->status = ekb_stage_flush(&stage) == 0 ? EKB_OK : stage.status;
    ekb_scanner_free(scanner);
    ekb_stage_release(&stage);
}

static int scan_once(char *digest, size_t size)
{
    ekb_session session;
    ekb_error error;
    outcome o = {.status = EKB_OK};
    int count = 0;
    while (arguments[count] != NULL)
        count++;
    dup2(nowhere, STDOUT_FILENO);
    o.status = ekb_session_open_for(&session, EKB_COMMAND_SCAN, count, arguments, &error);
    if (o.status == EKB_OK)
        run_session(&session, &o);
    ekb_session_close(&session);
    dup2(standard_output, STDOUT_FILENO);
    snprintf(digest, size, "%d hits, %d unknown, %d lines", (int)o.totals.hits, (int)o.totals.unknown,
             (int)o.totals.lines);
    return o.status;
}

/* What a failed read shows as depends on what was read: of an index, as damage too. */
static int scan_reading(char *digest, size_t size)
{
    return scan_once(digest, size) == EKB_OK ? EKB_OK : EKB_ERR_IO;
}

static int write_log(const char *folder)
{
    static const char text[] = "2026-11-22 10:00:00 INFO all is well\n"
                               "2026-11-22 10:00:01 ERROR upload of alice@example.com failed (ID: 34513)\n"
                               "2026-11-22 10:00:02 ERROR (ID: 99999)\n";
    static char path[4096];
    snprintf(path, sizeof path, "%s/sweep.log", folder);
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return -1;
    fputs(text, file);
    log_path = path;
    return fclose(file);
}

int main(int argc, char **argv)
{
    if (argc != 3 || write_log(argv[2]) != 0)
        return 2;
    index_path = argv[1];
    standard_output = dup(STDOUT_FILENO);
    nowhere = open("/dev/null", O_WRONLY);
    const char *const ways[][7] = {
        {"errkb", "--index", index_path, "--threads=1", "--lang=zh-CN", NULL},
        {"errkb", "--index", index_path, "--threads=2", "--format=jsonl", NULL},
        {"errkb", "--index", index_path, "--threads=1", "--format=sarif", NULL},
        {"errkb", "--index", index_path, "--threads=1", "--annotate", "--redact", NULL},
        {"errkb", "--index", index_path, "--filter", "--redact", "--format=jsonl", NULL},
        {"errkb", "--index", index_path, "--filter", "--encoding=utf-16le", NULL},
    };
    static const char *const names[] = {"report", "jsonl", "sarif", "annotate", "filter", "filter of UTF-16"};
    int failures = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        arguments = ways[i];
        printf("-- %s\n", names[i]);
        fflush(stdout);
        failures += fault_sweep("allocations", FAULT_ALLOCATION, EKB_ERR_NOMEM, scan_once);
        failures += fault_sweep("reads", FAULT_READ, EKB_ERR_IO, scan_reading);
        failures += fault_sweep("output", FAULT_OUTPUT, EKB_ERR_IO, scan_once);
        fflush(stdout);
    }
    return failures > 0;
}
