/* SPDX-License-Identifier: MIT */
/*
 * A whole HTML page that needs nothing from elsewhere: no script, no request,
 * light or dark as the reader has it. Every text is escaped and says its
 * language; links go to the web only.
 */
#include <string.h>

#include "document.h"
#include "sanitize.h"

typedef struct html {
    ekb_document document; /* first, so that the operations find the rest */
    int in_lang;
    char heading; /* level of the open one */
} html;

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
    "aside{margin:.6rem 0;padding:.1rem 1rem;border-left:4px double}"
    "ol.steps{list-style:none;padding-left:0}ol.steps ol.steps,ol.steps ul{padding-left:1.5rem}"
    "ol.steps>li{display:grid;grid-template-columns:auto 1fr;column-gap:.6rem}"
    "ol.steps>li>*{grid-column:2;min-width:0}ol.steps>li>.number{grid-column:1;grid-row:1;margin:0}"
    "li>p:first-child,li>.number+p{margin:0}li{margin:.3rem 0}";

static void put_escaped(ekb_strbuf *out, const char *text, size_t length)
{
    static const struct {
        char byte;
        const char *entity;
    } entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    for (size_t i = 0; i < length; i++) {
        const char *entity = NULL;
        for (size_t k = 0; k < sizeof entities / sizeof *entities; k++) {
            if (entities[k].byte == text[i])
                entity = entities[k].entity;
        }
        if (entity != NULL)
            ekb_strbuf_puts(out, entity);
        else
            ekb_strbuf_putc(out, text[i]);
    }
}

static void put_text(ekb_strbuf *out, const char *text, size_t length, ekb_line_ends line_ends)
{
    ekb_strbuf clean = EKB_STRBUF_INIT;
    ekb_sanitize(&clean, text, length, line_ends);
    put_escaped(out, ekb_strbuf_text(&clean), clean.length);
    out->failed |= clean.failed;
    ekb_strbuf_release(&clean);
}

static void put_attribute(ekb_strbuf *out, const char *name, const char *value)
{
    ekb_strbuf_printf(out, " %s=\"", name);
    put_text(out, value, strlen(value), EKB_LINE_ENDS_SPACE);
    ekb_strbuf_putc(out, '"');
}

/* ---- Operations ---------------------------------------------------------------- */

static const struct {
    const char *open, *close;
} tags[] = {
    [EKB_BLOCK_SECTION] = {"<section", "</section>\n"},
    [EKB_BLOCK_HEADING] = {"<h", "</h"},
    [EKB_BLOCK_PARAGRAPH] = {"<p>", "</p>\n"},
    [EKB_BLOCK_QUOTE] = {"<blockquote>\n", "</blockquote>\n"},
    [EKB_BLOCK_ASIDE] = {"<aside>\n", "</aside>\n"},
    [EKB_BLOCK_LIST] = {"<ul>\n", "</ul>\n"},
    [EKB_BLOCK_STEPS] = {"<ol class=\"steps\">\n", "</ol>\n"},
    [EKB_BLOCK_ITEM] = {"<li>", "</li>\n"},
};

static void on_open(ekb_document *document, ekb_block block, const char *attribute)
{
    ekb_strbuf *out = document->out;
    ekb_strbuf_puts(out, tags[block].open);
    if (block == EKB_BLOCK_SECTION) {
        put_attribute(out, "lang", attribute);
        ekb_strbuf_puts(out, ">\n");
    } else if (block == EKB_BLOCK_HEADING) {
        ekb_strbuf_printf(out, "%s>", attribute);
        ((html *)(void *)document)->heading = attribute[0];
    } else if (block == EKB_BLOCK_ITEM && attribute != NULL) {
        ekb_strbuf_puts(out, "<span class=\"number\">");
        put_text(out, attribute, strlen(attribute), EKB_LINE_ENDS_SPACE);
        ekb_strbuf_puts(out, strchr(attribute, '.') == NULL ? ".</span>" : "</span>");
    }
}

static void on_close(ekb_document *document, ekb_block block)
{
    ekb_strbuf_puts(document->out, tags[block].close);
    if (block == EKB_BLOCK_HEADING)
        ekb_strbuf_printf(document->out, "%c>\n", ((html *)(void *)document)->heading);
}

static void on_span(ekb_document *document, const ekb_inline_span *span)
{
    ekb_strbuf *out = document->out;
    ekb_strbuf_puts(out, span->bold ? "<strong>" : "");
    ekb_strbuf_puts(out, span->code ? "<code>" : "");
    put_text(out, span->text, span->length, EKB_LINE_ENDS_SPACE);
    ekb_strbuf_puts(out, span->code ? "</code>" : "");
    ekb_strbuf_puts(out, span->bold ? "</strong>" : "");
}

