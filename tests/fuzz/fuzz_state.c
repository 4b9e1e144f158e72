/* SPDX-License-Identifier: MIT */
/*
 * A state of any bytes, its sums made right: opened, all its documents
 * unpacked, the keys of messages and canonical forms taken, its templates
 * merged with none.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "canons_known.h"
#include "state.h"
#include "templates_known.h"

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

static void put_word(uint8_t *state, size_t at, uint64_t word)
{
    memcpy(state + at, &word, sizeof word);
}

/* What damage from outside would break is not what is fuzzed. */
static void make_right(uint8_t *state, size_t size)
{
    uint64_t directory;
    put_word(state, EKBC_STATE_AT_MAGIC, EKBC_STATE_MAGIC);
    memcpy(state + EKBC_STATE_AT_COMPILER, ekbc_state_compiler, SHA256_DIGEST_SIZE);
    put_word(state, EKBC_STATE_AT_LENGTH, size);
    memcpy(&directory, state + EKBC_STATE_AT_DIRECTORY, sizeof directory);
    if (directory > size)
        put_word(state, EKBC_STATE_AT_DIRECTORY, directory %= size);
    put_word(state, EKBC_STATE_AT_SUM, ekbc_state_sum(state + directory, size - (size_t)directory));
    put_word(state, EKBC_STATE_AT_HEADER_SUM, ekbc_state_sum(state, EKBC_STATE_AT_HEADER_SUM));
}

typedef struct taken {
    ekbc_entry *entries;
    size_t count, all;
} taken;

static void take_product(void *context, const ekbc_product *product)
{
    (void)context;
    require(product->id != NULL && product->space != NULL);
}

static void take_entry(void *context, const ekbc_entry *entry)
{
    taken *t = context;
    t->entries = realloc(t->entries, (t->count + 1) * sizeof *t->entries);
    require(t->entries != NULL);
    t->entries[t->count++] = *entry;
    for (size_t i = 0; i < entry->title.count; i++)
        t->all += strlen(entry->title.items[i].text) + strlen(entry->title.items[i].lang);
}

static int see_term(void *context, const ekbc_posting *first, const ekbc_posting *end)
{
    const ekbc_templates *all = context;
    require(first < end);
    for (const ekbc_posting *at = first; at < end; at++)
        require(at->term == first->term && at->template <= all->count && at->sentence < all->sentences);
    return 1;
}

static void find_keys(const ekbc_state *state, const ekbc_catalog *catalog)
{
    ekbc_scan_keys keys;
    require(ekbc_scan_keys_make(catalog, state, &keys));
    const ekbc_scan_key **chosen = ekbc_scan_keys_choose(&keys);
    require(chosen != NULL);
    free(chosen);
    ekbc_scan_keys_release(&keys);
}

static void find_canons(ekbc_state *state, ekbc_catalog *catalog)
{
    ptrdiff_t count;
    size_t length = 0;
    state->canons.schemes = ekbc_canons_schemes(catalog);
    ekbc_canon *canons = ekbc_canons_known(catalog, state, &count);
    require((canons != NULL) == (count >= 0));
    for (ptrdiff_t i = 0; i < count; i++)
        length += strlen(canons[i].text);
    require(length <= state->length * (count > 0 ? (size_t)count : 0));
    free(canons);
}

static void merge(ekbc_state *state, const taken *t)
{
    ekbc_templates all, none = {.items = NULL};
    ekbc_catalog catalog = {.entries = t->entries, .entry_count = t->count};
    find_keys(state, &catalog);
    find_canons(state, &catalog);
    if (!ekbc_known_templates(state, &state->langs))
        return;
    require(ekbc_known_merge(&catalog, &state->texts, &none, &all, NULL) == EKB_OK);
    require(ekbc_templates_terms(&all, see_term, &all));
    ekbc_templates_release(&all);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static int file = -1;
    if (size < EKBC_STATE_HEADER)
        return 0;
    if (file < 0) {
        file = mkstemp(path);
        require(file >= 0);
        atexit(remove_file);
    }
    uint8_t *right = malloc(size);
    require(right != NULL);
    memcpy(right, data, size);
    make_right(right, size);
    require(ftruncate(file, 0) == 0 && pwrite(file, right, size, 0) == (ssize_t)size);
    free(right);
    ekbc_state state;
    ekb_arena arena = EKB_ARENA_INIT;
    taken t = {NULL, 0, 0};
    const ekbc_state_visitor visitor = {&t, take_product, take_entry};
    ekbc_state_open(&state, path);
    for (size_t i = 0; i < state.file_count; i++) {
        state.files[i].sum = ekbc_state_sum(state.files[i].body, state.files[i].length);
        (void)ekbc_state_take(&state, &state.files[i], (uint32_t)i, &arena, &visitor);
    }
    if (state.bytes != NULL) {
        state.texts.sum = ekbc_state_sum(state.texts.bytes, state.texts.length);
        state.keys.sum = ekbc_state_sum(state.keys.bytes, state.keys.length);
        state.canons.sum = ekbc_state_sum(state.canons.bytes, state.canons.length);
        merge(&state, &t);
    }
    free(t.entries);
    ekb_arena_release(&arena);
    ekbc_state_release(&state);
    return 0;
}
