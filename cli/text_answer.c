/* SPDX-License-Identifier: MIT */
/* The result of a look-up: what was read, whole cards for what is certain, a
 * list to choose from for what is not, and the next step for what is unknown. */
#include <string.h>

#include "text.h"
#include "unknown.h"

/* ---- What is said before the cards ---------------------------------------- */

static void put_notice(ekb_text *text, const char *notice)
{
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_DOUBTFUL, notice);
    ekb_text_print(text, 0, 0);
}

/* A line of the paste, shortened: the first characters of a part of it. */
static void add_excerpt(ekb_text *text, const char *part)
{
    enum { MOST = 120 };
    size_t length = strcspn(part, "\r\n");
    int whole = length <= MOST && part[length] == '\0';
    if (length > MOST) {
        length = MOST;
        while (length > 0 && ((unsigned char)part[length] & 0xC0) == 0x80)
            length--;
    }
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, tr(text->catalog, "“"));
    ekb_paragraph_add_bytes(&text->paragraph, EKB_LOOK_PLAIN, part, length);
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, whole ? "" : "…");
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, tr(text->catalog, "”"));
}

/* What of a list of `count` is not shown. */
static void put_more(ekb_text *text, size_t count, size_t shown)
{
    if (count <= shown)
        return;
    ekb_text_addf(text, EKB_LOOK_DIM, tr(text->catalog, "and %zu more"), count - shown);
    ekb_text_print(text, 2, 2);
}

/* "2. “ID:34513” → mars/34513 (certain match)" */
static void put_error(ekb_text *text, const ekb_answer *answer, size_t at)
{
    const ekb_occurrence *error = &answer->errors[at];
    const char *verdict = ekb_label_verdict(text->catalog, error->verdict);
    ekb_text_addf(text, EKB_LOOK_PLAIN, "%zu. ", at + 1);
    add_excerpt(text, error->text);
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, " → ");
    for (size_t k = 0; k < error->hit_count; k++)
        ekb_text_addf(text, EKB_LOOK_PLAIN, "%s%s", k > 0 ? tr(text->catalog, ", ") : "",
                      answer->hits[error->hits[k]].entry->id);
    if (error->hit_count > 0)
        ekb_text_addf(text, EKB_LOOK_DIM, tr(text->catalog, " (%s)"), verdict);
    else
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_DIM, verdict);
    ekb_text_print(text, 2, 5);
}

/* Several errors of one paste: one line each, in its order. */
static void put_overview(ekb_text *text, const ekb_answer *answer)
{
    if (!ekb_plan_overview(answer))
        return;
    ekb_text_heading(text,
                     ekb_trn(text->catalog, "There is %zu error in what you pasted",
                             "There are %zu errors in what you pasted", (unsigned long)answer->error_count),
                     answer->error_count);
    size_t shown = 0;
    for (size_t i = 0; i < answer->error_count; i++) {
        if (!ekb_plan_lists(answer, i, shown))
            continue;
        put_error(text, answer, i);
        shown++;
    }
    put_more(text, answer->error_count, shown);
    ekb_text_blank(text);
}

static size_t count_whole(const ekb_answer *answer)
{
    size_t count = 0;
    for (size_t i = 0; i < answer->hit_count; i++)
        count += ekb_plan_whole(answer, i) != 0;
    return count;
}

static void put_ambiguity(ekb_text *text, const ekb_answer *answer)
{
    size_t equal = 0;
    for (size_t i = 0; i < answer->hit_count; i++)
        equal += answer->hits[i].ambiguous != 0;
    if (equal < 2)
        return;
    put_notice(text,
               tr(text->catalog, "Several entries fit equally well. The product or the whole message tells "
                                 "them apart."));
    ekb_text_blank(text);
}

/* ---- What was read ---------------------------------------------------------- */

