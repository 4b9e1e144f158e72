/* SPDX-License-Identifier: MIT */
#include "state.h"

#include <stdlib.h>
#include <string.h>

#include "packing.h"

/* A file that was changed so shortly before it was looked at may be changed
   again without a new time: some file systems count in two seconds. */
static const int64_t YOUNG = INT64_C(2000000000);

uint64_t ekbc_state_sum(const void *bytes, size_t length)
{
    enum { LANES = 4, WORD = 8 };
    static const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
    const unsigned char *at = bytes;
    uint64_t lanes[LANES] = {length, 1, 2, 3}, word = 0;
    for (; length >= sizeof lanes; at += sizeof lanes, length -= sizeof lanes) {
        for (size_t i = 0; i < LANES; i++) {
            memcpy(&word, at + i * WORD, WORD);
            lanes[i] = (lanes[i] ^ word) * odd;
            lanes[i] ^= lanes[i] >> 29;
        }
    }
    for (size_t i = 0; i < length; i++)
        lanes[0] = (lanes[0] ^ at[i]) * odd;
    for (size_t i = 1; i < LANES; i++)
        lanes[0] = ((lanes[0] ^ lanes[0] >> 31) + lanes[i]) * odd;
    return lanes[0] ^ lanes[0] >> 32;
}

/* ---- Opening ------------------------------------------------------------- */

static uint64_t word_at(const ekbc_state *state, size_t at)
{
    uint64_t word;
    memcpy(&word, state->bytes + at, sizeof word);
    return word;
}

/* Raw bytes of the directory. */
static void take_bytes(ekbc_unpacker *unpacker, void *into, size_t length)
{
    if ((size_t)(unpacker->end - unpacker->at) < length) {
        unpacker->broken = 1;
        memset(into, 0, length);
        return;
    }
    memcpy(into, unpacker->at, length);
    unpacker->at += length;
}

/* A part of the file, named by where it is and how long. */
static const unsigned char *take_part(const ekbc_state *state, ekbc_unpacker *unpacker, size_t *length)
{
    uint64_t at = ekbc_unpack_number(unpacker), size = ekbc_unpack_number(unpacker);
    if (at > state->length || size > state->length - at) {
        unpacker->broken = 1;
        at = size = 0;
    }
    *length = (size_t)size;
    return state->bytes + at;
}

/* @return how many items follow; none takes less than @p least bytes. */
static size_t take_count(ekbc_unpacker *unpacker, size_t least)
{
    uint64_t count = ekbc_unpack_number(unpacker);
    if (count <= (uint64_t)(unpacker->end - unpacker->at) / least)
        return (size_t)count;
    unpacker->broken = 1;
    return 0;
}

static const char *take_text(ekbc_unpacker *unpacker)
{
    const unsigned char *text = unpacker->at;
    const unsigned char *end = memchr(text, '\0', (size_t)(unpacker->end - text));
    if (end == NULL) {
        unpacker->broken = 1;
        return "";
    }
    unpacker->at = end + 1;
    return (const char *)text;
}

static int take_langs(ekbc_state *state, ekbc_unpacker *unpacker)
{
    size_t count = take_count(unpacker, 1);
    state->langs.tags = malloc((count + 1) * sizeof *state->langs.tags);
    if (state->langs.tags == NULL)
        return 0;
    for (size_t i = 0; i < count; i++)
        state->langs.tags[i] = take_text(unpacker);
    state->langs.count = count;
    return count <= EKBC_LANGS_MAX;
}

static int take_files(ekbc_state *state, ekbc_unpacker *unpacker)
{
    size_t count = take_count(unpacker, sizeof(ekbc_os_stamp));
    state->files = calloc(count + 1, sizeof *state->files);
    if (state->files == NULL)
        return 0;
    for (size_t i = 0; i < count; i++) {
        ekbc_state_file *file = &state->files[i];
        file->path = take_text(unpacker);
        take_bytes(unpacker, &file->source.stamp, sizeof file->source.stamp);
        take_bytes(unpacker, file->source.hash, sizeof file->source.hash);
        take_bytes(unpacker, &file->sum, sizeof file->sum);
        file->body = take_part(state, unpacker, &file->length);
    }
    state->file_count = count;
    return 1;
}

