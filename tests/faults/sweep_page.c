/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of the page failing in turn: it is whole or said to have
 * failed, and nothing is left behind.
 *
 *   sweep_page INDEX
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "fault.h"
#include "page.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static ekb_engine *engine;

static uint64_t add_to_hash(uint64_t hash, const ekb_strbuf *text)
{
    for (size_t i = 0; i < text->length; i++)
        hash = (hash ^ (unsigned char)text->data[i]) * 1099511628211u;
    return hash;
}

static int render_all(char *digest, size_t size)
{
    static const struct {
        const char *path, *query, *format;
        int posted;
    } asked[] = {
        {"/zh-CN/", NULL, NULL, 0},
        {"/zh-CN/", "错误 34506\n(407) Proxy Authentication Required\n错误 0x8007ABCD", NULL, 0},
        {"/en/", "Error code: 0x1FC08", NULL, 0},
        {"/en/", "vault credentials", NULL, 0},
        {"/en/", "Error 34506", NULL, 1},
        {"/en/browse", NULL, NULL, 0},
        {"/en/mars/", NULL, NULL, 0},
        {"/en/mars/403", NULL, NULL, 0},
        {"/mars/403", NULL, "markdown", 0},
        {"/mars/403", NULL, NULL, 0},
        {"/en/none/x", NULL, NULL, 0},
    };
    uint64_t hash = 14695981039346656037u;
    ekb_status status = EKB_OK;
    for (size_t i = 0; i < COUNT(asked) && status == EKB_OK; i++) {
        ekb_page_response page = EKB_PAGE_RESPONSE_INIT;
        ekb_page_request request = {.engine = engine,
                                    .path = asked[i].path,
                                    .language = "en",
                                    .origin = "https://help.example",
                                    .query = asked[i].query,
                                    .query_length = asked[i].query != NULL ? strlen(asked[i].query) : 0,
                                    .format = asked[i].format,
                                    .posted = asked[i].posted};
        status = ekb_page_render(&request, &page, NULL);
        hash = add_to_hash(add_to_hash(hash, &page.body), &page.location);
        ekb_page_response_release(&page);
    }
    snprintf(digest, size, "%016llx", status == EKB_OK ? (unsigned long long)hash : 0);
    return status;
}

int main(int argc, char **argv)
{
    char digest[32];
    if (argc != 2 || ekb_engine_new(&engine, NULL) != EKB_OK ||
        ekb_engine_open(engine, argv[1], NULL) != EKB_OK || render_all(digest, sizeof digest) != EKB_OK) {
        fprintf(stderr, "usage: sweep_page INDEX, with the entries of kb/mars\n");
        return 2;
    }
    int failures = fault_sweep("page", FAULT_ALLOCATION, EKB_ERR_NOMEM, render_all);
    ekb_engine_free(engine);
    return failures != 0;
}