static void on_link(ekb_document *document, const char *url, size_t length)
{
    ekb_strbuf *out = document->out;
    if (url == NULL) {
        ekb_strbuf_puts(out, "</a>");
        return;
    }
    ekb_strbuf_puts(out, "<a rel=\"noopener noreferrer\" href=\"");
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)url[i] >= 0x80)
            ekb_strbuf_printf(out, "%%%02X", (unsigned)(unsigned char)url[i]);
        else
            put_escaped(out, url + i, 1);
    }
    ekb_strbuf_puts(out, "\">");
}

static void on_lang(ekb_document *document, const char *lang)
{
    html *page = (html *)(void *)document;
    if (page->in_lang)
        ekb_strbuf_puts(document->out, "</span>");
    page->in_lang = lang != NULL;
    if (lang != NULL) {
        ekb_strbuf_puts(document->out, "<span");
        put_attribute(document->out, "lang", lang);
        ekb_strbuf_putc(document->out, '>');
    }
}

static void on_command(ekb_document *document, const char *command)
{
    ekb_strbuf_puts(document->out, "<pre><code>");
    put_text(document->out, command, strlen(command), EKB_LINE_ENDS_KEEP);
    ekb_strbuf_puts(document->out, "</code></pre>\n");
}

/* ---- The renderer ------------------------------------------------------------ */

static const ekb_document_ops ops = {on_open, on_close, on_span, on_link, on_lang, on_command};

static void begin(html *page, ekb_strbuf *out, const ekb_style *style, const char *title)
{
    ekb_strbuf plain = EKB_STRBUF_INIT;
    *page = (html){.in_lang = 0};
    page->document.ops = &ops;
    page->document.out = out;
    page->document.style = style;
    page->document.catalog = style->catalog;
    ekb_inline_plain(&plain, title);
    ekb_strbuf_puts(out, "<!DOCTYPE html>\n<html");
    put_attribute(out, "lang", ekb_tr_tag(style->catalog));
    ekb_strbuf_puts(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta http-equiv=\"Content-Security-Policy\" "
                         "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
    put_text(out, ekb_strbuf_text(&plain), plain.length, EKB_LINE_ENDS_SPACE);
    ekb_strbuf_printf(out, "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n", style_sheet);
    out->failed |= plain.failed;
    ekb_strbuf_release(&plain);
}

static void end(html *page)
{
    ekb_strbuf_puts(page->document.out, "</main>\n</body>\n</html>\n");
}

static void render_answer(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine,
                          const ekb_answer *answer)
{
    html page;
    begin(&page, out, style, ekb_document_answer_title(style, answer));
    page.document.engine = engine;
    ekb_document_answer(&page.document, answer);
    end(&page);
}

static void render_search(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine,
                          const ekb_answer *answer)
{
    html page;
    (void)engine;
    begin(&page, out, style, answer->query);
    ekb_document_search(&page.document, answer);
    end(&page);
}

static void render_entry(ekb_strbuf *out, const ekb_style *style, ekb_engine *engine, const ekb_entry *entry)
{
    html page;
    begin(&page, out, style, entry->content_count > 0 ? entry->contents[0].title : entry->id);
    page.document.engine = engine;
    ekb_document_card(&page.document, entry, NULL, NULL, 1);
    end(&page);
}

static void render_list(ekb_strbuf *out, const ekb_style *style, const ekb_listed *items, size_t count)
{
    html page;
    begin(&page, out, style, tr(style->catalog, "Entries"));
    ekb_document_list(&page.document, items, count);
    end(&page);
}

static void render_products(ekb_strbuf *out, const ekb_style *style, const ekb_product *items, size_t count)
{
    html page;
    begin(&page, out, style, tr(style->catalog, "Products"));
    ekb_document_products(&page.document, items, count);
    end(&page);
}

static void render_info(ekb_strbuf *out, const ekb_style *style, const ekb_info_report *report)
{
    html page;
    begin(&page, out, style, "errkb");
    ekb_document_info(&page.document, report);
    end(&page);
}

static void render_error(ekb_strbuf *out, const ekb_style *style, const ekb_error *error)
{
    html page;
    begin(&page, out, style, "errkb");
    ekb_document_error(&page.document, error);
    end(&page);
}

const ekb_renderer ekb_render_html = {
    "html",      render_answer,   render_search, render_entry,
    render_list, render_products, render_info,   render_error,
};