/* The next `count` items of `size` bytes each of what is left of the part. */
static const void *take_array(ekbc_unpacker *part, size_t count, size_t size)
{
    if (count > (size_t)(part->end - part->at) / size) {
        part->broken = 1;
        return part->at;
    }
    const void *out = part->at;
    part->at += count * size;
    return out;
}

/* A part that holds arrays, for take_array(). */
static ekbc_unpacker take_arrays(const ekbc_state *state, ekbc_unpacker *unpacker, uint64_t *sum,
                                 const unsigned char **bytes, size_t *length)
{
    take_bytes(unpacker, sum, sizeof *sum);
    *bytes = take_part(state, unpacker, length);
    /* The memory begins at an address that suits any number, and so does the part. */
    return (ekbc_unpacker){.at = *bytes,
                           .end = *bytes + *length,
                           .broken = (*bytes - state->bytes) % (ptrdiff_t)sizeof(uint64_t) != 0};
}

static int take_texts(ekbc_state *state, ekbc_unpacker *unpacker)
{
    ekbc_state_texts *texts = &state->texts;
    texts->entries = (size_t)ekbc_unpack_number(unpacker);
    texts->templates = (size_t)ekbc_unpack_number(unpacker);
    texts->terms = (size_t)ekbc_unpack_number(unpacker);
    texts->postings = (size_t)ekbc_unpack_number(unpacker);
    ekbc_unpacker part = take_arrays(state, unpacker, &texts->sum, &texts->bytes, &texts->length);
    texts->term = take_array(&part, texts->terms, sizeof *texts->term);
    texts->term_size = take_array(&part, texts->terms, sizeof *texts->term_size);
    texts->counts = take_array(&part, texts->entries, sizeof *texts->counts);
    texts->heads = take_array(&part, texts->templates, sizeof *texts->heads);
    texts->sources = take_array(&part, texts->templates, sizeof *texts->sources);
    texts->sentences = take_array(&part, texts->postings, sizeof *texts->sentences);
    return !part.broken;
}

static int take_keys(ekbc_state *state, ekbc_unpacker *unpacker)
{
    ekbc_state_keys *keys = &state->keys;
    keys->entries = (size_t)ekbc_unpack_number(unpacker);
    keys->message_count = (size_t)ekbc_unpack_number(unpacker);
    keys->count = (size_t)ekbc_unpack_number(unpacker);
    ekbc_unpacker part = take_arrays(state, unpacker, &keys->sum, &keys->bytes, &keys->length);
    keys->items = take_array(&part, keys->count, sizeof *keys->items);
    keys->messages = take_array(&part, keys->entries, sizeof *keys->messages);
    keys->cues = take_array(&part, keys->entries, sizeof *keys->cues);
    keys->sizes = take_array(&part, keys->message_count, sizeof *keys->sizes);
    return !part.broken;
}

static int take_canons(ekbc_state *state, ekbc_unpacker *unpacker)
{
    ekbc_state_canons *canons = &state->canons;
    take_bytes(unpacker, &canons->schemes, sizeof canons->schemes);
    canons->count = (size_t)ekbc_unpack_number(unpacker);
    canons->text_length = (size_t)ekbc_unpack_number(unpacker);
    ekbc_unpacker part = take_arrays(state, unpacker, &canons->sum, &canons->bytes, &canons->length);
    canons->items = take_array(&part, canons->count, sizeof *canons->items);
    canons->texts = take_array(&part, canons->text_length, 1);
    return !part.broken;
}

