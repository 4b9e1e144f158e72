/* SPDX-License-Identifier: MIT */
#include "canons_known.h"

#include <stdlib.h>
#include <string.h>

static uint64_t mix_text(uint64_t sum, const char *text)
{
    size_t length = strlen(text);
    return (sum ^ ekbc_state_sum(text, length) ^ length) * UINT64_C(0x9E3779B97F4A7C15);
}

uint64_t ekbc_canons_schemes(const ekbc_catalog *catalog)
{
    uint64_t sum = catalog->product_count;
    for (size_t i = 0; i < catalog->product_count; i++) {
        const ekbc_product *product = &catalog->products[i];
        sum = mix_text(mix_text(sum, product->id), product->space) + product->forms;
    }
    return sum;
}

static int is_whole(const ekbc_state_canons *known)
{
    return ekbc_state_sum(known->bytes, known->length) == known->sum &&
           (known->count == 0 || (known->text_length > 0 && known->texts[known->text_length - 1] == '\0'));
}

/* Position + 1 of each entry by its number in the state; 0: it is no more. */
static uint32_t *number_entries(const ekbc_catalog *catalog, uint32_t *most)
{
    *most = 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        *most = catalog->entries[i].known > *most ? catalog->entries[i].known : *most;
    uint32_t *positions = calloc((size_t)*most + 1, sizeof *positions);
    for (size_t i = 0; positions != NULL && i < catalog->entry_count; i++)
        positions[catalog->entries[i].known] = (uint32_t)i + 1;
    if (positions != NULL)
        positions[0] = 0;
    return positions;
}

ekbc_canon *ekbc_canons_known(ekbc_catalog *catalog, const ekbc_state *state, ptrdiff_t *count)
{
    const ekbc_state_canons *known = &state->canons;
    uint32_t most;
    *count = -2;
    if (known->count == 0 || known->schemes != ekbc_canons_schemes(catalog) || !is_whole(known))
        return NULL;
    ekbc_canon *canons = malloc((known->count + 1) * sizeof *canons);
    uint32_t *positions = number_entries(catalog, &most);
    *count = canons != NULL && positions != NULL ? 0 : -1;
    for (size_t i = 0; *count >= 0 && i < known->count; i++) {
        const ekbc_state_canon *item = &known->items[i];
        uint32_t at = item->entry <= most ? positions[item->entry] : 0;
        if (at == 0)
            continue;
        const ekbc_entry *entry = &catalog->entries[at - 1];
        if (item->text >= known->text_length || item->code >= entry->code_count) {
            *count = -2;
            break;
        }
        const char *text = (const char *)known->texts + item->text;
        entry->codes[item->code].has_canon = 1;
        canons[(*count)++] = (ekbc_canon){ekbc_canon_key(text), text, at - 1, item->code};
    }
    free(positions);
    if (*count < 0) {
        free(canons);
        canons = NULL;
    }
    return canons;
}
