/* SPDX-License-Identifier: MIT */
/* The smallest embedder: prints verdict, entry and title of a paste. C11 and C++. */
#include <errkb/errkb.h>

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    ekb_engine *engine = NULL;
    ekb_answer *answer = NULL;
    ekb_error error;
    int status = 1;
    if (argc == 3 && ekb_engine_new(&engine, &error) == EKB_OK &&
        ekb_engine_open(engine, argv[1], &error) == EKB_OK) {
        ekb_query query = EKB_QUERY_INIT;
        query.text = argv[2];
        query.length = strlen(argv[2]);
        if (ekb_lookup(engine, &query, &answer, &error) == EKB_OK && answer->hit_count > 0) {
            const ekb_hit *hit = &answer->hits[0];
            printf("%s %s %s\n", ekb_verdict_name(hit->verdict), hit->entry->id,
                   hit->entry->contents[0].title);
            status = 0;
        }
    }
    ekb_answer_free(answer);
    ekb_engine_free(engine);
    return status;
}
