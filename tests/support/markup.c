/* SPDX-License-Identifier: MIT */
#include "markup.h"

#include <string.h>

#include "core/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

enum { DEPTH_MOST = 128, IDS_MOST = 64 };

typedef struct slice {
    const char *text;
    size_t length;
} slice;

typedef struct reader {
    const char *page, *at;
    slice open[DEPTH_MOST];
    size_t depth;
    slice ids[IDS_MOST];
    size_t id_count;
} reader;

static int is_one_of(slice word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(list[i]) == word.length && memcmp(list[i], word.text, word.length) == 0)
            return 1;
    }
    return 0;
}

static int is(slice word, const char *name)
{
    return is_one_of(word, &name, 1);
}

static const char *const empty_elements[] = {"meta", "link", "input"};
static const char *const elements[] = {
    "html",   "head",   "title", "meta",  "link",       "script",  "body",       "header", "nav",
    "main",   "footer", "form",  "label", "input",      "select",  "option",     "button", "textarea",
    "h1",     "h2",     "h3",    "h4",    "p",          "ul",      "ol",         "li",     "pre",
    "code",   "kbd",    "a",     "b",     "span",       "strong",  "mark",       "div",    "section",
    "figure", "header", "nav",   "main",  "figcaption", "article", "blockquote",
};
/* What must not stand in a paragraph: browsers would end it there. */
static const char *const blocks[] = {"p",          "ul",     "ol",   "li",   "pre",    "div",
                                     "section",    "h1",     "h2",   "h3",   "h4",     "article",
                                     "blockquote", "figure", "form", "main", "header", "footer"};
static const char *const attributes[] = {
    "lang",
    "charset",
    "name",
    "content",
    "rel",
    "href",
    "hreflang",
    "type",
    "src",
    "defer",
    "class",
    "id",
    "role",
    "method",
    "action",
    "for",
    "value",
    "selected",
    "rows",
    "spellcheck",
    "autocomplete",
    "autocapitalize",
    "hidden",
    "tabindex",
    "title",
    "aria-label",
    "aria-current",
    "aria-labelledby",
    "aria-describedby",
    "form",
    "formaction",
    "data-copy",
    "data-copied",
    "data-failed",
    "data-unreachable",
    "data-said",
};
static const char *const addresses[] = {"href", "src", "action", "formaction"};

static int has_open(const reader *r, const char *name)
{
    for (size_t i = 0; i < r->depth; i++) {
        if (is(r->open[i], name))
            return 1;
    }
    return 0;
}

static int leads_somewhere_good(slice value)
{
    static const char *const prefixes[] = {"/", "#", "https://", "http://"};
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        size_t n = strlen(prefixes[i]);
        if (value.length >= n && memcmp(value.text, prefixes[i], n) == 0)
            return !(value.length > 1 && value.text[0] == '/' && value.text[1] == '/');
    }
    return 0;
}

static const char *take_id(reader *r, slice id)
{
    for (size_t i = 0; i < r->id_count; i++) {
        if (r->ids[i].length == id.length && memcmp(r->ids[i].text, id.text, id.length) == 0)
            return "an id that is there already";
    }
    if (r->id_count < IDS_MOST)
        r->ids[r->id_count++] = id;
    return NULL;
}

static const char *read_value(reader *r, slice name)
{
    size_t length = strcspn(r->at, "\"<>");
    slice value = {r->at, length};
    if (r->at[length] != '"')
        return "an attribute that does not end";
    r->at += length + 1;
    if (is_one_of(name, addresses, COUNT(addresses)) && !leads_somewhere_good(value))
        return "an address that leads nowhere good";
    return is(name, "id") ? take_id(r, value) : NULL;
}

/* Behind the element's name; up to `>`. */
static const char *read_attributes(reader *r)
{
    const char *fault = NULL;
    while (*r->at == ' ' && fault == NULL) {
        r->at++;
        slice name = {r->at, strspn(r->at, "abcdefghijklmnopqrstuvwxyz-")};
        if (!is_one_of(name, attributes, COUNT(attributes)))
            return "an attribute that is not ours";
        r->at += name.length;
        if (r->at[0] == '=' && r->at[1] == '"') {
            r->at += 2;
            fault = read_value(r, name);
        }
    }
    if (fault == NULL && *r->at++ != '>')
        fault = "an element that does not end";
    return fault;
}

static const char *open_element(reader *r, slice name)
{
    if (!is_one_of(name, elements, COUNT(elements)))
        return "an element that is not ours";
    if (is(name, "a") && has_open(r, "a"))
        return "a link in a link";
    if (has_open(r, "p") && is_one_of(name, blocks, COUNT(blocks)))
        return "a block in a paragraph";
    const char *fault = read_attributes(r);
    if (fault != NULL || is_one_of(name, empty_elements, COUNT(empty_elements)))
        return fault;
    if (r->depth == DEPTH_MOST)
        return "elements nested too deep";
    r->open[r->depth++] = name;
    return NULL;
}

static const char *read_tag(reader *r)
{
    static const char doctype[] = "<!DOCTYPE html>";
    if (r->at == r->page && strncmp(r->at, doctype, sizeof doctype - 1) == 0) {
        r->at += sizeof doctype - 1;
        return NULL;
    }
    int closing = r->at[1] == '/';
    r->at += 1 + closing;
    slice name = {r->at, strspn(r->at, "abcdefghijklmnopqrstuvwxyz0123456789")};
    r->at += name.length;
    if (!closing)
        return open_element(r, name);
    if (r->depth == 0 || r->open[r->depth - 1].length != name.length ||
        memcmp(r->open[r->depth - 1].text, name.text, name.length) != 0)
        return "an end without its beginning";
    r->depth--;
    return *r->at++ == '>' ? NULL : "an end that does not end";
}

static const char *find_bad_byte(reader *r, size_t length)
{
    size_t valid = ekb_utf8_valid(r->page, length);
    r->at = r->page + valid;
    if (valid < length)
        return "bytes that are no UTF-8";
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)r->page[i];
        r->at = r->page + i;
        if ((c < ' ' && c != '\n') || c == 0x7F)
            return "a control character";
    }
    return NULL;
}

const char *markup_fault(const char *page, size_t length, size_t *at)
{
    reader r = {.page = page};
    const char *fault = find_bad_byte(&r, length);
    if (fault == NULL)
        r.at = page;
    while (fault == NULL && (r.at = strchr(r.at, '<')) != NULL)
        fault = read_tag(&r);
    if (fault == NULL && r.depth > 0)
        fault = "elements that do not end";
    if (at != NULL)
        *at = fault != NULL && r.at != NULL ? (size_t)(r.at - page) : length;
    return fault;
}
