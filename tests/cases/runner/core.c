/* SPDX-License-Identifier: MIT */
/* Cases of the layers below the look-up: `fold`, `wish`. */
#include <string.h>

#include "core/fold.h"
#include "core/strbuf.h"
#include "kinds.h"

void run_fold(report *r, const paragraph *p, const index_set *indexes)
{
    (void)indexes;
    ekb_arena arena = EKB_ARENA_INIT;
    ekb_folded folded = EKB_FOLDED_INIT;
    ekb_strbuf got = EKB_STRBUF_INIT;
    for (size_t i = 0; i + 1 < p->count; i += 2) {
        size_t length = 0, want_length = 0;
        const char *text = unescape(&arena, p->fields[i].value, &length);
        const char *want = unescape(&arena, p->fields[i + 1].value, &want_length);
        ekb_strbuf_clear(&got);
        if (ekb_fold(text, length, &folded) != 0)
            expect_failed(r, &p->fields[i], "out of memory");
        for (size_t k = 0; k < folded.length; k++) {
            ekb_strbuf_put_codepoint(&got, folded.chars[k]);
            if (folded.start[k] >= folded.end[k] || folded.end[k] > length)
                expect_failed(r, &p->fields[i], "character %zu says bytes %u to %u", k, folded.start[k],
                              folded.end[k]);
        }
        expect_text(r, &p->fields[i + 1], want, ekb_strbuf_text(&got));
    }
    ekb_strbuf_release(&got);
    ekb_folded_release(&folded);
    ekb_arena_release(&arena);
}

/* wish: TAG / have: TAG TAG … / best: TAG, or none */
void run_language(report *r, const paragraph *p, const index_set *indexes)
{
    (void)indexes;
    const char *tags[32];
    size_t count = 0;
    ekb_arena arena = EKB_ARENA_INIT;
    const char *have = paragraph_get(p, "have");
    char *words = ekb_arena_strdup(&arena, have != NULL ? have : "");
    for (char *tag = words; *tag != '\0' && count < 32;) {
        size_t length = strcspn(tag, " ");
        char *next = tag + length + strspn(tag + length, " ");
        tag[length] = '\0';
        tags[count++] = tag;
        tag = next;
    }
    int at = ekb_language_match(p->fields[0].value, tags, count);
    for (size_t i = 1; i < p->count; i++)
        if (strcmp(p->fields[i].key, "best") == 0)
            expect_text(r, &p->fields[i], p->fields[i].value, at < 0 ? "none" : tags[at]);
    ekb_arena_release(&arena);
}
