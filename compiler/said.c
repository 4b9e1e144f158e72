/* SPDX-License-Identifier: MIT */
#include "said.h"

#include <string.h>

/* The language's place, made where it has none. */
static ekbc_said *said_in(ekbc_sayings *s, const char *tag)
{
    int lang = ekbc_lang_id(s->langs, tag);
    size_t at = s->count;
    while (at > 0 && s->items[at - 1].lang >= lang)
        at--;
    if (at < s->count && s->items[at].lang == lang)
        return &s->items[at];
    ekb_strbuf spare = s->items[s->count].body;
    memmove(&s->items[at + 1], &s->items[at], (s->count - at) * sizeof *s->items);
    ekb_strbuf_clear(&spare);
    s->items[at] = (ekbc_said){.lang = lang, .body = spare};
    s->count++;
    return &s->items[at];
}

/* ---- Titles and messages -------------------------------------------------- */

static void take_texts(ekbc_sayings *s, const ekbc_entry *entry)
{
    for (size_t i = 0; i < entry->title.count; i++)
        said_in(s, entry->title.items[i].lang)->title = entry->title.items[i].text;
    for (size_t i = 0; i < entry->detail.count; i++) {
        ekbc_said *said = said_in(s, entry->detail.items[i].lang);
        said->detail = entry->detail.items[i].text;
        if (said->title == NULL)
            said->title = "";
    }
    for (size_t i = 0; entry->message_count > 0 && i < entry->messages[0].count; i++)
        said_in(s, entry->messages[0].items[i].lang)->message = entry->messages[0].items[i].text;
}

/* ---- Nodes ----------------------------------------------------------------- */

static void put_string(ekb_strbuf *json, const char *text)
{
    ekb_strbuf_putc(json, '"');
    while (*text != '\0') {
        size_t plain = 0;
        while ((unsigned char)text[plain] >= 0x20 && text[plain] != '"' && text[plain] != '\\')
            plain++;
        ekb_strbuf_append(json, text, plain);
        text += plain;
        if (*text == '"' || *text == '\\')
            ekb_strbuf_append(json, (const char[]){'\\', *text++}, 2);
        else if (*text != '\0')
            ekb_strbuf_printf(json, "\\u%04x", (unsigned char)*text++);
    }
    ekb_strbuf_putc(json, '"');
}

/* Node `n` of a body; those left out since the last one say nothing. What is
   bare of a node that may have a title is the title. */
static void put_node(ekbc_said *said, int64_t n, int titled, const char *title, const char *text)
{
    ekb_strbuf *json = &said->body;
    int bare = text == NULL || !titled;
    for (; said->nodes < n - 1; said->nodes++)
        ekb_strbuf_puts(json, said->nodes == 0 ? "[null" : ",null");
    ekb_strbuf_putc(json, said->nodes++ == 0 ? '[' : ',');
    if (!bare)
        ekb_strbuf_putc(json, '[');
    if (title != NULL)
        put_string(json, title);
    if (title != NULL && text != NULL)
        ekb_strbuf_putc(json, ',');
    if (text != NULL)
        put_string(json, text);
    if (!bare)
        ekb_strbuf_putc(json, ']');
}

static const char *text_in(const ekbc_texts *texts, const char *tag)
{
    for (size_t i = 0; i < texts->count; i++)
        if (strcmp(texts->items[i].lang, tag) == 0)
            return texts->items[i].text;
    return NULL;
}

static void take_node(ekbc_sayings *s, int64_t n, int titled, const ekbc_texts *title, const ekbc_texts *text)
{
    for (size_t i = 0; i < title->count; i++)
        put_node(said_in(s, title->items[i].lang), n, titled, title->items[i].text,
                 text_in(text, title->items[i].lang));
    for (size_t i = 0; i < text->count; i++)
        if (text_in(title, text->items[i].lang) == NULL)
            put_node(said_in(s, text->items[i].lang), n, titled, NULL, text->items[i].text);
}

static int64_t take_nodes(ekbc_sayings *s, int64_t n, int at_top, const ekbc_node *nodes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        take_node(s, ++n, at_top, &nodes[i].title, &nodes[i].text);
        n = take_nodes(s, n, 0, nodes[i].children, nodes[i].child_count);
    }
    return n;
}

static void take_links(ekbc_sayings *s, int64_t n, const ekbc_entry *entry)
{
    static const ekbc_texts none = {NULL, 0};
    for (size_t i = 0; i < entry->link_count; i++)
        take_node(s, ++n, 1, &entry->links[i].title, &none);
}

/* ---- Rows ------------------------------------------------------------------ */

/* Characters of a title that the message begins with; 0 for another title. */
static int64_t shared_start(const char *title, const char *message)
{
    size_t length = strlen(title);
    int64_t characters = 0;
    if (message == NULL || strncmp(title, message, length) != 0)
        return 0;
    for (size_t i = 0; i < length; i++)
        characters += (title[i] & 0xC0) != 0x80;
    return characters;
}

static void write_row(ekbc_said *said, int64_t number, ekbc_rows *rows)
{
    int64_t id = number << 8 | said->lang;
    if (said->nodes > 0)
        ekb_strbuf_putc(&said->body, ']');
    const char *body = said->nodes > 0 ? said->body.data : NULL;
    int64_t shared = said->title != NULL ? shared_start(said->title, said->message) : 0;
    if (shared > 0)
        ekbc_row(rows, EKBC_TEXT, "iisss", id, shared, said->message, body, said->detail);
    else
        ekbc_row(rows, EKBC_TEXT, "issss", id, said->title, said->message, body, said->detail);
}

int ekbc_said_write(ekbc_sayings *sayings, const ekbc_entry *entry, int64_t number, ekbc_rows *rows)
{
    sayings->count = 0;
    take_texts(sayings, entry);
    take_links(sayings, take_nodes(sayings, 0, 1, entry->causes, entry->cause_count), entry);
    for (size_t i = 0; i < sayings->count; i++)
        if (sayings->items[i].body.failed)
            return 0;
    for (size_t i = 0; i < sayings->count; i++) {
        write_row(&sayings->items[i], number, rows);
        if (sayings->items[i].body.failed)
            return 0;
    }
    return 1;
}

void ekbc_said_release(ekbc_sayings *sayings)
{
    for (size_t i = 0; i < EKBC_LANGS_MAX; i++)
        ekb_strbuf_release(&sayings->items[i].body);
}
