/* SPDX-License-Identifier: MIT */
#include "examples.h"

#include <stdatomic.h>
#include <string.h>

#include "core/error.h"
#include "os.h"

/* More than the default, since several entries can be equally right. */
#define HITS 20

typedef struct trial {
    ekb_engine *engine;
    ekbc_diags *diags;
    ekb_error *error;
    atomic_size_t *tried; /* of all shares */
    size_t count;
    void (*progress)(void *context, size_t tried, size_t of);
    void *context;
} trial;

static ekb_status ask(trial *t, const char *text, ekb_answer **out)
{
    ekb_query query = EKB_QUERY_INIT;
    query.text = text;
    query.length = strlen(text);
    query.limit = HITS;
    query.flags = EKB_QUERY_UNAIDED;
    size_t tried = atomic_fetch_add(t->tried, 1) + 1;
    if (t->progress != NULL)
        t->progress(t->context, tried, t->count);
    return ekb_lookup(t->engine, &query, out, t->error);
}

/* Firm, and nothing before it that is not as good. */
static int is_first(const ekb_answer *answer, const char *id)
{
    for (size_t i = 0; i < answer->hit_count; i++) {
        const ekb_hit *hit = &answer->hits[i];
        if (hit->verdict != EKB_MATCH || (i > 0 && !hit->ambiguous))
            return 0;
        if (strcmp(hit->entry->id, id) == 0)
            return 1;
    }
    return 0;
}

static const ekb_hit *hit_of(const ekb_answer *answer, const char *id)
{
    for (size_t i = 0; i < answer->hit_count; i++) {
        if (strcmp(answer->hits[i].entry->id, id) == 0)
            return &answer->hits[i];
    }
    return NULL;
}

static void report_match(trial *t, const ekb_answer *answer, const ekbc_entry *entry,
                         const ekbc_string *example)
{
    static const char *const remedy =
        EKB_N_("add the wording to `messages`, `keywords` or `codes`, or drop the example");
    const ekb_hit *first = answer->hit_count > 0 ? &answer->hits[0] : NULL;
    if (first == NULL) {
        ekbc_diag_error(t->diags, example->place, EKB_N_("this example finds nothing"), remedy);
    } else if (strcmp(first->entry->id, entry->id) == 0) {
        ekbc_diag_error(t->diags, example->place, EKB_N_("this example finds the entry, but only as similar"),
                        remedy);
    } else {
        ekbc_diag_error(t->diags, example->place,
                        first->verdict == EKB_MATCH
                            ? EKB_N_("this example finds `{found}` instead")
                            : EKB_N_("this example finds nothing certain; `{found}` is the nearest"),
                        remedy);
        ekbc_diag_text(t->diags, "found", first->entry->id);
    }
}

/* Whatever an engine may find an entry by; not by examples, which it is asked without. */
static const char *evidence_label(const char *by)
{
    static const struct {
        const char *by, *label;
    } labels[] = {
        {"code", EKB_N_("its code")},
        {"message", EKB_N_("its message")},
        {"title", EKB_N_("its title")},
        {"keyword", EKB_N_("its keywords")},
        {"body", EKB_N_("its causes and steps")},
    };
    for (size_t i = 0; i < sizeof labels / sizeof labels[0]; i++) {
        if (strcmp(labels[i].by, by) == 0)
            return labels[i].label;
    }
    return EKB_N_("its message");
}

static void report_reject(trial *t, const ekb_hit *hit, const ekbc_string *example)
{
    ekbc_diag_error(t->diags, example->place,
                    EKB_N_("this example must not find the entry, and does, by {by}: {text}"),
                    EKB_N_("make the wording more distinctive, or drop the example"));
    ekbc_diag_label(t->diags, "by", evidence_label(hit->evidence_count > 0 ? hit->evidence[0].by : ""));
    ekbc_diag_text(t->diags, "text", hit->evidence_count > 0 ? hit->evidence[0].text : "");
}

static ekb_status try_match(trial *t, const ekbc_entry *entry, const ekbc_string *example)
{
    ekb_answer *answer = NULL;
    ekb_status status = ask(t, example->text, &answer);
    if (status == EKB_OK && !is_first(answer, entry->id))
        report_match(t, answer, entry, example);
    ekb_answer_free(answer);
    return status;
}

