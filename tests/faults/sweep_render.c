/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of rendering failing in turn, in each format: what is
 * rendered is whole or said to have failed, and nothing is left behind.
 *
 *   sweep_render INDEX
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/error.h"
#include "encoding.h"
#include "fault.h"
#include "render.h"

static ekb_engine *engine;
static ekb_answer *found, *unknown;
static ekb_shown *shown;
static const ekb_renderer *renderer;

/* Length and a hash: enough to tell whole output from damaged. */
static int tell(ekb_strbuf *out, char *digest, size_t size)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < out->length; i++)
        hash = (hash ^ (unsigned char)out->data[i]) * 1099511628211u;
    int failed = out->failed;
    snprintf(digest, size, "%zu %016llx", failed ? 0 : out->length, failed ? 0 : (unsigned long long)hash);
    ekb_strbuf_release(out);
    return failed ? EKB_ERR_NOMEM : EKB_OK;
}

static int render_all(char *digest, size_t size)
{
    static const char *const languages[] = {"zh-CN", "en"};
    const ekb_style style = {.catalog = ekb_tr_find("zh-CN"),
                             .languages = languages,
                             .language_count = 2,
                             .width = 60,
                             .colour = 1};
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_error error;
    ekb_error_set(&error, EKB_ERR_MISSING, "there is no index at {path}", NULL);
    ekb_error_text(&error, "path", "/x");
    renderer->answer(&out, &style, engine, found);
    renderer->answer(&out, &style, engine, unknown);
    renderer->search(&out, &style, engine, found);
    renderer->entry(&out, &style, engine, &shown->entry);
    renderer->error(&out, &style, &error);
    return tell(&out, digest, size);
}

static int encode(char *digest, size_t size)
{
    ekb_encoding encoding;
    ekb_strbuf out = EKB_STRBUF_INIT;
    ekb_encoding_init(&encoding, "zh_CN.GB18030");
    ekb_encoding_convert(&encoding, found->query, found->query_length, &out);
    /* Without memory for a converter the text stays as it is, whole. */
    int unharmed = ekb_encoding_is_utf8(&encoding) && !out.failed;
    ekb_encoding_release(&encoding);
    int status = tell(&out, digest, size);
    return unharmed ? EKB_ERR_NOMEM : status;
}

static ekb_status look_up(const char *text, ekb_answer **out, ekb_error *error)
{
    static const char *const languages[] = {"zh-CN", "en"};
    ekb_query query = EKB_QUERY_INIT;
    query.text = text;
    query.length = strlen(text);
    query.languages = languages;
    query.language_count = 2;
    return ekb_lookup(engine, &query, out, error);
}

static ekb_status prepare(const char *index, ekb_error *error)
{
    static const char *const languages[] = {"zh-CN", "en"};
    ekb_status status = ekb_engine_new(&engine, error);
    if (status == EKB_OK)
        status = ekb_engine_open(engine, index, error);
    if (status == EKB_OK)
        status =
            look_up("错误 34506\n\n(407) Proxy Authentication Required\n\n错误 0x8007ABCD", &found, error);
    if (status == EKB_OK)
        status = look_up("0x8007ABCD", &unknown, error);
    if (status == EKB_OK)
        status = ekb_show(engine, "mars/403", languages, 2, &shown, error);
    return status;
}

int main(int argc, char **argv)
{
    static const ekb_renderer *const renderers[] = {&ekb_render_text, &ekb_render_json, &ekb_render_markdown,
                                                    &ekb_render_html};
    ekb_error error;
    int failures = 0;
    if (argc != 2 || prepare(argv[1], &error) != EKB_OK || shown == NULL) {
        fprintf(stderr, "usage: sweep_render INDEX, with the entries of kb/mars\n");
        return 2;
    }
    for (size_t i = 0; i < sizeof renderers / sizeof *renderers; i++) {
        renderer = renderers[i];
        failures += fault_sweep(renderer->name, FAULT_ALLOCATION, EKB_ERR_NOMEM, render_all);
    }
    failures += fault_sweep("encoding", FAULT_ALLOCATION, EKB_ERR_NOMEM, encode);
    ekb_shown_free(shown);
    ekb_answer_free(found);
    ekb_answer_free(unknown);
    ekb_engine_free(engine);
    return failures != 0;
}
