/* SPDX-License-Identifier: MIT */
#include "lookup_checks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Parts of an answer as text ---- */

static void separate(ekb_strbuf *out, const char *by)
{
    if (out->length > 0)
        ekb_strbuf_puts(out, by);
}

static void write_readings(ekb_strbuf *out, const ekb_answer *answer)
{
    for (size_t i = 0; i < answer->reading_count; i++) {
        const ekb_reading *reading = &answer->readings[i];
        separate(out, "; ");
        ekb_strbuf_printf(out, "%s %s", reading->code, reading->form);
        if (reading->space[0] != '\0')
            ekb_strbuf_printf(out, " space=%s", reading->space);
        if (reading->cue[0] != '\0')
            ekb_strbuf_printf(out, " cue=%s", reading->cue);
        if (reading->known)
            ekb_strbuf_puts(out, " known");
    }
}

static void write_hits(ekb_strbuf *out, const ekb_answer *answer)
{
    for (size_t i = 0; i < answer->hit_count; i++) {
        const ekb_hit *hit = &answer->hits[i];
        separate(out, "; ");
        ekb_strbuf_printf(out, "%s %s", ekb_verdict_name(hit->verdict), hit->entry->id);
    }
}

static void write_flags(ekb_strbuf *out, const ekb_answer *answer)
{
    const ekb_hit *hit = answer->hit_count > 0 ? &answer->hits[0] : NULL;
    const struct {
        const char *name;
        int set;
    } flags[] = {
        {"truncated", answer->truncated},
        {"ambiguous", hit != NULL && hit->ambiguous},
        {"conflict", hit != NULL && hit->conflict == EKB_CONFLICT_ENTRY},
        {"strange", hit != NULL && hit->conflict == EKB_CONFLICT_WORDS},
        {"other", hit != NULL && hit->conflict == EKB_CONFLICT_OTHER},
    };
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if (flags[i].set) {
            separate(out, " ");
            ekb_strbuf_puts(out, flags[i].name);
        }
    }
    if (out->length == 0)
        ekb_strbuf_puts(out, "none");
}

static void write_nearest(ekb_strbuf *out, const ekb_answer *answer)
{
    for (size_t i = 0; i < answer->nearest_count; i++) {
        separate(out, "; ");
        ekb_strbuf_printf(out, "%s %s", answer->nearest[i].entry, answer->nearest[i].why);
    }
}

static void write_unknown(ekb_strbuf *out, const ekb_answer *answer)
{
    for (size_t i = 0; i < answer->unknown_count; i++) {
        const ekb_unknown *u = &answer->unknown[i];
        const char *parts[] = {u->space, u->severity, u->facility, u->inner};
        separate(out, "; ");
        ekb_strbuf_puts(out, u->code);
        for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++)
            if (parts[k][0] != '\0')
                ekb_strbuf_printf(out, " %s", parts[k]);
    }
}

static void write_errors(ekb_strbuf *out, const ekb_answer *answer)
{
    for (size_t i = 0; i < answer->error_count; i++) {
        const ekb_occurrence *error = &answer->errors[i];
        separate(out, "; ");
        ekb_strbuf_puts(out, ekb_verdict_name(error->verdict));
        for (size_t k = 0; k < error->hit_count; k++)
            ekb_strbuf_printf(out, " %s", answer->hits[error->hits[k]].entry->id);
    }
}

static void write_arguments(ekb_strbuf *out, const ekb_answer *answer)
{
    for (size_t i = 0; answer->hit_count > 0 && i < answer->hits[0].argument_count; i++) {
        separate(out, "; ");
        ekb_strbuf_printf(out, "%s=%s", answer->hits[0].arguments[i].name,
                          answer->hits[0].arguments[i].value);
    }
}

static void write_evidence(ekb_strbuf *out, const ekb_answer *answer)
{
    for (size_t i = 0; answer->hit_count > 0 && i < answer->hits[0].evidence_count; i++) {
        const ekb_evidence *evidence = &answer->hits[0].evidence[i];
        separate(out, "; ");
        ekb_strbuf_printf(out, *evidence->lang != '\0' ? "%s %s" : "%s", evidence->by, evidence->lang);
    }
}

static void write_spans(ekb_strbuf *out, const ekb_answer *answer)
{
    for (size_t i = 0; answer->hit_count > 0 && i < answer->hits[0].span_count; i++) {
        ekb_span span = answer->hits[0].spans[i];
        separate(out, "; ");
        if (span.start <= span.end && span.end <= answer->query_length)
            ekb_strbuf_append(out, answer->query + span.start, span.end - span.start);
        else
            ekb_strbuf_puts(out, "(outside of the query)");
    }
}

static void write_contents(ekb_strbuf *out, const ekb_answer *answer)
{
    for (size_t i = 0; answer->hit_count > 0 && i < answer->hits[0].entry->content_count; i++) {
        const ekb_content *content = &answer->hits[0].entry->contents[i];
        separate(out, " ");
        ekb_strbuf_printf(out, "%s%s", content->lang, content->fallback ? " (fallback)" : "");
    }
}

static void write_language(ekb_strbuf *out, const ekb_answer *answer)
{
    ekb_strbuf_puts(out, answer->language);
}

/* As the queries of the cases are written. */
static void write_query(ekb_strbuf *out, const ekb_answer *answer)
{
    for (size_t i = 0; i < answer->query_length; i++) {
        char c = answer->query[i];
        if (c == '\n' || c == '\\')
            ekb_strbuf_puts(out, c == '\n' ? "\\n" : "\\\\");
        else
            ekb_strbuf_putc(out, c);
    }
}

