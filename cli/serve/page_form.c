/* SPDX-License-Identifier: MIT */
/*
 * The form. It is sent by POST, which has no bound as addresses have; what is
 * short is then shown at its GET address (page.c).
 */
#include <string.h>

#include "page_parts.h"

static int put_option(void *context, const ekb_product *product)
{
    ekb_page *page = context;
    ekb_strbuf *out = page->html.document.out;
    const char *asked = ekb_page_product(page->request);
    ekb_page_put(page, "<option");
    ekb_html_attribute(out, "value", product->id);
    if (strcmp(product->lang, page->tag) != 0)
        ekb_html_attribute(out, "lang", product->lang);
    ekb_page_put(page, asked != NULL && strcmp(asked, product->id) == 0 ? " selected>" : ">");
    ekb_page_text(page, product->name[0] != '\0' ? product->name : product->id);
    ekb_page_put(page, "</option>\n");
    return out->failed;
}

static int count_product(void *context, const ekb_product *product)
{
    size_t *count = context;
    (void)product;
    return ++*count > 1;
}

static ekb_status put_products(ekb_page *page, ekb_error *error)
{
    size_t count = 0;
    ekb_engine *engine = page->request->engine;
    ekb_status status = ekb_products(engine, NULL, 0, count_product, &count, error);
    if (status != EKB_OK || count < 2)
        return status;
    ekb_page_put(page, "<label for=\"product\" class=\"unseen\">");
    ekb_page_say(page, EKB_N_("Product"));
    ekb_page_put(page, "</label>\n<select id=\"product\" name=\"product\">\n<option value=\"\">");
    ekb_page_say(page, EKB_N_("All products"));
    ekb_page_put(page, "</option>\n");
    status = ekb_products(engine, page->languages, page->language_count, put_option, page, error);
    ekb_page_put(page, "</select>\n");
    return status;
}

/* What the script says, in the reader's language. */
static void put_words(ekb_page *page)
{
    static const struct {
        const char *name, *english;
    } words[] = {
        {"data-copy", EKB_N_("Copy")},
        {"data-copied", EKB_N_("Copied")},
        {"data-failed", EKB_N_("Copying failed. Select the text and press Ctrl+C.")},
        {"data-unreachable", EKB_N_("The server cannot be reached. The answer below is the last one.")},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        ekb_page_attribute(page, words[i].name, words[i].english);
}

static void put_keys(ekb_page *page)
{
    static const struct {
        const char *key, *english;
    } keys[] = {{"/", EKB_N_("type")},
                {"\xe2\x86\x91 \xe2\x86\x93", EKB_N_("choose")},
                {"Enter", EKB_N_("open")},
                {"c", EKB_N_("copy for the ticket")}};
    ekb_page_put(page, "<p class=\"keys\" hidden>");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        ekb_page_put(page, "<span><kbd>");
        ekb_page_text(page, keys[i].key);
        ekb_page_put(page, "</kbd> ");
        ekb_page_say(page, keys[i].english);
        ekb_page_put(page, "</span> ");
    }
    ekb_page_put(page, "</p>\n");
}

ekb_status ekb_page_form(ekb_page *page, const char *pasted, ekb_error *error)
{
    ekb_strbuf *out = page->html.document.out;
    ekb_page_put(page, "<form id=\"ask\" role=\"search\" method=\"post\" action=\"");
    ekb_page_place_put(out, page->tag, "");
    ekb_page_put(page, "\"");
    put_words(page);
    ekb_page_put(page, ">\n<label for=\"q\">");
    ekb_page_say(page, EKB_N_("Error code, message or a piece of a log"));
    /* The line end that follows the tag is not part of the text. */
    ekb_page_put(page, "</label>\n<textarea id=\"q\" name=\"q\" rows=\"2\" spellcheck=\"false\" "
                       "autocomplete=\"off\" autocapitalize=\"off\">\n");
    if (pasted != NULL)
        ekb_html_text(out, pasted, strlen(pasted), EKB_LINE_ENDS_KEEP);
    ekb_page_put(page, "</textarea>\n<div class=\"row\">\n");
    ekb_status status = put_products(page, error);
    ekb_page_put(page, "<button type=\"submit\">");
    ekb_page_say(page, EKB_N_("Look up"));
    ekb_page_put(page, "</button>\n");
    put_keys(page);
    ekb_page_put(page, "</div>\n</form>\n<p id=\"said\" class=\"unseen\" role=\"status\"></p>\n");
    return status;
}
