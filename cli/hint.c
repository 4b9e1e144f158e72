/* SPDX-License-Identifier: MIT */
#include "hint.h"

#include <string.h>

#include "find_id.h"
#include "plan.h"
#include "suggest.h"

/* A hint is worth nothing if it fails: errors of the engine are dropped. */

/* `lead` with its one argument, then a command on a line of its own. */
static void say_command(ekb_session *session, const char *lead, const char *command, const char *argument)
{
    ekb_strbuf line = EKB_STRBUF_INIT;
    ekb_session_say(session, lead);
    ekb_strbuf_printf(&line, "  errkb %s %s", command, argument);
    ekb_session_say_lines(session, ekb_strbuf_text(&line));
    ekb_strbuf_release(&line);
}

/* `errkb shwo mars/403` is a look-up of two words. @return 0 if no command is near. */
static int hint_command(ekb_session *session)
{
    const ekb_options *options = &session->options;
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_suggest suggest;
    if (options->word_count == 0)
        return 0;
    ekb_suggest_init(&suggest, options->words[0]);
    for (size_t i = 0; i < EKB_COMMAND_COUNT; i++)
        ekb_suggest_offer(&suggest, ekb_command_specs[i].name);
    /* One slip only: ordinary words are not far from commands (hello, help). */
    if (suggest.best == NULL || suggest.distance != 1)
        return 0;
    ekb_strbuf_printf(&text, tr(session->style.catalog, "Did you mean the command “errkb %s”?"),
                      suggest.best);
    ekb_session_say(session, ekb_strbuf_text(&text));
    ekb_strbuf_release(&text);
    return 1;
}

/* ---- Ids ------------------------------------------------------------------ */

/* `mars/restore-mont`, `86D1`: one word as ids or codes have it, but not found as such. */
static int hint_id(ekb_session *session, const char *text, const ekb_answer *answer)
{
    int is_id = strpbrk(text, "/-0123456789") != NULL && strpbrk(text, " \t\r\n") == NULL &&
                answer->reading_count == 0;
    ekb_found_ids found;
    if (!is_id || ekb_find_id(session, text, &found, NULL) != EKB_OK)
        return 0;
    const ekb_paths *meant = found.ids.count > 0 ? &found.ids : &found.alike;
    if (meant->count == 0)
        return 0;
    say_command(session, tr(session->style.catalog, "Did you mean this entry?"), "show", meant->items[0]);
    return 1;
}

/* ---- Words ---------------------------------------------------------------- */

/* As a shell reads it back: in quotes, unless it is plain. */
static void put_quoted(ekb_strbuf *out, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _./:+,-";
    int quotes = 0;
    for (const char *c = text; *c != '\0'; c++)
        quotes |= (unsigned char)*c < 0x80 && strchr(plain, *c) == NULL;
    if (!quotes && *text != '-') {
        ekb_strbuf_puts(out, text);
        return;
    }
    ekb_strbuf_puts(out, "'");
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\'')
            ekb_strbuf_puts(out, "'\\''");
        else
            ekb_strbuf_putc(out, *c);
    }
    ekb_strbuf_puts(out, "'");
}

/* More are not counted. */
enum { FOUND_MOST = 32 };

static size_t count_found(ekb_session *session, const char *text)
{
    ekb_answer *answer = NULL;
    const ekb_query query = {.text = text,
                             .length = strlen(text),
                             .product = session->options.product,
                             .limit = FOUND_MOST,
                             .flags = EKB_QUERY_SEARCH};
    (void)ekb_lookup(session->engine, &query, &answer, NULL);
    size_t count = answer != NULL ? answer->hit_count : 0;
    ekb_answer_free(answer);
    return count;
}

/* A "not" is in every entry: what nearly all mention leads nowhere. */
static int is_in_nearly_all(ekb_session *session, size_t found)
{
    int64_t entries = 0;
    for (size_t i = 0; found < FOUND_MOST && i < ekb_engine_index_count(session->engine); i++)
        entries += ekb_engine_index(session->engine, i)->entries;
    return found < FOUND_MOST && (int64_t)found * 4 > entries * 3;
}

/* A long text is a paste, not words that somebody typed. */
static void hint_search(ekb_session *session, const char *text, const ekb_answer *answer)
{
    ekb_strbuf lead = EKB_STRBUF_INIT, words = EKB_STRBUF_INIT;
    if (ekb_plan_is_long(answer) || strpbrk(text, "\r\n") != NULL || answer->nearest_count > 0)
        return;
    size_t count = count_found(session, text);
    if (count > 0 && !is_in_nearly_all(session, count)) {
        ekb_strbuf_printf(&lead,
                          ekb_trn(session->style.catalog, "%zu entry mentions these words:",
                                  "%zu entries mention these words:", (unsigned long)count),
                          count);
        put_quoted(&words, text);
        say_command(session, ekb_strbuf_text(&lead), "search", ekb_strbuf_text(&words));
    }
    ekb_strbuf_release(&lead);
    ekb_strbuf_release(&words);
}

void ekb_hint_after_none(ekb_session *session, const char *text, const ekb_answer *answer)
{
    int for_people = session->options.format != EKB_FORMAT_JSON;
    if (hint_command(session) || !for_people || ekb_plan_blank(answer) || ekb_plan_garbled(answer))
        return;
    if (!hint_id(session, text, answer))
        hint_search(session, text, answer);
}