static void put_reading(ekb_text *text, const ekb_reading *reading)
{
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_CODE, reading->code);
    if (strcmp(reading->code, reading->text) != 0)
        ekb_text_addf(text, EKB_LOOK_PLAIN, tr(text->catalog, " (written “%s”)"), reading->text);
    if (*reading->cue != '\0' && strstr(reading->text, reading->cue) == NULL)
        ekb_text_addf(text, EKB_LOOK_PLAIN, tr(text->catalog, ", announced by “%s”"), reading->cue);
    if (*reading->space != '\0')
        ekb_text_addf(text, EKB_LOOK_PLAIN, tr(text->catalog, ", numbering scheme %s"), reading->space);
    ekb_text_addf(text, EKB_LOOK_PLAIN, tr(text->catalog, ": %s"),
                  reading->known ? tr(text->catalog, "known") : tr(text->catalog, "not known"));
    ekb_text_print(text, 2, 4);
}

static void put_readings(ekb_text *text, const ekb_answer *answer)
{
    if (answer->reading_count == 0) {
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN,
                          tr(text->catalog, "No error code was recognised in it; it was compared as text."));
        ekb_text_print(text, 0, 0);
        return;
    }
    ekb_text_heading(text, "%s", tr(text->catalog, "Read as"));
    for (size_t i = 0; i < answer->reading_count && i < EKB_PLAN_LIST_MOST; i++)
        put_reading(text, &answer->readings[i]);
    put_more(text, answer->reading_count, EKB_PLAN_LIST_MOST);
}

static void put_structure(ekb_text *text, const ekb_unknown *unknown)
{
    ekb_strbuf phrase = EKB_STRBUF_INIT;
    ekb_unknown_describe(&phrase, text->catalog, unknown);
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_CODE, unknown->code);
    if (phrase.length > 0)
        ekb_text_addf(text, EKB_LOOK_PLAIN, tr(text->catalog, ": %s"), ekb_strbuf_text(&phrase));
    ekb_text_print(text, 2, 4);
    text->out->failed |= phrase.failed;
    ekb_strbuf_release(&phrase);
}

static int has_structure(const ekb_unknown *unknown)
{
    return *unknown->space != '\0';
}

static void put_structures(ekb_text *text, const ekb_answer *answer)
{
    size_t count = 0;
    for (size_t i = 0; i < answer->unknown_count; i++) {
        if (!has_structure(&answer->unknown[i]))
            continue;
        if (count == 0) {
            ekb_text_blank(text);
            ekb_text_heading(text, "%s", tr(text->catalog, "What the unknown code tells by itself"));
        }
        if (count++ < EKB_PLAN_LIST_MOST)
            put_structure(text, &answer->unknown[i]);
    }
    put_more(text, count, EKB_PLAN_LIST_MOST);
}

/* Unknown codes beside what was found. */
static void put_unknown(ekb_text *text, const ekb_answer *answer)
{
    if (answer->unknown_count == 0)
        return;
    ekb_text_blank(text);
    ekb_text_heading(text, "%s", tr(text->catalog, "Not known"));
    for (size_t i = 0; i < answer->unknown_count && i < EKB_PLAN_LIST_MOST; i++)
        put_structure(text, &answer->unknown[i]);
    put_more(text, answer->unknown_count, EKB_PLAN_LIST_MOST);
}

/* ---- Candidates -------------------------------------------------------------- */

static void put_show_command(ekb_text *text, const char *id)
{
    ekb_strbuf command = EKB_STRBUF_INIT;
    ekb_strbuf_puts(&command, "errkb show ");
    ekb_strbuf_puts(&command, id);
    ekb_text_command(text, 4, ekb_strbuf_text(&command));
    text->out->failed |= command.failed;
    ekb_strbuf_release(&command);
}

