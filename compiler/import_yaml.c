/* SPDX-License-Identifier: MIT */
#include "import_yaml.h"

#include <string.h>

#include "core/code.h"
#include "import_text.h"

static void put_quoted(ekb_strbuf *out, const char *text)
{
    ekb_strbuf_putc(out, '"');
    for (const char *at = text; *at != '\0';) {
        size_t plain = strcspn(at, "\"\\\n");
        ekb_strbuf_append(out, at, plain);
        at += plain;
        if (*at == '\n')
            ekb_strbuf_puts(out, "\\n");
        else if (*at != '\0')
            ekb_strbuf_printf(out, "\\%c", *at);
        at += *at != '\0';
    }
    ekb_strbuf_putc(out, '"');
}

static void put_forms(ekb_strbuf *out, unsigned forms)
{
    const char *before = "";
    ekb_strbuf_puts(out, "forms: [");
    for (unsigned form = EKBC_DECIMAL; form <= EKBC_PREFIXED; form <<= 1) {
        if ((forms & form) == 0)
            continue;
        ekb_strbuf_printf(out, "%s%s", before, ekb_form_name(form));
        before = ", ";
    }
    ekb_strbuf_putc(out, ']');
}

/* ---- Products ----------------------------------------------------------- */

/* Parts of a short name that do not tell a product from others. */
static int is_telling(const char *word, size_t length)
{
    static const char *const common[] = {
        "agent",  "api",     "app",     "build",    "cli",    "client", "code", "codes",  "common",
        "core",   "data",    "desktop", "error",    "errors", "event",  "file", "lib",    "log",
        "main",   "manager", "message", "messages", "msg",    "net",    "sdk",  "server", "service",
        "system", "test",    "tool",    "tools",    "unit",   "update", "web",
    };
    for (size_t i = 0; i < sizeof common / sizeof common[0]; i++) {
        if (strlen(common[i]) == length && memcmp(common[i], word, length) == 0)
            return 0;
    }
    return length > 2;
}

static void put_words(ekb_strbuf *out, const char *slug)
{
    size_t words = 0;
    for (const char *at = slug; *at != '\0';) {
        size_t length = strcspn(at, "._-");
        if (is_telling(at, length))
            ekb_strbuf_printf(out, "%s\"%.*s\"", words++ == 0 ? "words: [" : ", ", (int)length, at);
        at += length + (at[length] != '\0');
    }
    if (words > 0)
        ekb_strbuf_puts(out, "]\n");
}

void ekbc_import_put_product(const ekbc_record_product *product, ekb_strbuf *out)
{
    ekb_strbuf escaped = EKB_STRBUF_INIT;
    ekbc_import_escape(product->slug, &escaped);
    ekb_strbuf_puts(out, "product: ");
    put_quoted(out, product->slug);
    ekb_strbuf_puts(out, "\nname: {en: ");
    put_quoted(out, ekb_strbuf_text(&escaped));
    ekb_strbuf_puts(out, "}\norigin: imported\n");
    put_forms(out, product->forms);
    ekb_strbuf_putc(out, '\n');
    put_words(out, product->slug);
    out->failed |= escaped.failed;
    ekb_strbuf_release(&escaped);
}

/* ---- Entries ------------------------------------------------------------ */

/* An entry on its way out; the buffers serve one text after the other. */
typedef struct entry_writer {
    ekb_strbuf *out;
    const ekbc_record *record;
    const ekbc_record_product *product;
    ekb_strbuf converted, escaped;
} entry_writer;

static void put_code(const entry_writer *w, const ekbc_record_code *code)
{
    ekb_strbuf_puts(w->out, "  - {value: ");
    put_quoted(w->out, code->value);
    if (code->forms != w->product->forms) {
        ekb_strbuf_puts(w->out, ", ");
        put_forms(w->out, code->forms);
    }
    ekb_strbuf_puts(w->out, code->role == EKBC_ROLE_CLASS ? ", role: class}\n" : "}\n");
}

