/* SPDX-License-Identifier: MIT */
#include "plan.h"

#include <string.h>

/* More equally good answers than this are a list to choose from. */
enum { WHOLE_MOST = 3 };
static const double likely = 0.5;

static size_t count_firm(const ekb_answer *answer)
{
    size_t count = 0;
    for (size_t i = 0; i < answer->hit_count; i++)
        count += answer->hits[i].verdict == EKB_MATCH;
    return count;
}

int ekb_plan_whole(const ekb_answer *answer, size_t hit)
{
    const ekb_hit *it = &answer->hits[hit];
    if (it->verdict == EKB_MATCH)
        return !it->ambiguous || count_firm(answer) <= WHOLE_MOST;
    return answer->hit_count == 1 && it->confidence >= likely && !it->conflict;
}

ekb_conflict ekb_plan_conflict(const ekb_answer *answer)
{
    ekb_conflict worst = EKB_CONFLICT_NONE;
    for (size_t i = 0; i < answer->hit_count; i++) {
        if (answer->hits[i].conflict > worst && !ekb_plan_whole(answer, i))
            worst = answer->hits[i].conflict;
    }
    return worst;
}

static int same_cause(const ekb_cause *a, const ekb_cause *b)
{
    if (a->procedure != NULL || b->procedure != NULL)
        return a->procedure != NULL && b->procedure != NULL && strcmp(a->procedure, b->procedure) == 0;
    return 0;
}

size_t ekb_plan_first_with_cause(const ekb_answer *answer, size_t hit, size_t content, size_t cause)
{
    const ekb_cause *wanted = &answer->hits[hit].entry->contents[content].causes[cause];
    for (size_t i = 0; i < hit; i++) {
        const ekb_entry *entry = answer->hits[i].entry;
        if (!ekb_plan_whole(answer, i) || content >= entry->content_count)
            continue;
        for (size_t k = 0; k < entry->contents[content].cause_count; k++) {
            if (same_cause(&entry->contents[content].causes[k], wanted))
                return i;
        }
    }
    return hit;
}

int ekb_plan_overview(const ekb_answer *answer)
{
    for (size_t i = 0; answer->error_count > 1 && i < answer->error_count; i++) {
        if (answer->errors[i].hit_count > 0)
            return 1;
    }
    return 0;
}

int ekb_plan_lists(const ekb_answer *answer, size_t at, size_t listed)
{
    return listed < EKB_PLAN_LIST_MOST &&
           (answer->error_count <= EKB_PLAN_LIST_MOST || answer->errors[at].hit_count > 0);
}

/* What the characters of a paste are. */
typedef struct census {
    size_t characters; /* but white space */
    size_t broken;     /* U+FFFD and control characters */
} census;

static census count_characters(const ekb_answer *answer)
{
    static const char replacement[] = "\xEF\xBF\xBD", wide_space[] = "\xE3\x80\x80";
    census count = {0, 0};
    const char *text = answer->query;
    for (size_t at = 0; at < answer->query_length; at++) {
        unsigned char c = (unsigned char)text[at];
        int three = answer->query_length - at >= 3;
        if ((c & 0xC0) == 0x80 || c == ' ' || (c >= '\t' && c <= '\r') ||
            (three && memcmp(text + at, wide_space, 3) == 0))
            continue;
        count.characters++;
        count.broken += c < ' ' || c == 0x7F || (three && memcmp(text + at, replacement, 3) == 0);
    }
    return count;
}

int ekb_plan_blank(const ekb_answer *answer)
{
    return count_characters(answer).characters == 0;
}

int ekb_plan_garbled(const ekb_answer *answer)
{
    enum { LEAST = 8, SHARE = 8 };
    census count = count_characters(answer);
    return count.broken >= LEAST && count.broken * SHARE >= count.characters;
}

int ekb_plan_is_long(const ekb_answer *answer)
{
    enum { LONG = 40 };
    return count_characters(answer).characters > LONG;
}

const char *ekb_plan_message(const ekb_entry *entry, const ekb_content *content)
{
    int told = entry->kind != EKB_KIND_ERROR && *content->detail != '\0';
    if (told || *content->message == '\0' || strcmp(content->message, content->title) == 0)
        return NULL;
    return content->message;
}

int ekb_seen_before(ekb_seen *seen, const char *id)
{
    if (id == NULL)
        return 0;
    for (size_t i = 0; i < seen->count; i++) {
        if (strcmp(seen->ids[i], id) == 0)
            return 1;
    }
    if (seen->count < sizeof seen->ids / sizeof seen->ids[0])
        seen->ids[seen->count++] = id;
    return 0;
}
