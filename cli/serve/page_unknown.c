/* SPDX-License-Identifier: MIT */
/*
 * Where nothing certain was found: what to do next, and a request to the
 * authors that says all they need, to be read over before it is sent.
 */
#include <string.h>

#include "page_parts.h"
#include "plan.h"
#include "unknown.h"

static void put_step(ekb_page *page, const char *english)
{
    ekb_page_put(page, "<li>");
    ekb_page_say(page, english);
    ekb_page_put(page, "</li>\n");
}

static void put_next_steps(ekb_page *page, const ekb_answer *answer)
{
    ekb_page_put(page, "<h2>");
    ekb_page_say(page, EKB_N_("What to do next"));
    ekb_page_put(page, "</h2>\n<ul class=\"plain\">\n");
    if (!ekb_plan_is_long(answer))
        put_step(page, EKB_N_("Paste the whole message, with its code."));
    put_step(page, EKB_N_("Say in a few words of your own what does not work."));
    ekb_page_put(page, "<li><a");
    ekb_page_href(page, page->tag, "browse");
    ekb_page_put(page, ">");
    ekb_page_say(page, EKB_N_("See what is known"));
    ekb_page_put(page, "</a></li>\n");
    put_step(page, EKB_N_("If none of it helps, send the message, the time and the name of the machine to "
                          "the support of the product."));
    ekb_page_put(page, "</ul>\n");
}

/* ---- The request ------------------------------------------------------------------ */

/* "Label: " on a line of its own. */
static void put_label(ekb_strbuf *out, const ekb_tr_catalog *catalog, const char *label)
{
    ekb_strbuf_printf(out, tr(catalog, "%s: "), label);
}

static void put_pasted(ekb_strbuf *out, const ekb_answer *answer)
{
    enum { MOST = 4096 };
    size_t length = answer->query_length;
    if (length > MOST) {
        length = MOST;
        while (length > 0 && ((unsigned char)answer->query[length] & 0xC0) == 0x80)
            length--;
    }
    ekb_strbuf_putc(out, '\n');
    ekb_strbuf_append(out, answer->query, length);
    ekb_strbuf_puts(out, length < answer->query_length ? " \xe2\x8b\xaf\n\n" : "\n\n");
}

static void put_codes(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_answer *answer)
{
    if (answer->reading_count == 0)
        return;
    put_label(out, catalog, tr(catalog, "Read as"));
    for (size_t i = 0; i < answer->reading_count && i < EKB_PLAN_LIST_MOST; i++)
        ekb_strbuf_printf(out, "%s%s", i > 0 ? tr(catalog, ", ") : "", answer->readings[i].code);
    ekb_strbuf_putc(out, '\n');
}

static void put_near(ekb_strbuf *out, const ekb_tr_catalog *catalog, const ekb_answer *answer)
{
    if (answer->nearest_count + answer->hit_count == 0)
        return;
    put_label(out, catalog, tr(catalog, "Nearest known entries"));
    for (size_t i = 0; i < answer->hit_count && i < EKB_PLAN_LIST_MOST; i++)
        ekb_strbuf_printf(out, "%s%s", i > 0 ? tr(catalog, ", ") : "", answer->hits[i].entry->id);
    for (size_t i = 0; i < answer->nearest_count && i < EKB_PLAN_LIST_MOST; i++)
        ekb_strbuf_printf(out, "%s%s", i + answer->hit_count > 0 ? tr(catalog, ", ") : "",
                          answer->nearest[i].entry);
    ekb_strbuf_putc(out, '\n');
}

static void put_indexes(ekb_page *page, ekb_strbuf *out)
{
    ekb_engine *engine = page->request->engine;
    ekb_strbuf_printf(out, "errkb %s", ekb_version());
    for (size_t i = 0; i < ekb_engine_index_count(engine); i++) {
        const ekb_index_info *info = ekb_engine_index(engine, i);
        if (info != NULL)
            ekb_strbuf_printf(out, ", %s", info->id);
    }
    ekb_strbuf_putc(out, '\n');
}

static void write_request(ekb_page *page, ekb_strbuf *out, const ekb_answer *answer)
{
    const ekb_tr_catalog *catalog = page->style.catalog;
    ekb_strbuf_puts(out, tr(catalog, "errkb has no entry for this error:"));
    ekb_strbuf_putc(out, '\n');
    put_pasted(out, answer);
    put_codes(out, catalog, answer);
    put_near(out, catalog, answer);
    put_label(out, catalog, tr(catalog, "Product and version"));
    ekb_strbuf_putc(out, '\n');
    put_label(out, catalog, tr(catalog, "What was being done"));
    ekb_strbuf_putc(out, '\n');
    put_label(out, catalog, tr(catalog, "What helped"));
    ekb_strbuf_puts(out, "\n\n");
    put_indexes(page, out);
}

static void put_request(ekb_page *page, const ekb_answer *answer)
{
    ekb_strbuf text = EKB_STRBUF_INIT;
    ekb_strbuf *out = page->html.document.out;
    write_request(page, &text, answer);
    ekb_page_put(page, "<section class=\"request\" aria-labelledby=\"request-title\">\n"
                       "<h2 id=\"request-title\">");
    ekb_page_say(page, EKB_N_("Ask the authors for an entry"));
    ekb_page_put(page, "</h2>\n<p id=\"request-advice\">");
    ekb_page_say(page, EKB_N_("Send them this text. Fill in what you know, and take out passwords, names and "
                              "addresses first."));
    ekb_page_put(page, "</p>\n<textarea class=\"copied\" rows=\"12\" spellcheck=\"false\" "
                       "aria-labelledby=\"request-title\" aria-describedby=\"request-advice\">\n");
    ekb_html_text(out, ekb_strbuf_text(&text), text.length, EKB_LINE_ENDS_KEEP);
    ekb_page_put(page, "</textarea>\n</section>\n");
    out->failed |= text.failed;
    ekb_strbuf_release(&text);
}

void ekb_page_unknown(ekb_page *page, const ekb_answer *answer)
{
    put_next_steps(page, answer);
    if (answer->verdict == EKB_NONE && !ekb_plan_blank(answer))
        put_request(page, answer);
}