static ekb_status try_reject(trial *t, const ekbc_entry *entry, const ekbc_string *example)
{
    ekb_answer *answer = NULL;
    ekb_status status = ask(t, example->text, &answer);
    const ekb_hit *hit = status == EKB_OK ? hit_of(answer, entry->id) : NULL;
    if (hit != NULL && hit->verdict == EKB_MATCH)
        report_reject(t, hit, example);
    ekb_answer_free(answer);
    return status;
}

static ekb_status try_entry(trial *t, const ekbc_entry *entry)
{
    ekb_status status = EKB_OK;
    for (size_t i = 0; status == EKB_OK && i < entry->match_count; i++)
        status = try_match(t, entry, &entry->match[i]);
    for (size_t i = 0; status == EKB_OK && i < entry->reject_count; i++)
        status = try_reject(t, entry, &entry->reject[i]);
    return status;
}

static int is_context(const ekbc_catalog *catalog, size_t entry)
{
    return catalog->context[catalog->entries[entry].place.file];
}

/* What one thread tries: the entries that it takes one after another. Each has
   an engine and findings of its own. */
typedef struct share {
    const ekbc_catalog *catalog;
    const char *path;
    trial trial;
    ekbc_diags diags;
    atomic_size_t *taken, *tried;
    ekb_status status;
    ekb_error error;
} share;

static void try_share(void *job)
{
    share *s = job;
    s->trial.diags = &s->diags;
    s->trial.error = &s->error;
    s->trial.tried = s->tried;
    s->status = ekb_engine_new(&s->trial.engine, &s->error);
    if (s->status == EKB_OK)
        s->status = ekb_engine_open(s->trial.engine, s->path, &s->error);
    for (size_t i; s->status == EKB_OK && (i = atomic_fetch_add(s->taken, 1)) < s->catalog->entry_count;) {
        if (!is_context(s->catalog, i))
            s->status = try_entry(&s->trial, &s->catalog->entries[i]);
    }
    ekb_engine_free(s->trial.engine);
}

static size_t count_examples(const ekbc_catalog *catalog)
{
    size_t count = 0;
    for (size_t i = 0; i < catalog->entry_count; i++)
        count +=
            is_context(catalog, i) ? 0 : catalog->entries[i].match_count + catalog->entries[i].reject_count;
    return count;
}

/* Joins the findings. @return the first failure. */
static ekb_status join_shares(share *shares, size_t count, ekbc_diags *diags, ekb_error *error)
{
    ekb_status status = EKB_OK;
    for (size_t i = 0; i < count; i++) {
        if (status == EKB_OK && shares[i].status != EKB_OK) {
            status = shares[i].status;
            if (error != NULL)
                *error = shares[i].error;
        }
        ekbc_diags_join(diags, &shares[i].diags);
    }
    return status == EKB_OK && diags->nomem ? ekb_error_nomem(error) : status;
}

ekb_status ekbc_examples_try(const ekbc_catalog *catalog, const char *path, ekbc_diags *diags,
                             void (*progress)(void *context, size_t tried, size_t of), void *context,
                             ekb_error *error)
{
    enum { EXAMPLES_A_THREAD = 16, THREADS_MOST = 16 };
    share shares[THREADS_MOST];
    atomic_size_t taken = 0, tried = 0;
    size_t of = count_examples(catalog), most = ekbc_os_processors(), count = of / EXAMPLES_A_THREAD + 1;
    most = most < THREADS_MOST ? most : THREADS_MOST;
    count = count < most ? count : most;
    for (size_t i = 0; i < count; i++) {
        shares[i] = (share){.catalog = catalog, .path = path, .taken = &taken, .tried = &tried};
        shares[i].diags = (ekbc_diags)EKBC_DIAGS_INIT;
        shares[i].trial.count = of;
        shares[i].trial.context = context;
    }
    /* The last share is this thread's own, which alone tells how far it is. */
    shares[count - 1].trial.progress = progress;
    ekbc_os_parallel(try_share, shares, sizeof shares[0], count);
    return join_shares(shares, count, diags, error);
}
