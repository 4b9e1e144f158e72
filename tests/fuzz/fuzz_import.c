/* SPDX-License-Identifier: MIT */
/*
 * A catalog of any bytes: read, planned, written as YAML. What it becomes must
 * compile without an error, whatever is in it: the property that imported
 * packs stand on.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "compile.h"
#include "import_catalog.h"
#include "import_text.h"
#include "import_yaml.h"
#include "markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char path[] = "/tmp/errkb-fuzz-XXXXXX";

static void require(int holds)
{
    if (!holds)
        abort();
}

static void remove_file(void)
{
    unlink(path);
}

static int open_file(void)
{
    int file = mkstemp(path);
    require(file >= 0);
    atexit(remove_file);
    return file;
}

/* One file of many documents. */
static void put_all(const ekbc_records *records, ekb_strbuf *yaml)
{
    for (size_t i = 0; i < records->product_count; i++) {
        if (i > 0)
            ekb_strbuf_puts(yaml, "---\n");
        ekbc_import_put_product(&records->products[i], yaml);
    }
    for (size_t i = 0; i < records->count; i++)
        ekbc_import_put_entry(records, &records->items[records->order[i]], yaml);
    require(!yaml->failed);
}

static void compile(const ekb_strbuf *yaml)
{
    static int file = -1;
    if (file < 0)
        file = open_file();
    require(ftruncate(file, 0) == 0 && pwrite(file, yaml->data, yaml->length, 0) == (ssize_t)yaml->length);
    const char *const paths[] = {path};
    ekbc_job job = {.paths = paths, .path_count = 1, .no_examples = 1};
    ekbc_result result;
    ekb_error error;
    require(ekbc_compile(&job, &result, &error) == EKB_OK);
    if (result.diags.errors > 0) {
        const ekbc_diag_style style = {.out = stderr};
        ekbc_diags_show(&result.diags, &result.catalog, &style, NULL);
        abort();
    }
    ekbc_result_release(&result);
}

/* Whatever a text holds, escaped it is inside the subset. */
static void check_escapes(const ekbc_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        ekb_strbuf escaped = EKB_STRBUF_INIT;
        ekbc_markdown_finding finding = {.message = NULL};
        ekbc_import_escape(texts->items[i].text, &escaped);
        if (ekbc_markdown_check(ekb_strbuf_text(&escaped), escaped.length, &finding) != 1) {
            fprintf(stderr, "%s:\n%s\n", finding.message, ekb_strbuf_text(&escaped));
            abort();
        }
        ekb_strbuf_release(&escaped);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char nothing[1];
    ekbc_records records = {.arena = EKB_ARENA_INIT};
    ekbc_diags diags = EKBC_DIAGS_INIT;
    ekb_strbuf yaml = EKB_STRBUF_INIT;
    ekb_error error;
    char *copy = size > 0 ? malloc(size) : nothing;
    require(copy != NULL);
    for (size_t i = 0; i < size; i++)
        copy[i] = (char)data[i];
    FILE *in = size > 0 ? fmemopen(copy, size, "rb") : fopen("/dev/null", "rb");
    require(in != NULL && ekbc_import_read(in, "input", &records, &diags, &error) == EKB_OK);
    fclose(in);
    require(ekbc_import_plan(&records, &diags));
    for (size_t i = 0; i < records.count; i++) {
        check_escapes(&records.items[i].messages);
        check_escapes(&records.items[i].cause);
        check_escapes(&records.items[i].action);
    }
    if (records.count > 0 && diags.errors == 0) {
        put_all(&records, &yaml);
        compile(&yaml);
    }
    ekb_strbuf_release(&yaml);
    ekbc_diags_release(&diags);
    ekbc_records_release(&records);
    if (size > 0)
        free(copy);
    return 0;
}