static int take_directory(ekbc_state *state)
{
    uint64_t at = word_at(state, EKBC_STATE_AT_DIRECTORY);
    if (at > state->length ||
        ekbc_state_sum(state->bytes + at, state->length - (size_t)at) != word_at(state, EKBC_STATE_AT_SUM))
        return 0;
    ekbc_unpacker unpacker = {.at = state->bytes + at, .end = state->bytes + state->length};
    return take_langs(state, &unpacker) && take_files(state, &unpacker) && take_texts(state, &unpacker) &&
           take_keys(state, &unpacker) && take_canons(state, &unpacker) && !unpacker.broken;
}

static int is_ours(const ekbc_state *state)
{
    return state->length >= EKBC_STATE_HEADER && word_at(state, EKBC_STATE_AT_MAGIC) == EKBC_STATE_MAGIC &&
           memcmp(state->bytes + EKBC_STATE_AT_COMPILER, ekbc_state_compiler, SHA256_DIGEST_SIZE) == 0 &&
           word_at(state, EKBC_STATE_AT_LENGTH) == state->length &&
           word_at(state, EKBC_STATE_AT_HEADER_SUM) == ekbc_state_sum(state->bytes, EKBC_STATE_AT_HEADER_SUM);
}

void ekbc_state_open(ekbc_state *state, const char *path)
{
    *state = (ekbc_state){.arena = EKB_ARENA_INIT};
    if (ekbc_os_read_whole(path, &state->bytes, &state->length) && is_ours(state) && take_directory(state)) {
        state->taken = (int64_t)word_at(state, EKBC_STATE_AT_TAKEN);
        return;
    }
    ekbc_state_release(state);
}

void ekbc_state_release(ekbc_state *state)
{
    free(state->bytes);
    free(state->files);
    ekbc_langs_release(&state->langs);
    ekb_arena_release(&state->arena);
    *state = (ekbc_state){.arena = EKB_ARENA_INIT};
}

/* ---- Asking -------------------------------------------------------------- */

static int by_path(const void *path, const void *file)
{
    return strcmp(path, ((const ekbc_state_file *)file)->path);
}

const ekbc_state_file *ekbc_state_find(const ekbc_state *state, const char *path)
{
    if (state->file_count == 0)
        return NULL;
    return bsearch(path, state->files, state->file_count, sizeof *state->files, by_path);
}

int ekbc_state_trusts(const ekbc_state *state, const ekbc_state_file *file, const ekbc_os_stamp *stamp)
{
    return memcmp(stamp, &file->source.stamp, sizeof *stamp) == 0 && stamp->modified < state->taken - YOUNG &&
           stamp->changed < state->taken - YOUNG;
}

int ekbc_state_take(const ekbc_state *state, const ekbc_state_file *file, uint32_t number, ekb_arena *arena,
                    const ekbc_state_visitor *visitor)
{
    ekbc_unpacker unpacker = {.at = file->body,
                              .end = file->body + file->length,
                              .tags = state->langs.tags,
                              .tag_count = state->langs.count,
                              .arena = arena,
                              .file = number};
    if (ekbc_state_sum(file->body, file->length) != file->sum)
        return 0;
    for (size_t left = take_count(&unpacker, 1); left > 0 && !unpacker.broken && !unpacker.nomem; left--) {
        ekbc_product product;
        ekbc_unpack_product(&unpacker, &product);
        if (!unpacker.broken && !unpacker.nomem)
            visitor->product(visitor->context, &product);
    }
    for (size_t left = take_count(&unpacker, 1); left > 0 && !unpacker.broken && !unpacker.nomem; left--) {
        ekbc_entry entry;
        uint64_t known = ekbc_unpack_number(&unpacker);
        ekbc_unpack_entry(&unpacker, &entry);
        entry.known = known <= state->texts.entries ? (uint32_t)known : 0;
        if (!unpacker.broken && !unpacker.nomem)
            visitor->entry(visitor->context, &entry);
    }
    return unpacker.nomem ? -1 : !unpacker.broken;
}
