/* SPDX-License-Identifier: MIT */
/* Folding, tokens and codes of any bytes: places stay inside of the text and in order. */
#include <stdint.h>
#include <stdlib.h>

#include "core/code.h"
#include "core/fold.h"
#include "core/token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

static void check_folding(const char *text, size_t size)
{
    ekb_folded folded = EKB_FOLDED_INIT;
    ekb_tokens tokens = EKB_TOKENS_INIT;
    require(ekb_fold(text, size, &folded) == 0);
    for (size_t i = 0; i < folded.length; i++) {
        require(folded.chars[i] <= 0x10FFFF);
        require(folded.start[i] < folded.end[i] && folded.end[i] <= size);
        require(i == 0 || folded.start[i - 1] <= folded.start[i]);
    }
    for (unsigned wild = 0; wild <= EKB_WILD_OMISSIONS; wild++) {
        require(ekb_tokenize(&folded, wild, &tokens) == 0);
        for (size_t i = 0; i < tokens.count; i++) {
            require(tokens.items[i].start < tokens.items[i].end && tokens.items[i].end <= folded.length);
            require(i == 0 || tokens.items[i - 1].end <= tokens.items[i].start);
            require(ekb_term_at(&tokens, i) >> EKB_TERM_BITS == 0);
        }
    }
    ekb_tokens_release(&tokens);
    ekb_folded_release(&folded);
}

static void check_codes(const char *text, size_t size)
{
    static ekb_spotted spotted[EKB_SPOTTED_MAX];
    int count = ekb_code_spot(text, size, spotted);
    require(count >= 0 && count <= EKB_SPOTTED_MAX);
    for (int i = 0; i < count; i++) {
        require(spotted[i].start < spotted[i].end && spotted[i].end <= size);
        require(spotted[i].cue_start <= spotted[i].cue_end && spotted[i].cue_end <= size);
        require(spotted[i].canon_count <= EKB_CANONS);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A copy with a NUL: what reads past the length is found by the sanitizer behind it. */
    char *text = malloc(size + 1);
    require(text != NULL);
    for (size_t i = 0; i < size; i++)
        text[i] = (char)data[i];
    text[size] = '\0';
    check_folding(text, size);
    check_codes(text, size);
    free(text);
    return 0;
}