static void put_candidate(ekb_text *text, const ekb_hit *hit)
{
    const ekb_entry *entry = hit->entry;
    const ekb_content *content = entry->content_count > 0 ? &entry->contents[0] : NULL;
    ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_BOLD, content != NULL ? content->title : entry->id);
    if (*entry->display != '\0')
        ekb_text_addf(text, EKB_LOOK_PLAIN, "  %s", entry->display);
    ekb_text_print(text, 2, 4);
    if (content != NULL)
        ekb_text_addf(text, EKB_LOOK_DIM, "%s · ", content->product_name);
    ekb_text_addf(text, EKB_LOOK_DIM, tr(text->catalog, "%d%% similar by "),
                  (int)(hit->confidence * 100 + 0.5));
    ekb_text_add_evidence(text, hit);
    ekb_text_print(text, 4, 4);
    const char *message = content != NULL ? ekb_plan_message(entry, content) : NULL;
    if (message != NULL)
        ekb_text_message(text, 4, ekb_label_message(text->catalog, entry->kind), message, hit);
    put_show_command(text, entry->id);
}

static void put_candidates(ekb_text *text, const ekb_answer *answer, int after_cards)
{
    if (count_whole(answer) == answer->hit_count)
        return;
    if (after_cards)
        ekb_text_blank(text);
    ekb_text_heading(text, "%s",
                     after_cards ? tr(text->catalog, "Less likely, not certain")
                     : answer->verdict == EKB_MATCH
                         ? tr(text->catalog, "Choose the entry that is meant")
                         : tr(text->catalog, "Not certain. Similar entries, the likeliest first"));
    ekb_conflict conflict = ekb_plan_conflict(answer);
    if (conflict != EKB_CONFLICT_NONE) {
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_DOUBTFUL, ekb_label_conflict(text->catalog, conflict));
        ekb_text_print(text, 2, 2);
    }
    for (size_t i = 0; i < answer->hit_count; i++) {
        if (!ekb_plan_whole(answer, i))
            put_candidate(text, &answer->hits[i]);
    }
}

/* ---- Nothing found ------------------------------------------------------------ */

static void put_nearest(ekb_text *text, const ekb_answer *answer)
{
    if (answer->nearest_count == 0)
        return;
    ekb_text_blank(text);
    ekb_text_heading(text, "%s", tr(text->catalog, "Nearest known entries"));
    for (size_t i = 0; i < answer->nearest_count; i++) {
        const ekb_nearest *near = &answer->nearest[i];
        if (*near->display != '\0')
            ekb_text_addf(text, EKB_LOOK_BOLD, "%s  ", near->display);
        ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_PLAIN, near->title);
        ekb_text_addf(text, EKB_LOOK_DIM, tr(text->catalog, " (%s)"),
                      ekb_label_nearest(text->catalog, near->why));
        ekb_text_print(text, 2, 4);
        put_show_command(text, near->entry);
    }
}

static void put_advice(ekb_text *text, const char *advice, const char *command)
{
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, "- ");
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, advice);
    ekb_text_print(text, 2, 4);
    if (command != NULL)
        ekb_text_command(text, 4, command);
}

static void put_next_steps(ekb_text *text, const ekb_answer *answer)
{
    ekb_text_blank(text);
    ekb_text_heading(text, "%s", tr(text->catalog, "What to do next"));
    if (!ekb_plan_is_long(answer))
        put_advice(text, tr(text->catalog, "Paste the whole message, with its code."), NULL);
    put_advice(text, tr(text->catalog, "Search for what is wrong in your own words:"),
               tr(text->catalog, "errkb search WORDS"));
    put_advice(text, tr(text->catalog, "See what is known:"), "errkb list");
    put_advice(text,
               tr(text->catalog,
                  "If none of it helps, send the message, the time and the name of the machine to "
                  "the support of the product."),
               NULL);
}