/* Keys whose value is the whole part of the answer. */
static const struct {
    const char *key;
    void (*write)(ekb_strbuf *out, const ekb_answer *answer);
} parts[] = {
    {"hits", write_hits},         {"readings", write_readings}, {"nearest", write_nearest},
    {"unknown", write_unknown},   {"errors", write_errors},     {"arguments", write_arguments},
    {"evidence", write_evidence}, {"spans", write_spans},       {"contents", write_contents},
    {"language", write_language}, {"read-as", write_query},     {"marks", write_flags},
};
enum { PART_COUNT = sizeof parts / sizeof parts[0] };

void describe_answer(ekb_strbuf *out, const ekb_answer *answer)
{
    ekb_strbuf_puts(out, "  the answer:\n");
    for (size_t i = 0; i < PART_COUNT; i++) {
        ekb_strbuf part = EKB_STRBUF_INIT;
        parts[i].write(&part, answer);
        if (part.length > 0)
            ekb_strbuf_printf(out, "    %s: %.600s\n", parts[i].key, ekb_strbuf_text(&part));
        ekb_strbuf_release(&part);
    }
}

/* ---- expect ---- */

/* Is @p id one of those joined by `|`? */
static int one_of(const char *id, const char *ids)
{
    size_t length = strlen(id);
    for (const char *at = ids; *at != '\0'; at += strcspn(at, "|"), at += *at == '|')
        if (strcspn(at, "|") == length && strncmp(at, id, length) == 0)
            return 1;
    return 0;
}

static int has_hit(const ekb_answer *answer, const char *ids, int verdict)
{
    for (size_t i = 0; i < answer->hit_count; i++)
        if (one_of(answer->hits[i].entry->id, ids) &&
            (verdict < 0 || (int)answer->hits[i].verdict == verdict))
            return 1;
    return 0;
}

static int first_is(const ekb_answer *answer, const char *ids, int verdict)
{
    return answer->hit_count > 0 && one_of(answer->hits[0].entry->id, ids) &&
           (verdict < 0 || ((int)answer->hits[0].verdict == verdict && (int)answer->verdict == verdict));
}

static int expect_match(const ekb_answer *answer, const char *ids)
{
    return first_is(answer, ids, EKB_MATCH);
}
static int expect_similar(const ekb_answer *answer, const char *ids)
{
    return first_is(answer, ids, EKB_SIMILAR);
}
static int expect_first(const ekb_answer *answer, const char *ids)
{
    return first_is(answer, ids, -1);
}
static int expect_has(const ekb_answer *answer, const char *ids)
{
    return has_hit(answer, ids, -1);
}
static int expect_not(const ekb_answer *answer, const char *ids)
{
    return !has_hit(answer, ids, EKB_MATCH);
}
static int expect_absent(const ekb_answer *answer, const char *ids)
{
    return !has_hit(answer, ids, -1);
}
static int expect_none(const ekb_answer *answer, const char *ids)
{
    (void)ids;
    return answer->verdict == EKB_NONE && answer->hit_count == 0;
}
static int expect_unsure(const ekb_answer *answer, const char *ids)
{
    (void)ids;
    return answer->verdict != EKB_MATCH;
}

static const struct {
    const char *word;
    int (*holds)(const ekb_answer *answer, const char *ids);
} expectations[] = {
    {"match", expect_match}, {"similar", expect_similar}, {"first", expect_first}, {"has", expect_has},
    {"not", expect_not},     {"absent", expect_absent},   {"none", expect_none},   {"unsure", expect_unsure},
};

static void check_expect(report *r, const field *f, const ekb_answer *answer)
{
    size_t length = strcspn(f->value, " ");
    const char *ids = f->value + length + strspn(f->value + length, " ");
    r->checks++;
    for (size_t i = 0; i < sizeof expectations / sizeof expectations[0]; i++) {
        const char *word = expectations[i].word;
        if (strlen(word) == length && strncmp(word, f->value, length) == 0) {
            if (!expectations[i].holds(answer, ids))
                expect_failed(r, f, "want %s, the verdict is %s", f->value,
                              ekb_verdict_name(answer->verdict));
            return;
        }
    }
    expect_failed(r, f, "%s is nothing that can be expected", f->value);
}

/* ---- confidence: >= 0.9, < 0.5 ---- */

static void check_confidence(report *r, const field *f, const ekb_answer *answer)
{
    double got = answer->hit_count > 0 ? answer->hits[0].confidence : 0.0;
    double bound = strtod(f->value + strcspn(f->value, "0123456789"), NULL);
    r->checks++;
    if (f->value[0] == '<' ? got >= bound : got < bound)
        expect_failed(r, f, "want %s, got %.3f", f->value, got);
}

/* ---- The keys ---- */

static int steers_the_query(const char *key)
{
    static const char *const keys[] = {"index", "lang", "product", "limit", "flags", "why"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (strcmp(keys[i], key) == 0)
            return 1;
    return 0;
}

void check_field(report *r, const field *f, const ekb_answer *answer)
{
    if (steers_the_query(f->key))
        return;
    if (strcmp(f->key, "expect") == 0) {
        check_expect(r, f, answer);
        return;
    }
    if (strcmp(f->key, "confidence") == 0) {
        check_confidence(r, f, answer);
        return;
    }
    for (size_t i = 0; i < PART_COUNT; i++) {
        if (strcmp(parts[i].key, f->key) == 0) {
            ekb_strbuf got = EKB_STRBUF_INIT;
            parts[i].write(&got, answer);
            expect_text(r, f, f->value, ekb_strbuf_text(&got));
            ekb_strbuf_release(&got);
            return;
        }
    }
    expect_failed(r, f, "nothing of an answer has this key");
}
