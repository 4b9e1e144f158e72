/* SPDX-License-Identifier: MIT */
/*
 * A look-up of any bytes: the answer keeps what the header promises. The index
 * is that of the build; ERRKB_FUZZ_INDEX names another.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "errkb/errkb.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

static ekb_engine *open_engine(void)
{
    ekb_engine *engine = NULL;
    ekb_error error;
    const char *path = getenv("ERRKB_FUZZ_INDEX");
    if (ekb_engine_new(&engine, &error) != EKB_OK ||
        ekb_engine_open(engine, path != NULL ? path : FUZZ_INDEX, &error) != EKB_OK) {
        char text[512];
        ekb_error_english(&error, text, sizeof text);
        fprintf(stderr, "fuzz_query: %s\n", text);
        exit(1);
    }
    return engine;
}

static void require_span(const ekb_answer *answer, ekb_span span)
{
    require(span.start <= span.end && span.end <= answer->query_length);
}

static void check_hits(const ekb_answer *answer)
{
    ekb_verdict best = EKB_NONE;
    for (size_t i = 0; i < answer->hit_count; i++) {
        const ekb_hit *hit = &answer->hits[i];
        require(hit->entry != NULL && hit->entry->content_count > 0);
        require(hit->confidence >= 0.0 && hit->confidence <= 1.0);
        for (size_t k = 0; k < hit->span_count; k++)
            require_span(answer, hit->spans[k]);
        if (hit->verdict > best)
            best = hit->verdict;
    }
    require(answer->verdict == best);
}

static void check_answer(const ekb_answer *answer)
{
    require(answer->query_length == strlen(answer->query));
    require(answer->language != NULL && answer->explain != NULL);
    check_hits(answer);
    for (size_t i = 0; i < answer->reading_count; i++)
        require_span(answer, answer->readings[i].span);
    for (size_t i = 0; i < answer->unknown_count; i++)
        require_span(answer, answer->unknown[i].span);
    for (size_t i = 0; i < answer->error_count; i++) {
        require_span(answer, answer->errors[i].span);
        require(i == 0 || answer->errors[i - 1].span.start <= answer->errors[i].span.start);
        for (size_t k = 0; k < answer->errors[i].hit_count; k++)
            require(answer->errors[i].hits[k] < answer->hit_count);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ekb_engine *engine;
    static const char *const languages[] = {"zh-CN", "en"};
    if (engine == NULL)
        engine = open_engine();
    ekb_answer *answer = NULL;
    ekb_query query = EKB_QUERY_INIT;
    /* The first byte steers; the rest is the paste. */
    unsigned steer = size > 0 ? data[0] : 0;
    char *text = malloc(size);
    if (size > 1) {
        memcpy(text, data + 1, size - 1);
        query.text = text;
        query.length = size - 1;
    }
    query.flags = steer & (EKB_QUERY_EXPLAIN | EKB_QUERY_SEARCH);
    query.languages = languages;
    query.language_count = steer >> 2 & 1 ? 2 : 0;
    query.product = steer >> 3 & 1 ? "mars" : NULL;
    query.limit = steer >> 4 & 3;
    require(ekb_lookup(engine, &query, &answer, NULL) == EKB_OK);
    check_answer(answer);
    ekb_answer_free(answer);
    free(text);
    return 0;
}
