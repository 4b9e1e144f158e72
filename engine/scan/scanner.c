/* SPDX-License-Identifier: MIT */
#include "scanner.h"

#include <stdlib.h>
#include <string.h>

#include "core/error.h"
#include "index.h"

enum { REMEMBERED = 16 * 1024 * 1024 };

static ekb_status copy_sources(ekb_scanner *s, ekb_engine *engine, ekb_error *error)
{
    s->source_count = engine->index_count;
    s->sources = ekb_arena_calloc(&s->arena, s->source_count + 1, sizeof *s->sources);
    for (size_t i = 0; s->sources != NULL && i < s->source_count; i++) {
        s->sources[i].path = ekb_arena_strdup(&s->arena, engine->indexes[i]->path);
        s->sources[i].id = ekb_arena_strdup(&s->arena, engine->indexes[i]->id);
        if (s->sources[i].path == NULL || s->sources[i].id == NULL)
            return ekb_error_nomem(error);
    }
    return s->sources != NULL ? EKB_OK : ekb_error_nomem(error);
}

static ekb_status copy_product(ekb_scanner *s, ekb_engine *engine, const char *product, ekb_error *error)
{
    if (product == NULL)
        return EKB_OK;
    for (size_t i = 0; i < engine->index_count; i++) {
        ekb_status status = ekb_index_load_products(engine->indexes[i], error);
        if (status != EKB_OK)
            return status;
        for (size_t k = 0; k < engine->indexes[i]->product_count; k++)
            if (strcmp(engine->indexes[i]->products[k].slug, product) == 0) {
                s->product = ekb_arena_strdup(&s->arena, product);
                return s->product != NULL ? EKB_OK : ekb_error_nomem(error);
            }
    }
    ekb_error_set(error, EKB_ERR_ARG, EKB_N_("no index has the product {name}"),
                  EKB_N_("`errkb info` lists the products"));
    ekb_error_text(error, "name", product);
    return EKB_ERR_ARG;
}

static ekb_status load_tables(ekb_scanner *s, ekb_engine *engine, ekb_error *error)
{
    ekb_status status = EKB_OK;
    s->tables = ekb_arena_calloc(&s->arena, s->source_count + 1, sizeof *s->tables);
    if (s->tables == NULL)
        return ekb_error_nomem(error);
    for (; status == EKB_OK && s->table_count < s->source_count; s->table_count++)
        status = ekb_anchors_load(engine->indexes[s->table_count], &s->tables[s->table_count], error);
    if (status == EKB_OK && !ekb_scan_keys_make(&s->keys, s->tables, s->table_count))
        status = ekb_error_nomem(error);
    return status;
}

ekb_status ekb_scanner_new(ekb_engine *engine, const ekb_scan_options *options, ekb_scanner **out,
                           ekb_error *error)
{
    if (out != NULL)
        *out = NULL;
    if (engine == NULL || options == NULL || out == NULL)
        return ekb_error_set(error, EKB_ERR_ARG, EKB_N_("an argument that must be given is missing"), NULL);
    ekb_scanner *scanner = calloc(1, sizeof *scanner);
    if (scanner == NULL)
        return ekb_error_nomem(error);
    scanner->min_confidence = options->min_confidence > 0 ? options->min_confidence : EKB_SCAN_FIRM;
    scanner->flags = options->flags;
    scanner->remembered = REMEMBERED;
    ekb_status status = copy_sources(scanner, engine, error);
    if (status == EKB_OK)
        status = copy_product(scanner, engine, options->product, error);
    if (status == EKB_OK)
        status = load_tables(scanner, engine, error);
    scanner->way = ekb_scan_way_best();
    if (status == EKB_OK)
        *out = scanner;
    else
        ekb_scanner_free(scanner);
    return status;
}

void ekb_scanner_free(ekb_scanner *scanner)
{
    if (scanner == NULL)
        return;
    for (size_t i = 0; i < scanner->table_count; i++)
        ekb_anchors_release(&scanner->tables[i]);
    ekb_scan_keys_release(&scanner->keys);
    ekb_arena_release(&scanner->arena);
    free(scanner);
}

ekb_status ekb_scanner_engine(const ekb_scanner *scanner, ekb_engine **out, ekb_error *error)
{
    ekb_engine *engine = NULL;
    ekb_status status = ekb_engine_new(&engine, error);
    for (size_t i = 0; status == EKB_OK && i < scanner->source_count; i++) {
        const ekb_scan_source *source = &scanner->sources[i];
        status = ekb_engine_open(engine, source->path, error);
        if (status == EKB_OK && strcmp(engine->indexes[i]->id, source->id) != 0) {
            status = ekb_error_set(error, EKB_ERR_IO, EKB_N_("the index {path} has been replaced meanwhile"),
                                   EKB_N_("start again"));
            ekb_error_text(error, "path", source->path);
        }
    }
    if (status != EKB_OK) {
        ekb_engine_free(engine);
        engine = NULL;
    }
    *out = engine;
    return status;
}
