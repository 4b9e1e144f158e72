/* SPDX-License-Identifier: MIT */
/*
 * The floor of compiling: a bare pass of libyaml's events, on one core.
 *
 *   bench_events FILE…        (or the names on standard input, one a line)
 *
 * Prints bytes, events and seconds; reading the files is not counted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "queries.h"

typedef struct total {
    double bytes, events, seconds;
} total;

static char *read_all(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0) {
        *length = (size_t)ftell(file);
        rewind(file);
        bytes = malloc(*length + 1);
        if (bytes != NULL && fread(bytes, 1, *length, file) != *length) {
            free(bytes);
            bytes = NULL;
        }
    }
    if (file != NULL)
        fclose(file);
    if (bytes == NULL)
        perror(path);
    return bytes;
}

static int pass(const char *path, total *sum)
{
    size_t length = 0;
    char *bytes = read_all(path, &length);
    yaml_parser_t parser;
    yaml_event_t event;
    int done = 0, fine = bytes != NULL && yaml_parser_initialize(&parser);
    if (!fine) {
        free(bytes);
        return 0;
    }
    double start = bench_now();
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
    while (fine && !done) {
        fine = yaml_parser_parse(&parser, &event);
        if (!fine)
            break;
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
        sum->events++;
    }
    yaml_parser_delete(&parser);
    sum->seconds += (bench_now() - start) / 1e6;
    sum->bytes += (double)length;
    free(bytes);
    return fine;
}

int main(int argc, char **argv)
{
    total sum = {0, 0, 0};
    char line[4096];
    int fine = 1;
    for (int i = 1; fine && i < argc; i++)
        fine = pass(argv[i], &sum);
    while (argc < 2 && fine && fgets(line, sizeof line, stdin) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        fine = pass(line, &sum);
    }
    printf("%.0f bytes %.0f events %.3f seconds\n", sum.bytes, sum.events, sum.seconds);
    return fine ? 0 : 3;
}
