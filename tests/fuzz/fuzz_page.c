/* SPDX-License-Identifier: MIT */
/*
 * A request of any bytes for the page: no crash, and the markup that comes back
 * is ours. Lines of the input are path, filter, product, format; the rest is the
 * paste.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "markup.h"
#include "page.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ekb_engine *open_engine(void)
{
    ekb_engine *engine = NULL;
    ekb_error error;
    if (ekb_engine_new(&engine, &error) != EKB_OK || ekb_engine_open(engine, FUZZ_INDEX, &error) != EKB_OK ||
        ekb_engine_open(engine, FUZZ_HOSTILE, &error) != EKB_OK) {
        char text[512];
        ekb_error_english(&error, text, sizeof text);
        fprintf(stderr, "fuzz_page: %s\n", text);
        exit(1);
    }
    return engine;
}

/* The next line of the input, ended in place. */
static char *take_line(char **at)
{
    char *line = *at;
    size_t length = strcspn(line, "\n");
    *at += length + (line[length] == '\n');
    line[length] = '\0';
    return line;
}

static void check(const ekb_page_response *page)
{
    size_t at = 0;
    const char *body = ekb_strbuf_text(&page->body);
    const char *location = ekb_strbuf_text(&page->location);
    const char *fault = page->body.length > 0 && strncmp(page->type, "text/html", 9) == 0
                            ? markup_fault(body, page->body.length, &at)
                            : NULL;
    if (fault == NULL && page->location.length > 0 &&
        (location[0] != '/' || location[1] == '/' || strpbrk(location, " \r\n\t<>\"") != NULL))
        fault = "a location that is none";
    if (fault != NULL) {
        fprintf(stderr, "%s: %.200s\n%s\n", fault, body + at, location);
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ekb_engine *engine;
    if (engine == NULL)
        engine = open_engine();
    char *text = malloc(size + 1), *at = text;
    if (text == NULL)
        abort();
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    ekb_page_request request = {.engine = engine, .language = "zh-CN", .origin = "https://help.example"};
    request.path = take_line(&at);
    request.filter = take_line(&at);
    request.product = take_line(&at);
    request.format = take_line(&at);
    request.page = request.filter;
    request.posted = request.format[0] == 'p';
    request.query = at;
    request.query_length = (size_t)(text + size - at);
    ekb_page_response page = EKB_PAGE_RESPONSE_INIT;
    if (ekb_page_render(&request, &page, NULL) != EKB_OK)
        abort();
    check(&page);
    ekb_page_response_release(&page);
    free(text);
    return 0;
}
