/* SPDX-License-Identifier: MIT */
/*
 * Every allocation of open, look-up, show and list failing in turn.
 *
 *   sweep_engine INDEX
 */
#include <stdio.h>
#include <string.h>

#include "errkb/errkb.h"
#include "fault.h"

static const char *index_path;

typedef struct note {
    char *text;
    size_t size, length;
} note;

static void add(note *n, const char *text)
{
    size_t more = strlen(text);
    if (more + n->length + 2 <= n->size) {
        memcpy(n->text + n->length, text, more);
        n->text[n->length + more] = ' ';
        n->length += more + 1;
    }
    n->text[n->length] = '\0';
}

static void add_entry(note *n, const ekb_entry *entry)
{
    add(n, entry->id);
    for (size_t i = 0; i < entry->content_count; i++) {
        char counts[64];
        const ekb_content *content = &entry->contents[i];
        snprintf(counts, sizeof counts, "%zu/%zu/%zu", content->cause_count, content->link_count,
                 strlen(content->title));
        add(n, content->lang);
        add(n, counts);
    }
}

typedef ekb_status (*engine_work)(ekb_engine *engine, note *n, ekb_error *error);

static int with_engine(char *digest, size_t size, engine_work work)
{
    note n = {digest, size, 0};
    ekb_engine *engine = NULL;
    ekb_error error = {.status = EKB_OK};
    digest[0] = '\0';
    ekb_status status = ekb_engine_new(&engine, &error);
    if (status == EKB_OK)
        status = ekb_engine_open(engine, index_path, &error);
    if (status == EKB_OK)
        status = work(engine, &n, &error);
    ekb_engine_free(engine);
    if (status != EKB_OK)
        ekb_error_english(&error, digest, size);
    return status;
}

static ekb_status look_up(ekb_engine *engine, note *n, const char *text, unsigned flags, ekb_error *error)
{
    static const char *const languages[] = {"zh-CN", "en"};
    ekb_answer *answer = NULL;
    ekb_query query = EKB_QUERY_INIT;
    query.text = text;
    query.length = strlen(text);
    query.languages = languages;
    query.language_count = 2;
    query.flags = flags;
    ekb_status status = ekb_lookup(engine, &query, &answer, error);
    if (status == EKB_OK) {
        add(n, ekb_verdict_name(answer->verdict));
        for (size_t i = 0; i < answer->hit_count; i++)
            add_entry(n, answer->hits[i].entry);
        for (size_t i = 0; i < answer->nearest_count; i++)
            add(n, answer->nearest[i].entry);
    }
    ekb_answer_free(answer);
    return status;
}

static ekb_status work_lookup(ekb_engine *engine, note *n, ekb_error *error)
{
    static const struct {
        const char *text;
        unsigned flags;
    } pastes[] = {
        {"34513", 0},
        {"错误 34506。未正确配置此计算机上存储的加密密码。", EKB_QUERY_EXPLAIN},
        {"Faild to downlaod the vault credential file", 0},
        {"(ID: 99999) 0x80070005 \xB4\xED\xCE\xF3", 0},
        {"{\"log\":\"{\\\"msg\\\":\\\"\\\\u9519\\\\u8bef&nbsp;34506\\\"}\"}", 0},
        {"iSCSI 防病毒", EKB_QUERY_SEARCH},
    };
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && i < sizeof pastes / sizeof pastes[0]; i++)
        status = look_up(engine, n, pastes[i].text, pastes[i].flags, error);
    return status;
}

static int visit_phrase(void *context, const ekb_phrase *phrase)
{
    add(context, phrase->text);
    return 0;
}

static ekb_status work_show(ekb_engine *engine, note *n, ekb_error *error)
{
    static const char *const languages[] = {"en", "fr"};
    ekb_shown *shown = NULL;
    ekb_status status = ekb_show(engine, "mars/34513", languages, 2, &shown, error);
    if (status == EKB_OK)
        add_entry(n, &shown->entry);
    ekb_shown_free(shown);
    if (status == EKB_OK)
        status = ekb_phrases(engine, "mars/34513", visit_phrase, n, error);
    return status;
}

static int visit_entry(void *context, const ekb_listed *listed)
{
    add(context, listed->id);
    return 0;
}

static int visit_product(void *context, const ekb_product *product)
{
    add(context, product->name);
    return 0;
}

static ekb_status work_list(ekb_engine *engine, note *n, ekb_error *error)
{
    static const char *const languages[] = {"zh-CN"};
    ekb_status status = ekb_list(engine, NULL, NULL, 1, languages, 1, visit_entry, n, error);
    if (status == EKB_OK)
        status = ekb_products(engine, languages, 1, visit_product, n, error);
    if (status == EKB_OK && ekb_engine_index(engine, 0) == NULL)
        status = EKB_ERR_NOMEM;
    return status;
}

static ekb_status work_check(ekb_engine *engine, note *n, ekb_error *error)
{
    (void)n;
    return ekb_engine_check(engine, 0, error);
}

static int lookup_scenario(char *digest, size_t size)
{
    return with_engine(digest, size, work_lookup);
}

static int show_scenario(char *digest, size_t size)
{
    return with_engine(digest, size, work_show);
}

static int list_scenario(char *digest, size_t size)
{
    return with_engine(digest, size, work_list);
}

static int check_scenario(char *digest, size_t size)
{
    return with_engine(digest, size, work_check);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: sweep_engine INDEX\n", stderr);
        return 2;
    }
    index_path = argv[1];
    int failures = fault_sweep("lookup", FAULT_ALLOCATION, EKB_ERR_NOMEM, lookup_scenario) +
                   fault_sweep("show", FAULT_ALLOCATION, EKB_ERR_NOMEM, show_scenario) +
                   fault_sweep("list", FAULT_ALLOCATION, EKB_ERR_NOMEM, list_scenario) +
                   fault_sweep("check", FAULT_ALLOCATION, EKB_ERR_NOMEM, check_scenario);
    return failures != 0;
}
