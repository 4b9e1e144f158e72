/* SPDX-License-Identifier: MIT */
/*
 * A whole HTML page that needs nothing from elsewhere: no script, no request,
 * light or dark as the reader has it. Every text is escaped and says its
 * language; links go to the web only.
 */
#include <string.h>

#include "html.h"

/* Our own text: no quotes or ampersands to escape in it. */
static const char style_sheet[] =
    ":root{color-scheme:light dark}"
    "body{font:16px/1.6 system-ui,-apple-system,\"Segoe UI\",\"PingFang SC\",\"Microsoft YaHei\","
    "\"Noto Sans CJK SC\",sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.5rem;line-height:1.3}h2{font-size:1.25rem}h3{font-size:1.1rem}"
    "code,pre{font:.92em/1.5 ui-monospace,Consolas,Menlo,monospace}"
    "code{overflow-wrap:anywhere}"
    "pre{overflow-x:auto;padding:.6rem .8rem;border:1px solid;border-radius:4px}"
    "blockquote{margin:1rem 0;padding:0 1rem;border-left:4px solid}"
    ".note{margin:.6rem 0;padding:.1rem 1rem;border-left:4px double}"
    "ol.steps{list-style:none;padding-left:0}ol.steps ol.steps,ol.steps ul{padding-left:1.5rem}"
    "ol.steps>li{display:grid;grid-template-columns:auto 1fr;column-gap:.6rem}"
    "ol.steps>li>*{grid-column:2;min-width:0}ol.steps>li>.number{grid-column:1;grid-row:1;margin:0}"
    "li>p:first-child,li>.number+p{margin:0}li{margin:.3rem 0}";

/* ---- The renderer ------------------------------------------------------------ */

static void begin(ekb_html *page, ekb_strbuf *out, const ekb_style *style, const char *title)
{
    ekb_strbuf plain = EKB_STRBUF_INIT;
    ekb_html_begin(page, out, style);
    ekb_inline_plain(&plain, title);
    ekb_strbuf_puts(out, "<!DOCTYPE html>\n<html");
    ekb_html_attribute(out, "lang", ekb_tr_tag(style->catalog));
    ekb_strbuf_puts(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta http-equiv=\"Content-Security-Policy\" "
                         "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    ekb_html_text(out, ekb_strbuf_text(&plain), plain.length, EKB_LINE_ENDS_SPACE);
    ekb_strbuf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n", style_sheet);
    out->failed |= plain.failed;
    ekb_strbuf_release(&plain);
}

static void end(ekb_html *page)
{
    ekb_strbuf_puts(page->document.out, "</main>\n</body>\n</html>\n");
}

static void render_answer(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine,
                          const ekb_answer *answer)
{
    ekb_html page;
    begin(&page, out, style, ekb_document_answer_title(style, answer));
    page.document.engine = engine;
    ekb_document_answer(&page.document, answer);
    end(&page);
}

static void render_search(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine,
                          const ekb_answer *answer)
{
    ekb_html page;
    (void)engine;
    begin(&page, out, style, answer->query);
    ekb_document_search(&page.document, answer);
    end(&page);
}

static void render_entry(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_entry *entry)
{
    ekb_html page;
    begin(&page, out, style, entry->content_count > 0 ? entry->contents[0].title : entry->id);
    page.document.engine = engine;
    ekb_document_card(&page.document, entry, NULL, NULL, 1);
    end(&page);
}

static void render_list(ekb_strbuf *out, const ekb_style *style, const ekb_listed *items, size_t count)
{
    ekb_html page;
    begin(&page, out, style, tr(style->catalog, "Entries"));
    ekb_document_list(&page.document, items, count);
    end(&page);
}

static void render_products(ekb_strbuf *out, const ekb_style *style, const ekb_product *items, size_t count)
{
    ekb_html page;
    begin(&page, out, style, tr(style->catalog, "Products"));
    ekb_document_products(&page.document, items, count);
    end(&page);
}

static void render_info(ekb_strbuf *out, const ekb_style *style, const ekb_info_report *report)
{
    ekb_html page;
    begin(&page, out, style, "errkb");
    ekb_document_info(&page.document, report);
    end(&page);
}

static void render_error(ekb_strbuf *out, const ekb_style *style, const ekb_error *error)
{
    ekb_html page;
    begin(&page, out, style, "errkb");
    ekb_document_error(&page.document, error);
    end(&page);
}

const ekb_renderer ekb_render_html = {
    "html",      render_answer,   render_search, render_entry,
    render_list, render_products, render_info,   render_error,
};