static void put_none(ekb_text *text, const ekb_answer *answer)
{
    int blank = ekb_plan_blank(answer);
    const char *known = tr(text->catalog, "Not known.");
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_BAD, known);
    /* A full-width stop brings its own space. */
    if ((unsigned char)known[strlen(known) - 1] < 0x80)
        ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN, " ");
    ekb_paragraph_add(&text->paragraph, EKB_LOOK_PLAIN,
                      blank ? tr(text->catalog, "There was no text to look up.")
                            : tr(text->catalog, "No entry is about what you pasted."));
    ekb_text_print(text, 0, 0);
    /* Numbers among bytes that are no text are accidents. */
    if (!blank && !ekb_plan_garbled(answer)) {
        ekb_text_blank(text);
        put_readings(text, answer);
        put_structures(text, answer);
        put_nearest(text, answer);
    }
    put_next_steps(text, answer);
}

/* What is wrong with the paste itself. */
static void put_remarks(ekb_text *text, const ekb_answer *answer)
{
    int garbled = ekb_plan_garbled(answer);
    if (answer->truncated) {
        put_notice(text, tr(text->catalog, "The text was too long: only its beginning (64 KiB) was read. "
                                           "Paste the part with the error, for example:"));
        ekb_text_command(text, 4, tr(text->catalog, "tail -n 50 FILE | errkb"));
    }
    if (garbled)
        put_notice(text, tr(text->catalog, "Much of it is not text: perhaps a binary file, or an encoding "
                                           "other than UTF-8, UTF-16 and GB18030."));
    if (answer->truncated || garbled)
        ekb_text_blank(text);
}

/* ---- The whole ------------------------------------------------------------------ */

static size_t put_cards(ekb_text *text, const ekb_answer *answer)
{
    size_t count = 0;
    for (size_t i = 0; i < answer->hit_count; i++) {
        if (!ekb_plan_whole(answer, i))
            continue;
        if (count++ > 0) {
            ekb_text_blank(text);
            ekb_text_rule(text, "");
            ekb_text_blank(text);
        }
        ekb_text_card(text, answer->hits[i].entry, answer, i);
    }
    return count;
}

void ekb_text_answer(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_answer *answer)
{
    ekb_text text;
    ekb_text_begin(&text, out, style);
    text.engine = engine;
    put_remarks(&text, answer);
    put_overview(&text, answer);
    if (answer->hit_count == 0) {
        put_none(&text, answer);
    } else {
        put_ambiguity(&text, answer);
        size_t cards = put_cards(&text, answer);
        put_candidates(&text, answer, cards > 0);
        put_unknown(&text, answer);
        if (cards == 0)
            put_next_steps(&text, answer);
    }
    ekb_text_end(&text);
}

static void put_search_hit(ekb_text *text, const ekb_hit *hit)
{
    const ekb_entry *entry = hit->entry;
    ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_TITLE,
                             entry->content_count > 0 ? entry->contents[0].title : entry->id);
    ekb_text_addf(text, EKB_LOOK_DIM, "  %s", entry->id);
    ekb_text_print(text, 0, 2);
    for (size_t i = 0; i < hit->evidence_count; i++) {
        ekb_text_label(text, EKB_LOOK_DIM, ekb_label_evidence(text->catalog, hit->evidence[i].by));
        ekb_paragraph_add_inline(&text->paragraph, EKB_LOOK_PLAIN, hit->evidence[i].text);
        ekb_text_print(text, 2, 4);
    }
}

static void put_nothing_found(ekb_text *text)
{
    ekb_paragraph_add(
        &text->paragraph, EKB_LOOK_PLAIN,
        tr(text->catalog, "No entry speaks of these words. Try fewer or other ones, or see what is known:"));
    ekb_text_print(text, 0, 0);
    ekb_text_command(text, 4, "errkb list");
}

void ekb_text_search(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_answer *answer)
{
    ekb_text text;
    (void)engine;
    ekb_text_begin(&text, out, style);
    for (size_t i = 0; i < answer->hit_count; i++)
        put_search_hit(&text, &answer->hits[i]);
    if (answer->hit_count == 0)
        put_nothing_found(&text);
    ekb_text_end(&text);
}