static void put_codes(const entry_writer *w)
{
    int any = 0;
    for (size_t i = 0; i < w->record->code_count; i++) {
        if (w->record->codes[i].role == EKBC_ROLE_NONE)
            continue;
        if (!any)
            ekb_strbuf_puts(w->out, "codes:\n");
        put_code(w, &w->record->codes[i]);
        any = 1;
    }
}

/* `  lang: "text"`, the first of a list behind its dash. */
static void put_text(const entry_writer *w, const char *before, const char *lang, const char *text)
{
    ekb_strbuf_printf(w->out, "%s%s: ", before, lang);
    put_quoted(w->out, text);
    ekb_strbuf_putc(w->out, '\n');
}

static void put_title(entry_writer *w)
{
    int any = 0;
    ekb_strbuf_puts(w->out, "title:\n");
    for (size_t i = 0; i < w->record->messages.count; i++) {
        const ekbc_text *message = &w->record->messages.items[i];
        ekb_strbuf_clear(&w->converted);
        ekbc_import_title(message->text, w->product->styles, w->record->whole_title, &w->converted);
        if (w->converted.length == 0)
            continue;
        ekb_strbuf_clear(&w->escaped);
        ekbc_import_escape(ekb_strbuf_text(&w->converted), &w->escaped);
        put_text(w, "  ", message->lang, ekb_strbuf_text(&w->escaped));
        any = 1;
    }
    if (any)
        return;
    ekb_strbuf_clear(&w->escaped);
    ekbc_import_escape(w->record->id, &w->escaped);
    put_text(w, "  ", "en", ekb_strbuf_text(&w->escaped));
}

static void put_messages(entry_writer *w)
{
    for (size_t i = 0; i < w->record->messages.count; i++) {
        const ekbc_text *message = &w->record->messages.items[i];
        ekb_strbuf_clear(&w->converted);
        ekbc_foreign_message(message->text, w->product->styles, &w->converted);
        put_text(w, i == 0 ? "messages:\n  - " : "    ", message->lang, ekb_strbuf_text(&w->converted));
    }
}

static void put_texts(entry_writer *w, const char *head, const char *before, const ekbc_texts *texts)
{
    ekb_strbuf_puts(w->out, head);
    for (size_t i = 0; i < texts->count; i++) {
        ekb_strbuf_clear(&w->escaped);
        ekbc_import_escape(texts->items[i].text, &w->escaped);
        put_text(w, before, texts->items[i].lang, ekb_strbuf_text(&w->escaped));
    }
}

static void put_remedy(entry_writer *w)
{
    const ekbc_texts *cause = &w->record->cause, *action = &w->record->action;
    if (cause->count > 0)
        put_texts(w, "causes:\n  - detail:\n", "      ", cause);
    if (action->count > 0)
        put_texts(
            w, cause->count > 0 ? "    actions:\n      - step:\n" : "causes:\n  - actions:\n      - step:\n",
            "          ", action);
}

void ekbc_import_put_entry(const ekbc_records *records, const ekbc_record *record, ekb_strbuf *out)
{
    const ekbc_record_product *product = &records->products[record->product];
    entry_writer w = {.out = out, .record = record, .product = product};
    ekb_strbuf_printf(out, "---\nid: \"%s/", product->slug);
    for (const char *at = record->id; *at != '\0'; at++)
        ekb_strbuf_printf(out, *at == '"' || *at == '\\' ? "\\%c" : "%c", *at);
    ekb_strbuf_puts(out, "\"\nkind: error\nseverity: error\ndisplay: ");
    put_quoted(out, record->id);
    ekb_strbuf_putc(out, '\n');
    put_codes(&w);
    put_title(&w);
    put_messages(&w);
    put_remedy(&w);
    if (*record->source != '\0') {
        ekb_strbuf_puts(out, "source: {title: ");
        put_quoted(out, record->source);
        ekb_strbuf_puts(out, "}\n");
    }
    out->failed |= w.converted.failed | w.escaped.failed;
    ekb_strbuf_release(&w.converted);
    ekb_strbuf_release(&w.escaped);
}
