/* SPDX-License-Identifier: MIT */
#include "also.h"

void ekb_also_title(ekb_strbuf *out, ekb_engine *engine, const ekb_entry *entry, size_t also, size_t content)
{
    const ekb_see_also *named = &entry->see_also[also];
    ekb_shown *shown = NULL;
    if (content > 0 && engine != NULL &&
        ekb_show(engine, named->id, &entry->contents[content].lang, 1, &shown, NULL) == EKB_ERR_NOMEM)
        out->failed = 1;
    ekb_strbuf_puts(out, shown != NULL && shown->entry.content_count > 0 ? shown->entry.contents[0].title
                                                                         : named->title);
    ekb_shown_free(shown);
}
